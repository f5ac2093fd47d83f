"""One objective after another, each proven as far as the time allows (decisions.md 13, tech.md §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rourou.engines.allocation.aims import Aim, certain, floor_rows
from rourou.engines.allocation.columns import Columns
from rourou.engines.allocation.patterns import Pattern, Patterns, patterns_of
from rourou.engines.allocation.rounding import is_within
from rourou.engines.allocation.subset_rows import Triple, subset_rows
from rourou.engines.linear import Answer, Ints, Program, Rows, Session, stacked


@dataclass(frozen=True)
class Reached:
    """What a plan reaches in one objective, and the most it could: exact scores, more is better."""

    name: str
    score: Fraction
    bound: Fraction

    @property
    def is_proven(self) -> bool:
        return self.score >= self.bound


class Search:
    """The best plan known and the columns still possible, from objective to objective.

    Columns are options, and patterns once those are few enough to write down: see `become`.
    """

    def __init__(self, columns: Columns, incumbent: Sequence[int], *, seed: int) -> None:
        self.columns = columns
        self.incumbent = list(incumbent)
        self.reached: list[Reached] = []
        self.seed = seed
        self.alive: Ints = np.arange(columns.size, dtype=np.int64)
        self.cuts: list[Triple] = []
        self._floors: dict[tuple[str, Fraction], Rows] = {}
        self._set_rows()

    def chosen(self) -> list[int]:
        """The plan's options."""
        return self.columns.unfolded(self.incumbent)

    def hold(self, name: str, bound: Fraction) -> None:
        """Holds what the plan reaches now: on the way to one objective an unproven earlier one may have gained."""
        self.reached.append(Reached(name, self.score(name), bound))
        for at, each in enumerate(self.reached):
            score = max(each.score, self.score(each.name))
            self.reached[at] = Reached(each.name, score, max(each.bound, score))
        self._set_rows()

    def _set_rows(self) -> None:
        sure = frozenset[int]().union(*(certain(self.columns, each.name, each.score) for each in self.reached))
        self._rows = [self.columns.limits(sure), *(self._floor(each.name, each.score) for each in self.reached)]

    def _floor(self, name: str, score: Fraction) -> Rows:
        if (name, score) not in self._floors:
            self._floors[name, score] = floor_rows(self.columns, name, score)
        return self._floors[name, score]

    def over(self, patterns: Sequence[Pattern]) -> "Search":
        """The same search over these patterns, and those of its own plan."""
        own = patterns_of(self.columns, self.incumbent)
        every = list(dict.fromkeys([*patterns, *own]))
        place = {pattern: at for at, pattern in enumerate(every)}
        part = Search(Patterns(self.columns, every), [place[each] for each in own], seed=self.seed)
        part.reached = list(self.reached)
        part._set_rows()
        return part

    def become(self, part: "Search") -> None:
        """Goes on over the columns of a part that holds every plan still of interest."""
        self.columns, self.incumbent, self.alive, self.cuts = part.columns, part.incumbent, part.alive, part.cuts
        self._floors = part._floors
        self._set_rows()

    def take(self, name: str, chosen: list[int], *, is_equal_taken: bool = False) -> None:
        """Makes this the best plan known, if it is better and gives up nothing held, all compared exactly."""
        score, known = self.columns.score(name, chosen), self.score(name)
        if score < known or (score == known and not is_equal_taken) or not is_within(self.columns, chosen):
            return
        if all(self.columns.score(each.name, chosen) >= each.score for each in self.reached):
            self.incumbent = chosen

    def program(self, goal: Aim, *, is_whole: bool = False, has_hours: bool = True) -> Program:
        """The program over the columns still possible, with the goal's own last column where it has one.

        The rows of hours come last, so that without them the others keep their places.
        """
        size = self.columns.size
        here = np.concatenate([self.alive, np.arange(size, size + goal.extra)])
        cuts = [subset_rows(self.columns.incidence, self.cuts)] if self.cuts else []
        hours = [self.columns.hour_limits] if has_hours else []
        every = stacked([*self._rows, goal.rows, *cuts, *hours]).only(here, size + goal.extra)
        whole = np.arange(len(here)) < len(self.alive) if is_whole else None
        return Program(goal.cost[here], np.zeros(len(here)), np.ones(len(here)), every, whole)

    def run(self, program: Program, goal: Aim, *, start: float, seconds: float) -> Answer:
        """A whole-number program, begun from the best plan known; `start` is what that plan scores."""
        session = Session(program, seed=self.seed, gap=goal.gap)
        known = np.isin(self.alive, self.incumbent).astype(np.float64)
        session.start(np.concatenate([known, np.full(goal.extra, start)]))
        return session.run(seconds=seconds)

    def keep(self, columns: Ints) -> None:
        self.alive = columns

    def score(self, name: str) -> Fraction:
        return self.columns.score(name, self.incumbent)
