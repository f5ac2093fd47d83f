"""A round as the engine sees it: opaque codes, hours, and the criteria of the protocol in force. Nothing else.

The order of the protocol's criteria is kept: each request brings, for every rule it meets, a weight that outranks all
later rules together. A criterion about the whole split (longest wait, least travel, fair between settings, as many as
can be) is an objective of its own, at its own place in the order. Weights are never shown.
"""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rourou.contexts.allocation.types import Way
from rourou.contexts.directory.types import ServiceCard
from rourou.contexts.referrals.types import RoundReferral, RuleMet
from rourou.engines.allocation.problem import Objective, Option, Problem, Request, Support

WHOLE_SPLIT: Final = {
    "longest_wait": Objective.WAITING,
    "least_travel": Objective.TRAVEL,
    "fair_between_settings": Objective.FAIRNESS,
    "as_many_as_can_be": Objective.PLACED,
}
MOST_IN_GROUP: Final = 6


@dataclass(frozen=True, slots=True)
class Criterion:
    """One rule of how the community decides, at its place in the order."""

    code: str
    words: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Offering:
    """A service and what it has left to promise in the round's term."""

    card: ServiceCard
    left: Decimal


@dataclass(frozen=True, slots=True)
class Posed:
    """A problem, and whose code is whose. The engine sees the problem alone."""

    problem: Problem
    requests: dict[str, RoundReferral]
    services: dict[str, ServiceCard]


def criteria_of(body: Mapping[str, Any]) -> tuple[Criterion, ...]:
    """The ordered criteria of a protocol's body."""
    return tuple(
        Criterion(c["code"], c.get("words", c["code"]), c.get("example", "")) for c in body.get("criteria", ())
    )


def deciding_criteria(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Those that a request meets or does not; the others are about the whole split."""
    return tuple(c for c in criteria if c.code not in WHOLE_SPLIT)


def weight_of(met: Iterable[RuleMet], criteria: Sequence[Criterion]) -> int:
    """Each rule outranks all later ones together."""
    codes = {rule.code for rule in met if rule.met}
    own = deciding_criteria(criteria)
    return sum(1 << (len(own) - 1 - at) for at, criterion in enumerate(own) if criterion.code in codes)


def objectives(criteria: Sequence[Criterion]) -> tuple[Objective, ...]:
    """The protocol's order as the engine's: rules that a request meets stand where the first of them stands."""
    named = (WHOLE_SPLIT.get(criterion.code, Objective.WEIGHT) for criterion in criteria)
    return tuple(dict.fromkeys(named))


def ways(criteria: Sequence[Criterion], *, groups: bool) -> tuple[Way, ...]:
    """The suggestion, and two others to hold it against: groups where some would have them, then other orders."""
    first = objectives(criteria)[:1]
    others = [Way.GROUPS] if groups else []
    others += [
        way
        for way, name in ((Way.LONGEST_WAIT, Objective.WAITING), (Way.MOST_PLACED, Objective.PLACED))
        if first != (name,)
    ]
    return (Way.SUGGESTION, *others[:2])


def code_of(round_id: uuid.UUID, row_id: uuid.UUID) -> str:
    """What stands for a request or a service in a problem: it cannot be turned back, and is the same each time."""
    return hashlib.sha256(round_id.bytes + row_id.bytes).hexdigest()[:12]


def option_of(problem: Problem, chosen: Iterable[str]) -> dict[str, Option]:
    """For each request that has a place: the option that gives it."""
    known = {option.id: option for option in problem.options}
    return {request: known[each] for each in chosen for request in known[each].requests}


def pose(
    round_id: uuid.UUID, requests: Sequence[RoundReferral], offerings: Sequence[Offering],
    criteria: Sequence[Criterion], way: Way = Way.SUGGESTION,
) -> Posed:  # fmt: skip
    """One way of sharing, as a problem."""
    coded = {code_of(round_id, r.id): r for r in requests}
    served = {code_of(round_id, o.card.id): o for o in offerings}
    options = [*_alone(coded, served), *(_together(coded, served) if way is Way.GROUPS else ())]
    first = {Way.LONGEST_WAIT: (Objective.WAITING,), Way.MOST_PLACED: (Objective.PLACED,)}.get(way, ())
    problem = Problem(
        requests=tuple(_request(round_id, code, r, criteria) for code, r in sorted(coded.items())),
        supports=tuple(Support(code, float(max(o.left, Decimal(0)))) for code, o in sorted(served.items())),
        options=tuple(options),
        objectives=tuple(dict.fromkeys((*first, *objectives(criteria)))),
    )
    return Posed(problem, coded, {code: o.card for code, o in served.items()})


def _request(round_id: uuid.UUID, code: str, r: RoundReferral, criteria: Sequence[Criterion]) -> Request:
    group = code_of(round_id, r.custodian_id)
    return Request(code, float(weight_of(r.rules, criteria)), round(r.waited_days / 7, 2), (group,))


def _alone(coded: Mapping[str, RoundReferral], served: Mapping[str, Offering]) -> list[Option]:
    """Each request with each service that goes to its setting and takes its year, for the hours it asks."""
    return [
        Option(f"{code}@{service}", (code,), service, float(r.hours), 1.0)
        for code, r in sorted(coded.items())
        for service, o in sorted(served.items())
        if r.hours and o.card.support_type is r.support_type and o.card.serves(r.custodian_id, r.year_level)
    ]


def _together(coded: Mapping[str, RoundReferral], served: Mapping[str, Offering]) -> list[Option]:
    """Requests of one setting whose whānau would have a group: the hours of the one that asks most, charged once."""
    by_setting: dict[uuid.UUID, list[tuple[str, RoundReferral]]] = defaultdict(list)
    for code, r in sorted(coded.items()):
        if r.group_ok and r.hours:
            by_setting[r.custodian_id].append((code, r))
    return [
        option
        for members in by_setting.values()
        for service, o in sorted(served.items())
        if (option := _group(members, service, o)) is not None
    ]


def _group(members: Sequence[tuple[str, RoundReferral]], service: str, o: Offering) -> Option | None:
    size = min(o.card.group_size_max or 1, MOST_IN_GROUP)
    fitting = [
        (code, r)
        for code, r in members
        if o.card.support_type is r.support_type and o.card.serves(r.custodian_id, r.year_level)
    ][:size]
    if len(fitting) < 2:
        return None
    codes = tuple(code for code, _ in fitting)
    hours = max(float(r.hours or 0) for _, r in fitting)
    return Option(f"{'+'.join(codes)}@{service}", codes, service, hours, float(len(codes)))
