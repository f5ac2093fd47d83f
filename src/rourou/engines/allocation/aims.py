"""An objective as a program sees it: costs to minimise, and how a solver's bound reads as an exact score."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rourou.engines.allocation.instance import Instance
from rourou.engines.allocation.problem import Objective
from rourou.engines.linear import Entry, Floats, Rows, rows

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

    def bound(self, cost: float) -> Fraction:
        """The best score, when nothing costs less than this."""
        if math.isinf(cost):
            return Fraction(10**18)
        score = Fraction(-cost / self.factor) + Fraction(NEAR * max(1.0, 1e-6 * abs(cost)) / self.factor)
        return max((Fraction(math.floor(score * step), step) for step in self.steps), default=score)


def aim(instance: Instance, name: str) -> Aim:
    """What to minimise for this objective."""
    if name == Objective.FAIRNESS:
        return _fairness(instance)
    grid = instance.gains[name]
    return Aim(-grid.floats, 0, rows([]), grid.factor, (1,) if grid.is_exact else ())


def _fairness(instance: Instance) -> Aim:
    """The lowest share as one more column t: for each group, Σ weight placed ÷ weight asked ≥ t."""
    last = instance.size
    entries: list[Entry] = [
        ([*(column for column, _ in placed), last], [*(weight / asked for _, weight in placed), -1.0], 0.0, math.inf)
        for asked, placed in instance.group_weights.values()
    ]
    cost = np.zeros(instance.size + 1)
    cost[last] = -1.0
    return Aim(cost, 1, rows(entries), 1.0, tuple({asked for asked, _ in instance.group_weights.values()}))


def ceiling(instance: Instance, name: str, columns: Iterable[int]) -> Fraction:
    """The most that could be reached if every request could have its best of these columns: crude, but proven."""
    if name == Objective.FAIRNESS:
        return _fairness_ceiling(instance, frozenset(columns))
    best: dict[int, Fraction] = {}
    for column in columns:
        own, gain = instance.covers[column], instance.gains[name].numbers[column]
        if gain > 0:
            for at in own:
                best[at] = max(best.get(at, Fraction(0)), Fraction(gain, len(own)))
    return Fraction(math.floor(sum(best.values())))


def _fairness_ceiling(instance: Instance, columns: frozenset[int]) -> Fraction:
    shares = []
    for group, (asked, placed) in instance.group_weights.items():
        reached = {at for column, _ in placed if column in columns for at in instance.covers[column]}
        shares.append(Fraction(sum(instance.group_requests[group].get(at, 0) for at in reached), asked))
    return min(shares, default=Fraction(1))


def floor_rows(instance: Instance, name: str, score: Fraction) -> Rows:
    """Rows that hold a score: no later plan may reach less."""
    if name == Objective.FAIRNESS:
        return rows([_at_least(placed, math.ceil(score * asked)) for asked, placed in instance.group_weights.values()])
    return rows([_at_least(list(enumerate(instance.gains[name].numbers)), int(score))])


def _at_least(gains: list[tuple[int, int]], low: int) -> Entry:
    kept = [(column, gain) for column, gain in gains if gain]
    widest = max((abs(gain) for _, gain in kept), default=1)
    factor = 1.0 if widest <= 10**6 else 10**6 / widest
    slack = 0.0 if factor == 1.0 else 1e-9 * max(1.0, abs(low) * factor)
    return [column for column, _ in kept], [gain * factor for _, gain in kept], low * factor - slack, math.inf
