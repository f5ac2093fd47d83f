"""How facts become the two exact tables, which never leave the job, and how stored tables are read for a page."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import inf
from typing import Any, Final

from rourou.contexts.insights.types import (
    AREA,
    AREA_BY_TIER,
    AREA_BY_YEAR,
    THRESHOLD,
    TIER,
    YEAR,
    Counted,
    CountFact,
    Shown,
    ShownTable,
)
from rourou.contexts.register.types import Area, Tier, YearBand
from rourou.engines.measures.tables import Cell, CountTable, Dimension

AREAS: Final = Dimension(AREA, tuple(a.value for a in Area), overlaps=True)  # a learner can be helped in several
YEARS: Final = Dimension(YEAR, tuple(b.value for b in YearBand))
TIERS: Final = Dimension(TIER, tuple(str(t.value) for t in Tier))

Members = dict[Cell, set[uuid.UUID]]


def live(facts: Iterable[CountFact], on: date) -> list[CountFact]:
    """The facts that count on a day."""
    return [f for f in facts if f.counted_from <= on and (f.counted_until is None or f.counted_until >= on)]


def members(counted: Iterable[Counted], on: date) -> tuple[Members, dict[str, Members]]:
    """Who is in each cell on a day, by count name: in the cluster, and for each setting by itself."""
    everybody: Members = defaultdict(set)
    by_setting: dict[str, Members] = defaultdict(lambda: defaultdict(set))
    for one in counted:
        facts = live(one.facts, on)
        for cell in _cells(facts):
            everybody[cell].add(one.name)
        for setting in {f.setting_id for f in facts}:
            for cell in _cells(facts) & _cells_of_areas(f for f in facts if f.setting_id == setting):
                by_setting[str(setting)][cell].add(one.name)
    return everybody, by_setting


def _cells(facts: Sequence[CountFact]) -> set[Cell]:
    """Every cell one learner stands in. Year and tier are one each: the latest year, the most tailored support."""
    if not facts:
        return set()
    areas = [(AREA, a) for a in {f.area for f in facts}]
    one = [(YEAR, facts[0].year_band), (TIER, str(max(f.tier for f in facts)))]
    alone = {frozenset({pair}) for pair in (*areas, *one)}
    return {frozenset(), *alone, *(frozenset({area, other}) for area in areas for other in one)}


def _cells_of_areas(facts: Iterable[CountFact]) -> set[Cell]:
    """What one setting's own facts can tell it: cells of its areas, and all cells without an area."""
    areas: set[tuple[str, str] | None] = {(AREA, f.area) for f in facts}
    others = [None, *((YEAR, c) for c in YEARS.codes), *((TIER, c) for c in TIERS.codes)]
    return {frozenset(x for x in (a, o) if x) for a in [*areas, None] for o in others}


def tables(everybody: Mapping[Cell, set[uuid.UUID]]) -> tuple[CountTable, CountTable]:
    """Area by year band, and area by tier, totals included, learners counted once in each cell."""
    made = []
    for name, other in ((AREA_BY_YEAR, YEARS), (AREA_BY_TIER, TIERS)):
        empty = CountTable(name, (AREAS, other), dict.fromkeys(_all_cells(other), 0))
        made.append(CountTable(name, (AREAS, other), {at: len(everybody.get(at, ())) for at in empty.cells()}))
    return made[0], made[1]


def _all_cells(other: Dimension) -> list[Cell]:
    pairs: list[tuple[str | None, str | None]] = [(a, o) for a in (*AREAS.codes, None) for o in (*other.codes, None)]
    return [frozenset(x for x in ((AREA, a), (other.name, o)) if x[1] is not None) for a, o in pairs]  # type: ignore[misc]


def own_cells(by_setting: Mapping[str, Mapping[Cell, set[uuid.UUID]]]) -> dict[str, dict[Cell, int]]:
    """What each setting knows by itself: how many of each cell are its own."""
    return {setting: {at: len(names) for at, names in cells.items()} for setting, cells in by_setting.items()}


def shown(stored: Mapping[str, Any], other: str) -> ShownTable:
    """A stored table as rows of areas, for a page. Whoever reads it reads marks, never what they stand for."""
    codes = next(codes for name, codes, *_flags in stored["dimensions"] if name == other)
    cells = {frozenset(map(tuple, at)): _value(value) for at, value in stored["cells"]}
    columns = [frozenset({(other, code)}) for code in codes] + [frozenset()]
    rows = tuple((a.value, tuple(cells[frozenset({(AREA, a.value)}) | c] for c in columns)) for a in Area)
    return ShownTable(tuple(codes), rows, tuple(cells[c] for c in columns))


def _value(value: object) -> int | Shown:
    return Shown(value) if isinstance(value, str) else int(str(value))


def exact(counts: Mapping[Cell, int], other: Dimension) -> ShownTable:
    """A setting's own table, exact."""
    columns = [frozenset({(other.name, code)}) for code in other.codes] + [frozenset[tuple[str, str]]()]
    rows = tuple((a.value, tuple(counts.get(frozenset({(AREA, a.value)}) | c, 0) for c in columns)) for a in Area)
    return ShownTable(tuple(other.codes), rows, tuple(counts.get(c, 0) for c in columns))


def leading(table: ShownTable, column: int = -1) -> str | None:
    """The area with the highest count of a column, where it stands alone whatever the counts held back are."""
    found = sorted(((row[column], area) for area, row in table.rows if isinstance(row[column], int)), reverse=True)
    if not found or not found[0][0]:
        return None
    highest, leader = found[0]
    others = (most(table, row, column) for area, row in table.rows if area != leader)
    return leader if all(other < int(highest) for other in others) else None


def most(table: ShownTable, row: Sequence[int | Shown], column: int) -> float:
    """The most that a cell can be, by what anybody can see: its column's total, or for a total the sum of its row."""
    value = row[column]
    if isinstance(value, int):
        return value
    if value is Shown.UNDER:
        return THRESHOLD - 1
    if column in (-1, len(row) - 1):
        return sum(most(table, row, inner) for inner in range(len(row) - 1)) if len(row) > 1 else inf
    total = table.totals[column]
    return total if isinstance(total, int) else inf
