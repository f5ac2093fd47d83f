"""The best prices there are, by column generation (Dantzig and Wolfe 1960; Savelsbergh 1997 for assignment).

A master program weighs what each support could do as a whole against all the others; its duals are prices, at which
every support's knapsack offers the master something better, until none can. New prices are smoothed towards the best
so far (Wentges 1997; Pessoa et al. 2018), without which the last part takes many more rounds.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from rourou.engines.allocation.prices import Prices, Relaxation
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.linear import Floats, Program, Rows, Session, rows, stacked

SMOOTH = 0.85
ROUNDS = 400

Filled = tuple[int, tuple[int, ...]]  # which sack, and its columns together


class Generation:
    """The master over the fillings known so far; those of `plan`, which keeps every row, are always among them."""

    def __init__(self, relaxation: Relaxation, start: Prices, plan: Sequence[int], *, seed: int) -> None:
        self._relaxation, self.best = relaxation, start
        self._known: dict[Filled, None] = {}
        self._free = len(relaxation.program.cost) - relaxation.width
        own = np.array(plan, dtype=np.int64)
        first = [(at, tuple(np.intersect1d(sack.columns, own).tolist())) for at, sack in enumerate(relaxation.sacks)]
        self._session = Session(self._program(), seed=seed)
        self._offer([*first, *start.fillings])
        self.x: Floats | None = None

    def improve(self, *, close: float, watch: Stopwatch) -> None:
        """Until the bound is as close as this to what the master costs, or the time is up."""
        rows_here = len(self._relaxation.right)
        for _ in range(ROUNDS):
            answer = self._session.run(seconds=watch.left())
            if answer.x is None or answer.dual is None:
                return
            self.x = self._in_columns(answer.x)
            if answer.cost - self.best.bound <= close:
                return
            dual, shares = self._relaxation.allowed(answer.dual[:rows_here]), answer.dual[rows_here:]
            smooth = SMOOTH * self.best.y + (1 - SMOOTH) * dual
            if not any(self._offer(self._better(y, dual, shares)) for y in (smooth, dual)):
                return

    def _better(self, y: Floats, dual: Floats, shares: Floats) -> list[Filled]:
        """What supports would do at prices y, where the master gains by it at its own duals."""
        found = self._relaxation.fill(y)
        self.best.learn(y, found)
        cost = self._relaxation.priced(dual)
        tolerance = 1e-7 * max(1.0, abs(found.bound))
        return [
            (at, tuple(own.tolist()))
            for at, own in enumerate(found.taken)
            if float(cost[own].sum()) < shares[at] - tolerance
        ]

    def _offer(self, fillings: Iterable[Filled]) -> bool:
        """Puts fillings into the master; says whether any was new."""
        new = [each for each in dict.fromkeys(fillings) if each[1] and each not in self._known]
        if not new:
            return False
        self._known |= dict.fromkeys(new)
        relaxation = self._relaxation
        flat = np.array([column for _, columns in new for column in columns], dtype=np.int64)
        begins = np.cumsum([0, *(len(columns) for _, columns in new)])[:-1]
        sums, cost = (
            np.add.reduceat(each[..., flat], begins, axis=-1) for each in (self._dense, relaxation.program.cost)
        )
        sack = len(relaxation.right) + np.array([at for at, _ in new], dtype=np.int64)
        row, column = np.nonzero(sums)
        part = Rows(
            np.concatenate([row, sack]), np.concatenate([column, np.arange(len(new))]),
            np.concatenate([sums[row, column], np.ones(len(new))]), np.zeros(0), np.zeros(0),
        )  # fmt: skip
        self._session.widen(cost, np.full(len(new), math.inf), part)
        return True

    def _program(self) -> Program:
        """The master without fillings: the rows, one more for each support, and the goal's own columns."""
        relaxation, width = self._relaxation, self._relaxation.width
        part = relaxation.rows
        self._dense = np.zeros((len(part.low), len(relaxation.program.cost)))
        np.add.at(self._dense, (part.row, part.column), part.value)
        free = np.arange(width, width + self._free)
        whole = stacked([part.only(free, width + self._free), rows([([], [], -math.inf, 1.0)] * len(relaxation.sacks))])
        lower, upper = relaxation.program.lower[free], relaxation.program.upper[free]
        return Program(relaxation.program.cost[free], lower, upper, whole)

    def _in_columns(self, x: Floats) -> Floats:
        """The master's answer as shares of columns."""
        found = np.zeros(self._relaxation.width)
        for (_, own), share in zip(self._known, x[self._free :], strict=True):
            if share > 1e-9:
                found[list(own)] += share
        return found
