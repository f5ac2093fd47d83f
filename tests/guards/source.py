"""Reading the source as data, for guards. Each checker takes text, so that a fault can be planted."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "rourou"


def files(part: str = "") -> Iterator[tuple[str, str]]:
    """(path below src/rourou, text) of every Python file of a part of the house, migrations left out."""
    for path in sorted((SRC / part).rglob("*.py")):
        if "migrations" not in path.parts:
            yield str(path.relative_to(SRC)), path.read_text()


def imported(text: str) -> set[str]:
    """Every module or name that a text imports, fully dotted."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def private_rooms_entered(path: str, text: str) -> list[str]:
    """Between contexts only types, queries and commands are public."""
    mine = path.split("/")[1] if path.startswith("contexts/") else ""
    entered = []
    for name in imported(text):
        parts = name.split(".")
        if parts[:2] != ["rourou", "contexts"] or len(parts) < 4 or parts[2] == mine:
            continue
        if parts[3] not in {"types", "queries", "commands"}:
            entered.append(f"{path} enters {name}")
    return entered


def private_modules_entered(path: str, text: str) -> list[str]:
    """A module `_name` is imported by its own folder alone, and the folder hands on no function of it."""
    folder = "rourou." + ".".join(Path(path).parts[:-1])
    entered = []
    for name in imported(text):
        parts = name.split(".")
        at = next((n for n, part in enumerate(parts) if n > 2 and part.startswith("_") and part != "__init__"), None)
        if parts[:2] != ["rourou", "contexts"] or at is None:
            continue
        handed_on = Path(path).name == "__init__.py" and len(parts) > at + 1 and not parts[at + 1][0].isupper()
        if ".".join(parts[:at]) != folder or handed_on:
            entered.append(f"{path} enters {name}")
    return entered


def undeclared(path: str, text: str, allowed: set[str]) -> list[str]:
    """Public functions of commands and queries that are not declared at the gate."""
    found: list[str] = []
    if Path(path).name.startswith("_") and Path(path).name != "__init__.py":
        return found
    for node in ast.parse(text).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        names = {_name(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list}
        if not names & {"query", "command", "disclosure"} and f"{path}:{node.name}" not in allowed:
            found.append(f"{path}:{node.name}")
    return found


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def strings(text: str) -> list[str]:
    """Every string constant of a text, docstrings left out."""
    tree = ast.parse(text)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
    ]
