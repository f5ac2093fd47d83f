"""Opening the store that the environment names, for the length of one command."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from rourou.config.commands.telling import OUTSIDE, Ended
from rourou.foundation.store import roles
from rourou.foundation.store.address import (
    ROLES,
    SUPERUSER,
    Address,
    administrator,
    database_name,
    from_environment,
    parse,
)
from rourou.foundation.store.embedded import Server
from rourou.foundation.store.layout import Layout

SETTINGS: Final = "rourou.config.settings"


def stamp() -> str:
    """What the store named by the environment is for."""
    return os.environ.get("ROUROU_STAMP") or "live"


@contextlib.contextmanager
def opened() -> Iterator[Server | None]:
    """The embedded server, running; None where DATABASE_URL names another, which runs by itself."""
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    folder = os.environ.get("ROUROU_DATA_DIR")
    if not folder:
        raise Ended(OUTSIDE, "No database is named: set ROUROU_DATA_DIR or DATABASE_URL, or run `rourou demo`.")
    kind = Layout(Path(folder)).stamp() or stamp()
    os.environ["ROUROU_STAMP"] = kind
    with Server(Path(folder), stamp=kind) as server:
        yield server


def provisioner(server: Server | None) -> Callable[[str], None]:
    """provision(database) on the server at hand."""
    if server is not None:
        return partial(roles.provision, server)
    admin = administrator()
    assert admin is not None  # DATABASE_URL is set, or there were a server
    return partial(roles.provision, admin, passwords=_kept_passwords())


def superuser(server: Server | None) -> Address:
    if server is not None:
        return server.address(SUPERUSER, "postgres")
    admin = administrator()
    assert admin is not None  # DATABASE_URL is set, or there were a server
    return admin


def _kept_passwords() -> Mapping[str, str]:
    """The passwords of the roles on a server of one's own: from their URLs, else made and kept in ROUROU_DATA_DIR."""
    urls = {role: os.environ.get(f"DATABASE_URL_{role.upper()}") for role in ROLES}
    given = {role: parse(url).password for role, url in urls.items() if url}
    if folder := os.environ.get("ROUROU_DATA_DIR"):
        layout = Layout(Path(folder))
        layout.prepare(stamp())
        return {**layout.passwords(), **given}
    return given


def run_python(*arguments: str, **environ: str) -> None:
    """Another Python of ours, with more in its environment. Where it fails, a sentence stands for its traceback."""
    given = {**os.environ, **environ}
    seen = subprocess.run([sys.executable, *arguments], env=given, stderr=subprocess.PIPE, text=True, check=False)
    fault, traceback = "", "Traceback (most recent call last)" in seen.stderr
    if traceback and not os.environ.get("ROUROU_TRACEBACK"):
        last = seen.stderr.rstrip().rsplit("\n", 1)[-1]
        fault = f" ({last.split(':')[0].rsplit('.', 1)[-1]}; set ROUROU_TRACEBACK=1 to see where)"
    else:
        sys.stderr.write(seen.stderr)
    if seen.returncode != 0:
        raise Ended(OUTSIDE, f"`{' '.join(arguments[1:3])}` did not finish{fault}: report it, or look above.")


def migrate_as_owner(server: Server | None, *, quiet: bool = False) -> None:
    """Roles, database and schema. The process that migrates is the only one that ever signs in as `owner`."""
    if server is not None or _is_administrator():
        provisioner(server)(database_name())
    verbosity = "0" if quiet else "1"
    environ = {"DJANGO_SETTINGS_MODULE": SETTINGS, "ROUROU_DB_ROLE": "owner", "ROUROU_STAMP": stamp()}
    environ["ROUROU_SECRET_KEY"] = os.environ.get("ROUROU_SECRET_KEY") or "only for this command, which signs nothing"
    run_python("-m", "django", "migrate", "--no-input", f"--verbosity={verbosity}", **environ)
    roles.open_history(from_environment("owner"))


def _is_administrator() -> bool:
    """Where DATABASE_URL already signs in as one of the roles, somebody has provisioned by hand."""
    if os.environ.get("DATABASE_URL_ADMIN"):
        return True
    return parse(os.environ["DATABASE_URL"]).user not in ROLES
