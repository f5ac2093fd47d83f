"""The whole store in one file, and back.

The file is a tar of `manifest.json` and `store.dump` (pg_dump's own format). The manifest holds the number of rows of
every table, counted on the very snapshot that was dumped, and the dump's SHA-256: a restore is believed only when
both agree. It does not hold the roles' passwords. It names children: keep it encrypted.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from rourou.foundation.store import binaries, databases
from rourou.foundation.store.address import Address
from rourou.foundation.store.faults import StoreError

_FORMAT: Final = 1
_TABLES: Final = (
    "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " where n.nspname = 'public' and c.relkind = 'r' order by 1"
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    made_at: str
    server: int
    tables: dict[str, int]
    sha256: str

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def dump(address: Address, file: Path) -> Manifest:
    """Write the database to `file`, which appears only when it is whole. `address` is of the role `backup`."""
    if file.exists():
        raise StoreError(f"{file} exists already: name a new file.")
    try:
        with tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".rourou-backup-") as folder:
            manifest = _dump_into(Path(folder), address)
            _pack(Path(folder), manifest).replace(file)
    except psycopg.OperationalError:
        raise StoreError("The database does not let the role backup in: is the server running?") from None
    except OSError as error:
        raise StoreError(f"The backup could not be written to {file} ({error.strerror}).") from None
    return manifest


def _dump_into(folder: Path, address: Address) -> Manifest:
    with psycopg.connect(address.dsn()) as connection:
        connection.execute("set transaction isolation level repeatable read read only")
        snapshot = str(_one(connection, "select pg_export_snapshot()"))
        major = connection.info.server_version // 10_000
        made = folder / "store.dump"
        _run("pg_dump", major, address, "-Fc", "-Z1", f"--snapshot={snapshot}", f"--file={made}")
        tables = _count(connection)
    _run("pg_restore", major, address, "--list", str(made))
    return Manifest(_FORMAT, datetime.now(UTC).isoformat(timespec="seconds"), major, tables, _sha256(made))


def _pack(folder: Path, manifest: Manifest) -> Path:
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1))
    packed = folder / "packed"
    with os.fdopen(os.open(packed, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as handle:
        with tarfile.open(fileobj=handle, mode="w") as tar:
            for name in ("manifest.json", "store.dump"):
                tar.add(folder / name, name, filter=_nameless)
        handle.flush()
        os.fsync(handle.fileno())
    return packed


def _nameless(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def read(file: Path) -> Manifest:
    """What the backup says of itself; refused where it is not one of ours."""
    try:
        with tarfile.open(file) as tar:
            member = tar.extractfile("manifest.json")
            seen = json.loads(member.read()) if member else {}
        manifest = Manifest(**seen)
    except FileNotFoundError:
        raise StoreError(f"{file} does not exist: name a file that `rourou backup` made.") from None
    except (tarfile.TarError, KeyError, ValueError, TypeError):
        raise StoreError(f"{file} is not a whole backup: name a file that `rourou backup` made.") from None
    if manifest.format != _FORMAT:
        raise StoreError(f"{file} was made by another release of rourou: restore it with that one.")
    return manifest


def restore(admin: Address, file: Path, database: str, provision: Callable[[str], None]) -> Manifest:
    """Fill a new database from `file`. It bears its name only once every table has the rows the backup counted."""
    manifest = read(file)
    with databases.connect(admin) as connection:
        if databases.exists(connection, database):
            raise StoreError(f"The database {database} exists already: restore into an empty store.")
    building = f"{database}_restoring"
    databases.drop(admin, building)
    try:
        provision(building)
        _fill(admin.to(building), file, manifest)
        databases.rename(admin, building, database)
    except BaseException:
        databases.drop(admin, building)
        raise
    return manifest


def _fill(address: Address, file: Path, manifest: Manifest) -> None:
    with tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".rourou-restore-") as folder:
        unpacked = Path(folder) / "store.dump"
        with tarfile.open(file) as tar, unpacked.open("wb") as handle:
            member = tar.extractfile("store.dump")
            if member is not None:
                shutil.copyfileobj(member, handle)
        if _sha256(unpacked) != manifest.sha256:
            raise StoreError(f"{file} has changed since it was made: use another backup.")
        _run("pg_restore", manifest.server, address, "--exit-on-error", f"--dbname={address.database}", str(unpacked))
    with databases.connect(address) as connection:
        kept = _count(connection)
        connection.execute("analyze")
    if kept != manifest.tables:
        wrong = sorted(name for name in kept | manifest.tables if kept.get(name) != manifest.tables.get(name))
        raise StoreError(f"The restored tables differ from what was backed up: {', '.join(wrong)}.")


def _count(connection: psycopg.Connection[Any]) -> dict[str, int]:
    names = [str(row[0]) for row in connection.execute(_TABLES).fetchall()]
    return {
        name: int(_one(connection, sql.SQL("select count(*) from {}").format(sql.Identifier(name)))) for name in names
    }


def _one(connection: psycopg.Connection[Any], query: Any) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _run(program: str, major: int, address: Address, *arguments: str) -> None:
    """A program of PostgreSQL's, at least as new as the server. Its own words may quote rows, so they are not shown."""
    found = binaries.find(at_least=max(major, binaries.OLDEST))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    seen = subprocess.run(
        [found.path(program), "--no-password", *arguments],
        env={**kept, "LC_ALL": "C", **address.environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    if seen.returncode != 0:
        raise StoreError(f"{program} could not finish: {_safely(seen.stderr)}")


def _safely(said: str) -> str:
    """Its first complaint without what it quotes."""
    lines = [line for line in said.splitlines() if "error" in line.lower()] or ["it gave no reason"]
    return lines[0].split(":", 2)[-1].split("DETAIL")[0].strip()[:200].rstrip(".") + "."


def _sha256(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
