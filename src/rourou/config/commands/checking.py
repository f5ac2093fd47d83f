"""`check`: every fault of the configuration at once, each with what to do."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from rourou.config import env
from rourou.config.commands import opening, serving
from rourou.config.commands.telling import DONE, NO, Ended, complain, say
from rourou.foundation.store.address import Address, from_environment
from rourou.foundation.store.faults import StoreError
from rourou.foundation.store.layout import Layout

# Settings of a server of one's own that would write people's words into its log.
_LOGS = {
    "log_statement": ("none",),
    "log_min_duration_statement": ("-1",),
    "log_min_error_statement": ("panic", "fatal", "log"),
    "log_parameter_max_length": ("0",),
    "log_parameter_max_length_on_error": ("0",),
    "log_error_verbosity": ("terse",),
}


def check(_args: argparse.Namespace) -> int:
    found = [*env.faults(), *_store()]
    for fault in found:
        complain(fault)
    if found:
        return NO
    say("Nothing is wrong with the configuration.")
    return DONE


def _store() -> list[str]:
    if not (os.environ.get("DATABASE_URL") or os.environ.get("ROUROU_DATA_DIR")):
        return []
    try:
        if not _is_made():
            return ["There is no store yet: run `rourou migrate`."]
        with opening.opened():
            address = from_environment("app")
            return serving.store_faults(address) or [*_log_faults(address), *_schema_faults()]
    except (StoreError, Ended) as error:
        return [error.sentence]


def _is_made() -> bool:
    """Looking makes nothing."""
    folder = os.environ.get("ROUROU_DATA_DIR")
    return bool(os.environ.get("DATABASE_URL")) or (folder is not None and Layout(Path(folder)).stamp() is not None)


def _log_faults(address: Address) -> list[str]:
    with psycopg.connect(address.dsn()) as connection:
        rows = connection.execute(
            "select name, setting from pg_settings where name = any(%s)", [list(_LOGS)]
        ).fetchall()
    wrong = [f"{name} = {_LOGS[name][0]}" for name, setting in rows if setting not in _LOGS[name]]
    return [f"The database server writes people's words into its log: set {', '.join(wrong)}."] if wrong else []


def _schema_faults() -> list[str]:
    """Django's own checks and the migrations still to apply, asked in a process of its own."""
    found = []
    for arguments, sentence in (
        (["check"], "The program's own checks fail; run `python -m django check` to see them."),
        (["migrate", "--check"], "The schema is behind the program: run `rourou migrate`."),
    ):
        environ = {**os.environ, "DJANGO_SETTINGS_MODULE": opening.SETTINGS}
        command = [sys.executable, "-m", "django", *arguments]
        if subprocess.run(command, env=environ, capture_output=True, check=False).returncode != 0:
            found.append(sentence)
    return found
