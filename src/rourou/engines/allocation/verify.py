"""Checks a plan against its problem. Written apart from the solver, from the contract alone: tests hold one against
the other. Sums are exact decimals. It cannot tell whether a better plan exists; `bound` is the solver's word."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, localcontext

from rourou.engines.allocation.problem import Objective, Option, Plan, Problem, Status, fingerprint

TOLERANCE = 1e-6  # numbers in a plan are binary; sums here are decimal
BETTER_DOWN = {Objective.TRAVEL}


@dataclass(frozen=True, slots=True)
class Violation:
    """code: what kind; place: the id or objective it is about; text: one plain sentence."""

    code: str
    place: str
    text: str


def verify(problem: Problem, plan: Plan) -> list[Violation]:
    """Everything in which a plan breaks its problem's limits or says what is not so; empty for a sound plan."""
    with localcontext() as context:
        context.prec = 60
        known = {option.id: option for option in problem.options}
        chosen = [known[each] for each in plan.chosen if each in known]
        found = [*_chosen(plan, known), *_limits(problem, chosen), *_unplaced(problem, plan, chosen)]
        if plan.fingerprint != fingerprint(problem):
            found.append(Violation("fingerprint", "", "The plan answers another problem than this one."))
        if plan.status != Status.INFEASIBLE:
            found += _measures(problem, plan, chosen)
        elif plan.chosen:
            found.append(Violation("status", "", "The plan is 'infeasible' and yet chooses options."))
        return found


def _chosen(plan: Plan, known: dict[str, Option]) -> list[Violation]:
    unknown = [each for each in plan.chosen if each not in known]
    twice = [each for each, times in Counter(plan.chosen).items() if times > 1]
    return [Violation("unknown_option", each, f"The problem has no option {each}.") for each in unknown] + [
        Violation("option_twice", each, f"Option {each} is chosen twice.") for each in twice
    ]


def _limits(problem: Problem, chosen: list[Option]) -> list[Violation]:
    found = []
    placed = Counter(request for option in chosen for request in option.requests)
    for request, times in placed.items():
        if times > 1:
            found.append(Violation("placed_twice", request, f"Request {request} is placed {times} times."))
    for support in problem.supports:
        own = [option for option in chosen if option.support == support.id]
        hours, held = sum((_exact(each.hours) for each in own), Decimal(0)), sum(len(each.requests) for each in own)
        if hours > _exact(support.hours):
            text = f"Support {support.id} has {support.hours} hours and is given {hours}."
            found.append(Violation("hours", support.id, text))
        if support.max_requests is not None and held > support.max_requests:
            text = f"Support {support.id} may hold {support.max_requests} requests and is given {held}."
            found.append(Violation("max_requests", support.id, text))
    return found


def _unplaced(problem: Problem, plan: Plan, chosen: list[Option]) -> list[Violation]:
    placed = {request for option in chosen for request in option.requests}
    waiting = {request.id for request in problem.requests} - placed
    named = Counter(each.request for each in plan.unplaced)
    wrong = sorted((waiting ^ set(named)) | {request for request, times in named.items() if times > 1})
    return [
        Violation("unplaced", each, f"Request {each} must stand in unplaced exactly when no option places it.")
        for each in wrong
    ]


def _measures(problem: Problem, plan: Plan, chosen: list[Option]) -> list[Violation]:
    found = []
    if list(plan.objectives) != list(problem.objectives):
        return [Violation("objectives", "", "The plan does not give the problem's objectives in their order.")]
    for name, measure in plan.objectives.items():
        value = float(measured(problem, Objective(name), chosen))
        slack = TOLERANCE * max(1.0, abs(value))
        if abs(value - measure.value) > slack:
            text = f"The plan says {name} is {measure.value}; it is {value}."
            found.append(Violation("value", str(name), text))
        sign = -1 if name in BETTER_DOWN else 1
        if sign * (measure.value - measure.bound) > slack:
            found.append(Violation("bound", str(name), f"The value of {name} is beyond its bound {measure.bound}."))
        if plan.status == Status.OPTIMAL and abs(measure.value - measure.bound) > slack:
            found.append(Violation("status", str(name), f"The plan is 'optimal', but {name} is not at its bound."))
    return found


def measured(problem: Problem, name: Objective, chosen: list[Option]) -> Decimal:
    """What these options reach in an objective, by the contract's definition."""
    ids = {request for option in chosen for request in option.requests}
    placed = [request for request in problem.requests if request.id in ids]
    match name:
        case Objective.MUST:
            return Decimal(sum(request.must for request in placed))
        case Objective.PLACED:
            return Decimal(len(placed))
        case Objective.VALUE:
            return sum((_exact(option.value) for option in chosen), Decimal(0))
        case Objective.WEIGHT:
            return sum((_exact(request.weight) for request in placed), Decimal(0))
        case Objective.WAITING:
            return sum((_exact(request.waited_weeks) for request in placed), Decimal(0))
        case Objective.TRAVEL:
            return sum((_exact(option.travel_hours) for option in chosen), Decimal(0))
        case Objective.STEADINESS:
            return Decimal(sum(option.id in problem.previous for option in chosen))
        case Objective.FAIRNESS:
            return _lowest_share(problem, ids)


def _lowest_share(problem: Problem, placed: set[str]) -> Decimal:
    """The lowest, over groups that asked for any weight, of weight placed ÷ weight asked; 1 without such a group."""
    shares = []
    for group in {group for request in problem.requests for group in request.groups}:
        own = [request for request in problem.requests if group in request.groups]
        asked = sum((_exact(request.weight) for request in own), Decimal(0))
        met = sum((_exact(request.weight) for request in own if request.id in placed), Decimal(0))
        if asked > 0:
            shares.append(met / asked)
    return min(shares, default=Decimal(1))


def _exact(number: float) -> Decimal:
    return Decimal(repr(number))
