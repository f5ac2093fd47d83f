"""One support's hours as a knapsack, exactly, by dynamic programming (Bellman 1957; Martello and Toth 1990)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rourou.engines.allocation.columns import Columns
from rourou.engines.linear import Floats, Ints

FINEST = 2000  # steps of a support's hours; finer ones are rounded so that more seems to fit, never less


@dataclass(frozen=True)
class Sack:
    """One support: where its columns stand in a program, the steps of its hours each needs, how many there are."""

    support: int
    columns: Ints
    steps: Ints
    size: int

    def fill(self, cost: Floats) -> tuple[Floats, Ints]:
        """Least cost for every number of steps up to the sack's, and which columns reach it in the whole sack."""
        own = cost[self.columns]
        items = np.flatnonzero(own < 0)
        steps = self.steps[items].tolist()
        table = least(steps, own[items], self.size)
        taken, left = [], self.size
        for at in range(len(steps), 0, -1):
            if table[at, left] < table[at - 1, left]:
                taken.append(items[at - 1])
                left -= steps[at - 1]
        return table[-1], self.columns[np.array(taken[::-1], dtype=np.int64)]

    def losses(self, cost: Floats, table: Floats) -> Floats:
        """For each of its columns, how much more the sack costs at least with that column in."""
        own = cost[self.columns]
        beside = own + table[self.size - self.steps] - table[self.size]
        return np.where(own > 0, np.maximum(beside, 0.0), 0.0)


def least(steps: Sequence[int], cost: Floats, size: int) -> Floats:
    """Row k: the least cost of some of the first k items for every number of steps from 0 to `size`."""
    table = np.zeros((len(steps) + 1, size + 1))
    for at, (step, price) in enumerate(zip(steps, cost.tolist(), strict=True)):
        before, after = table[at], table[at + 1]
        after[:step] = before[:step]
        np.minimum(before[step:], before[: size + 1 - step] + price, out=after[step:])
    return table


def sacks(columns: Columns, alive: Ints) -> list[Sack]:
    """One for each support that still has columns."""
    by_support: dict[int, list[int]] = {}
    for at, column in enumerate(alive.tolist()):
        by_support.setdefault(columns.support[column], []).append(at)
    found = []
    for support, own in by_support.items():
        hours = columns.hours[support]
        needs = np.array([in_steps(columns.need[alive[at]], hours) for at in own], dtype=np.int64)
        found.append(Sack(support, np.array(own, dtype=np.int64), needs, in_steps(hours, hours)))
    return found


def in_steps(need: int, hours: int) -> int:
    """Hours as whole steps: what fits in hours fits in steps."""
    return need if hours <= FINEST else need * FINEST // hours
