"""`rourou import` as people and scripts meet it: what it prints, and its exit codes."""

import argparse
import re
from pathlib import Path

import pytest

from rourou.config import cli
from rourou.contexts.exchange.jobs import importing
from rourou.contexts.people import queries as people_queries
from rourou.foundation.access.roles import Role
from tests import cast
from tests.rosters import roster


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_bytes(roster())
    return path


def _args(made: cast.Cast, kind: str, file: object, *more: str) -> argparse.Namespace:
    return cli.parser().parse_args(["import", kind, str(file), "--cluster", made.cluster.code, *more])


def _count(made: cast.Cast) -> int:
    return len(people_queries.roll(made.mere.call()).rows)


def test_a_roster_in_the_name_of_the_only_coordinator_and_back(
    made: cast.Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert importing.run(_args(made, "roster", file)) == 0
    said = capsys.readouterr().out
    assert "As Mere Aperahama, Matipo Valley School." in said
    assert "row 2: New. Waiora Hapeta. Year 1, Room 1. 1 whānau contact." in said
    assert "3 rows: 3 new, 0 change, 0 already here." in said
    assert _count(made) == 3
    undo = re.search(r"rourou import undo (\S+) --as (\S+)", said)
    assert undo is not None
    assert importing.run(cli.parser().parse_args(["import", "undo", undo[1], "--as", undo[2]])) == 0
    assert _count(made) == 0
    assert importing.run(cli.parser().parse_args(["import", "undo", undo[1], "--as", undo[2]])) == 1


def test_a_dry_run_prints_the_rows_and_changes_nothing(
    made: cast.Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert importing.run(_args(made, "roster", file, "--dry-run")) == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert _count(made) == 0


def test_faults_are_named_by_row_and_column_and_nothing_is_loaded(
    made: cast.Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(roster("1,A,B,2019-02-30,1,,,,"))
    assert importing.run(_args(made, "roster", path)) == 1
    said = capsys.readouterr()
    assert "row 2, birth_date: There is no such day." in said.out
    assert said.err.startswith("rourou: Nothing was loaded.")
    assert _count(made) == 0


def test_who_acts_must_be_plain(made: cast.Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = made.staff_member("Second Coordinator", made.school, Role.COORDINATOR)
    assert importing.run(_args(made, "roster", file)) == 2
    assert "say in whose name" in capsys.readouterr().err
    assert importing.run(_args(made, "roster", file, "--as", made.jo.user.email)) == 2
    assert importing.run(_args(made, "roster", file, "--as", other.user.email)) == 0
    assert importing.run(_args(made, "roster", file, "--organisation", "Nowhere School")) == 2


def test_wrong_use_is_one_sentence(made: cast.Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert importing.run(_args(made, "roster", "/nowhere/at/all.csv")) == 2
    assert importing.run(_args(made, "undo", "nonsense")) == 2
    assert importing.run(_args(made, "undo", "999999")) == 2
    for line in capsys.readouterr().err.strip().splitlines():
        assert line.startswith("rourou: ")
        assert line.endswith(".")


def test_supply_in_the_name_of_the_lead(made: cast.Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "supply.csv"
    path.write_text(
        "organisation,service,support_type,tier,term,hours_per_term\nTe Ara Reo Trust,Reo,literacy,2,2027-1,40\n"
    )
    assert importing.run(_args(made, "supply", path, "--as", made.grace.user.email)) == 0
    said = capsys.readouterr().out
    assert "row 2: New. Reo. Te Ara Reo Trust: 40 hours in 2027-1." in said
    undo = re.search(r"rourou import undo (\S+) --as (\S+)", said)
    assert undo is not None
    assert importing.run(cli.parser().parse_args(["import", "undo", undo[1], "--as", undo[2]])) == 0
