"""Where a database is and who asks: for Django, for psycopg and for PostgreSQL's own programs."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from rourou.foundation.store.faults import StoreError
from rourou.foundation.store.layout import Layout

SUPERUSER: Final = "postgres"
ROLES: Final = ("owner", "app", "counts", "backup")
DEFAULT_DATABASE: Final = "rourou"
_PEERS: Final = (SUPERUSER, "backup")  # known by their account on this machine, not by a password


@dataclass(frozen=True, slots=True)
class Address:
    """One role's way into one database."""

    host: str
    port: int
    user: str
    database: str
    password: str = field(default="", repr=False)
    options: Mapping[str, str] = field(default_factory=dict)

    def to(self, database: str) -> "Address":
        """The same role in another database of the same server."""
        return replace(self, database=database)

    def django(self) -> dict[str, Any]:
        """An entry of DATABASES: a connection is kept for good, and looked at before it is used again."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": str(self.port),
            "USER": self.user,
            "PASSWORD": self.password,
            "NAME": self.database,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"server_side_binding": False, "application_name": f"rourou-{self.user}", **self.options},
        }

    def dsn(self) -> str:
        """A connection string of libpq; it holds the password, so it is never printed."""
        parts = {"host": self.host, "port": str(self.port), "user": self.user, "dbname": self.database}
        if self.password:
            parts["password"] = self.password
        return make_conninfo("", **{**self.options, **parts})

    def environment(self) -> dict[str, str]:
        """The same for a program of PostgreSQL's: in its environment, where other users cannot read it."""
        named = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "channel_binding": "PGCHANNELBINDING"}
        given = {named[key]: value for key, value in self.options.items() if key in named}
        if self.password:
            given["PGPASSWORD"] = self.password
        place = {"PGHOST": self.host, "PGPORT": str(self.port), "PGUSER": self.user, "PGDATABASE": self.database}
        return {**place, **given}


def parse(url: str) -> Address:
    """An address out of a URL or a libpq connection string."""
    try:
        parts = dict(conninfo_to_dict(url))
    except ProgrammingError:
        raise StoreError("The address of the database cannot be read: postgresql://role:password@host/name") from None
    return Address(
        host=str(parts.pop("host", "") or ""),
        port=int(parts.pop("port", None) or 5432),
        user=str(parts.pop("user", "") or ""),
        database=str(parts.pop("dbname", "") or DEFAULT_DATABASE),
        password=str(parts.pop("password", "") or ""),
        options={key: str(value) for key, value in parts.items() if value is not None},
    )


def in_folder(layout: Layout, role: str, database: str) -> Address:
    """The address of a role at the embedded server of a data folder, running or not."""
    if role in _PEERS:
        password = ""
    else:
        password = layout.passwords().get(role, "")
        if not password:
            raise StoreError(f"The store knows no role {role} that signs in: it has {', '.join(ROLES)}.")
    return Address(str(layout.sockets()), layout.port, role, database, password)


def _elsewhere(url: str, role: str) -> Address:
    """DATABASE_URL is the way in of `app`; each other role has a URL of its own, or a kept password."""
    if own := os.environ.get(f"DATABASE_URL_{role.upper()}"):
        return parse(own)
    address = parse(url)
    if address.user == role:
        return address
    folder = os.environ.get("ROUROU_DATA_DIR")
    password = Layout(Path(folder)).passwords().get(role) if folder else None
    if not password:
        raise StoreError(
            f"DATABASE_URL does not sign in as {role}: set DATABASE_URL_{role.upper()}, or run `rourou migrate` with a"
            " DATABASE_URL that may create roles and a ROUROU_DATA_DIR to keep their passwords in."
        )
    return replace(address, user=role, password=password)


def administrator() -> Address | None:
    """Who may make roles and databases on the server of DATABASE_URL; None for the embedded one, which has its own."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return None
    address = parse(os.environ.get("DATABASE_URL_ADMIN") or url)
    if address.user in ROLES:
        raise StoreError(
            f"DATABASE_URL signs in as {address.user}, who may not make roles or databases: set DATABASE_URL_ADMIN to a"
            " user who may, for this command only."
        )
    return address


def database_name() -> str:
    """The name of the store's database."""
    if name := os.environ.get("ROUROU_DATABASE"):
        return name
    url = os.environ.get("DATABASE_URL")
    return parse(url).database if url else DEFAULT_DATABASE


def from_environment(role: str) -> Address:
    """Where this process finds the store as `role`: DATABASE_URL, else the folder ROUROU_DATA_DIR."""
    if url := os.environ.get("DATABASE_URL"):
        return _elsewhere(url, role).to(database_name())
    folder = os.environ.get("ROUROU_DATA_DIR")
    if not folder:
        raise StoreError(
            "No database is named: set ROUROU_DATA_DIR to a folder for the embedded one, or DATABASE_URL to a server;"
            " `rourou demo` needs neither."
        )
    return in_folder(Layout(Path(folder)), role, database_name())
