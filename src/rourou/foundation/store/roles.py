"""The five roles, the database and what each may do there. Everything here may be run again.

owner      migrations: owns the database and the schema; no superuser, row security holds for it too
app        requests: owns nothing, no way round row security; each table is opened to it by its migration
compiler   nobody signs in: owns the definer functions that read facts and write grants
counts     the job that counts learners and publishes suppressed tables
backup     reads everything, so that a dump is whole; on this machine known by account, not by password
"""

from collections.abc import Mapping
from typing import Final

import psycopg
from psycopg import sql

from rourou.foundation.store import databases
from rourou.foundation.store.address import ROLES, SUPERUSER, Address
from rourou.foundation.store.binaries import OLDEST
from rourou.foundation.store.embedded import Server
from rourou.foundation.store.faults import StoreError

Connection = psycopg.Connection[tuple[object, ...]]

EXTENSIONS: Final = ("unaccent", "pg_trgm", "btree_gist", "btree_gin")
_KINDS: Final = {
    "owner": "login noinherit nosuperuser nocreatedb nocreaterole nobypassrls",
    "app": "login noinherit nosuperuser nocreatedb nocreaterole nobypassrls",
    "compiler": "nologin noinherit nosuperuser nocreatedb nocreaterole nobypassrls",
    "counts": "login noinherit nosuperuser nocreatedb nocreaterole nobypassrls",
    "backup": "login inherit nosuperuser nocreatedb nocreaterole bypassrls",
}
_LOCK: Final = 7_267_727  # provisioning waits for provisioning, on the whole server


def provision(where: Server | Address, database: str = "rourou", *, passwords: Mapping[str, str] | None = None) -> None:
    """Make or mend the roles and the database. An Address is of a user who may create roles, anywhere."""
    admin = where.address(SUPERUSER, "postgres") if isinstance(where, Server) else where
    if isinstance(where, Server):
        passwords = where.layout.passwords()
    try:
        with databases.connect(admin) as connection:
            _provision(connection, database, passwords or {}, close_others=isinstance(where, Server))
        with databases.connect(admin.to(database)) as connection:
            _open_schema(connection)
    except psycopg.errors.InsufficientPrivilege:
        raise StoreError(_by_hand(admin.user, database)) from None
    except psycopg.OperationalError:
        raise StoreError(
            f"The database server does not let {admin.user} in: look at DATABASE_URL and at the server."
        ) from None


def _by_hand(user: str, database: str) -> str:
    made = " ".join(f"create role {role} {kind};" for role, kind in _KINDS.items())
    return (
        f"The role {user} may not create the roles of the store: let a superuser run «{made}"
        f" grant pg_read_all_data to backup; grant compiler to owner; create database {database} owner owner"
        " template template0 encoding 'UTF8';», give owner, app, counts and backup passwords, and run this again."
    )


def _provision(connection: Connection, database: str, passwords: Mapping[str, str], *, close_others: bool) -> None:
    if connection.info.server_version < OLDEST * 10_000:
        raise StoreError(f"PostgreSQL {OLDEST} or newer is needed: this server is older.")
    connection.execute("select pg_advisory_lock(%s)", [_LOCK])
    for role, kind in _KINDS.items():
        _make_role(connection, role, kind)
        if role in passwords:
            _set_password(connection, role, passwords[role])
    _join(connection, "pg_read_all_data", "backup")
    _join(connection, "compiler", "owner")
    if not _is_superuser(connection):
        connection.execute("grant owner, compiler to current_user")  # acts for them, and needs to be a member
    if not databases.exists(connection, database):
        databases.create(connection, database)
    databases.close_to_strangers(connection, database)
    if close_others:
        connection.execute("revoke all on database postgres, template1 from public")


def _make_role(connection: Connection, role: str, kind: str) -> None:
    known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    if not known:
        connection.execute(sql.SQL(f"create role {{}} {kind}").format(sql.Identifier(role)))


def _set_password(connection: Connection, role: str, password: str) -> None:
    """Sends the SCRAM verifier, so that the password itself reaches neither the wire nor a log."""
    kept = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(sql.SQL("alter role {} password {}").format(sql.Identifier(role), kept))


def _join(connection: Connection, group: str, member: str) -> None:
    known = connection.execute(
        "select 1 from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member"
        " where g.rolname = %s and r.rolname = %s",
        [group, member],
    ).fetchone()
    if not known:
        connection.execute(sql.SQL("grant {} to {}").format(sql.Identifier(group), sql.Identifier(member)))


def _is_superuser(connection: Connection) -> bool:
    row = connection.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()
    return bool(row and row[0])


def _open_schema(connection: Connection) -> None:
    """Extensions, and a schema in which only `owner` makes things. No role gets a table it was not given by name."""
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))
    _take_schema(connection)
    connection.execute("revoke all on schema public from public")
    connection.execute("grant usage on schema public to app, compiler, counts, backup")
    connection.execute("alter default privileges for role compiler revoke execute on functions from public")


def _take_schema(connection: Connection) -> None:
    """The schema belongs to whoever owns the database; from here on to `owner` by name."""
    row = connection.execute("select nspowner::regrole::text from pg_namespace where nspname = 'public'").fetchone()
    if row == ("owner",):
        return
    if _is_superuser(connection):
        connection.execute("alter schema public owner to owner")
        return
    # PostgreSQL 15 gives the database owner's standing only to roles that inherit.
    connection.execute("alter role owner inherit")
    connection.execute("set role owner")
    connection.execute("alter schema public owner to owner")
    connection.execute("reset role")
    connection.execute("alter role owner noinherit")


def open_history(owner: Address) -> None:
    """After a migration: `app` may read which have been applied, so that it can say whether it is ready."""
    with databases.connect(owner) as connection:
        connection.execute("grant select on django_migrations to app")


def owned_by_compiler(*functions: str) -> str:
    """SQL for a migration: hand functions, each written `name(argument types)`, to the compiler.

    The new owner of a function must be allowed to create in its schema; that right lasts for this statement only.
    """
    handed = " ".join(f"alter function {function} owner to compiler;" for function in functions)
    closed = " ".join(f"revoke execute on function {function} from public;" for function in functions)
    return f"grant create on schema public to compiler; {closed} {handed} revoke create on schema public from compiler;"


def as_compiler(statements: str) -> str:
    """SQL for a migration that replaces or drops what the compiler owns already; runs inside its transaction."""
    return (
        f"grant create on schema public to compiler; set role compiler; {statements.rstrip().rstrip(';')};"
        " reset role; revoke create on schema public from compiler;"
    )


__all__ = ["EXTENSIONS", "ROLES", "as_compiler", "open_history", "owned_by_compiler", "provision"]
