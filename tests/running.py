"""The one embedded server of a test run: cheap writes, migrated once for each state of the schema, copied for each run.

The server's folder is kept between runs and shared by runs at the same time, and by the processes of one run; each
process has a database of its own, copied from a migrated template that is named by a hash of everything a migration
may read. A second template holds the invented communities, loaded once for each state of the program.
"""

import contextlib
import fcntl
import functools
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

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
_PROGRAM: Final = ("src/rourou/**/*.py", "requirements/run.lock")


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
        started.create_from_template(template(started), DATABASE)
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
        found = re.match(r"test_(\d+)(_|$)", name)
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


@functools.cache
def _fingerprint(patterns: tuple[str, ...]) -> str:
    """Of the files as they were when this process first asked."""
    read = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                read.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return read.hexdigest()[:16]


def template(started: Server) -> str:
    """The migrated template of the schema as it stands."""
    return _kept(started, "template", _SCHEMA, lambda name: _migrate(started, name))


def community(started: Server) -> str:
    """The template that holds both invented communities, as the program loads them now; the clock runs."""
    return _kept(started, "community", _PROGRAM, lambda name: _load(started, name))


def _kept(started: Server, kind: str, patterns: tuple[str, ...], build: Callable[[str], None]) -> str:
    """A template, made by whichever process asks first, while the others wait."""
    name = f"{kind}_{_fingerprint(patterns)}"
    with (folder() / f"{kind}.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        known = _names(started)
        if name not in known:
            building = f"building_{name}"
            started.drop(building)
            build(building)
            databases.rename(started.address(SUPERUSER, "postgres"), building, name)
            for other in known:
                if other.startswith((f"{kind}_", f"building_{kind}_")) and other != building:
                    started.drop(other)
    return name


def _migrate(started: Server, name: str) -> None:
    """As `owner`, in a process of its own: the run itself never holds more than the role `app`."""
    roles.provision(started, name)
    _run("the migrations failed", name, "-m", "django", "migrate", "--verbosity=0", ROUROU_DB_ROLE="owner")
    roles.open_history(started.address("owner", name))


def _load(started: Server, name: str) -> None:
    """Through the gate as everybody goes, in a process of its own."""
    started.create_from_template(template(started), name)
    load = "import django; django.setup(); from rourou.contexts.exchange.jobs import community as c"
    _run("the communities could not be loaded", name, "-c", f"{load}; assert c.load(then=None)")


def _run(failed: str, database: str, *arguments: str, **environ: str) -> None:
    given = {**os.environ, "ROUROU_DATABASE": database, "PYTHONPATH": str(ROOT / "src"), **environ}
    seen = subprocess.run(
        [sys.executable, *arguments],
        env={**given, "DJANGO_SETTINGS_MODULE": "rourou.config.settings_test"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if seen.returncode != 0:
        raise RuntimeError(f"{failed}:\n{seen.stderr[-3000:]}")


@contextlib.contextmanager
def using(name: str) -> Iterator[None]:
    """Inside, this process works in another database of the same server, and so does whatever it starts."""
    before = os.environ["ROUROU_DATABASE"]
    _go_to(name)
    try:
        yield
    finally:
        _go_to(before)


def _go_to(name: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = os.environ["ROUROU_DATABASE"] = name
