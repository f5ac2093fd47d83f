"""Why a request has the place it has, as codes and numbers that a context turns into sentences (ux.md §4.9).

Other requests appear here by id. Who may read of whom is not known here: an explanation names another request only to
people who reach it. Weights are never displayed; a context says them as the protocol's criteria.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from rourou.engines.allocation.problem import Change, Objective, Option, Plan, Problem, Request
from rourou.engines.allocation.solve import solve_with
from rourou.engines.allocation.unplaced import Standing


@dataclass(frozen=True, slots=True)
class Factor:
    """One objective and what the request brings to it; `other` is what the compared request brings."""

    objective: str
    own: float
    other: float | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two requests side by side. `decided_by` is the first objective in which they differ, None for a tie;
    `same_support` is whether they ask any support in common, so that one can stand in the other's way."""

    other: str
    other_is_placed: bool
    decided_by: str | None
    same_support: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """reason: 'placed', or why not (`Unplaced.reason`). `with_requests` share the option; `alternatives` counts the
    options of the request that would fit now if it gave up its own."""

    request: str
    reason: str
    option: str | None
    support: str | None
    hours: float
    with_requests: tuple[str, ...]
    alternatives: int
    factors: tuple[Factor, ...]
    would_take: tuple[Change, ...]
    contrast: Contrast | None


@dataclass(frozen=True, slots=True)
class Instead:
    """What placing a request would cost: the plan that places it, objectives that change, who gains and loses a place.

    `is_possible` is False where no plan places it."""

    is_possible: bool
    changed: dict[str, float]
    gaining: tuple[str, ...]
    losing: tuple[str, ...]
    chosen: tuple[str, ...]


def explain(problem: Problem, plan: Plan, request_id: str, *, other_id: str | None = None) -> Explanation:
    """Why this request is placed or not, and what would have to change. Raises KeyError for an id nobody has."""
    standing = Standing(problem, plan.chosen)
    request, place = standing.requests[request_id], standing.place.get(request_id)
    other = standing.requests[other_id] if other_id is not None else None
    missed = next((each for each in plan.unplaced if each.request == request_id), None)
    return Explanation(
        request=request_id,
        reason="placed" if place else missed.reason if missed else "full",
        option=place.id if place else None,
        support=place.support if place else None,
        hours=place.hours if place else 0,
        with_requests=tuple(each for each in place.requests if each != request_id) if place else (),
        alternatives=_alternatives(standing, request_id, place),
        factors=_factors(standing, request, other),
        would_take=missed.would_take if missed else (),
        contrast=_contrast(standing, request, other) if other else None,
    )


def instead(problem: Problem, plan: Plan, request_id: str, *, seed: int, time_limit: timedelta) -> Instead:
    """Plans again with this request placed, and says what that changes: "why them, not us?" answered exactly."""
    found = solve_with(problem, frozenset({request_id}), seed=seed, time_limit=time_limit)
    before, after = Standing(problem, plan.chosen).place.keys(), Standing(problem, found.chosen).place.keys()
    if request_id not in after:
        return Instead(False, {}, (), (), ())
    changed = {
        str(name): found.objectives[name].value - measure.value
        for name, measure in plan.objectives.items()
        if found.objectives[name].value != measure.value
    }
    return Instead(True, changed, tuple(sorted(after - before)), tuple(sorted(before - after)), found.chosen)


def _alternatives(standing: Standing, request: str, place: Option | None) -> int:
    others = [option for option in standing.options[request] if place is None or option.id != place.id]
    lacks = [standing.lacks(option) for option in others]
    return sum(lack is not None and lack.is_nothing for lack in lacks)


def _factors(standing: Standing, request: Request, other: Request | None) -> tuple[Factor, ...]:
    return tuple(
        Factor(str(name), brings(standing, request, name), brings(standing, other, name) if other else None)
        for name in standing.problem.objectives
    )


def brings(standing: Standing, request: Request, name: Objective) -> float:
    """What placing a request brings to an objective: of its placed option, else of the option best in it.

    For a group's option, value and travel are shared evenly. Fairness: the weight, for those groups that it counts in.
    """
    place = standing.place.get(request.id)
    options = [place] if place else standing.options[request.id]
    match name:
        case Objective.MUST:
            return float(request.must)
        case Objective.PLACED:
            return 1.0
        case Objective.WEIGHT:
            return float(request.weight)
        case Objective.FAIRNESS:
            return float(request.weight) if request.groups else 0.0
        case Objective.WAITING:
            return float(request.waited_weeks)
        case Objective.VALUE:
            return max((option.value / len(option.requests) for option in options), default=0.0)
        case Objective.TRAVEL:
            return min((option.travel_hours / len(option.requests) for option in options), default=0.0)
        case Objective.STEADINESS:
            return float(any(option.id in standing.problem.previous for option in options))


def _contrast(standing: Standing, request: Request, other: Request) -> Contrast:
    differing: Sequence[Objective] = [
        name
        for name in standing.problem.objectives
        if name != Objective.FAIRNESS and brings(standing, request, name) != brings(standing, other, name)
    ]
    own, theirs = ({option.support for option in standing.options[each.id]} for each in (request, other))
    return Contrast(other.id, other.id in standing.place, str(differing[0]) if differing else None, bool(own & theirs))
