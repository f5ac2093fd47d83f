"""An objective as a program sees it: costs to minimise, and how a solver's bound reads as an exact score."""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rourou.engines.allocation.columns import WIDEST, Columns
from rourou.engines.allocation.problem import Objective
from rourou.engines.linear import Entry, Floats, Ints, Rows, rows

NEAR = 1e-6  # what a solver's bound may be off by, in its own units


@dataclass(frozen=True)
class Aim:
    """Minimise `cost` (one entry for each column and `extra` more); solver units are scores times `factor`."""

    cost: Floats
    extra: int
    rows: Rows
    factor: float
    steps: tuple[int, ...]  # every score is a multiple of one over one of these; empty: scores lie too close to tell

    @property
    def gap(self) -> float:
        """Less than this much better is no better at all, in solver units; 0 where that is not known."""
        return 0.9 if self.extra == 0 and self.steps else 0.0

    def near(self, cost: float) -> float:
        return 0.5 if self.gap else NEAR * max(1.0, 1e-3 * abs(cost))

    def limit(self, score: Fraction) -> float:
        """What a plan that reaches this score costs at most, as a solver reckons."""
        cost = -float(score) * self.factor
        return cost + self.near(cost) * 1e-2

    def bound(self, cost: float) -> Fraction:
        """The best score, when nothing costs less than this."""
        if math.isinf(cost):
            return Fraction(10**18)
        score = Fraction(-cost / self.factor) + Fraction(NEAR * max(1.0, 1e-6 * abs(cost)) / self.factor)
        return max((Fraction(math.floor(score * step), step) for step in self.steps), default=score)

    def threshold(self, score: Fraction) -> Fraction:
        """The least score that reaches this."""
        return Fraction(math.ceil(score)) if self.steps == (1,) else score

    def least(self, open_: Fraction) -> Fraction:
        """The smallest step worth taking where this much is open."""
        return Fraction(1) if self.steps == (1,) else open_ / 16

    def above(self, score: Fraction) -> Fraction:
        """The least score that is better than this."""
        return min((Fraction(math.floor(score * step) + 1, step) for step in self.steps), default=score)

    def below(self, score: Fraction) -> Fraction:
        """The best score, when no plan reaches this one."""
        return max((Fraction(math.ceil(score * step) - 1, step) for step in self.steps), default=score)


def aim(columns: Columns, name: str) -> Aim:
    """What to minimise for this objective."""
    if name == Objective.FAIRNESS:
        return _fairness(columns)
    grid = columns.gains[name]
    return Aim(-grid.floats, 0, rows([]), grid.factor, (1,) if grid.is_exact else ())


def _fairness(columns: Columns) -> Aim:
    """The lowest share as one more column t: for each group, Σ weight placed ÷ weight asked ≥ t."""
    last = columns.size
    entries: list[Entry] = [
        (np.append(own, last), np.append(weights / asked, -1.0), 0.0, math.inf)
        for asked, own, weights in columns.group_weights
    ]
    cost = np.zeros(columns.size + 1)
    cost[last] = -1.0
    return Aim(cost, 1, rows(entries), 1.0, tuple({asked for asked, _, _ in columns.group_weights}))


def ceiling(columns: Columns, name: str, alive: Ints) -> Fraction:
    """The most that could be reached if every request could have its best of these columns: crude, but proven."""
    if name == Objective.FAIRNESS:
        return _fairness_ceiling(columns, alive)
    if name in columns.adds:
        return Fraction(sum(columns.adds[name].numbers[at] for at in _placeable(columns, alive)))
    best = [Fraction(0)] * len(columns.problem.requests)
    for column in alive.tolist():
        own, gain = columns.covers[column], columns.gains[name].numbers[column]
        if gain > 0 and any(gain > best[at] * len(own) for at in own):
            for at in own:
                best[at] = max(best[at], Fraction(gain, len(own)))
    return Fraction(math.floor(sum(best)))


def _placeable(columns: Columns, alive: Ints) -> set[int]:
    return set(np.flatnonzero(columns.incidence[:, alive].any(axis=1)).tolist())


def _fairness_ceiling(columns: Columns, alive: Ints) -> Fraction:
    placeable = _placeable(columns, alive)
    shares = [
        Fraction(sum(weight for at, weight in weights.items() if at in placeable), sum(weights.values()))
        for weights in columns.group_requests.values()
    ]
    return min(shares, default=Fraction(1))


def certain(columns: Columns, name: str, score: Fraction) -> frozenset[int]:
    """Requests that every plan reaching this score places, where it is all that the requests could add together."""
    if name not in columns.adds:
        return frozenset()
    numbers = columns.adds[name].numbers
    counting = frozenset(at for at in np.unique(columns.cells[0]).tolist() if numbers[at] > 0)
    return counting if score == sum(numbers[at] for at in counting) else frozenset()


def floor_rows(columns: Columns, name: str, score: Fraction) -> Rows:
    """Rows that hold a score: no later plan may reach less. What `certain` says of its requests stands in theirs."""
    if name == Objective.FAIRNESS:
        return rows(
            [_at_least(own, weights, math.ceil(score * asked)) for asked, own, weights in columns.group_weights]
        )
    if certain(columns, name, score):
        return rows([])
    gains = columns.gains[name].plain
    own = np.flatnonzero(gains)
    return rows([_at_least(own, gains[own], int(score))])


def _at_least(columns: Ints, gains: Floats, low: int) -> Entry:
    widest = float(np.abs(gains).max(initial=1.0))
    factor = 1.0 if widest <= WIDEST else WIDEST / widest
    slack = 0.0 if factor == 1.0 else 1e-9 * max(1.0, abs(low) * factor)
    return columns, gains * factor, low * factor - slack, math.inf
