"""All that one support could do, as one column: a pattern is a set of options that keeps the support's limits.

Once the prices say how much a pattern may cost above the best, those within reach are often few enough to write down
(route enumeration: Baldacci, Christofides and Mingozzi 2008). A program over patterns is as tight as the knapsacks'
bound, and everything that works on options works on patterns.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from rourou.engines.allocation.columns import Columns, Grid
from rourou.engines.allocation.knapsack import Sack, least
from rourou.engines.allocation.prices import Relaxation
from rourou.engines.allocation.problem import Objective
from rourou.engines.linear import Floats, Ints

TOLD_APART = (Objective.VALUE, Objective.TRAVEL, Objective.STEADINESS)  # the rest follow from the requests placed
DEAD_ENDS = 20  # for each pattern allowed, as many starts of one

Pattern = tuple[int, ...]


class Patterns(Columns):
    """Columns made of other columns: each support takes one pattern at most."""

    def __init__(self, base: Columns, members: Sequence[Pattern]) -> None:
        self.base, self.members = base, list(members)
        self.problem, self.objectives, self.adds = base.problem, base.objectives, base.adds
        self.covers = [tuple(chain.from_iterable([base.covers[column] for column in own])) for own in self.members]
        self.support = [base.support[own[0]] for own in self.members]
        supports = len(self.problem.supports)
        self.need, self.hours, self.hour_factors = [1] * self.size, [1] * supports, [1.0] * supports
        self.places = [len(self.problem.requests)] * supports
        flat = np.array(list(chain.from_iterable(self.members)), dtype=np.int64)
        begins = np.cumsum([0, *(len(own) for own in self.members)])[:-1]
        self.gains = {name: Grid(_sums(grid, flat, begins), grid.unit) for name, grid in base.gains.items()}

    def unfolded(self, chosen: Iterable[int]) -> list[int]:
        return sorted(column for each in chosen for column in self.members[each])


def _sums(grid: Grid, flat: Ints, begins: Ints) -> tuple[int, ...]:
    """The grid's numbers summed from each beginning to the next, exactly."""
    is_small = max(map(abs, grid.numbers), default=0) < 2**40
    numbers = np.array(grid.numbers, dtype=np.int64 if is_small else object)
    return tuple(np.add.reduceat(numbers[flat], begins).tolist())


def patterns_of(columns: Columns, plan: Iterable[int]) -> list[Pattern]:
    """What each support does in a plan."""
    by_support: dict[int, list[int]] = {}
    for column in sorted(plan):
        by_support.setdefault(columns.support[column], []).append(column)
    return [tuple(own) for own in by_support.values()]


def patterns_within(
    columns: Columns, alive: Ints, relaxation: Relaxation, y: Floats, *, upper: float, most: int
) -> list[Pattern] | None:
    """Every pattern that a plan costing no more than `upper` could hold, by the prices y, the most promising first;
    None if there are more than `most`."""
    found, cost = relaxation.fill(y), relaxation.priced(y)
    names = alive.tolist()
    kept: list[tuple[float, Pattern]] = []
    for sack in relaxation.sacks:
        spare = upper - found.bound
        inside = (cost[sack.columns] < 0) | (found.loss[sack.columns] <= spare)
        part = Sack(sack.support, sack.columns[inside], sack.steps[inside], sack.size)
        own = _Walk(columns, part, [names[at] for at in part.columns], cost, spare).patterns(most - len(kept))
        if own is None:
            return None
        kept += own
    return undominated(columns, [own for _, own in sorted(kept)])


class _Walk:
    """Depth first over one support's columns: in or out, cut short where what can follow costs too much."""

    def __init__(self, columns: Columns, sack: Sack, names: list[int], cost: Floats, spare: float) -> None:
        order = np.argsort(-np.abs(cost[sack.columns]), kind="stable")
        steps, prices = sack.steps[order], cost[sack.columns[order]]
        self._rest = least(steps[::-1].tolist(), prices[::-1], sack.size)[
            ::-1
        ].tolist()  # at k: what items from k on add
        self._least = self._rest[0][sack.size]
        self._upper = self._least + spare
        self._items = [
            _Item(price, step, columns.need[name], len(columns.covers[name]), _mask(columns.covers[name]), name)
            for price, step, name in zip(prices.tolist(), steps.tolist(), (names[at] for at in order), strict=True)
        ]
        self._start = (0, sack.size, columns.hours[sack.support], columns.places[sack.support], 0, 0.0, ())

    def patterns(self, most: int) -> list[tuple[float, Pattern]] | None:
        """All of them with what each costs above the least, or None if there are more."""
        found: list[tuple[float, Pattern]] = []
        rest, upper, items = self._rest, self._upper, self._items
        starts, end = most * DEAD_ENDS, len(items)
        stack: list[tuple[int, int, int, int, int, float, Pattern]] = [self._start]
        while stack:
            at, room, hours, places, mask, spent, own = stack.pop()
            starts -= 1
            while at < end and spent + rest[at][room] <= upper:
                price, step, need, size, covers, name = items[at]
                at += 1
                if step <= room and need <= hours and size <= places and not covers & mask:
                    after = spent + price
                    if after + rest[at][room - step] <= upper:
                        stack.append((at, room - step, hours - need, places - size, mask | covers, after, (*own, name)))
            if at == end and own and spent <= upper:
                found.append((spent - self._least, tuple(sorted(own))))
            if len(found) > most or starts < 0:
                return None
        return found


class _Item(NamedTuple):
    """One column: its cost at the prices, its steps, its hours, how many requests it covers and which, its name."""

    price: float
    step: int
    need: int
    size: int
    covers: int
    name: int


def _mask(covers: tuple[int, ...]) -> int:
    return sum(1 << at for at in covers)


def undominated(columns: Columns, patterns: Sequence[Pattern]) -> list[Pattern]:
    """Without patterns that another of the same support and requests is at least as good as in every objective."""
    if _all_differ(columns):
        return list(patterns)
    told = [columns.gains[name].numbers for name in columns.objectives if name in TOLD_APART]
    alike: dict[tuple[int, frozenset[int]], list[tuple[tuple[int, ...], int]]] = {}
    for place, own in enumerate(patterns):
        key = columns.support[own[0]], frozenset(at for column in own for at in columns.covers[column])
        gains = tuple(sum(numbers[column] for column in own) for numbers in told)
        alike.setdefault(key, []).append((gains, place))
    kept = [place for group in alike.values() for place in (_front(group) if len(group) > 1 else [group[0][1]])]
    return [patterns[place] for place in sorted(kept)]


def _all_differ(columns: Columns) -> bool:
    """Whether no two patterns can cover the same requests: each column of a support has one of its own."""
    alone = {(support, own) for support, own in zip(columns.support, columns.covers, strict=True) if len(own) == 1}
    return len(alone) == columns.size


def _front(group: list[tuple[tuple[int, ...], int]]) -> list[int]:
    kept: list[tuple[tuple[int, ...], int]] = []
    for gains, place in sorted(group, reverse=True):
        if not any(all(a >= b for a, b in zip(other, gains, strict=True)) for other, _ in kept):
            kept.append((gains, place))
    return [place for _, place in kept]
