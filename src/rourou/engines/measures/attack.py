"""What somebody can work out from published counts: the range of every hidden cell, by linear programming.

An attacker knows what is shown, what the marks mean, how totals come about, and perhaps more: a setting its own exact
cells, anyone the tables published before and the roll. Counts shown rounded are taken as known exactly, which is more
than anyone knows; what holds against this attacker holds against those who know less.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rourou.engines.linear import Entry, Program, Session, rows
from rourou.engines.measures.tables import Cell, CountTable, Mark, sums

FAR = 1e6  # no community counts so many learners


@dataclass(frozen=True)
class Attacker:
    """Someone who reads the publication. `knows`: exact counts. `own`: how many of a cell's learners are their own."""

    name: str = "a reader"
    knows: Mapping[Cell, int] = field(default_factory=dict)
    own: Mapping[Cell, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What is true, how it is tied together, and what limits every cell has before anything is published."""

    counts: Mapping[Cell, int]
    ties: tuple[tuple[Cell, tuple[Cell, ...], bool], ...]
    alike: frozenset[Cell]
    threshold: int
    ceilings: Mapping[Cell, int]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(self.counts)

    def is_small(self, at: Cell) -> bool:
        """Whether a count is hidden for its own sake; below cluster level 0 is hidden like the small ones."""
        count = self.counts[at]
        return count < self.threshold and (count > 0 or at in self.alike)

    def must_hold(self, at: Cell) -> tuple[int, int]:
        """The values that must stay possible for a small cell."""
        return (0 if at in self.alike else 1), min(self.threshold - 1, self.ceilings.get(at, self.threshold))


@dataclass(frozen=True)
class Finding:
    """A hidden cell that can be worked out too closely, by whom, and what they find: from `low` to `high`."""

    attacker: str
    cell: Cell
    low: float
    high: float


def known(tables: Sequence[CountTable], *, threshold: int, ceilings: Mapping[Cell, int] | None = None) -> Known:
    """All tables as one set of cells. Raises ValueError where two tables count the same cell differently."""
    counts: dict[Cell, int] = {}
    ties: list[tuple[Cell, tuple[Cell, ...], bool]] = []
    alike: set[Cell] = set()
    for table in tables:
        settings = {each.name for each in table.dimensions if each.is_setting}
        for at in table.cells():
            if counts.setdefault(at, table.count(at)) != table.count(at):
                raise ValueError(f"Table {table.name} counts {sorted(at) or 'its total'} otherwise than another table.")
            if table.is_below_cluster or any(dimension in settings for dimension, _ in at):
                alike.add(at)
        ties += [(total, tuple(parts), overlaps) for total, parts, overlaps in sums(table.dimensions)]
    return Known(counts, tuple(ties), frozenset(alike), threshold, dict(ceilings or {}))


def settings_of(tables: Sequence[CountTable]) -> list[Attacker]:
    """Each setting, knowing every cell of its own, and so its part of every total over settings."""
    found: dict[tuple[str, str], dict[Cell, int]] = {}
    for table in tables:
        for dimension in (each for each in table.dimensions if each.is_setting):
            for code in dimension.codes:
                knows = found.setdefault((dimension.name, code), {})
                knows |= {at: table.count(at) for at in table.cells() if (dimension.name, code) in at}
    return [
        Attacker(f"{pair[0]} {pair[1]}", knows, {at - {pair}: count for at, count in knows.items()})
        for pair, knows in found.items()
    ]


class Range:
    """The counts an attacker cannot rule out, as one linear program that is asked about one cell after another."""

    def __init__(self, facts: Known, marks: Mapping[Cell, Mark], attacker: Attacker) -> None:
        self._facts, self._marks, self._attacker = facts, marks, attacker
        self._at = {each: at for at, each in enumerate(facts.cells)}
        low, high = zip(*(bounds(facts, marks, attacker, each) for each in facts.cells), strict=True)
        self._zero = np.zeros(len(self._at))
        self._session = Session(Program(self._zero, np.array(low), np.array(high), rows(ties(facts, self._at))))
        self.least = dict(facts.counts)  # seen so far, and so attainable
        self.most = dict(facts.counts)

    def too_close(self, at: Cell) -> Finding | None:
        """Whether this hidden cell is known too closely; most are cleared by answers about others."""
        if self._is_wide(at):
            return None
        self.ask(at, -1)
        if not self._is_wide(at):
            self.ask(at, 1)
        if self._is_wide(at):
            return None
        return Finding(self._attacker.name, at, self.least[at], self.most[at])

    def ask(self, at: Cell, sign: int) -> None:
        """The least (-1) or the most (1) a cell can be."""
        cost = self._zero.copy()
        cost[self._at[at]] = -sign
        self._session.aim(cost)
        answer = self._session.run()
        if answer.x is None:
            raise RuntimeError("The linear program of an audit has no answer; nothing may be published.")
        for each, value in zip(self._at, answer.x, strict=True):
            self.least[each] = min(self.least[each], value + 1e-7)
            self.most[each] = max(self.most[each], value - 1e-7)

    def _is_wide(self, at: Cell) -> bool:
        low, high = wanted(self._facts, self._marks, self._attacker, at, self.least[at], self.most[at])
        return self.least[at] <= low + 1e-6 and self.most[at] >= high - 1e-6


def wanted(
    facts: Known, marks: Mapping[Cell, Mark], attacker: Attacker, at: Cell, least: float, most: float
) -> tuple[float, float]:
    """What a hidden cell's range must reach: all of 1 to 5 for a small one, at least three values for another."""
    if facts.is_small(at):
        low, high = facts.must_hold(at)
        return max(low, attacker.own.get(at, 0)), max(high, attacker.own.get(at, 0))
    return (least, least + 2) if most < least + 2 else (least, most)


def bounds(facts: Known, marks: Mapping[Cell, Mark], attacker: Attacker, at: Cell) -> tuple[float, float]:
    """Between what a cell lies, by what an attacker knows of it alone."""
    if at in attacker.knows or at not in marks:
        return float(facts.counts[at]), float(facts.counts[at])
    low, high = mark_bounds(facts, marks, at)
    return max(low, attacker.own.get(at, 0)), min(high, facts.ceilings.get(at, FAR))


def mark_bounds(facts: Known, marks: Mapping[Cell, Mark], at: Cell) -> tuple[float, float]:
    """What a mark says. HELD says "not small" as long as no small count is held back anywhere."""
    if marks[at] == Mark.UNDER:
        return (0.0 if at in facts.alike else 1.0), float(facts.threshold - 1)
    is_plain = all(facts.counts[each] >= facts.threshold for each, mark in marks.items() if mark == Mark.HELD)
    return (float(facts.threshold) if is_plain else 0.0), FAR


def ties(facts: Known, at: Mapping[Cell, int]) -> list[Entry]:
    """Totals as rows: equal to their parts, or between the largest and the sum of parts that overlap."""
    entries: list[Entry] = []
    for total, parts, overlaps in facts.ties:
        columns = [at[total], *(at[part] for part in parts)]
        entries.append((columns, [-1.0, *[1.0] * len(parts)], 0.0, np.inf if overlaps else 0.0))
        if overlaps:
            entries += [([at[total], at[part]], [1.0, -1.0], 0.0, np.inf) for part in parts]
    return entries


def audit(
    facts: Known, marks: Mapping[Cell, Mark], attackers: Iterable[Attacker], *, only_first: bool = False
) -> list[Finding]:
    """Every hidden cell that some attacker can work out too closely; empty for a sound publication."""
    found: list[Finding] = []
    for attacker in attackers:
        space = Range(facts, marks, attacker)
        for at in marks:
            if at not in attacker.knows and (finding := space.too_close(at)) is not None:
                found.append(finding)
                if only_first:
                    return found
    return found
