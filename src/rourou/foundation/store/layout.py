"""The data folder: what lies where, whose it is, and who is using it.

rourou.json      says that the folder is ours, and what it is for: live, demo or test
passwords.json   of the roles; 0600
sockets          the folder of the server's socket, when the path here would be too long for one
pg/  run/  log/  PostgreSQL's cluster, its socket, what it says
lock  users      held while starting or stopping; held shared by each process that uses the server
"""

import contextlib
import fcntl
import json
import os
import pwd
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from rourou.foundation.store import accounts
from rourou.foundation.store.accounts import Account
from rourou.foundation.store.faults import StoreError

PROGRAM: Final = "rourou"
STAMPS: Final = ("live", "demo", "test", "simulated")
_SOCKET_LIMIT: Final = 103  # bytes of a socket's path: 107 on Linux, 103 on macOS
_AWKWARD: Final = frozenset(",\"'\\\n")  # characters that libpq or postgresql.conf read as more than a letter
_BEGUN: Final = frozenset({"lock", "users", "rourou.json.partial"})  # may stand there before the mark does
_WITH_PASSWORD: Final = ("owner", "app", "counts")


class Layout:
    """One data folder. Reading it needs no server; `prepare` makes it."""

    port: Final = 5432

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().resolve()
        self.cluster = self.folder / "pg"
        self.log = self.folder / "log" / "postgres.log"
        self._mark = self.folder / "rourou.json"
        self._passwords = self.folder / "passwords.json"
        self._sockets = self.folder / "sockets"

    def stamp(self) -> str | None:
        """What the folder is for; None where there is none yet. Another program's folder is refused."""
        try:
            mark = json.loads(self._mark.read_text())
        except FileNotFoundError:
            if self.folder.exists() and {path.name for path in self.folder.iterdir()} - _BEGUN:
                raise StoreError(f"{self.folder} was made by another program: choose an empty folder.") from None
            return None
        except NotADirectoryError:
            raise StoreError(f"{self.folder} is not a folder: choose another.") from None
        except PermissionError:
            raise StoreError(
                f"{self.folder} belongs to another user: sign in as that user, or choose another."
            ) from None
        except ValueError:
            mark = {}
        if not isinstance(mark, dict) or mark.get("program") != PROGRAM or mark.get("stamp") not in STAMPS:
            raise StoreError(f"{self._mark} cannot be read: restore a backup into an empty folder.")
        return str(mark["stamp"])

    def account(self) -> Account:
        """Who PostgreSQL runs as here: whoever owns the cluster already, also when root asks."""
        if os.geteuid() == 0 and self.cluster.exists():
            entry = pwd.getpwuid(self.cluster.stat().st_uid)
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
        return accounts.for_postgres()

    def passwords(self) -> dict[str, str]:
        """The roles' passwords, made with the folder."""
        try:
            return dict(json.loads(self._passwords.read_text()))
        except FileNotFoundError:
            raise StoreError(f"There is no store in {self.folder}: `rourou migrate` makes one.") from None
        except PermissionError:
            raise StoreError(f"{self._passwords} belongs to another user: sign in as that user.") from None

    def sockets(self) -> Path:
        """The folder of the server's socket."""
        try:
            kept = json.loads(self._sockets.read_text())
        except (FileNotFoundError, ValueError):
            return self.folder / "run"
        # A copied folder must not lead to the server of the one it was copied from.
        return Path(kept["path"]) if kept.get("of") == self._identity() else self.folder / "run"

    def prepare(self, stamp: str) -> None:
        """Make the folder, or refuse one that is for something else. Needs no server, and makes none."""
        self._refuse(self.stamp(), stamp)
        self._make()
        with self.locked():
            self._refuse(self.stamp(), stamp)
            if not self._mark.exists():
                _write(self._mark, json.dumps({"program": PROGRAM, "format": 1, "stamp": stamp}))
            if not self._passwords.exists():
                given = {role: secrets.token_urlsafe(32) for role in _WITH_PASSWORD}
                _write(self._passwords, json.dumps(given, indent=1))
            for folder in ("run", "log"):
                (self.folder / folder).mkdir(mode=0o700, exist_ok=True)
                self._own(self.folder / folder)
            self._make_socket_folder()

    def erase(self) -> None:
        """Delete the store. Nobody may be using it."""
        if self.folder.exists():
            elsewhere = self.sockets()
            shutil.rmtree(self.folder)
            if elsewhere.parent != self.folder:
                shutil.rmtree(elsewhere, ignore_errors=True)

    def _refuse(self, known: str | None, wanted: str) -> None:
        if known not in (None, wanted):
            raise StoreError(f"{self.folder} holds a {known} store, not a {wanted} one: choose another folder.")

    def _make(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._own(self.folder)
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be made ({error.strerror}): choose another folder.") from None
        account = self.account()
        if not account.may_enter(self.folder):
            raise StoreError(
                f"PostgreSQL runs as {account.name}, who cannot enter {self.folder}: choose a folder below /var/lib."
            )

    def _own(self, folder: Path) -> None:
        account = self.account()
        if os.geteuid() == 0:
            os.chown(folder, account.uid, account.gid)
        elif folder.stat().st_uid != os.geteuid():
            raise StoreError(f"{folder} belongs to another user: choose another folder.")
        folder.chmod(0o700)

    def _identity(self) -> str:
        seen = self.folder.stat()
        return f"{self.folder}:{seen.st_dev}:{seen.st_ino}"

    def _make_socket_folder(self) -> None:
        here = self.folder / "run"
        fits = len(os.fsencode(here / f".s.PGSQL.{self.port}.lock")) <= _SOCKET_LIMIT
        if fits and not _AWKWARD & set(str(here)):
            self._sockets.unlink(missing_ok=True)
            return
        kept = self.sockets()
        if kept == here or not self._private(kept):
            kept = Path(tempfile.mkdtemp(prefix="rourou-", dir="/tmp"))
            self._own(kept)
            _write(self._sockets, json.dumps({"path": str(kept), "of": self._identity()}))

    def _private(self, folder: Path) -> bool:
        """A folder in /tmp may have been cleared away and made again by somebody else."""
        try:
            seen = folder.lstat()
        except FileNotFoundError:
            return False
        return stat.S_ISDIR(seen.st_mode) and seen.st_uid == self.account().uid and not seen.st_mode & 0o077

    @contextlib.contextmanager
    def locked(self, *, patience: float = 120) -> Iterator[None]:
        """One process at a time starts or stops the server."""
        with self._open("lock") as handle:
            until = time.monotonic() + patience
            while not _take(handle, fcntl.LOCK_EX):
                if time.monotonic() > until:
                    raise StoreError(f"Another process has held {self.folder / 'lock'} for too long: end it.")
                time.sleep(0.02)
            yield

    def use(self) -> IO[Any]:
        """Held open for as long as this process uses the server; the system lets go of it when the process dies."""
        handle = self._open("users")
        fcntl.flock(handle, fcntl.LOCK_SH)
        return handle

    def is_used(self) -> bool:
        """True while any process uses the server."""
        with self._open("users") as handle:
            return not _take(handle, fcntl.LOCK_EX)

    def _open(self, name: str) -> IO[Any]:
        return os.fdopen(os.open(self.folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+")


def _take(handle: IO[Any], kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and for its owner's eyes only."""
    half = path.with_name(path.name + ".partial")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    half.replace(path)
