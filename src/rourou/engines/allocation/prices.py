"""A bound nearer the truth than the linear program's, and what each option would cost it (Lagrange, knapsacks).

Every limit but the hours gets a price, and each support then fills its hours as best it can on its own: a small
knapsack, exact. Whatever the prices, no plan costs less; a few dozen rounds look for the prices that say most.
For one support after another this knows that hours come in whole options, which a linear program does not.
"""

import math
from dataclasses import dataclass

import numpy as np

from rourou.engines.allocation.instance import Instance
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.linear import Floats, Ints, Program

FINEST = 2000  # steps of a support's hours; finer ones are rounded so that more seems to fit, never less
ROUNDS = 160
PATIENCE = 8


@dataclass(frozen=True)
class Prices:
    """`bound`: no plan costs less. `with_column`: no plan that holds this column costs less."""

    bound: float
    with_column: Floats


@dataclass(frozen=True)
class _Sack:
    """One support: its columns, their hours in steps, and how many steps there are."""

    columns: Ints
    steps: Ints
    size: int


def prices(
    instance: Instance, program: Program, columns: Ints, dual: Floats, *, upper: float, watch: Stopwatch
) -> Prices:
    """From the linear program's duals, `program` being without the rows of hours; `upper` is the best known cost."""
    sacks = _sacks(instance, columns)
    rows, width = program.rows, len(program.cost)
    is_at_most = np.isinf(rows.low)
    right = np.where(is_at_most, rows.high, rows.low)
    y = np.where(is_at_most, np.minimum(dual, 0.0), np.maximum(dual, 0.0))
    best, with_column, step, idle = -math.inf, np.full(width, -math.inf), 0.6, 0
    for _ in range(ROUNDS):
        cost = program.cost - np.bincount(rows.column, weights=rows.value * y[rows.row], minlength=width)
        bound, x, loss = _relaxed(sacks, cost, len(columns))
        bound += float(y @ right)
        with_column = np.maximum(with_column, bound + loss)
        idle = 0 if bound > best + 1e-7 * max(1.0, abs(best) if best > -math.inf else 1.0) else idle + 1
        best = max(best, bound)
        if idle >= PATIENCE:
            step, idle = step / 2, 0
        lack = right - np.bincount(rows.row, weights=rows.value * x[rows.column], minlength=len(right))
        lack[(y == 0) & (is_at_most == (lack > 0))] = 0.0
        norm = float(lack @ lack)
        if norm < 1e-12 or best >= upper or step < 0.02 or watch.left() <= 0:
            break
        y = y + step * max(upper - bound, 1e-6) / norm * lack
        y = np.where(is_at_most, np.minimum(y, 0.0), np.maximum(y, 0.0))
    return Prices(best, with_column[: len(columns)])


def _sacks(instance: Instance, columns: Ints) -> list[_Sack]:
    by_support: dict[int, list[int]] = {}
    for at, column in enumerate(columns):
        by_support.setdefault(instance.support[column], []).append(at)
    found = []
    for support, own in by_support.items():
        hours, needs = instance.hours[support], [instance.need[columns[at]] for at in own]
        size = min(hours, FINEST)
        steps = [need if hours <= FINEST else need * FINEST // hours for need in needs]
        found.append(_Sack(np.array(own, dtype=np.int64), np.array(steps, dtype=np.int64), size))
    return found


def _relaxed(sacks: list[_Sack], cost: Floats, width: int) -> tuple[float, Floats, Floats]:
    """The least cost, what is in it, and for each column how much more it costs to have that column in."""
    x, loss, bound = np.zeros(len(cost)), np.zeros(len(cost)), 0.0
    for sack in sacks:
        own = cost[sack.columns]
        least, taken = _fill(sack, own)
        bound += least[sack.size]
        x[sack.columns[taken]] = 1.0
        beside = own + least[sack.size - sack.steps] - least[sack.size]
        loss[sack.columns] = np.where(own > 0, np.maximum(beside, 0.0), 0.0)
    free = cost[width:]
    x[width:] = free < 0
    return bound + float(np.minimum(free, 0.0).sum()), x, loss


def _fill(sack: _Sack, cost: Floats) -> tuple[Floats, list[int]]:
    """Least cost for every number of steps up to the sack's, and the items that reach it in the whole sack."""
    least = np.zeros(sack.size + 1)
    items = [(int(at), int(sack.steps[at])) for at in np.flatnonzero(cost < 0)]
    better: list[np.ndarray] = []
    for at, steps in items:
        trial = least[: sack.size + 1 - steps] + cost[at]
        wins = trial < least[steps:]
        least[steps:][wins] = trial[wins]
        better.append(wins)
    taken, left = [], sack.size
    for (at, steps), wins in zip(reversed(items), reversed(better), strict=True):
        if left >= steps and wins[left - steps]:
            taken.append(at)
            left -= steps
    return least, taken
