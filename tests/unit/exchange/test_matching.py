"""Whom of the own roll a row names, what it changes, and when a run may be loaded or undone."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rourou.contexts.directory.types import NewService, SupplyRow, SupportType
from rourou.contexts.exchange.rules import Known, match, runs, supplying
from rourou.contexts.exchange.rules.supplying import MatchedService, Place
from rourou.contexts.exchange.types import Action, RosterRow, RunState, content_of, row_of
from rourou.contexts.exchange.types import SupplyRow as FileRow
from rourou.foundation.kernel.errors import Conflict, NotFound, Refused

BORN = date(2018, 5, 4)
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def row(number: int = 2, given: str = "Waiora", family: str = "Hāpeta", **known: object) -> RosterRow:
    return RosterRow(**{"row": number, "given_names": given, "family_name": family, "birth_date": BORN, **known})  # type: ignore[arg-type]


def known(given: str = "Waiora", family: str = "Hapeta", **more: object) -> Known:
    values = {"birth_date": BORN, "nsn": None, "year_level": 3, "room": "Room 4", **more}
    return Known(uuid.uuid4(), given, family, **values)  # type: ignore[arg-type]


def only(rows: list[RosterRow], roll: list[Known]) -> tuple[Action, tuple[str, ...]]:
    (found,), faults = match(rows, roll)
    assert faults == []
    return found.action, tuple(change.what for change in found.changes)


def test_a_name_nobody_here_has_is_new() -> None:
    assert only([row()], [known("Somebody", "Else")]) == (Action.ADDED, ())


def test_marks_and_doubled_vowels_do_not_make_another_child() -> None:
    assert only([row(family="Haapeta")], [known(family="Hāpeta")]) == (Action.UNCHANGED, ())


def test_a_number_finds_a_child_whose_name_has_changed() -> None:
    assert only([row(family="Smith", nsn="7")], [known(nsn="7")]) == (Action.UNCHANGED, ())


def test_two_numbers_are_two_children_of_one_name_and_day() -> None:
    assert only([row(nsn="8")], [known(nsn="7")]) == (Action.ADDED, ())


def test_year_room_and_a_missing_number_change_and_nothing_else_does() -> None:
    change = row(year_level=4, room="Room 7", nsn="7", preferred_name="Wai", gender="female")
    assert only([change], [known()]) == (Action.CHANGED, ("year", "room", "nsn"))
    assert only([row(year_level=3, room="room 4", nsn="7")], [known(nsn="7")]) == (Action.UNCHANGED, ())


def test_what_cannot_be_told_apart_is_asked() -> None:
    _found, faults = match([row()], [known(), known()])
    assert [(f.row, f.column) for f in faults] == [(2, "nsn")]
    _found, faults = match([row(given="Other", birth_date=date(2019, 1, 1), nsn="7")], [known(nsn="7")])
    assert [f.column for f in faults] == ["nsn"]
    _found, faults = match([row(2, nsn="7"), row(3)], [known(nsn="7")])
    assert [(f.row, f.column) for f in faults] == [(3, "given_names")]


@given(st.lists(st.sampled_from(["A", "B", "C"]), max_size=4), st.lists(st.sampled_from(["A", "B", "C"]), max_size=4))
def test_every_row_is_answered_once_and_nobody_is_named_twice(file: list[str], roll: list[str]) -> None:
    rows = [row(n, given=name) for n, name in enumerate(file, start=2)]
    found, faults = match(rows, [known(name) for name in roll])
    assert sorted([m.row.row for m in found] + [f.row for f in faults]) == [r.row for r in rows]
    named = [m.known.id for m in found if m.known]
    assert len(named) == len(set(named))


def test_a_row_comes_back_as_it_was_kept() -> None:
    kept = row(nsn="7", year_level=3, room="Room 4", ethnicities=("211",), iwi=("Ngāti Porou",), aside=(("bus", "3"),))
    assert row_of(content_of(kept)) == kept
    assert "bus" not in str(content_of(kept))


def check(state: RunState = RunState.CHECKED, **more: object) -> None:
    me = uuid.UUID(int=1)
    values = {"faults": 0, "checked_by": me, "actor": me, "expires_at": NOW + timedelta(hours=1), "now": NOW, **more}
    runs.check_can_load(state, **values)  # type: ignore[arg-type]


def test_only_what_is_checked_clean_fresh_and_ones_own_is_loaded() -> None:
    check()
    for state in (RunState.LOADED, RunState.UNDONE):
        with pytest.raises(Conflict):
            check(state)
    with pytest.raises(NotFound):
        check(actor=uuid.UUID(int=2))
    for wrong in ({"faults": 1}, {"expires_at": NOW}):
        with pytest.raises(Refused):
            check(**wrong)


def test_only_what_is_loaded_is_undone() -> None:
    runs.check_can_undo(RunState.LOADED)
    with pytest.raises(Conflict):
        runs.check_can_undo(RunState.UNDONE)
    with pytest.raises(Refused):
        runs.check_can_undo(RunState.CHECKED)


@pytest.mark.parametrize(
    ("rows", "said"),
    [({3}, "Row 3 has"), ({7, 3, 12}, "Rows 3, 7 and 12 have"), (set(range(2, 22)), "and 8 others have")],
)
def test_used_rows_are_named(rows: set[int], said: str) -> None:
    with pytest.raises(Refused) as refused:
        runs.check_unused(rows)
    assert said in refused.value.sentence
    runs.check_unused(set())


def test_a_part_of_a_directory_makes_no_school_go() -> None:
    today = date(2026, 11, 24)
    assert runs.gone_on(2539, 2525, today) == today
    assert runs.gone_on(2539, 50, today) is None
    assert runs.gone_on(0, 0, today) is None


@pytest.mark.parametrize(
    ("day", "term"),
    [("2026-01-20", "2026-1"), ("2026-03-01", "2026-2"), ("2026-11-24", "2027-1"), ("2026-09-30", "2026-4")],
)
def test_the_coming_term_where_no_calendar_says_it(day: str, term: str) -> None:
    assert runs.coming_term([], date.fromisoformat(day)) == term
    assert runs.coming_term(["2030-2"], date.fromisoformat(day)) == "2030-2"


SCHOOL, TRUST = (
    Place(uuid.UUID(int=3), "Matipo Valley School", True),
    Place(uuid.UUID(int=4), "Te Ara Reo Trust", False),
)


def supply(**more: object) -> FileRow:
    values = {
        "row": 2, "organisation": "te ara reo trust", "service": "Reo", "support_type": "literacy", "tier": 2,
        "term": "2027-1", "hours_per_term": Decimal("12.50"), **more,
    }  # fmt: skip
    return FileRow(**values)  # type: ignore[arg-type]


def test_supply_goes_to_places_of_the_cluster_and_to_settings_alone() -> None:
    (found,), faults = supplying.placed([supply(settings_served=("Matipo Valley School",))], [SCHOOL, TRUST])
    assert faults == []
    assert (found.supply.service.organisation_id, found.supply.service.serves_all) == (TRUST.id, False)
    _found, faults = supplying.placed(
        [supply(organisation="Nobody"), supply(row=3, settings_served=("Te Ara Reo Trust",))], [SCHOOL, TRUST]
    )
    assert [(f.row, f.column) for f in faults] == [(2, "organisation"), (3, "settings_served")]


def test_a_service_comes_back_as_it_was_kept() -> None:
    service = NewService(TRUST.id, "Reo", SupportType.LITERACY, languages=("mi",), contact="beth")
    kept = MatchedService(2, SupplyRow(service, "2027-1", Decimal("12.50")), "Te Ara Reo Trust")
    assert supplying.supply_of(2, supplying.supply_content(kept)) == kept
    assert supplying.plain(Decimal("12.50")) == "12.5"
    assert supplying.plain(Decimal(40)) == "40"
