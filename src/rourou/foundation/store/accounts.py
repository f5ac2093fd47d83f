"""Who PostgreSQL runs as. It refuses to run as root, so root lends it a system account of its own."""

import contextlib
import os
import pwd
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rourou.foundation.store.faults import StoreError

NAME: Final = "rourou-postgres"
_TRIES: Final = 10


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system."""

    name: str
    uid: int
    gid: int

    def popen(self) -> dict[str, Any]:
        """Arguments for `subprocess` that make a child run as this account and no other."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, folder: Path) -> bool:
        """True where this account can pass through `folder`; asked of the system, in a child."""
        seen = subprocess.run(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)], capture_output=True, **self.popen())
        return seen.returncode == 0


def own() -> Account:
    """The account of this process."""
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError:
        raise StoreError(
            f"The user number {os.geteuid()} has no name on this machine, and PostgreSQL needs one:"
            " run as a user that is in the password file."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _named(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make() -> None:
    """Make the account. Another process may be doing the same: the caller looks again."""
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    with contextlib.suppress(OSError):
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", NAME], capture_output=True, check=False)


def for_postgres() -> Account:
    """This process's own account, or, as root, a system account for nothing but PostgreSQL."""
    if os.geteuid() != 0:
        return own()
    for _ in range(_TRIES):
        if found := _named(NAME):
            return found
        _make()
        if not _named(NAME):
            time.sleep(0.2)  # the password file is locked while another process adds a user
    if found := _named(NAME) or _named("postgres"):
        return found
    raise StoreError(
        "PostgreSQL refuses to run as root, and no system user could be made for it:"
        f" make one with `useradd --system {NAME}`, or run this as an ordinary user."
    )
