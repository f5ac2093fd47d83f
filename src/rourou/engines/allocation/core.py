"""One objective after another, each proven as far as the time allows (decisions.md 13, tech.md §7).

For each objective: a linear program over the options still possible, with what was reached before held as rows; its
answer made whole; then a whole-number program over the options whose reduced cost is no more than bound minus best.
An option beyond that gap is in no plan as good as the best known, neither for this objective nor, as its value is
held from then on, for any later one: so it leaves for good, and every later objective has less to search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rourou.engines.allocation.aims import Aim, aim, ceiling, floor_rows
from rourou.engines.allocation.instance import Instance
from rourou.engines.allocation.neighbours import Neighbourhoods
from rourou.engines.allocation.prices import prices
from rourou.engines.allocation.rounding import is_within, rounded
from rourou.engines.allocation.ruin import ruin
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.linear import Answer, Floats, Ints, Program, Rows, Session, stacked

UNKNOWN = Fraction(10**18)  # no bound at all: the time ran out before the first
PROMISING = 1000  # as many options as a whole-number program gets through in a second or two
MOVES = 30_000
NARROW = 3


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
    """The best plan known and the options still possible, from objective to objective."""

    def __init__(self, instance: Instance, incumbent: Sequence[int], *, seed: int) -> None:
        self.instance = instance
        self.incumbent = list(incumbent)
        self.reached: list[Reached] = []
        self.seed = seed
        self.alive: Ints = np.arange(instance.size, dtype=np.int64)
        self._held: list[Rows] = [instance.limits]
        self._hours = instance.hour_limits

    def improve(self, name: str, watch: Stopwatch) -> None:
        """Takes one objective as far as it goes, then holds it."""
        bound = ceiling(self.instance, name, self.alive.tolist())
        if self._score(name) < bound:
            bound = min(bound, _Step(self, name, watch).bound())
        self.reached.append(Reached(name, Fraction(0), bound))
        self._held.append(self.instance.limits)
        self._hold()

    def _hold(self) -> None:
        """Holds what the plan reaches now: on the way to one objective an unproven earlier one may have gained."""
        for at, each in enumerate(self.reached):
            score = self._score(each.name)
            if at == len(self.reached) - 1 or score > each.score:
                self.reached[at] = Reached(each.name, score, max(each.bound, score))
                self._held[at + 1] = floor_rows(self.instance, each.name, score)

    def take(self, name: str, chosen: list[int], *, is_equal_taken: bool = False) -> None:
        """Makes this the best plan known, if it is better and gives up nothing held, all compared exactly."""
        score, known = self.instance.score(name, chosen), self._score(name)
        if score < known or (score == known and not is_equal_taken) or not is_within(self.instance, chosen):
            return
        if all(self.instance.score(each.name, chosen) >= each.score for each in self.reached):
            self.incumbent = chosen

    def program(self, goal: Aim, *, is_whole: bool = False, has_hours: bool = True) -> Program:
        """The program over the options still possible, with the goal's own last column where it has one.

        The rows of hours come last, so that without them the others keep their places.
        """
        size = self.instance.size
        columns = np.concatenate([self.alive, np.arange(size, size + goal.extra)])
        hours = [self._hours] if has_hours else []
        every = stacked([*self._held, goal.rows, *hours]).only(columns, size + goal.extra)
        whole = np.arange(len(columns)) < len(self.alive) if is_whole else None
        return Program(goal.cost[columns], np.zeros(len(columns)), np.ones(len(columns)), every, whole)

    def run(self, program: Program, goal: Aim, *, start: float, seconds: float) -> Answer:
        """A whole-number program, begun from the best plan known; `start` is what that plan scores."""
        session = Session(program, seed=self.seed, gap=goal.gap)
        known = np.isin(self.alive, self.incumbent).astype(np.float64)
        session.start(np.concatenate([known, np.full(goal.extra, start)]))
        return session.run(seconds=seconds)

    def keep(self, columns: Ints) -> None:
        self.alive = columns[np.isin(columns, self.alive)]

    def _score(self, name: str) -> Fraction:
        return self.instance.score(name, self.incumbent)


class _Step:
    """One objective: its linear program, and what follows from it."""

    def __init__(self, search: Search, name: str, watch: Stopwatch) -> None:
        self._search, self._name, self._watch = search, name, watch
        self._goal = aim(search.instance, name)

    @property
    def incumbent(self) -> list[int]:
        return self._search.incumbent

    def offer(self, chosen: list[int]) -> bool:
        """Takes a plan that is no worse; says whether it is better."""
        before = self._score()
        self._search.take(self._name, chosen, is_equal_taken=True)
        return self._score() > before

    def bound(self) -> Fraction:
        """Improves the search's plan and returns what is proven."""
        search, columns = self._search, self._search.alive
        relaxed = Session(search.program(self._goal), seed=search.seed).run(seconds=self._watch.left())
        if relaxed.x is None or relaxed.reduced is None or relaxed.dual is None:
            return UNKNOWN
        self._columns, width, self._least = columns, len(columns), relaxed.bound
        self._costs = relaxed.bound + relaxed.reduced[:width]
        search.take(self._name, rounded(search.instance, columns.tolist(), relaxed.x[:width], relaxed.reduced[:width]))
        bound = self._goal.bound(self._least)
        if self._score() < bound and width > PROMISING:
            bound = min(bound, self._large(relaxed.dual))
        if self._score() < bound:
            search.keep(self._within_gap())
            bound = min(bound, self._whole())
        search.keep(self._within_gap())
        return bound

    def _large(self, dual: Floats) -> Fraction:
        """Too much to do at once: a good plan first, what can be ruled out next, then a good plan again."""
        self._ruin()
        bound = self._prices(dual)
        if self._score() < bound and len(self._within_gap()) > PROMISING:
            self._near()
        if self._score() < bound:
            self._narrow()
        return bound

    def _prices(self, dual: Floats) -> Fraction:
        """The knapsacks' bound, which also tells of each option what a plan that holds it costs at least."""
        search, goal, watch = self._search, self._goal, Stopwatch(self._watch.left() * 0.2)
        program = search.program(goal, has_hours=False)
        upper = -float(self._score()) * goal.factor
        found = prices(search.instance, program, self._columns, dual[: len(program.rows.low)], upper=upper, watch=watch)
        self._costs, self._least = np.maximum(self._costs, found.with_column), max(self._least, found.bound)
        return goal.bound(self._least)

    def _ruin(self) -> None:
        """A good plan soon, move by move, among the options that cost the bound least."""
        search = self._search
        order = np.argsort(self._costs, kind="stable")[:PROMISING]
        found = ruin(
            search.instance,
            self._name,
            search.incumbent,
            columns=[int(self._columns[at]) for at in order],
            target=self._goal.bound(self._least),
            held={each.name: each.score for each in search.reached},
            seed=search.seed,
            moves=MOVES,
            watch=Stopwatch(self._watch.left() * 0.3),
        )
        self.offer(found)

    def _near(self) -> None:
        """Improves the plan part by part, where there is too much to do it at once."""
        search = self._search
        at = np.searchsorted(self._columns, search.alive)
        program = search.program(self._goal, is_whole=True)
        rounds = Neighbourhoods(search.instance, program, search.alive, self._costs[at], seed=search.seed)
        rounds.improve(self, Stopwatch(self._watch.left() * 0.3), gap=self._goal.gap)

    def _narrow(self) -> None:
        """The whole-number program over the options that cost the bound least: few enough to see the end of it."""
        search, everything = self._search, self._search.alive
        most = NARROW * len(search.instance.problem.requests)
        narrow = self._columns[np.argsort(self._costs, kind="stable")[:most]]
        if len(self._within_gap()) <= most:
            return
        search.alive = np.union1d(narrow, search.incumbent)
        self._whole(share=0.4)
        search.alive = everything

    def _whole(self, *, share: float = 1.0) -> Fraction:
        """The whole-number program over the options still possible; returns what it proves of them."""
        search, goal, columns = self._search, self._goal, self._search.alive
        seconds, program = self._watch.left() * share, search.program(goal, is_whole=True)
        answer = search.run(program, goal, start=float(self._score()), seconds=seconds)
        if answer.x is not None:
            search.take(self._name, columns[answer.x[: len(columns)] > 0.5].tolist())
        score = self._score()
        if answer.status == "optimal" and -float(score) * goal.factor <= answer.cost + goal.near(answer.cost):
            return score
        return max(score, goal.bound(answer.bound)) if answer.status != "infeasible" else UNKNOWN

    def _within_gap(self) -> Ints:
        """The options that a plan as good as the best known could hold."""
        known = -float(self._score()) * self._goal.factor
        inside = self._costs <= known + self._goal.near(known) * 1e-2
        return self._columns[inside | np.isin(self._columns, self._search.incumbent)]

    def _score(self) -> Fraction:
        return self._search.instance.score(self._name, self._search.incumbent)
