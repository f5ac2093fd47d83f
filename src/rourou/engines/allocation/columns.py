"""What may be chosen, as numbers: one column for each option (or each pattern of options), one row for each limit.

Every list of decimals is put on its own grid (the largest unit of which all are multiples), so limits and objectives
are compared exactly and 0.1 + 0.2 is 0.3.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from rourou.engines.allocation.problem import Objective, Problem
from rourou.engines.linear import Bools, Entry, Floats, Ints, Rows, rows, stacked

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
    def plain(self) -> Floats:
        return np.array([float(number) for number in self.numbers])

    @cached_property
    def floats(self) -> Floats:
        """As a solver sees them."""
        return self.plain * self.factor


def on_grid(numbers: Iterable[float]) -> Grid:
    """The coarsest grid that holds all these numbers exactly."""
    fractions = [exact(number) for number in numbers]
    denominator = math.lcm(*(each.denominator for each in fractions)) if fractions else 1
    whole = [int(each * denominator) for each in fractions]
    divisor = math.gcd(*whole) or 1
    return Grid(tuple(each // divisor for each in whole), Fraction(divisor, denominator))


class Columns:
    """Columns, limits and objectives: what each column covers, whose hours it needs and how many, what it adds."""

    problem: Problem
    objectives: tuple[str, ...]
    covers: list[tuple[int, ...]]
    support: list[int]
    need: list[int]
    hours: list[int]
    hour_factors: list[float]
    places: list[int]
    adds: dict[str, Grid]  # what each request adds once placed, for the objectives that count requests
    gains: dict[str, Grid]  # what each column adds, for every objective but fairness

    @property
    def size(self) -> int:
        return len(self.covers)

    @cached_property
    def cells(self) -> tuple[Ints, Ints]:
        """Requests and columns, one pair for each request that a column covers."""
        requests = np.array([at for own in self.covers for at in own], dtype=np.int64)
        return requests, np.repeat(np.arange(self.size), [len(own) for own in self.covers])

    @cached_property
    def incidence(self) -> Bools:
        """Requests by columns: what each covers."""
        found = np.zeros((len(self.problem.requests), self.size), dtype=np.bool_)
        found[self.cells] = True
        return found

    @cached_property
    def by_support(self) -> list[Ints]:
        """For each support: its columns."""
        supports = np.array(self.support, dtype=np.int64)
        return [np.flatnonzero(supports == at) for at in range(len(self.problem.supports))]

    def unfolded(self, chosen: Iterable[int]) -> list[int]:
        """The columns of the problem itself that these stand for."""
        return sorted(chosen)

    def limits(self, certain: frozenset[int] = frozenset()) -> Rows:
        """A request once (and no less, where a place is certain), a support's number of requests."""
        requests, columns = self.cells
        count = len(self.problem.requests)
        low = np.full(count, -math.inf)
        low[sorted(certain)] = 1.0
        once = Rows(requests, columns, np.ones(len(requests)), low, np.ones(count))
        return stacked([once, rows(self._places())])

    def _places(self) -> list[Entry]:
        sizes = np.array([len(own) for own in self.covers], dtype=np.float64)
        return [
            (own, sizes[own], -math.inf, float(places))
            for own, places in zip(self.by_support, self.places, strict=True)
            if sizes[own].sum() > places
        ]

    @cached_property
    def hour_limits(self) -> Rows:
        """A support's hours."""
        entries: list[Entry] = []
        for own, hours, factor in zip(self.by_support, self.hours, self.hour_factors, strict=True):
            needs = [self.need[column] for column in own.tolist()]
            if sum(needs) > hours:
                entries.append((own, np.array([need * factor for need in needs]), -math.inf, hours * factor))
        return rows(entries)

    @cached_property
    def group_weights(self) -> list[tuple[int, Ints, Floats]]:
        """For each group with weight asked: the weight asked, the columns that place some of it, and how much."""
        requests, columns = self.cells
        found = []
        for weights in self.group_requests.values():
            each = np.array([float(weights.get(at, 0)) for at in range(len(self.problem.requests))])
            placed = np.bincount(columns, weights=each[requests], minlength=self.size).astype(np.float64)
            own = np.flatnonzero(placed).astype(np.int64)
            found.append((sum(weights.values()), own, placed[own]))
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
        placed = {at for column in chosen for at in self.covers[column]}
        shares = [
            Fraction(sum(weight for at, weight in weights.items() if at in placed), sum(weights.values()))
            for weights in self.group_requests.values()
        ]
        return min(shares, default=Fraction(1))

    def shown(self, name: str, score: Fraction) -> float:
        """A score in the units of the problem: travel is positive hours again."""
        if name == Objective.FAIRNESS:
            return float(score)
        number = float(score * self.gains[name].unit)
        return -number + 0.0 if name == Objective.TRAVEL else number
