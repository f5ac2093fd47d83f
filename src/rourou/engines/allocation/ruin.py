"""Ruin and recreate in pure Python: an option goes in, what stands in its way comes out, what then fits is put back.

A move that makes the plan worse is sometimes kept, ever less often (simulated annealing). One objective counts; what
was reached in earlier ones are floors. It proves nothing: it finds good plans soon, and it is all there is where no
solver is. The number of moves is fixed, so the same seed gives the same plan unless the time runs out.
"""

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rourou.engines.allocation.columns import Columns
from rourou.engines.allocation.problem import Objective
from rourou.engines.allocation.rounding import Room
from rourou.engines.allocation.stopwatch import Stopwatch

DEAR = 10  # what a typical option that an earlier objective lacks costs, in what options add on average
WARM, COLD = 0.15, 0.02  # temperatures, as parts of what an option adds on average


@dataclass(frozen=True)
class Floor:
    """A sum over options that should reach `low`; `price` is what one less costs, `is_hard` if nothing may lack."""

    gains: Mapping[int, float]
    low: float
    price: float
    is_hard: bool


def floors(instance: Columns, held: Mapping[str, Fraction], price: float) -> list[Floor]:
    """What was reached in earlier objectives, as floors; a typical option's lack costs `price`."""
    found = []
    for name, score in held.items():
        if name == Objective.FAIRNESS:
            found += fair_floors(instance, score, price, is_hard=True)
            continue
        gains = {column: float(gain) for column, gain in enumerate(instance.gains[name].numbers) if gain}
        found.append(Floor(gains, float(score), price / _mean(gains.values()), True))
    return found


def fair_floors(instance: Columns, share: Fraction, price: float, *, is_hard: bool) -> list[Floor]:
    """At least this share of the weight asked, for every group."""
    found = []
    for asked, own, weights in instance.group_weights:
        gains = dict(zip(own.tolist(), weights.tolist(), strict=True))
        unit = price / _mean(gains.values()) if is_hard else 1.0 / asked
        found.append(Floor(gains, math.ceil(share * asked), unit, is_hard))
    return found


def _mean(gains: Iterable[float]) -> float:
    sizes = [abs(gain) for gain in gains]
    return sum(sizes) / len(sizes) if sizes else 1.0


class Ruin:
    """Moves over `columns`, the most promising first, for one objective's gains above some floors."""

    def __init__(
        self, instance: Columns, columns: Sequence[int], gains: Sequence[float], bars: Sequence[Floor], *, seed: int
    ) -> None:
        self._instance, self._columns, self._gains, self._bars = instance, columns, gains, bars
        self._draw = random.Random(seed)
        self._adds: list[list[tuple[int, float]]] = [[] for _ in range(instance.size)]
        for at, bar in enumerate(bars):
            for column, gain in bar.gains.items():
                self._adds[column].append((at, gain))
        self._of: dict[int, list[int]] = {}
        for column in columns:
            for request in instance.covers[column]:
                self._of.setdefault(request, []).append(column)
        self._scale = _mean(gain for gain in (gains[column] for column in columns) if gain)

    def improve(self, start: Sequence[int], *, moves: int, watch: Stopwatch) -> list[int]:
        """The best plan found that keeps every hard floor, or `start`."""
        self._room = Room(self._instance, start)
        self._on: list[list[int]] = [[] for _ in self._instance.hours]
        self._at: dict[int, int] = {}
        for column in start:
            self._note(column)
        self._sums = [sum(bar.gains.get(column, 0.0) for column in start) for bar in self._bars]
        worth = sum(self._gains[column] for column in start) - self._lack(range(len(self._bars)), self._sums)
        best, best_worth = list(start), worth
        for at in range(moves if self._columns else 0):
            if at % 64 == 0:
                if watch.left() <= 0:
                    break
                heat = self._scale * WARM * (COLD / WARM) ** (at / moves)
            change = self._move(heat)
            worth += change
            if change and worth > best_worth + 1e-9 and self._is_kept():
                best, best_worth = list(self._room.chosen), worth
        return sorted(best)

    def _move(self, heat: float) -> float:
        """One option in; returns by how much the plan changed, 0 where the move was taken back."""
        column = self._pick()
        if column in self._room.chosen:
            return 0.0
        gone = self._make_room(column)
        self._put(column)
        came = [column, *self._refill(gone)]
        change, sums = self._weigh(came, gone)
        if change >= 0 or self._draw.random() < math.exp(change / heat):
            for at, number in sums.items():
                self._sums[at] = number
            return change
        for each in came:
            self._drop(each)
        for each in gone:
            self._put(each)
        return 0.0

    def _pick(self) -> int:
        """Half the time a promising option of some request without a place, else any."""
        draw = self._draw.random
        if draw() < 0.5:
            request = int(draw() * len(self._room.taken))
            own = self._of.get(request)
            if own and not self._room.taken[request]:
                return own[int(len(own) * draw() ** 2)]
        return self._columns[int(draw() * len(self._columns))]

    def _make_room(self, column: int) -> list[int]:
        """Takes out what covers the same requests, then any of the support's, until the option fits."""
        own, support, gone = self._instance.covers[column], self._instance.support[column], []
        for request in own:
            if request in self._at:
                gone.append(self._drop(self._at[request]))
        need, room = self._instance.need[column], self._room
        while room.hours[support] < need or room.places[support] < len(own):
            gone.append(self._drop(self._draw.choice(self._on[support])))
        return gone

    def _refill(self, gone: list[int]) -> list[int]:
        """Puts the requests that lost their place, and a few without one, where they fit now."""
        taken, covers = self._room.taken, self._instance.covers
        waiting = [request for each in gone for request in covers[each] if not taken[request]]
        waiting += [
            request for request in (int(self._draw.random() * len(taken)) for _ in range(3)) if not taken[request]
        ]
        came = []
        for request in waiting:
            if not taken[request]:
                fitting = next((each for each in self._of.get(request, ()) if self._room.fits(each)), None)
                if (fitting is not None and self._gains[fitting] >= 0) or (fitting is not None and self._adds[fitting]):
                    came.append(self._put(fitting))
        return came

    def _weigh(self, came: list[int], gone: list[int]) -> tuple[float, dict[int, float]]:
        """What the move changes, and the floors' sums after it."""
        gains = self._gains
        sums: dict[int, float] = {}
        change = sum([gains[each] for each in came]) - sum([gains[each] for each in gone])
        for columns, sign in ((came, 1.0), (gone, -1.0)):
            for each in columns:
                for at, gain in self._adds[each]:
                    sums[at] = sums.get(at, self._sums[at]) + sign * gain
        if not sums:
            return change, sums
        return change + self._lack(sums, self._sums) - self._lack(sums, sums), sums

    def _lack(self, at: Iterable[int], sums: Mapping[int, float] | Sequence[float]) -> float:
        """What is missing below the floors, priced."""
        return sum(bar.price * (bar.low - sums[each]) for each in at if sums[each] < (bar := self._bars[each]).low)

    def _is_kept(self) -> bool:
        return all(number >= bar.low - 1e-9 for bar, number in zip(self._bars, self._sums, strict=True) if bar.is_hard)

    def _put(self, column: int) -> int:
        self._room.put(column)
        self._note(column)
        return column

    def _note(self, column: int) -> None:
        self._on[self._instance.support[column]].append(column)
        for request in self._instance.covers[column]:
            self._at[request] = column

    def _drop(self, column: int) -> int:
        self._room.drop(column)
        self._on[self._instance.support[column]].remove(column)
        for request in self._instance.covers[column]:
            del self._at[request]
        return column


def ruin(
    instance: Columns,
    name: str,
    start: Sequence[int],
    *,
    columns: Sequence[int],
    target: Fraction,
    held: Mapping[str, Fraction],
    seed: int,
    moves: int,
    watch: Stopwatch,
) -> list[int]:
    """A plan for one objective above what is held; for fairness, `target` is the share to strive for."""
    if name == Objective.FAIRNESS:
        gains, soft = [0.0] * instance.size, fair_floors(instance, min(target, Fraction(1)), 1.0, is_hard=False)
        bars = [*floors(instance, held, 1.0), *soft]
    else:
        gains = [float(gain) for gain in instance.gains[name].numbers]
        bars = floors(instance, held, DEAR * _mean(gain for gain in gains if gain))
    return Ruin(instance, columns, gains, bars, seed=seed).improve(start, moves=moves, watch=watch)
