"""`rourou allocate`: exit codes, one sentence on standard error, a plan that can be read."""

import io
import json
import random
from types import SimpleNamespace

import pytest

from rourou.engines.allocation.command import run
from tests.engines import problems


@pytest.fixture
def problem_file(tmp_path):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(problems.small(random.Random(5), objectives=problems.EVERY)), encoding="utf-8")
    return path


def test_plan_goes_to_standard_output_or_to_a_file(problem_file, tmp_path, capsys):
    assert run([str(problem_file), "--seed", "4"]) == 0
    out, err = capsys.readouterr()
    plan = json.loads(out)
    assert (plan["version"], plan["seed"], plan["status"], err) == (1, 4, "optimal", "")
    assert run([str(problem_file), "--seed", "4", "-o", str(tmp_path / "plan.json"), "--seconds", "5"]) == 0
    written = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert {**written, "seconds": 0} == {**plan, "seconds": 0}
    assert capsys.readouterr().out == ""


def test_explain_says_it_in_words_and_leaves_the_plan_readable(problem_file, tmp_path, capsys):
    assert run([str(problem_file), "--explain"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["version"] == 1
    assert "has no place" in err
    assert run([str(problem_file), "--explain", "-o", str(tmp_path / "plan.json")]) == 0
    assert capsys.readouterr().out == err


def test_standard_input_is_read_for_a_dash(problem_file, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(problem_file.read_bytes())))
    assert run(["-"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 2),
        (["gone.json"], 2),
        (["{file}", "--seconds", "0"], 2),
        (["{file}", "--seconds", "nan"], 2),
        (["{file}", "--seed", "x"], 2),
        (["{file}", "--faster"], 2),
        (["{file}", "-o", "{folder}/gone/plan.json"], 3),
        (["{folder}"], 3),
    ],
)
def test_errors_are_one_sentence_and_never_a_traceback(arguments, code, problem_file, tmp_path, capsys):
    assert run([each.format(file=problem_file, folder=tmp_path) for each in arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_faulty_problem_is_wrong_use(tmp_path, capsys):
    path = tmp_path / "problem.json"
    path.write_text('{"version": 1', encoding="utf-8")
    assert run([str(path)]) == 2
    assert "not JSON at line 1" in capsys.readouterr().err
