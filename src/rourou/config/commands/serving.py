"""`serve`, and the site as a child of the process that keeps its database."""

import argparse
import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Final

import psycopg

from rourou.config import env
from rourou.config.commands import opening
from rourou.config.commands.telling import DONE, NO, OUTSIDE, Ended, complain, say
from rourou.foundation.store.address import Address, from_environment

_PATIENCE: Final = 60.0
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Told(BaseException):
    """Somebody asked this process to end."""


def serve(_args: argparse.Namespace) -> int:
    """A live site: refused while anything about it is wrong, with every reason at once."""
    try:
        given = env.read()
    except env.Faulty as faulty:
        for fault in faulty.faults:
            complain(fault)
        return NO
    with ended_by_signals(), opening.opened():
        address = from_environment("app")
        if found := store_faults(address):
            for fault in found:
                complain(fault)
            return NO
        return run_site(given.bind, given.port, workers=given.workers, ready=lambda url: say(f"Ready: {url}"))


def store_faults(address: Address) -> list[str]:
    """What keeps a store from being served, asked of the database as the role that will serve it."""
    try:
        with psycopg.connect(address.dsn(), connect_timeout=10) as connection:
            return [*_role_faults(connection), *_stamp_faults(connection)]
    except psycopg.OperationalError:
        return ["The database does not let the role app in: run `rourou migrate`, or look at the server."]


def _role_faults(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    row = connection.execute(
        "select rolsuper or rolbypassrls or rolcreaterole, exists (select 1 from pg_class c join pg_namespace n"
        " on n.oid = c.relnamespace where n.nspname = 'public' and pg_has_role(c.relowner, 'member')),"
        " current_user::text from pg_roles where rolname = current_user"
    ).fetchone()
    if row is None or not (row[0] or row[1]):
        return []
    return [f"The database role {row[2]} owns the tables or passes row security by: sign in as app."]


def _stamp_faults(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    try:
        row = connection.execute("select stamp from tenancy_store").fetchone()
    except psycopg.errors.UndefinedTable:
        row = None
    if row is None:
        return ["The database has no schema yet: run `rourou migrate`."]
    if row[0] != "live":
        return [
            f"This store was made as a {row[0]} store and is never served to people: use another folder or database."
        ]
    return []


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Inside, a signal to end unwinds like an exception: first the site stops, then the database."""

    def told(_number: int, _frame: FrameType | None) -> None:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise Told

    before = {number: signal.signal(number, told) for number in _SIGNALS}
    try:
        yield
    except Told:
        say("Stopped.")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_site(host: str, port: int, *, workers: int, ready: Callable[[str], None]) -> int:
    """Serve until told to end. Calls `ready` with the address once a request succeeds."""
    with site(host, port, workers=workers) as (child, url):
        ready(url)
        child.wait()
        raise Ended(OUTSIDE, "The web server ended by itself; what it said stands above. Start it again.")
    return DONE


@contextlib.contextmanager
def site(
    host: str, port: int, *, workers: int, module: str = "rourou.config.wsgi"
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The site as a child of this process, once it answers, with its address; it ends with the block."""
    port = refuse_busy(host, port)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "1", "--no-access-log", "--log-level", "warning"]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", "5", f"{module}:application"]
    child = subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent)
    try:
        wait_until_ready(host, port, child)
        yield child, f"http://{host}:{port}/"
    finally:
        _end(child)


def _end_with_parent() -> None:
    """On Linux the site ends even when this process is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def refuse_busy(host: str, port: int) -> int:
    """The port, if it can be listened on; for 0, one that can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Ended(OUTSIDE, f"Port {port} on {host} cannot be used ({error.strerror}): choose another.") from None
        return int(probe.getsockname()[1])


def wait_until_ready(host: str, port: int, child: subprocess.Popen[bytes]) -> None:
    """Until the site answers that its database is reachable and its schema is applied."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if child.poll() is not None:
            raise Ended(OUTSIDE, "The web server did not start; what it said stands above.")
        if _answers(f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/readyz"):
            return
        time.sleep(0.05)
    raise Ended(OUTSIDE, f"The site did not answer within {_PATIENCE:.0f} seconds; what it said stands above.")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
