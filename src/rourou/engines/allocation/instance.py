"""A problem as numbers: one column for each option, one row for each limit, whole numbers throughout.

Every list of decimals is put on its own grid (the largest unit of which all are multiples), so limits and objectives
are compared exactly and 0.1 + 0.2 is 0.3. The order of rows and columns comes from the seed and the ids alone: ties
fall by that draw, never by who stands first in the file.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from rourou.engines.allocation.problem import Objective, Option, Problem
from rourou.engines.linear import Entry, Floats, Rows, rows

REQUIRED = "required"  # an objective of our own before all others: see solve_with
WIDEST = 10**6  # coefficients a solver with tolerance 1e-9 still tells apart by one


def exact(number: float) -> Fraction:
    """The decimal as it is written, not its nearest binary number."""
    return Fraction(number) if isinstance(number, int) else Fraction(repr(float(number)))


@dataclass(frozen=True)
class Grid:
    """Decimals as whole multiples of one unit."""

    numbers: tuple[int, ...]
    unit: Fraction

    @cached_property
    def factor(self) -> float:
        """What the whole numbers are multiplied by for a solver: 1 where it can tell them apart."""
        widest = max((abs(number) for number in self.numbers), default=0)
        return 1.0 if widest <= WIDEST else WIDEST / widest

    @property
    def is_exact(self) -> bool:
        return self.factor == 1.0

    @cached_property
    def floats(self) -> Floats:
        return np.array([number * self.factor for number in self.numbers], dtype=np.float64)


def on_grid(numbers: Iterable[float]) -> Grid:
    """The coarsest grid that holds all these numbers exactly."""
    fractions = [exact(number) for number in numbers]
    denominator = math.lcm(*(each.denominator for each in fractions)) if fractions else 1
    whole = [int(each * denominator) for each in fractions]
    divisor = math.gcd(*whole) or 1
    return Grid(tuple(each // divisor for each in whole), Fraction(divisor, denominator))


class Instance:
    """Columns, limits and objectives of one problem, for one seed."""

    def __init__(self, problem: Problem, seed: int, required: frozenset[str] = frozenset()) -> None:
        self.problem = problem = _drawn(problem, seed)
        self.required = required
        self.objectives: tuple[str, ...] = (*((REQUIRED,) if required else ()), *problem.objectives)
        self.request_at = {each.id: at for at, each in enumerate(problem.requests)}
        self.support_at = {each.id: at for at, each in enumerate(problem.supports)}
        possible = [option for option in problem.options if self._fits_alone(option)]
        self.options = sorted(possible, key=lambda option: _draw(seed, option.id))
        self.covers = [tuple(self.request_at[each] for each in option.requests) for option in self.options]
        self.support = [self.support_at[option.support] for option in self.options]
        self._set_hours()
        self.places = [
            len(problem.requests) if each.max_requests is None else each.max_requests for each in problem.supports
        ]
        self.gains = {name: self._gains(name) for name in self.objectives if name != Objective.FAIRNESS}

    @property
    def size(self) -> int:
        return len(self.options)

    def _fits_alone(self, option: Option) -> bool:
        support = self.problem.supports[self.support_at[option.support]]
        fits = exact(option.hours) <= exact(support.hours)
        return fits and (support.max_requests is None or len(option.requests) <= support.max_requests)

    def _set_hours(self) -> None:
        """Hours needed of each column and hours there are, on one grid for each support."""
        columns: list[list[int]] = [[] for _ in self.problem.supports]
        for column, support in enumerate(self.support):
            columns[support].append(column)
        self.need = [0] * self.size
        self.hours: list[int] = []
        self.hour_factors: list[float] = []
        for offered, own in zip(self.problem.supports, columns, strict=True):
            grid = on_grid([offered.hours, *(self.options[column].hours for column in own)])
            self.hours.append(grid.numbers[0])
            self.hour_factors.append(grid.factor)
            for column, number in zip(own, grid.numbers[1:], strict=True):
                self.need[column] = number

    def _gains(self, name: str) -> Grid:
        """What each column adds to an objective, more being better (travel is turned round)."""
        requests, kept = self.problem.requests, frozenset(self.problem.previous)
        if name == REQUIRED:
            return on_grid(len(self.required.intersection(option.requests)) for option in self.options)
        if name == Objective.VALUE:
            return on_grid(option.value for option in self.options)
        if name == Objective.TRAVEL:
            return on_grid(-option.travel_hours for option in self.options)
        if name == Objective.STEADINESS:
            return on_grid(int(option.id in kept) for option in self.options)
        if name == Objective.PLACED:
            return on_grid(len(each) for each in self.covers)
        each: dict[str, list[float]] = {
            Objective.MUST: [int(request.must) for request in requests],
            Objective.WEIGHT: [request.weight for request in requests],
            Objective.WAITING: [request.waited_weeks for request in requests],
        }
        grid = on_grid(each[name])
        return Grid(tuple(sum(grid.numbers[at] for at in own) for own in self.covers), grid.unit)

    @cached_property
    def limits(self) -> Rows:
        """A request once, a support's number of requests."""
        by_request: list[list[int]] = [[] for _ in self.problem.requests]
        by_support: list[list[int]] = [[] for _ in self.problem.supports]
        for column, covered in enumerate(self.covers):
            by_support[self.support[column]].append(column)
            for at in covered:
                by_request[at].append(column)
        entries: list[Entry] = [(own, [1.0] * len(own), -math.inf, 1.0) for own in by_request if len(own) > 1]
        for at, own in enumerate(by_support):
            sizes = [float(len(self.covers[column])) for column in own]
            if sum(sizes) > self.places[at]:
                entries.append((own, sizes, -math.inf, float(self.places[at])))
        return rows(entries)

    @cached_property
    def hour_limits(self) -> Rows:
        """A support's hours."""
        by_support: list[list[int]] = [[] for _ in self.problem.supports]
        for column in range(self.size):
            by_support[self.support[column]].append(column)
        entries: list[Entry] = []
        for own, hours, factor in zip(by_support, self.hours, self.hour_factors, strict=True):
            if sum(self.need[column] for column in own) > hours:
                entries.append((own, [self.need[column] * factor for column in own], -math.inf, hours * factor))
        return rows(entries)

    @cached_property
    def group_weights(self) -> dict[str, tuple[int, list[tuple[int, int]]]]:
        """For each group with weight asked: the weight asked, and what each column places of it, on one grid."""
        found = {}
        for group, weights in self.group_requests.items():
            placed = [(column, sum(weights.get(at, 0) for at in own)) for column, own in enumerate(self.covers)]
            found[group] = (sum(weights.values()), [(column, weight) for column, weight in placed if weight])
        return found

    @cached_property
    def group_requests(self) -> dict[str, dict[int, int]]:
        """For each group with weight asked: its requests and their weights, on one grid."""
        requests = self.problem.requests
        grid = on_grid(request.weight for request in requests)
        groups: dict[str, dict[int, int]] = {}
        for at, request in enumerate(requests):
            for group in request.groups:
                groups.setdefault(group, {})[at] = grid.numbers[at]
        return {group: weights for group, weights in sorted(groups.items()) if sum(weights.values()) > 0}

    def score(self, name: str, chosen: Iterable[int]) -> Fraction:
        """What these columns reach in an objective, exactly; more is better (travel is negative)."""
        if name != Objective.FAIRNESS:
            numbers = self.gains[name].numbers
            return Fraction(sum(numbers[column] for column in chosen))
        columns = frozenset(chosen)
        shares = [
            Fraction(sum(weight for column, weight in placed if column in columns), asked)
            for asked, placed in self.group_weights.values()
        ]
        return min(shares, default=Fraction(1))

    def scores(self, chosen: Sequence[int]) -> tuple[Fraction, ...]:
        """The scores in the problem's order: tuples compare as plans do."""
        return tuple(self.score(name, chosen) for name in self.objectives)

    def shown(self, name: str, score: Fraction) -> float:
        """A score in the units of the problem: travel is positive hours again."""
        if name == Objective.FAIRNESS:
            return float(score)
        number = float(score * self.gains[name].unit)
        return -number + 0.0 if name == Objective.TRAVEL else number


def _draw(seed: int, name: str) -> bytes:
    return hashlib.sha256(f"{seed}|{name}".encode()).digest()


def _drawn(problem: Problem, seed: int) -> Problem:
    """The same problem, its requests and supports in the order of the draw."""
    return replace(
        problem,
        requests=tuple(sorted(problem.requests, key=lambda each: _draw(seed, each.id))),
        supports=tuple(sorted(problem.supports, key=lambda each: _draw(seed, each.id))),
    )
