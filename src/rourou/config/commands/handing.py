"""Commands that are somebody else's work: the store is opened where they need one, and the arguments are handed on."""

import argparse
import importlib
import importlib.util
import os
import sys
from pathlib import Path
from typing import Final

from rourou.config.commands import opening
from rourou.config.commands.telling import OUTSIDE, Ended

_IMPORTING: Final = "rourou.contexts.exchange.jobs.importing"
_SIMULATING: Final = "rourou.contexts.exchange.jobs.simulate"
_VERIFYING: Final = "rourou.contexts.stewardship.jobs"
_ALLOCATING: Final = "rourou.engines.allocation.command"


def bring_in(args: argparse.Namespace) -> int:
    return _with_store(_IMPORTING, args)


def simulate(args: argparse.Namespace) -> int:
    """Only a store that simulate made is filled; its rows are loaded by `owner`."""
    os.environ.setdefault("ROUROU_STAMP", "simulated")
    with opening.opened() as server:
        if opening.stamp() != "simulated":
            raise Ended(
                OUTSIDE, f"This is a {opening.stamp()} store, and simulate fills only its own: name an empty folder."
            )
        opening.migrate_as_owner(server, quiet=True)
        return _run(_SIMULATING, args, role="owner")


def verify(args: argparse.Namespace) -> int:
    return _with_store(_VERIFYING, args)


def allocate(args: argparse.Namespace) -> int:
    """The engine alone: no database, no settings, no network."""
    _refuse_missing(_ALLOCATING)
    return int(importlib.import_module(_ALLOCATING).run(args.arguments))


def bench(args: argparse.Namespace) -> int:
    """The benchmarks stand beside the package, in a checkout."""
    root = Path(__file__).resolve().parents[4]
    if not (root / "bench" / "__main__.py").exists():
        raise Ended(OUTSIDE, "The benchmarks come with the source: run this in a checkout of it.")
    os.chdir(root)
    os.execv(sys.executable, [sys.executable, "-m", "bench", *args.arguments])


def _with_store(module: str, args: argparse.Namespace) -> int:
    _refuse_missing(module)
    with opening.opened():
        return _run(module, args, role="app")


def _run(module: str, args: argparse.Namespace, *, role: str) -> int:
    _refuse_missing(module)
    os.environ.update(DJANGO_SETTINGS_MODULE=opening.SETTINGS, ROUROU_DB_ROLE=role)
    os.environ.setdefault("ROUROU_SECRET_KEY", "only for this command, which signs nothing")
    import django
    from django.db import connections

    django.setup()
    try:
        return int(importlib.import_module(module).run(args))
    finally:
        connections.close_all()


def _refuse_missing(module: str) -> None:
    try:
        found = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        found = None
    if found is None:
        raise Ended(OUTSIDE, "This installation does not have that part yet: install a newer release of rourou.")
