"""A coordinator brings in a roster, and a lead the term's supply: in a browser, without scripts, and on a phone."""

from pathlib import Path
from typing import Any

import pytest

from rourou.contexts.directory import queries as directory
from rourou.contexts.people import queries as people
from tests import cast
from tests.browsing import Browsing
from tests.journeys import importing
from tests.journeys.pages import faults
from tests.rosters import many, roster

WAYS = {"wide": (1280, True), "phone": (320, True), "without scripts": (1280, False)}


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


@pytest.fixture(params=list(WAYS))
def way(request: pytest.FixtureRequest) -> tuple[int, bool]:
    return WAYS[request.param]


def _then_nothing_is_wrong(page: Any, scripts: bool) -> None:
    if scripts:
        assert faults(page) == []


def _roll(made: cast.Cast) -> int:
    return len(people.roll(made.mere.call()).rows)


def test_a_roster_row_by_row_then_loaded_then_undone(
    made: cast.Cast, browsing: Browsing, way: tuple[int, bool], tmp_path: Path
) -> None:
    width, scripts = way
    file = tmp_path / "roster.csv"
    file.write_bytes(roster())
    page = importing.signed_in(browsing, made.mere, width=width, scripts=scripts)
    importing.check(page, browsing.url, "roster", file)
    assert page.get_by_text("Year 1, Room 1. 1 whānau contact.").is_visible()
    assert _roll(made) == 0
    _then_nothing_is_wrong(page, scripts)
    importing.load(page)
    assert _roll(made) == 3
    _then_nothing_is_wrong(page, scripts)
    importing.undo(page, "The wrong school")
    assert _roll(made) == 0
    _then_nothing_is_wrong(page, scripts)
    page.context.close()


def test_what_is_wrong_with_a_file_is_said_by_row(
    made: cast.Cast, browsing: Browsing, way: tuple[int, bool], tmp_path: Path
) -> None:
    width, scripts = way
    file = tmp_path / "roster.csv"
    file.write_bytes(roster("12,A,B,2019-02-30,1,,,,"))
    page = importing.signed_in(browsing, made.mere, width=width, scripts=scripts)
    importing.check(page, browsing.url, "roster", file)
    assert page.get_by_role("heading", name="1 thing to put right first").is_visible()
    assert page.get_by_text("There is no such day.").is_visible()
    assert page.get_by_role("button", name="Load the file").count() == 0
    _then_nothing_is_wrong(page, scripts)
    page.context.close()


@pytest.mark.slow
def test_a_large_roster_says_how_far_it_is(
    made: cast.Cast, browsing: Browsing, way: tuple[int, bool], tmp_path: Path
) -> None:
    width, scripts = way
    file = tmp_path / "roster.csv"
    file.write_bytes(many(1500))
    page = importing.signed_in(browsing, made.mere, width=width, scripts=scripts)
    importing.check(page, browsing.url, "roster", file)
    page.get_by_role("button", name="Load the file").click()
    _then_nothing_is_wrong(page, scripts)
    page.get_by_role("heading", name="Loaded, all of it").wait_for(timeout=120_000)
    assert _roll(made) == 1500
    page.context.close()


def test_a_lead_brings_in_the_supply(
    made: cast.Cast, browsing: Browsing, way: tuple[int, bool], tmp_path: Path
) -> None:
    width, scripts = way
    file = tmp_path / "supply.csv"
    file.write_text(
        "organisation,service,support_type,tier,term,hours_per_term\nTe Ara Reo Trust,Reo,literacy,2,2027-1,40\n"
    )
    page = importing.signed_in(browsing, made.grace, width=width, scripts=scripts)
    importing.check(page, browsing.url, "supply", file)
    assert page.get_by_text("Te Ara Reo Trust: 40 hours in 2027-1.").is_visible()
    _then_nothing_is_wrong(page, scripts)
    importing.load(page)
    assert [c.name for c in directory.services_for_term(made.grace.call(), "2027-1").cards] == ["Reo"]
    page.context.close()
