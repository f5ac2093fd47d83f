"""The embedded PostgreSQL: one server for each data folder, however many processes ask for it.

A process that uses the server holds a shared lock; the last to stop ends it. Whether it runs is asked of its
socket, never of a pid. It survives `kill -9`, of itself and of whoever started it.
"""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from rourou.foundation.store import accounts, binaries, configuration, databases, processes
from rourou.foundation.store.address import SUPERUSER, Address, in_folder
from rourou.foundation.store.binaries import Binaries
from rourou.foundation.store.faults import StoreError
from rourou.foundation.store.layout import Layout

_RETRY: Final = 10.0  # a killed server's children may keep the next one out for a moment
_RECOVERY: Final = 900.0  # while it answers "starting up", it is left to finish
_LOG_LIMIT: Final = 10_000_000
_children: list[subprocess.Popen[bytes]] = []  # servers outlive the object that started them; here they are reaped


class Server:
    """The embedded server of one data folder, as this process uses it."""

    def __init__(
        self, data_dir: Path, *, durable: bool = True, stamp: str | None = None, shared_buffers: str = "256MB"
    ) -> None:
        self.stamp = stamp or ("live" if durable else "test")
        if not durable and self.stamp not in ("test", "simulated"):
            raise StoreError("Only a test or simulated store may do without durable writes: leave `durable` as it is.")
        self.layout = Layout(data_dir)
        self._durable = durable
        self._shared_buffers = shared_buffers
        self._use: IO[Any] | None = None
        self._starter = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Make the store if there is none, start its server if it does not answer, and use it."""
        if self._use is not None and self.is_running():
            return
        self.layout.prepare(self.stamp)
        with self.layout.locked():
            if self._use is None:
                self._use, self._starter = self.layout.use(), os.getpid()
            try:
                self._ensure()
            except BaseException:
                self._let_go()
                raise

    def stop(self) -> None:
        """Use it no longer; the last process to say so ends the server. Its files stay."""
        if self._use is None or self._starter != os.getpid():
            return
        with self.layout.locked():
            self._let_go()
            if not self.layout.is_used():
                self._end()

    def is_running(self) -> bool:
        """True where the server accepts connections at this moment."""
        return self._ping() is Ping.OK

    def address(self, role: str, database: str = "rourou") -> Address:
        """The way of a role into a database of this server."""
        return in_folder(self.layout, role, database)

    def create_from_template(self, template: str, name: str) -> None:
        """A scratch copy of a database, with its rights; nobody may be connected to the template."""
        databases.create_from_template(self.address(SUPERUSER, "postgres"), template, name)

    def drop(self, name: str) -> None:
        """End a database and whoever is connected to it."""
        databases.drop(self.address(SUPERUSER, "postgres"), name)

    def _let_go(self) -> None:
        if self._use is not None:
            self._use.close()
            self._use = None

    def _ping(self) -> Ping:
        place = {"host": str(self.layout.sockets()), "port": str(self.layout.port)}
        given = make_conninfo(**place, user=SUPERUSER, dbname="postgres", connect_timeout=2)
        return Ping(PGconn.ping(given.encode()))

    def _ensure(self) -> None:
        if self._settled() is Ping.OK:
            self._check_identity()
            return
        programs = self._programs()
        if not (self.layout.cluster / "PG_VERSION").exists():
            self._initialise(programs)
        self._configure()
        self._launch(programs)

    def _settled(self) -> Ping:
        """Yes or no, after waiting while a server is starting up or shutting down."""
        until = time.monotonic() + _RECOVERY
        while (answer := self._ping()) is Ping.REJECT and time.monotonic() < until:
            time.sleep(0.05)
        return answer

    def _check_identity(self) -> None:
        """The server that answers works in this folder and no other."""
        with psycopg.connect(self.address(SUPERUSER, "postgres").dsn(), autocommit=True) as connection:
            row = connection.execute("show data_directory").fetchone()
        if row is None or not os.path.samefile(row[0], self.layout.cluster):
            raise StoreError(f"Another store's server answers in {self.layout.sockets()}: end it, then try again.")

    def _programs(self) -> Binaries:
        """PostgreSQL of the version that made the store, where its account can run it."""
        version = self.layout.cluster / "PG_VERSION"
        major = int(version.read_text().split(".")[0]) if version.exists() else None
        return binaries.lend(binaries.find(major=major), self.layout.account())

    def _run_as(self, folder: Path) -> dict[str, Any]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        return {
            "cwd": folder,
            "env": {**kept, "LC_ALL": "C"},
            "stdin": subprocess.DEVNULL,
            **self.layout.account().popen(),
        }

    def _initialise(self, programs: Binaries) -> None:
        """A new cluster, under its final name only when it is whole."""
        half = self.layout.folder / "pg.partial"
        shutil.rmtree(half, ignore_errors=True)
        command = [programs.path("initdb"), "-D", str(half), "-U", SUPERUSER, "-E", "UTF8", "--locale=C"]
        command += ["--data-checksums", "--auth-local=peer", "--auth-host=reject", "--no-instructions"]
        if programs.major >= 17:
            command += ["--locale-provider=builtin", f"--builtin-locale={databases.builtin_locale(programs.major)}"]
        if not self._durable:
            command += ["--no-sync"]
        seen = subprocess.run(command, capture_output=True, text=True, check=False, **self._run_as(self.layout.folder))
        if seen.returncode != 0:
            raise StoreError(f"PostgreSQL could not make a store in {self.layout.folder}: {_last_line(seen.stderr)}")
        shutil.rmtree(self.layout.cluster, ignore_errors=True)
        half.rename(self.layout.cluster)

    def _configure(self) -> None:
        text = configuration.settings(
            self.layout.sockets(), self.layout.port, durable=self._durable, shared_buffers=self._shared_buffers
        )
        names = {accounts.own().name, self.layout.account().name}
        self._write("postgresql.conf", text + configuration.LOCAL)
        self._write("pg_hba.conf", configuration.HBA)
        self._write("pg_ident.conf", configuration.ident(names))

    def _write(self, name: str, text: str) -> None:
        path, account = self.layout.cluster / name, self.layout.account()
        half = path.with_name(name + ".partial")
        half.write_text(text)
        half.chmod(0o600)
        if os.geteuid() == 0:
            os.chown(half, account.uid, account.gid)
        half.replace(path)

    def _launch(self, programs: Binaries) -> None:
        """Start it; while a killed server's remains keep it out, clear them and try again."""
        begun = time.monotonic()
        while True:
            processes.clear_stale(self.layout.cluster, self.layout.sockets(), self.layout.port)
            if self._ready(self._spawn(programs)):
                return
            waited = time.monotonic() - begun
            if waited > _RETRY:
                raise StoreError(f"PostgreSQL did not start: {self._last_words()} More is in {self.layout.log}.")
            if waited > _RETRY / 5:
                processes.end_orphans(self.layout.cluster)
            time.sleep(0.2)

    def _spawn(self, programs: Binaries) -> subprocess.Popen[bytes]:
        log = self.layout.log
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_name(log.name + ".1"))
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as handle:
            child = subprocess.Popen(
                [programs.path("postgres"), "-D", str(self.layout.cluster)],
                stdout=handle,
                stderr=handle,
                start_new_session=True,
                **self._run_as(self.layout.cluster),
            )
        _children.append(child)
        return child

    def _ready(self, child: subprocess.Popen[bytes]) -> bool:
        until = time.monotonic() + _RECOVERY
        while child.poll() is None and time.monotonic() < until:
            if self._ping() is Ping.OK:
                return True
            time.sleep(0.02)
        return False

    def _last_words(self) -> str:
        text = self.layout.log.read_text(errors="replace") if self.layout.log.exists() else ""
        fatal = [line for line in text.splitlines() if "FATAL" in line]
        return _last_line("\n".join(fatal) or text)

    def _end(self) -> None:
        """Ask for a fast shutdown, which rolls back what is open; then insist."""
        pid = processes.kept_pid(self.layout.cluster / "postmaster.pid")
        if pid is not None and processes.is_postgres(pid, self.layout.cluster):
            for number, patience in ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)):
                processes.send(pid, number)
                if processes.wait_for_end(pid, self.layout.cluster, patience):
                    break
        _children[:] = [child for child in _children if child.poll() is None]


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return (lines[-1] if lines else "it said nothing").rstrip(".") + "."
