"""A linear program with many columns, solved over few: those that its own prices find missing join, until none does
(Bixby, Gregory, Lustig, Marsten and Shanno 1992). The answer is the whole program's."""

from dataclasses import replace

import numpy as np

from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.linear import Answer, Bools, Floats, Ints, Program, Rows, Session, stacked

MOST = 500  # columns that join at a time
NEAR = 1e-7


class Sifting:
    """A program begun over its columns `first`, over which it has an answer."""

    def __init__(self, program: Program, first: Ints, *, seed: int) -> None:
        self._program, self._rows, self._inside = program, program.rows, first
        own = Program(program.cost[first], program.lower[first], program.upper[first], self._part(program.rows))
        self._session = Session(own, seed=seed)

    def add(self, more: Rows) -> None:
        """More rows, over all columns."""
        self._session.add(self._part(more))
        self._rows = stacked([self._rows, more])

    def run(self, *, watch: Stopwatch) -> Answer:
        """The whole program's answer. Where the time ends first, the bound holds all the same."""
        while True:
            found = self._session.run(seconds=watch.left())
            if found.x is None or found.dual is None:
                return found
            rows = self._rows
            reduced = self._program.cost - np.bincount(
                rows.column, weights=rows.value * found.dual[rows.row], minlength=len(self._program.cost)
            )
            missing = reduced < -NEAR * max(1.0, abs(found.cost))
            missing[self._inside] = False
            if not missing.any() or watch.left() <= 0:
                return self._whole(found, reduced, missing)
            self._join(np.flatnonzero(missing), reduced)

    def _part(self, rows: Rows) -> Rows:
        return rows.only(self._inside, len(self._program.cost))

    def _join(self, missing: Ints, reduced: Floats) -> None:
        new = missing[np.argsort(reduced[missing], kind="stable")[:MOST]]
        program = self._program
        self._session.widen(program.cost[new], program.upper[new], self._rows.only(new, len(program.cost)))
        self._inside = np.concatenate([self._inside, new])

    def _whole(self, found: Answer, reduced: Floats, missing: Bools) -> Answer:
        x = np.zeros(len(self._program.cost))
        x[self._inside] = found.x
        short = float((reduced * self._program.upper)[missing].sum())
        return replace(found, x=x, bound=found.bound + short, reduced=reduced)
