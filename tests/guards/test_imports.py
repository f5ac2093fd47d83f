"""The house as contracts: they hold, and each is seen to fail on a deliberate fault."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).parent / "lint-imports"

FAULTS = {
    "Wiring stands on contexts": ("foundation/kernel/text.py", "from rourou.contexts import people"),
    "A context uses what stands below": (
        "contexts/people/commands/posts.py",
        "from rourou.contexts.referrals import types",
    ),
    "The foundation is one acyclic order": ("foundation/tenancy/scope.py", "from rourou.foundation.access import call"),
    "A context has these files": ("contexts/people/helpers.py", "x = 1"),
    "Views, forms, api and jobs": ("contexts/people/forms.py", "from rourou.contexts.people import models"),
    "Rules and types know no Django": ("contexts/people/rules.py", "import django"),
    "Engines are pure mathematics": ("engines/allocation/problem.py", "from rourou.foundation.kernel import ids"),
    "Only allocation, insights and plans": ("contexts/people/queries.py", "from rourou.engines import measures"),
    "No cycles anywhere": ("foundation/kernel/errors.py", "from rourou.foundation.kernel import text, sieve"),
}


def _lint(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the source in which a fault may be planted."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "static", "templates"))
    shutil.copy(ROOT / ".importlinter", tmp_path / ".importlinter")
    return tmp_path


def test_the_house_stands() -> None:
    code, said = _lint(ROOT)
    assert code == 0, said


@pytest.mark.parametrize("contract", FAULTS)
def test_a_planted_fault_is_caught(house: Path, contract: str) -> None:
    place, line = FAULTS[contract]
    file = house / "src" / "rourou" / place
    file.write_text((file.read_text() if file.exists() else "") + f"\n{line}\n")
    if contract == "No cycles anywhere":
        (file.parent / "sieve.py").write_text("from rourou.foundation.kernel import errors\n")
    code, said = _lint(house)
    assert code != 0
    assert any(contract in row and "BROKEN" in row for row in said.splitlines()), said


def test_a_new_context_on_no_floor_is_caught(house: Path) -> None:
    folder = house / "src" / "rourou" / "contexts" / "sundries"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    code, said = _lint(house)
    assert code != 0, said
