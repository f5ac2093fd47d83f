"""Depth first through a linear program: settle one question, solve again, turn back where nothing good can follow.

The question is whether this support takes this request (Ryan and Foster 1981), first the one that the program is
nearly sure of. Columns are patterns, of which a support takes one: a few answers settle everything, and the plan at
the bottom is often the best (Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa 2019). What it turns back from is ruled
out, so a dive to its end is a proof. Where a yes would rule nothing out, a column is taken instead: every answer
leaves less to ask.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rourou.engines.allocation.columns import Columns
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.linear import Answer, Bools, Floats, Ints, Session

WHOLE = 1e-6
SURE = 0.7  # the share at which a question is asked first: likely, and still open


class Dive:
    """Through a session over these columns (and whatever more it has, which need not be whole)."""

    def __init__(
        self, columns: Columns, alive: Ints, session: Session, *,
        upper: Callable[[], float], offer: Callable[[list[int]], object],
    ) -> None:  # fmt: skip
        self._alive, self._session, self._upper, self._offer = alive, session, upper, offer
        self._incidence = columns.incidence[:, alive]
        self._support = np.array([columns.support[column] for column in alive.tolist()], dtype=np.int64)

    def run(self, *, most: int, watch: Stopwatch) -> bool:
        """Offers every plan met that costs no more than `upper`; True once no other is left, False after `most`
        linear programs."""
        every = np.ones(len(self._alive), dtype=np.bool_)
        ways = [_Way(every, ~every)]
        for _ in range(most):
            if not ways:
                return True
            way = ways.pop()
            self._session.hold(way.inside.astype(np.float64), way.may.astype(np.float64))
            answer = self._session.run(seconds=watch.left())
            if answer.status == "stopped":
                return False
            if answer.x is not None and answer.reduced is not None and answer.bound <= self._upper():
                ways += self._ways(way, answer, answer.x, answer.reduced)
        return not ways

    def _ways(self, way: "_Way", answer: Answer, values: Floats, reduced: Floats) -> list["_Way"]:
        """Where to go on from here, the last first; nowhere from a whole plan, which is offered."""
        x = values[: len(way.may)]
        halves = np.flatnonzero((x > WHOLE) & (x < 1 - WHOLE))
        if not len(halves):
            self._offer(self._alive[x > 0.5].tolist())
            return []
        may = way.may & ((answer.bound + reduced[: len(x)] <= self._upper()) | (x > WHOLE))
        pair = self._pair(x)
        if pair is not None:
            own, mine = self._incidence[pair[1]], self._support == pair[0]
            if (may & (own != mine)).any():
                return [_Way(may & ~(own & mine), way.inside), _Way(may & (own == mine), way.inside)]
        here = np.arange(len(x)) == halves[np.argmax(x[halves])]
        return [_Way(may & ~here, way.inside), _Way(may, way.inside | here)]

    def _pair(self, x: Floats) -> tuple[int, int] | None:
        """The support and the request to ask about, where any is open."""
        shares = np.zeros((int(self._support.max()) + 1, len(self._incidence)))
        for at in np.flatnonzero(x > WHOLE).tolist():
            shares[self._support[at], self._incidence[:, at]] += x[at]
        is_open = (shares > WHOLE) & (shares < 1 - WHOLE)
        if not is_open.any():
            return None
        found = divmod(int(np.argmin(np.where(is_open, np.abs(shares - SURE), 2.0))), shares.shape[1])
        return int(found[0]), int(found[1])


@dataclass(frozen=True)
class _Way:
    """Answers so far: the columns that may still be taken, and those that are."""

    may: Bools
    inside: Bools
