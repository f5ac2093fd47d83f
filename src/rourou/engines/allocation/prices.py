"""A bound nearer the truth than the linear program's, and what each option would cost it (Lagrange, knapsacks).

Every limit but the hours gets a price, and each support then fills its hours as best it can on its own: a small
knapsack, exact. Whatever the prices, no plan costs less (Geoffrion 1974; for generalised assignment Fisher, Jaikumar
and Van Wassenhove 1986). A few dozen subgradient rounds (Held, Wolfe and Crowder 1974) look for prices that say much;
`generation` goes on to those that say most.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from rourou.engines.allocation.columns import Columns
from rourou.engines.allocation.knapsack import Sack, sacks
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.linear import Floats, Ints, Program

ROUNDS = 80
PATIENCE = 5
LEAST_STEP = 0.05


@dataclass(frozen=True)
class Filling:
    """What every support would do at some prices: `bound` is what no plan costs less than."""

    bound: float
    x: Floats
    loss: Floats
    taken: list[Ints]


class Relaxation:
    """A program without its rows of hours, each support filling its own; rows are priced, at most or at least."""

    def __init__(self, columns: Columns, program: Program, alive: Ints) -> None:
        self.program, self.rows = program, program.rows
        self.sacks: list[Sack] = sacks(columns, alive)
        self.width = len(alive)
        self.is_at_most = np.isinf(self.rows.low)
        self.is_equal = self.rows.low == self.rows.high
        self.right = np.where(self.is_at_most, self.rows.high, self.rows.low)

    def allowed(self, y: Floats) -> Floats:
        """Prices with the sign that their rows allow."""
        signed = np.where(self.is_at_most, np.minimum(y, 0.0), np.maximum(y, 0.0))
        return np.where(self.is_equal, y, signed)

    def priced(self, y: Floats) -> Floats:
        rows = self.rows
        return self.program.cost - np.bincount(
            rows.column, weights=rows.value * y[rows.row], minlength=len(self.program.cost)
        )

    def fill(self, y: Floats) -> Filling:
        """The best that each support could do at these prices."""
        cost = self.priced(y)
        x, loss, taken, bound = np.zeros(len(cost)), np.zeros(self.width), [], float(y @ self.right)
        for sack in self.sacks:
            table, own = sack.fill(cost)
            bound += table[sack.size]
            loss[sack.columns] = sack.losses(cost, table)
            x[own] = 1.0
            taken.append(own)
        free = cost[self.width :]
        x[self.width :] = free < 0
        return Filling(bound + float(np.minimum(free, 0.0).sum()), x, loss, taken)

    def lack(self, x: Floats) -> Floats:
        rows = self.rows
        return self.right - np.bincount(rows.row, weights=rows.value * x[rows.column], minlength=len(self.right))


@dataclass
class Prices:
    """`bound`: no plan costs less. `with_column`: no plan that holds this column costs less. `y` are the best prices,
    `fillings` what supports did on the way: which of the relaxation's sacks, and its columns together; `tried` has the
    bound of all prices met."""

    bound: float
    with_column: Floats
    y: Floats
    fillings: dict[tuple[int, tuple[int, ...]], None] = field(default_factory=dict)
    tried: list[tuple[float, Floats]] = field(default_factory=list)

    def central(self, slack: float) -> Floats:
        """The mean of all prices whose bound was as near the best as this: it tells more columns apart than the best
        prices do, which lie at a corner."""
        return np.asarray(np.mean([y for bound, y in self.tried if bound >= self.bound - slack], axis=0))

    def learn(self, y: Floats, found: Filling) -> bool:
        """Takes what these prices tell; says whether the bound rose."""
        self.with_column = np.maximum(self.with_column, found.bound + found.loss)
        self.fillings |= dict.fromkeys((at, tuple(own.tolist())) for at, own in enumerate(found.taken) if len(own))
        self.tried.append((found.bound, y))
        is_better = found.bound > self.bound + 1e-7 * max(1.0, abs(found.bound))
        if is_better:
            self.bound, self.y = found.bound, y
        return is_better


def prices(relaxation: Relaxation, dual: Floats, *, upper: float, watch: Stopwatch) -> Prices:
    """From the linear program's duals; `upper` is the best known cost."""
    y = relaxation.allowed(dual)
    best, step, idle = Prices(-math.inf, np.full(relaxation.width, -math.inf), y), 1.0, 0
    for _ in range(ROUNDS):
        found = relaxation.fill(y)
        lack = relaxation.lack(found.x)
        lack[~relaxation.is_equal & (y == 0) & (relaxation.is_at_most == (lack > 0))] = 0.0
        if best.learn(y, found):
            best_lack, idle = lack, 0
        else:
            idle += 1
        if not lack.any() or best.bound >= upper or step < LEAST_STEP or watch.left() <= 0:
            break
        if idle >= PATIENCE:
            y, lack, step, idle = best.y, best_lack, step * 0.6, 0
        aimed = min(upper, best.bound + 0.01 * abs(best.bound) + 1.0)
        y = relaxation.allowed(y + step * max(aimed - best.bound, 1e-6) / float(lack @ lack) * lack)
    return best
