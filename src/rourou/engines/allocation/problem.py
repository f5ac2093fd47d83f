"""The words of an allocation: what is asked, what is offered, what may be chosen, and the plan that comes back.

Ids are opaque strings; no name, birth date or trait of a child is ever among them. Hours are hours of one term,
waiting is in weeks. `reading.parse` makes a Problem from JSON; `dump` and `dump_plan` go the other way.
The form stands in docs/reference/allocation-problem.schema.json and allocation-plan.schema.json.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

VERSION = 1


class Objective(StrEnum):
    """What a plan may be judged by; a problem names some of them, the most important first."""

    MUST = "must"
    PLACED = "placed"
    VALUE = "value"
    WEIGHT = "weight"
    FAIRNESS = "fairness"
    WAITING = "waiting"
    TRAVEL = "travel"
    STEADINESS = "steadiness"


class Status(StrEnum):
    """OPTIMAL: every objective proven. FEASIBLE: time ran out. INFEASIBLE: the problem contradicts itself."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True)
class Request:
    """One request for support. `weight` comes from the protocol's ordered criteria and is never displayed."""

    id: str
    weight: float
    waited_weeks: float = 0
    groups: tuple[str, ...] = ()
    must: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """Someone's hours of one term; `max_requests` is the most requests they may hold, None for no such limit."""

    id: str
    hours: float
    max_requests: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could be agreed: this support, for these requests together, costing these hours."""

    id: str
    requests: tuple[str, ...]
    support: str
    hours: float
    value: float
    travel_hours: float = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """All that the engine knows. `objectives` is ordered; `previous` names the options in force."""

    requests: tuple[Request, ...]
    supports: tuple[Support, ...]
    options: tuple[Option, ...]
    objectives: tuple[Objective, ...]
    previous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What a plan reaches in one objective, and the proven bound given the values held before it."""

    value: float
    bound: float


@dataclass(frozen=True, slots=True)
class Change:
    """One thing someone could change so that a request is placed and everyone else keeps what they have.

    kind is 'hours' (`hours` more of `support`), 'places' (`places` more in the support's limit), 'hours_and_places'
    (only where no single change would do), 'option' (nothing fits at all: somebody has to offer something) or
    'order' (it fits now, but `objective` would have to stand lower in the order).
    """

    kind: str
    support: str | None = None
    option: str | None = None
    hours: float = 0
    places: int = 0
    objective: str | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A request without a place. reason: 'no_option', 'beyond_support', 'full', 'company', 'order', 'contradiction'."""

    request: str
    reason: str
    would_take: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A suggestion: people decide. The same problem and seed give the same plan unless time ran out."""

    chosen: tuple[str, ...]
    status: Status
    objectives: Mapping[str, Measure]
    unplaced: tuple[Unplaced, ...]
    seconds: float
    seed: int
    fingerprint: str


def dump(problem: Problem) -> dict[str, object]:
    """The problem as JSON values, in one canonical order: the same problem is the same text, however it came."""
    return {
        "version": VERSION,
        "requests": [_request(each) for each in sorted(problem.requests, key=lambda each: each.id)],
        "supports": [_support(each) for each in sorted(problem.supports, key=lambda each: each.id)],
        "options": [_option(each) for each in sorted(problem.options, key=lambda each: each.id)],
        "objectives": [str(each) for each in problem.objectives],
        "previous": sorted(problem.previous),
    }


def fingerprint(problem: Problem) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal: says which problem a plan answers."""
    text = json.dumps(dump(problem), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def dump_plan(plan: Plan) -> dict[str, object]:
    """The plan as JSON values, as `rourou allocate` prints it."""
    return {
        "version": VERSION,
        "chosen": list(plan.chosen),
        "status": str(plan.status),
        "objectives": {
            str(name): {"value": plain(each.value), "bound": plain(each.bound)}
            for name, each in plan.objectives.items()
        },
        "unplaced": [
            {
                "request": each.request,
                "reason": each.reason,
                "would_take": [dump_change(change) for change in each.would_take],
            }
            for each in plan.unplaced
        ],
        "seconds": round(plan.seconds, 3),
        "seed": plan.seed,
        "fingerprint": plan.fingerprint,
    }


def dump_change(change: Change) -> dict[str, object]:
    """A change as JSON values, with only the fields its kind has."""
    fields: dict[str, object] = {"kind": change.kind}
    for name in ("support", "option", "objective"):
        if getattr(change, name) is not None:
            fields[name] = getattr(change, name)
    if change.hours:
        fields["hours"] = plain(change.hours)
    if change.places:
        fields["places"] = change.places
    return fields


def plain(number: float) -> float:
    """4.0 as 4, so that a number has one spelling."""
    return int(number) if float(number).is_integer() else float(number)


def _request(request: Request) -> dict[str, object]:
    return {
        "id": request.id,
        "weight": plain(request.weight),
        "waited_weeks": plain(request.waited_weeks),
        "groups": sorted(request.groups),
        "must": request.must,
    }


def _support(support: Support) -> dict[str, object]:
    return {"id": support.id, "hours": plain(support.hours), "max_requests": support.max_requests}


def _option(option: Option) -> dict[str, object]:
    return {
        "id": option.id,
        "requests": sorted(option.requests),
        "support": option.support,
        "hours": plain(option.hours),
        "value": plain(option.value),
        "travel_hours": plain(option.travel_hours),
    }
