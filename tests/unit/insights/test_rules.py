"""Facts become exact tables with learners counted once in each cell; stored tables are read for a page."""

import uuid
from datetime import date

from rourou.contexts.insights import rules
from rourou.contexts.insights.types import AREA, TIER, YEAR, Counted, CountFact, Shown, ShownTable

DAY = date(2026, 11, 24)
ONE, TWO = uuid.UUID(int=1), uuid.UUID(int=2)


def _fact(area: str = "COM", tier: int = 2, setting: uuid.UUID = ONE, until: date | None = None) -> CountFact:
    return CountFact(setting, area, "2-3", tier, date(2026, 2, 2), until)


def _cell(**codes: str) -> frozenset[tuple[str, str]]:
    return frozenset(codes.items())


def test_a_learner_is_counted_once_in_every_total() -> None:
    counted = [Counted(ONE, (_fact(), _fact("LRN", 3))), Counted(TWO, (_fact("COM", 1),))]
    everybody, _own = rules.members(counted, DAY)
    by_year, by_tier = rules.tables(everybody)
    assert by_year.count(_cell(**{AREA: "COM", YEAR: "2-3"})) == 2
    assert by_year.count(frozenset()) == by_tier.count(frozenset()) == 2
    assert by_tier.count(_cell(**{AREA: "COM", TIER: "3"})) == 1  # by the most tailored support each has
    assert by_tier.count(_cell(**{TIER: "3"})) == 1
    assert by_tier.count(_cell(**{TIER: "2"})) == 0


def test_tiers_of_an_area_add_up_to_the_area() -> None:
    counted = [Counted(uuid.UUID(int=n), (_fact("COM", 1 + n % 3), _fact("LRN", 1 + n % 2))) for n in range(30)]
    _by_year, by_tier = rules.tables(rules.members(counted, DAY)[0])
    for area in ("COM", "LRN"):
        parts = [by_tier.count(_cell(**{AREA: area, TIER: tier})) for tier in rules.TIERS.codes]
        assert sum(parts) == by_tier.count(_cell(**{AREA: area})) == 30


def test_who_has_left_is_not_counted_the_day_after() -> None:
    counted = [Counted(ONE, (_fact(until=date(2026, 11, 24)),))]
    assert rules.members(counted, DAY)[0][frozenset()] == {ONE}
    assert not rules.members(counted, date(2026, 11, 25))[0]


def test_a_setting_knows_its_own_learners_in_its_own_areas() -> None:
    counted = [Counted(ONE, (_fact(setting=ONE), _fact("LRN", 2, TWO))), Counted(TWO, (_fact("COM", 2, TWO),))]
    own = rules.own_cells(rules.members(counted, DAY)[1])
    assert own[str(ONE)][_cell(**{AREA: "COM"})] == 1
    assert _cell(**{AREA: "LRN"}) not in own[str(ONE)]
    assert own[str(TWO)][frozenset()] == 2


def test_a_stored_table_is_read_with_its_marks() -> None:
    cells = [
        [[["area", a]] + ([["tier", t]] if t else []), "under" if t == "1" else 9]
        for a in rules.AREAS.codes
        for t in ("1", "2", "3", "")
    ]
    cells += [[[["tier", t]] if t else [], "held" if t == "3" else 12] for t in ("1", "2", "3", "")]
    shown = rules.shown(
        {"dimensions": [["area", [], False, True], ["tier", ["1", "2", "3"], False, False]], "cells": cells}, TIER
    )
    assert shown.rows[0] == ("LRN", (Shown.UNDER, 9, 9, 9))
    assert shown.totals == (12, 12, Shown.HELD, 12)


def test_what_is_held_back_can_be_no_more_than_its_column_has() -> None:
    row = (9, Shown.HELD, Shown.UNDER, Shown.HELD)
    table = ShownTable(("a", "b", "c"), (("LRN", row), ("COM", (9, 60, 12, 81))), (18, 60, 15, 90))
    assert rules.most(table, row, 1) == 60
    assert rules.most(table, row, -1) == 9 + 60 + 5
    assert rules.leading(table) == "COM"
    assert rules.leading(table, 1) is None


def test_a_leading_area_stands_alone() -> None:
    def table(*totals: int | Shown) -> ShownTable:
        rows = tuple((a, (t,)) for a, t in zip(rules.AREAS.codes, totals, strict=False))
        return ShownTable((), rows, ())

    assert rules.leading(table(9, 12, Shown.UNDER)) == "COM"
    assert rules.leading(table(9, 12, Shown.HELD)) is None  # what is held back could be more
    assert rules.leading(table(12, 12)) is None
    assert rules.leading(table(0, Shown.UNDER)) is None
