"""The words of `rourou`: what may be asked, and how it answers when asked wrongly."""

import pytest

from rourou.config import cli
from rourou.config.commands import serving, telling
from rourou.foundation.kernel.errors import Refused, WrongUse
from rourou.foundation.store.faults import StoreError

CONTRACT = (
    "demo", "accounts", "serve", "migrate", "check", "simulate",
    "import", "allocate", "verify", "backup", "restore", "bench",
)  # fmt: skip


def test_every_command_of_the_contract_is_there(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for command in CONTRACT:
        assert f"    {command} " in said


@pytest.mark.parametrize("command", [name for name in CONTRACT if name not in ("allocate", "bench")])
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: rourou {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [[], ["nonsense"], ["import", "roster"], ["import", "pictures", "x"], ["demo", "--port", "high"], ["simulate"]],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(words, capsys):
    assert cli.main(words) == telling.WRONG_USE
    said = capsys.readouterr().err
    assert said.startswith("rourou: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("fault", "code", "says"),
    [
        (StoreError("There is no store."), 3, "rourou: There is no store.\n"),
        (Refused("some.rule", "Do this first."), 3, "rourou: Do this first.\n"),
        (WrongUse("some.name", "There is no such cluster."), 2, "rourou: There is no such cluster.\n"),
        (telling.Ended(1, "No."), 1, "rourou: No.\n"),
        (RuntimeError("Aroha's record"), 3, "RuntimeError"),
    ],
)
def test_whatever_happens_is_a_sentence_without_a_traceback(fault, code, says, capsys, monkeypatch):
    def fail(_args):
        raise fault

    monkeypatch.delenv("ROUROU_TRACEBACK", raising=False)
    monkeypatch.setattr(serving, "serve", fail)
    assert cli.main(["serve"]) == code
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert "Aroha" not in said


def test_arguments_of_the_engine_are_handed_on_untouched():
    args = cli.parser().parse_args(["allocate", "problem.json", "-o", "plan.json", "--seconds", "5", "--help"])
    assert args.arguments == ["problem.json", "-o", "plan.json", "--seconds", "5", "--help"]


def test_an_import_says_what_and_where():
    args = cli.parser().parse_args(["import", "roster", "r.csv", "--cluster", "mtpo", "--dry-run"])
    assert (args.kind, args.file, args.cluster, args.organisation, args.dry_run) == (
        "roster",
        "r.csv",
        "mtpo",
        None,
        True,
    )


def test_serve_names_every_fault_and_starts_nothing(capsys, monkeypatch):
    for name in ("ROUROU_SECRET_KEY", "ROUROU_ALLOWED_HOSTS", "ROUROU_DATA_DIR", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main(["serve"]) == telling.NO
    said = capsys.readouterr().err.splitlines()
    assert len(said) > 5
    assert all(line.startswith("rourou: ") for line in said)
