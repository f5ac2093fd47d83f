"""The Ministry's directory of schools: public data, read from where it lies, once for each edition."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from rourou.contexts.exchange import commands, queries
from rourou.foundation.access import posts
from rourou.foundation.audit.ledger import SYSTEM_CHAIN
from rourou.foundation.kernel.errors import Conflict, NotFound, Refused
from rourou.foundation.tenancy.models import Organisation
from tests import cast, ledgers

DATA: Final = Path(__file__).resolve().parents[4] / "shared" / "data"
OLDER, NEWER = DATA / "nz-schools-directory-2016.csv", DATA / "nz_schools_2017.csv"
real = pytest.mark.skipif(not NEWER.exists(), reason="the Ministry's directory of schools (../shared/data)")
SMALL: Final = b"School ID,Name,City\n990001,Rata School,Matipo\n990002,Kura o Matipo,Matipo\n"


@pytest.fixture(autouse=True)
def _none(owner: psycopg.Connection[Any]) -> Iterator[None]:
    """The whole store has one list of schools: each test begins and ends without one."""
    yield
    owner.execute("delete from exchange_schoolsrun")
    owner.execute(
        "delete from tenancy_organisation o where not is_invented"
        " and not exists (select 1 from tenancy_clustermembership m where m.organisation_id = o.id)"
    )


def _listed() -> Any:
    return Organisation.objects.filter(is_invented=False, ministry_number__isnull=False)


@real
def test_both_editions_with_nobody_twice_and_nobody_removed() -> None:
    began = time.monotonic()
    first = commands.load_schools(OLDER.read_bytes())
    taken = time.monotonic() - began
    print(f"2,539 schools in {taken:.2f} s")
    assert first.counts.added == _listed().count() == 2539
    began = time.monotonic()
    second = commands.load_schools(NEWER.read_bytes())
    print(f"the next edition in {time.monotonic() - began:.2f} s")
    assert (_listed().count(), second.counts.added, second.counts.gone) == (2553, 14, 14)
    assert _listed().filter(gone_on__isnull=False).count() == 14
    commands.undo_schools(second.number)
    assert (_listed().count(), _listed().filter(gone_on__isnull=False).count()) == (2539, 0)
    again = queries.preview_schools(OLDER.read_bytes())
    assert (again.counts.added, again.counts.unchanged) == (0, 2539)
    commands.undo_schools(first.number)
    assert _listed().count() == 0


@real
def test_undoing_the_second_edition_puts_every_column_back() -> None:
    commands.load_schools(OLDER.read_bytes())
    before = list(_listed().order_by("ministry_number").values())
    second = commands.load_schools(NEWER.read_bytes())
    commands.undo_schools(second.number)
    assert list(_listed().order_by("ministry_number").values()) == before


def test_a_file_of_a_few_schools_marks_none_as_gone() -> None:
    commands.load_schools(SMALL)
    done = commands.load_schools(b"School ID,Name\n990001,Rata School\n")
    assert (done.counts.gone, _listed().filter(gone_on__isnull=False).count()) == (0, 0)


def test_what_a_file_leaves_empty_stays_as_it_was_known() -> None:
    commands.load_schools(SMALL)
    commands.load_schools(b"School ID,Name\n990001,Rata Primary School\n")
    assert list(_listed().filter(ministry_number="990001").values_list("name", "city")) == [
        ("Rata Primary School", "Matipo")
    ]


def test_a_dry_run_changes_nothing() -> None:
    report = queries.preview_schools(SMALL)
    assert (report.counts.added, _listed().count()) == (2, 0)


def test_a_file_with_a_fault_makes_nothing() -> None:
    with pytest.raises(Refused):
        commands.load_schools(SMALL + b"not a number,Somewhere,\n")
    assert _listed().count() == 0


def test_a_school_that_takes_part_in_a_cluster_is_named_and_nothing_is_undone() -> None:
    done = commands.load_schools(SMALL)
    made = cast.make()
    posts.join(_listed().get(ministry_number="990001"), made.cluster, valid_from=cast.START, is_home=True)
    with pytest.raises(Refused) as refused:
        commands.undo_schools(done.number)
    assert "Rata School" in refused.value.sentence
    assert _listed().filter(ministry_number__in=["990001", "990002"]).count() == 2
    made.cluster.memberships.filter(organisation__ministry_number="990001").delete()


def test_the_last_load_is_undone_first_and_once() -> None:
    first, second = commands.load_schools(SMALL), commands.load_schools(SMALL)
    with pytest.raises(Conflict, match="later"):
        commands.undo_schools(first.number)
    commands.undo_schools(second.number)
    with pytest.raises(Conflict):
        commands.undo_schools(second.number)
    commands.undo_schools(first.number)
    with pytest.raises(NotFound):
        commands.undo_schools(first.number + 100)


def test_the_chain_outside_any_cluster_says_so() -> None:
    before = ledgers.count(SYSTEM_CHAIN)
    commands.load_schools(SMALL)
    assert [row.event for row in ledgers.rows(SYSTEM_CHAIN)[before:]] == ["schools.loaded"]
