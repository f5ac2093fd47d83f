"""Databases of one server: made from an empty template, copied for tests, dropped."""

import psycopg
from psycopg import sql

from rourou.foundation.store.address import ROLES, Address
from rourou.foundation.store.configuration import PLANNING


def connect(address: Address) -> psycopg.Connection[tuple[object, ...]]:
    """A connection on which every statement stands for itself."""
    return psycopg.connect(address.dsn(), autocommit=True)


def builtin_locale(major: int) -> str:
    """Letters by Unicode, order by code point, the same on every machine. PG_UNICODE_FAST came with PostgreSQL 18."""
    return "PG_UNICODE_FAST" if major >= 18 else "C.UTF-8"


def exists(connection: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
    return connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def create(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """An empty database owned by `owner`."""
    major = connection.info.server_version // 10_000
    locales: list[sql.Composable]
    if major >= 17:
        locales = [sql.SQL("locale_provider builtin builtin_locale {} locale 'C'").format(builtin_locale(major))]
    else:
        locales = [sql.SQL(f"lc_collate 'C' lc_ctype '{kind}'") for kind in ("C.UTF-8", "en_US.UTF-8", "C")]
    form = sql.SQL("create database {} owner owner template template0 encoding 'UTF8' {}")
    for locale in locales[:-1]:
        try:
            connection.execute(form.format(sql.Identifier(name), locale))
        except (psycopg.errors.WrongObjectType, psycopg.errors.InvalidParameterValue):
            continue
        return
    connection.execute(form.format(sql.Identifier(name), locales[-1]))


def close_to_strangers(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """Only the four roles connect; nobody but the owner makes temporary tables."""
    database = sql.Identifier(name)
    connection.execute(sql.SQL("revoke all on database {} from public").format(database))
    roles = sql.SQL(", ").join(map(sql.Identifier, ROLES))
    connection.execute(sql.SQL("grant connect on database {} to {}").format(database, roles))
    for setting, value in PLANNING.items():
        form = sql.SQL("alter database {} set {} = {}")
        connection.execute(form.format(database, sql.Identifier(setting), value))


def create_from_template(admin: Address, template: str, name: str) -> None:
    """A scratch copy. Rights and settings of a database are not copied with it, so they are given again."""
    with connect(admin) as connection:
        form = sql.SQL("create database {} template {} owner owner")
        connection.execute(form.format(sql.Identifier(name), sql.Identifier(template)))
        close_to_strangers(connection, name)


def drop(admin: Address, name: str) -> None:
    with connect(admin) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def rename(admin: Address, name: str, to: str) -> None:
    """A database nobody is connected to, under another name; its rights and settings go with it."""
    with connect(admin) as connection:
        connection.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(name), sql.Identifier(to)))
