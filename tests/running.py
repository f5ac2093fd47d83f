"""The one embedded server of a test run: cheap writes, migrated once for each state of the schema, copied for each run.

The server's folder is kept between runs and shared by runs at the same time; each run has a database of its own,
copied from a migrated template that is named by a hash of everything a migration may read.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from psycopg import sql

from rourou.foundation.store import databases, roles
from rourou.foundation.store.address import SUPERUSER
from rourou.foundation.store.embedded import Server

ROOT: Final = Path(__file__).resolve().parent.parent
DATABASE: Final = f"test_{os.getpid()}"
_SCHEMA: Final = (
    "src/rourou/foundation/**/*.py",
    "src/rourou/contexts/**/migrations/**/*",
    "src/rourou/contexts/**/models/**/*.py",
    "src/rourou/contexts/*/models.py",
    "src/rourou/contexts/*/types.py",
    "src/rourou/contexts/*/apps.py",
    "src/rourou/config/settings*.py",
    "requirements/run.lock",
)


def folder() -> Path:
    """Where the server of this checkout's tests keeps its files."""
    mark = hashlib.sha256(f"{ROOT}:{os.geteuid()}".encode()).hexdigest()[:10]
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return (Path("/var/cache") if os.geteuid() == 0 else kept) / "rourou" / f"tests-{mark}"


def set_environment() -> None:
    """What settings read. Cheap: it makes the folder and the passwords, and starts nothing."""
    # Playwright keeps an event loop in this thread; nothing here is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ.pop("DATABASE_URL", None)
    place = {"ROUROU_DATA_DIR": str(folder()), "ROUROU_DATABASE": DATABASE, "ROUROU_DB_ROLE": "app"}
    os.environ.update({**place, "ROUROU_STAMP": "test"})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rourou.config.settings_test")
    server().layout.prepare("test")


def server() -> Server:
    return Server(folder(), durable=False, shared_buffers="128MB")


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """The server, with this run's own database in it."""
    started = _started()
    try:
        _sweep(started)
        started.create_from_template(_template(started), DATABASE)
        yield started
        started.drop(DATABASE)
    finally:
        started.stop()


def _started() -> Server:
    """A store whose files a crash of the machine has spoilt is made anew: nothing in it is worth keeping."""
    made = server()
    try:
        made.start()
    except Exception:
        if made.layout.is_used():
            raise
        made.layout.erase()
        made = server()
        made.start()
    return made


def _names(started: Server) -> list[str]:
    with databases.connect(started.address(SUPERUSER, "postgres")) as connection:
        return [str(row[0]) for row in connection.execute("select datname from pg_database").fetchall()]


def _sweep(started: Server) -> None:
    """Drop the databases of runs that were killed."""
    for name in _names(started):
        found = re.fullmatch(r"test_(\d+)", name)
        if found and (int(found.group(1)) == os.getpid() or not _is_alive(int(found.group(1)))):
            started.drop(name)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _fingerprint() -> str:
    read = hashlib.sha256()
    for pattern in _SCHEMA:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                read.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return read.hexdigest()[:16]


def _template(started: Server) -> str:
    """The migrated template of the schema as it stands, made by whichever run comes first."""
    name = f"template_{_fingerprint()}"
    with (folder() / "templates").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        known = _names(started)
        if name not in known:
            _build(started, name)
            for other in known:
                if other.startswith(("template_", "building_")):
                    started.drop(other)
    return name


def _build(started: Server, name: str) -> None:
    building = name.replace("template_", "building_")
    started.drop(building)
    roles.provision(started, building)
    _migrate(building)
    roles.open_history(started.address("owner", building))
    with databases.connect(started.address(SUPERUSER, "postgres")) as connection:
        form = sql.SQL("alter database {} rename to {}")
        connection.execute(form.format(sql.Identifier(building), sql.Identifier(name)))


def _migrate(database: str) -> None:
    """As `owner`, in a process of its own: the run itself never holds more than the role `app`."""
    given = {**os.environ, "ROUROU_DATABASE": database, "ROUROU_DB_ROLE": "owner", "PYTHONPATH": str(ROOT / "src")}
    seen = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
        env={**given, "DJANGO_SETTINGS_MODULE": "rourou.config.settings_test"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if seen.returncode != 0:
        raise RuntimeError(f"the migrations failed:\n{seen.stderr[-3000:]}")
