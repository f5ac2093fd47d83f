"""One objective: bounds from above, plans from below, and the columns in between.

The linear program with subset rows, then the knapsacks' prices say what every plan that holds a column costs at least.
What costs more than the best plan known is in no plan as good, neither for this objective nor, as its value is held
from then on, for any later one: so it leaves for good. What is left is decided from above (Posta, Ferland and Michelon
2012): is there a plan that reaches this score? A high score leaves few columns or patterns to look through. Either
such a plan is among them and the best of them is the best there is, or the bound comes down below that score.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rourou.engines.allocation.aims import aim, ceiling
from rourou.engines.allocation.core import Search
from rourou.engines.allocation.diving import Dive
from rourou.engines.allocation.generation import Generation
from rourou.engines.allocation.neighbours import Neighbourhoods
from rourou.engines.allocation.patterns import Pattern, Patterns, patterns_within
from rourou.engines.allocation.prices import Relaxation, prices
from rourou.engines.allocation.rounding import rounded
from rourou.engines.allocation.ruin import ruin
from rourou.engines.allocation.sifting import Sifting
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.allocation.subset_rows import Triple, broken, subset_rows
from rourou.engines.linear import Floats, Ints, Program, Session

UNKNOWN = Fraction(10**18)  # no bound at all: the time ran out before the first
PROMISING = 1000  # as many columns as a whole-number program gets through in a second or two
FEWEST, MOST = 3_000, 50_000  # patterns to write down, at first and in the end
SIFTED = 2_000  # columns to begin a linear program with
GROWTH = 3  # at least so many times the patterns for a score one lower
SOUGHT = 40  # linear programs of a short dive
DIVES = 3_000  # linear programs of a dive
GENERATED = 2_500  # as many columns as column generation gets through in a second or two
MOVES, CHOICES = 100, 5  # of ruin and recreate, for each request
CENTRAL = 0.05  # of what is open: prices this much worse than the best still count for the mean
DECIDED = 0.7  # of the time for one objective, for deciding over patterns
RELAXED = 0.3  # of the time for one objective, for linear programs with ever more rows
CUT_ROUNDS = 25
SLOW = 0.01  # of what is open, a change too small to go on for
CLOSE = 0.05  # of a whole score, as near as the prices need to come


@dataclass(frozen=True)
class _Priced:
    """The knapsacks' prices, and the columns they were found over."""

    alive: Ints
    relaxation: Relaxation
    y: Floats


def improve(search: Search, name: str, watch: Stopwatch) -> None:
    """Takes one objective as far as it goes, then holds it."""
    bound = ceiling(search.columns, name, search.alive)
    if search.score(name) < bound:
        bound = min(bound, Step(search, name, watch).improve())
    search.hold(name, bound)


class Step:
    """Improves a search's plan in one objective. `floor`: scores below it are of no interest."""

    def __init__(self, search: Search, name: str, watch: Stopwatch, floor: Fraction | None = None) -> None:
        self._search, self._name, self._watch, self._floor = search, name, watch, floor
        self._goal = aim(search.columns, name)
        self._costs = np.full(search.columns.size, -np.inf)  # no plan that holds the column costs less
        self._bound = UNKNOWN
        self._priced: _Priced | None = None
        self._cuts: list[Triple] = []  # over patterns, from one decision to the next

    @property
    def incumbent(self) -> list[int]:
        return self._search.incumbent

    @property
    def floor(self) -> Fraction:
        return self._score() if self._floor is None else max(self._floor, self._score())

    @property
    def is_done(self) -> bool:
        return self._bound < self.floor or self._score() >= self._bound

    def offer(self, chosen: list[int]) -> bool:
        """Takes a plan that is no worse; says whether it is better."""
        before = self._score()
        self._search.take(self._name, chosen, is_equal_taken=True)
        return self._score() > before

    def improve(self) -> Fraction:
        """Improves the search's plan and returns the most that any plan can reach."""
        dual = self._relax()
        if dual is None or self.is_done:
            return self._bound
        if isinstance(self._search.columns, Patterns):
            self._dive()
        else:
            start = self._price(dual)
            if not self.is_done:
                self._ruin(start)
            if len(self._search.alive) <= GENERATED and self._write_down():
                return self._bound
            if not self.is_done and len(self._within()) > PROMISING:
                self._near()
        if self._floor is None:
            self._cores()
        self._search.keep(self._within())
        return self._bound

    def _learn(self, bound: Fraction) -> None:
        self._bound = min(self._bound, bound)

    def _relax(self) -> Floats | None:
        """The linear program, with subset rows as long as they tell something; its duals but for the hours."""
        share = Stopwatch(self._watch.left() * RELAXED)
        while True:
            before = len(self._search.alive)
            dual = self._cut(share)
            self._search.keep(self._within())
            if dual is None or self.is_done or len(self._search.alive) * 2 > before:
                return dual

    def _cut(self, share: Stopwatch) -> Floats | None:
        """Rounds of one linear program and the rows it breaks, until little changes or half the columns are gone, or
        this share of the time is: the first program alone may take longer."""
        search, goal = self._search, self._goal
        program = search.program(goal)
        session = Sifting(program, self._first(program), seed=search.seed)
        own = len(program.rows.low) - len(search.columns.hour_limits.low)
        last, alive, size = -math.inf, len(search.alive), search.columns.size
        for at in range(CUT_ROUNDS):
            answer = session.run(watch=self._watch)
            if answer.x is None or answer.reduced is None or answer.dual is None:
                return None
            x, reduced, dual = answer.x[: len(search.alive)], answer.reduced[: len(search.alive)], answer.dual
            self._see(search.alive, answer.bound, answer.bound + reduced)
            left = len(self._within())
            is_slow = answer.bound - last < SLOW * (goal.limit(self.floor) - answer.bound) and left > (1 - SLOW) * alive
            is_over = self.is_done or is_slow or share.left() <= 0
            triples = [] if is_over else broken(search.columns.incidence[:, search.alive], x)
            if not triples or left * 2 < len(search.alive) or at == 0:
                self.offer(rounded(search.columns, search.alive.tolist(), x, reduced))
            if not triples or left * 2 < len(search.alive):
                break
            last, alive = answer.bound, left
            search.cuts += triples
            here = np.concatenate([search.alive, np.arange(size, size + goal.extra)])
            session.add(subset_rows(search.columns.incidence, triples).only(here, size + goal.extra))
        hours = len(search.columns.hour_limits.low)
        return self._tight(np.concatenate([dual[:own], dual[own + hours :]]))

    def _first(self, program: Program) -> Ints:
        """Columns to begin the linear program with: the most promising known, and the plan's own."""
        alive = self._search.alive
        is_sorted = isinstance(self._search.columns, Patterns)
        first = np.arange(len(alive)) < (SIFTED if is_sorted else len(alive))
        inside = first | np.isin(alive, self.incumbent)
        return np.concatenate([np.flatnonzero(inside), np.arange(len(alive), len(program.cost))])

    def _see(self, columns: Ints, bound: float, with_column: Floats) -> None:
        """Takes what no plan costs less than, and no plan that holds a column."""
        self._costs[columns] = np.maximum(self._costs[columns], with_column)
        self._learn(self._goal.bound(bound))

    def _tight(self, dual: Floats) -> Floats:
        """Drops the subset rows that have no price."""
        cuts = self._search.cuts
        has_price = np.abs(dual) > 1e-9
        has_price[: len(dual) - len(cuts)] = True
        self._search.cuts = [cut for cut, kept in zip(cuts, has_price[len(dual) - len(cuts) :], strict=True) if kept]
        return dual[has_price]

    def _price(self, dual: Floats) -> list[int]:
        """The knapsacks' bound, which also tells of each column what a plan that holds it costs at least. Returns what
        the master program would do, made whole: it may lack something that is held."""
        search, goal = self._search, self._goal
        alive = search.alive
        relaxation = Relaxation(search.columns, search.program(goal, has_hours=False), alive)
        upper = goal.limit(self.floor)
        found, start = prices(relaxation, dual, upper=upper, watch=Stopwatch(self._watch.left() * 0.2)), self.incumbent
        self._see(alive, found.bound, found.with_column)
        if not self.is_done and len(alive) <= GENERATED:
            plan = np.flatnonzero(np.isin(alive, search.incumbent))
            more = Generation(relaxation, found, plan.tolist(), seed=search.seed)
            more.improve(
                close=CLOSE if goal.gap else 1e-3 * (upper - found.bound), watch=Stopwatch(self._watch.left() * 0.4)
            )
            self._see(alive, more.best.bound, more.best.with_column)
            found = more.best
            if more.x is not None:
                start = rounded(search.columns, alive.tolist(), more.x, relaxation.priced(found.y)[: len(alive)])
                self.offer(start)
        slack = goal.gap or CENTRAL * (upper - found.bound)
        self._priced = _Priced(alive, relaxation, found.central(slack))
        search.keep(self._within())
        return start

    def _write_down(self) -> bool:
        """Decides over patterns, ever more of them; says whether the search now goes on over them."""
        most, share = FEWEST, Stopwatch(self._watch.left() * DECIDED)
        while most <= MOST and not self.is_done and share.left() > 0:
            reach = self._reach(most)
            if reach is None:
                most *= 4
            elif self._decide(*reach, share):
                return True
        return False

    def _reach(self, most: int) -> tuple[Fraction, list[Pattern]] | None:
        """The lowest score, or near it, that needs no more patterns than this, and those."""
        found, open_ = None, Fraction(0)
        while True:
            target = max(self.floor, self._goal.threshold(self._bound - open_))
            patterns = self._patterns(target, most)
            if patterns is None:
                return found
            found = target, patterns
            if target == self.floor or len(patterns) * GROWTH > most:
                return found
            open_ = open_ * 2 or self._goal.least(self._bound - self.floor)

    def _patterns(self, target: Fraction, most: int) -> list[Pattern] | None:
        priced, columns = self._priced, self._search.columns
        if priced is None:
            return None
        upper = self._goal.limit(target)
        return patterns_within(columns, priced.alive, priced.relaxation, priced.y, upper=upper, most=most)

    def _decide(self, target: Fraction, patterns: list[Pattern], share: Stopwatch) -> bool:
        """Whether a plan reaches this score, these patterns being all that it could hold; if so, they take over."""
        part = self._search.over(patterns)
        part.cuts = self._cuts
        step = Step(part, self._name, share, floor=target)
        bound = step.improve()
        if part.score(self._name) < target:
            step.seek()
        self._cuts = part.cuts
        self.offer(part.chosen())
        self._learn(max(bound, self._goal.below(target), self._score()))
        if part.score(self._name) < target:
            return False
        self._search.become(part)
        return True

    def _dive(self) -> None:
        """Depth first over the patterns left; where that comes to its end, all is known."""
        if not self.is_done and self._through(most=DIVES):
            self._learn(max(self._score(), self._goal.below(self.floor)))

    def _through(self, *, most: int) -> bool:
        search = self._search
        session = Session(search.program(self._goal), seed=search.seed)
        dive = Dive(search.columns, search.alive, session, upper=self._upper, offer=self.offer)
        return dive.run(most=most, watch=Stopwatch(self._watch.left() / 2))

    def seek(self) -> None:
        """Any better plan among the most promising columns, though it be below the floor: a short dive."""
        search, every = self._search, np.argsort(self._costs, kind="stable")[:SIFTED]
        search.alive, self._floor = np.union1d(every, self.incumbent), None
        self._through(most=SOUGHT)

    def _upper(self) -> float:
        """What a plan may cost to be of interest."""
        return self._goal.limit(max(self.floor, self._goal.above(self._score())))

    def _cores(self) -> None:
        """Whole-number programs over ever more columns, the most promising first."""
        for most in (PROMISING, 4 * PROMISING, 16 * PROMISING):
            if self.is_done or self._watch.left() <= 0:
                return
            within = self._within()
            if len(within) <= most * 1.3:
                self._whole(within, self.floor, seconds=self._watch.left())
                return
            cost = float(np.sort(self._costs[within])[most])
            target = min(max(self._goal.threshold(Fraction(-cost / self._goal.factor)), self.floor), self._bound)
            core = within[self._costs[within] <= self._goal.limit(target)]
            if not self._whole(np.union1d(core, self.incumbent), target, seconds=self._watch.left() * 0.6):
                return

    def _whole(self, columns: Ints, target: Fraction, *, seconds: float) -> bool:
        """A whole-number program over all columns that a plan of this score could hold; says whether it came to its
        end."""
        search, goal = self._search, self._goal
        every, search.alive = search.alive, columns
        answer = search.run(search.program(goal, is_whole=True), goal, start=float(self._score()), seconds=seconds)
        search.alive = every
        if answer.x is not None:
            search.take(self._name, columns[answer.x[: len(columns)] > 0.5].tolist())
        cost = -float(self._score()) * goal.factor
        is_proven = answer.status == "optimal" and cost <= answer.cost + goal.near(answer.cost)
        best = self._score() if is_proven else goal.bound(answer.bound)
        self._learn(max(best, goal.below(target), self._score()))
        return is_proven

    def _ruin(self, start: list[int]) -> None:
        """A good plan soon, move by move, among the columns that cost the bound least."""
        search = self._search
        requests = len(search.columns.problem.requests)
        order = np.argsort(self._costs[search.alive], kind="stable")[: CHOICES * requests]
        found = ruin(
            search.columns,
            self._name,
            start,
            columns=search.alive[order].tolist(),
            target=self._bound,
            held={each.name: each.score for each in search.reached},
            seed=search.seed,
            moves=MOVES * requests,
            watch=Stopwatch(self._watch.left() * 0.2),
        )
        self.offer(found)

    def _near(self) -> None:
        """Improves the plan part by part, where there is too much to do it at once."""
        search = self._search
        program = search.program(self._goal, is_whole=True)
        rounds = Neighbourhoods(search.columns, program, search.alive, self._costs[search.alive], seed=search.seed)
        rounds.improve(self, Stopwatch(self._watch.left() * 0.7), gap=self._goal.gap)

    def _within(self) -> Ints:
        """The columns that a plan as good as the floor could hold."""
        alive = self._search.alive
        inside = self._costs[alive] <= self._goal.limit(self.floor)
        return alive[inside | np.isin(alive, self.incumbent)]

    def _score(self) -> Fraction:
        return self._search.score(self._name)
