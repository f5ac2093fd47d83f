"""Improving a plan a few supports at a time: everything else stays, and a small whole-number program does the rest.

Large problems with many overlapping groups keep a solver busy at its root for seconds; this finds good plans
meanwhile. It proves nothing. Every small program holds the rows of the earlier objectives.
"""

import random
from typing import Protocol

import numpy as np

from rourou.engines.allocation.columns import Columns
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.linear import Answer, Floats, Ints, Program, Rows, Session

WIDEST = 260  # columns a small program may have: more take too long for what they find
PATIENCE = 60  # rounds without anything better


class Improvable(Protocol):
    """What the search lends: its plan, its whole-number program and the exact comparison."""

    @property
    def incumbent(self) -> list[int]: ...

    def offer(self, chosen: list[int]) -> bool: ...


class Neighbourhoods:
    """Rounds over small parts of one objective's program; `columns` are its options, the most promising first."""

    def __init__(self, instance: Columns, program: Program, columns: Ints, reduced: Floats, *, seed: int) -> None:
        self._instance, self._program, self._columns = instance, program, columns
        order = np.argsort(reduced, kind="stable")
        self._ranked = [int(at) for at in order]
        self._covers = [instance.covers[column] for column in columns]
        self._support = [instance.support[column] for column in columns]
        self._draw = random.Random(seed)
        self._reach: dict[int, set[int]] = {}
        for own, support in zip(self._covers, self._support, strict=True):
            for request in own:
                self._reach.setdefault(request, set()).add(support)

    def improve(self, search: Improvable, watch: Stopwatch, *, gap: float) -> None:
        """Rounds until the time is up or nothing better was found for a while."""
        supports, idle = 3, 0
        while watch.left() > 0.02 and idle < PATIENCE:
            at = np.flatnonzero(np.isin(self._columns, search.incumbent))
            freed = self._free(at.tolist(), supports)
            kept = np.array([each for each in at if self._support[each] not in freed], dtype=np.int64)
            answer, part = self._round(at, kept, freed, gap, watch)
            better = answer.x is not None and search.offer(self._joined(kept, part, answer.x))
            idle = 0 if better else idle + 1
            if answer.status != "optimal" or len(part) >= WIDEST:
                supports = max(2, supports - 1)
            elif len(part) < WIDEST // 2:
                supports = min(supports + 1, len(self._instance.problem.supports))

    def _free(self, chosen: list[int], count: int) -> set[int]:
        """Supports to plan anew: some that could serve a request without a place, and some at random."""
        every = range(len(self._instance.problem.supports))
        placed = {request for at in chosen for request in self._covers[at]}
        waiting = sorted(self._reach.keys() - placed)
        near = sorted(self._reach[self._draw.choice(waiting)]) if waiting and self._draw.random() < 0.7 else []
        freed = set(self._draw.sample(near, min(len(near), count)))
        return freed | set(self._draw.sample(every, max(0, min(count, len(every)) - len(freed))))

    def _round(self, at: Ints, kept: Ints, freed: set[int], gap: float, watch: Stopwatch) -> tuple[Answer, list[int]]:
        taken = {request for each in kept for request in self._covers[each]}
        own = [int(each) for each in at if self._support[each] in freed]
        part = dict.fromkeys(own)
        for each in self._ranked:
            if len(part) >= WIDEST:
                break
            if self._support[each] in freed and not any(request in taken for request in self._covers[each]):
                part[each] = None
        columns = sorted(part)
        program = self._part(kept, columns)
        session = Session(program, seed=0, gap=gap)
        start = np.zeros(len(program.cost))
        start[: len(columns)] = np.isin(columns, own)
        session.start(start)
        return session.run(seconds=min(0.4, watch.left())), columns

    def _part(self, kept: Ints, part: list[int]) -> Program:
        """The program over `part` alone, with `kept` counted into its rows."""
        whole, width = self._program, len(self._program.cost)
        fixed = np.zeros(width)
        fixed[kept] = 1.0
        used = np.bincount(
            whole.rows.row, weights=whole.rows.value * fixed[whole.rows.column], minlength=len(whole.rows.low)
        )
        columns = np.array([*part, *range(len(self._columns), width)], dtype=np.int64)
        rest = Rows(whole.rows.row, whole.rows.column, whole.rows.value, whole.rows.low - used, whole.rows.high - used)
        flags = np.arange(len(columns)) < len(part)
        return Program(
            whole.cost[columns], np.zeros(len(columns)), np.ones(len(columns)), rest.only(columns, width), flags
        )

    def _joined(self, kept: Ints, part: list[int], x: Floats) -> list[int]:
        added = [each for each, value in zip(part, x, strict=False) if value > 0.5]
        return sorted(int(self._columns[each]) for each in [*kept.tolist(), *added])
