"""Who has no place, why, and the smallest single changes that would make one with everyone else kept.

Only what people can change is ever named: hours, places, an offer, the order of the objectives. Never a child.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from rourou.engines.allocation.columns import exact
from rourou.engines.allocation.problem import Change, Objective, Option, Problem, Request, Unplaced

MOST_CHANGES = 3


class Standing:
    """A plan as it stands: who has what, and what each support has left."""

    def __init__(self, problem: Problem, chosen: Collection[str]) -> None:
        self.problem = problem
        self.requests = {each.id: each for each in problem.requests}
        self.supports = {each.id: each for each in problem.supports}
        kept = frozenset(chosen)
        self.chosen = [option for option in problem.options if option.id in kept]
        self.place = {request: option for option in self.chosen for request in option.requests}
        self.hours = {each.id: exact(each.hours) for each in problem.supports}
        self.held = {each.id: 0 for each in problem.supports}
        for option in self.chosen:
            self.hours[option.support] -= exact(option.hours)
            self.held[option.support] += len(option.requests)
        self.options: dict[str, list[Option]] = {each.id: [] for each in problem.requests}
        for option in problem.options:
            for request in option.requests:
                self.options[request].append(option)

    def lacks(self, option: Option) -> "Lack | None":
        """What this option lacks beside everything chosen; None where it would take a place from somebody."""
        moved = {self.place[each].id: self.place[each] for each in option.requests if each in self.place}.values()
        if any(not set(each.requests) <= set(option.requests) for each in moved):
            return None
        own = [each for each in moved if each.support == option.support]
        left = self.hours[option.support] + sum((exact(each.hours) for each in own), Fraction(0))
        held = self.held[option.support] - sum(len(each.requests) for each in own) + len(option.requests)
        most = self.supports[option.support].max_requests
        return Lack(
            option, max(Fraction(0), exact(option.hours) - left), max(0, held - most) if most is not None else 0
        )

    def fits_alone(self, option: Option) -> bool:
        support = self.supports[option.support]
        fits = exact(option.hours) <= exact(support.hours)
        return fits and (support.max_requests is None or len(option.requests) <= support.max_requests)


@dataclass(frozen=True)
class Lack:
    """What an option lacks: hours and places of its support; neither, and it would fit as things stand."""

    option: Option
    hours: Fraction
    places: int

    @property
    def is_nothing(self) -> bool:
        return not self.hours and not self.places

    def change(self) -> Change:
        both = "hours_and_places" if self.hours and self.places else "hours" if self.hours else "places"
        return Change(both, self.option.support, self.option.id, float(self.hours), self.places)


def unplaced(problem: Problem, chosen: Collection[str]) -> tuple[Unplaced, ...]:
    """Every request without a place, in the problem's order."""
    standing = Standing(problem, chosen)
    return tuple(_missed(standing, each) for each in problem.requests if each.id not in standing.place)


def _missed(standing: Standing, request: Request) -> Unplaced:
    options = standing.options[request.id]
    if not options:
        return Unplaced(request.id, "no_option", (Change("option"),))
    lacks = [lack for option in options if (lack := standing.lacks(option)) is not None]
    fitting = [lack.option for lack in lacks if lack.is_nothing]
    if fitting:
        return Unplaced(request.id, "order", _orders(standing, fitting))
    return Unplaced(request.id, _reason(standing, options, lacks), _smallest(lacks))


def _reason(standing: Standing, options: list[Option], lacks: list[Lack]) -> str:
    if not any(standing.fits_alone(option) for option in options):
        return "beyond_support"
    return "full" if lacks else "company"


def _smallest(lacks: list[Lack]) -> tuple[Change, ...]:
    """The smallest change for each support and kind, single ones before pairs; an offer where nothing else would do."""
    best: dict[tuple[str, str], Change] = {}
    for change in sorted((lack.change() for lack in lacks), key=_size):
        best.setdefault((change.kind, change.support or ""), change)
    single = [change for change in best.values() if change.kind != "hours_and_places"]
    return tuple((single or list(best.values()) or [Change("option")])[:MOST_CHANGES])


def _size(change: Change) -> tuple[float, int, str, str]:
    return change.hours, change.places, change.support or "", change.option or ""


def _orders(standing: Standing, fitting: list[Option]) -> tuple[Change, ...]:
    """Which objective speaks against an option that fits: the first that would be given up for it."""
    found: dict[str | None, Change] = {}
    for option in sorted(fitting, key=lambda each: each.id):
        name = first_given_up(standing, option)
        found.setdefault(name, Change("order", option.support, option.id, objective=name))
    return tuple(found.values())[:MOST_CHANGES]


def first_given_up(standing: Standing, option: Option) -> str | None:
    """The first objective that would be worse with this option in, before any that would be better: None if none."""
    moved = {standing.place[each].id for each in option.requests if each in standing.place}
    gone = [each for each in standing.chosen if each.id in moved]
    for name in standing.problem.objectives:
        difference = _gain(standing, name, [option]) - _gain(standing, name, gone)
        if difference:
            return str(name) if difference < 0 else None
    return None


def _gain(standing: Standing, name: Objective, options: list[Option]) -> Fraction:
    if name == Objective.VALUE:
        return sum((exact(each.value) for each in options), Fraction(0))
    if name == Objective.TRAVEL:
        return -sum((exact(each.travel_hours) for each in options), Fraction(0))
    if name == Objective.STEADINESS:
        return Fraction(sum(each.id in standing.problem.previous for each in options))
    requests = [standing.requests[each] for option in options for each in option.requests]
    if name == Objective.WEIGHT:
        return sum((exact(each.weight) for each in requests), Fraction(0))
    if name == Objective.WAITING:
        return sum((exact(each.waited_weeks) for each in requests), Fraction(0))
    if name == Objective.MUST:
        return Fraction(sum(each.must for each in requests))
    return Fraction(len(requests)) if name == Objective.PLACED else Fraction(0)
