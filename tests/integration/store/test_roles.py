"""The roles: what each may do in the database, asked of PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from rourou.foundation.store import databases, roles
from rourou.foundation.store.address import SUPERUSER, Address
from rourou.foundation.store.embedded import Server
from rourou.foundation.store.faults import StoreError


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="rourou-test-", dir="/tmp"))
    with Server(folder, durable=False, shared_buffers="16MB") as started:
        roles.provision(started)
        yield started
    shutil.rmtree(folder)


def connect(server: Server, role: str, database: str = "rourou"):
    return psycopg.connect(server.address(role, database).dsn(), autocommit=True)


@pytest.fixture
def owner(server):
    with connect(server, "owner") as connection:
        yield connection
        connection.execute("drop table if exists thing cascade")
        connection.execute("drop function if exists f()")


@pytest.mark.parametrize("role", ["owner", "app", "counts", "backup"])
def test_each_role_signs_in_and_is_no_superuser(server, role):
    with connect(server, role) as connection:
        row = connection.execute(
            "select current_user, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles"
            " where rolname = current_user"
        ).fetchone()
    assert row == (role, False, False, False, role == "backup")


def test_app_cannot_connect_as_owner_without_its_password(server):
    address = server.address("app")
    for password in ("", address.password, "owner"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(Address(address.host, address.port, "owner", "rourou", password).dsn())


def test_nobody_signs_in_as_the_compiler(server):
    with pytest.raises(StoreError, match="compiler"):
        server.address("compiler")
    address = server.address("app")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(Address(address.host, address.port, "compiler", "rourou", address.password).dsn())


def test_app_makes_nothing_and_becomes_nobody(server):
    with connect(server, "app") as connection:
        for statement in (
            "create table mine (n int)",
            "create temp table mine (n int)",
            "create schema mine",
            "create extension hstore",
            "set role owner",
            "set role compiler",
            "set session_replication_role = replica",
            "alter role app bypassrls",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_app_reaches_no_other_database(server, database):
    with pytest.raises(psycopg.OperationalError):
        connect(server, "app", database)


def test_a_table_is_closed_until_it_is_given(server, owner):
    owner.execute("create table thing (n int)")
    with connect(server, "app") as app:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("select * from thing")
        owner.execute("grant select on thing to app")
        assert app.execute("select * from thing").fetchall() == []


def test_row_security_holds_for_the_owner_and_not_for_the_backup(server, owner):
    owner.execute("create table thing (n int)")
    owner.execute("insert into thing values (1)")
    owner.execute("alter table thing enable row level security")
    owner.execute("alter table thing force row level security")
    owner.execute("create policy all_of_it on thing to compiler using (true)")
    assert owner.execute("select count(*) from thing").fetchone() == (0,)
    with connect(server, "backup") as backup:
        assert backup.execute("select count(*) from thing").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            backup.execute("insert into thing values (2)")


def test_the_owner_hands_a_function_to_the_compiler_and_can_replace_it(server, owner):
    owner.execute("create function f() returns text language sql security definer as 'select current_user::text'")
    owner.execute(roles.owned_by_compiler("f()"))
    with connect(server, "app") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("select f()")
    better = "create or replace function f() returns text language sql security definer as 'select user::text'"
    owner.execute(roles.as_compiler(f"{better}; grant execute on function f() to app"))
    with connect(server, "app") as app:
        assert app.execute("select f()").fetchone() == ("compiler",)
    rights = owner.execute("select has_schema_privilege('compiler', 'public', 'create'), current_user").fetchone()
    assert rights == (False, "owner")
    owner.execute(roles.as_compiler("drop function f()"))


def test_letters_are_folded_by_unicode_and_extensions_are_there(server):
    with connect(server, "app") as connection:
        assert connection.execute("select lower('ĀĒĪŌŪ'), unaccent('Ākonga')").fetchone() == ("āēīōū", "Akonga")
        made = {row[0] for row in connection.execute("select extname from pg_extension").fetchall()}
    assert set(roles.EXTENSIONS) <= made


def test_provisioning_again_changes_nothing(server):
    def seen():
        with connect(server, SUPERUSER) as connection:
            return connection.execute(
                "select array_agg(r::text order by r.rolname) from pg_roles r where oid >= 16384"
            ).fetchone()

    before = seen()
    roles.provision(server)
    assert seen() == before


def test_a_scratch_copy_has_the_rows_and_the_rights(server, owner):
    owner.execute("create table thing (n int)")
    owner.execute("insert into thing values (5)")
    roles.provision(server, "template")
    server.create_from_template("template", "copy")
    with connect(server, "app", "copy") as connection:
        assert connection.execute("show jit").fetchone() == ("off",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("create temp table mine (n int)")
    server.drop("copy")
    server.drop("copy")
    with pytest.raises(psycopg.OperationalError):
        connect(server, "app", "copy")


@pytest.fixture
def elsewhere(make):
    """A server without our roles, as somebody finds one through DATABASE_URL: a user who may make roles."""
    server = make("elsewhere")
    server.start()
    with connect(server, SUPERUSER, "postgres") as connection:
        connection.execute("create role manager login createrole createdb bypassrls password 'm'")
        connection.execute("grant pg_read_all_data to manager with admin option")
    return server, replace(server.address("app", "postgres"), user="manager", password="m")


def test_a_user_who_may_make_roles_provisions_a_server_elsewhere(elsewhere):
    server, manager = elsewhere
    with connect(server, SUPERUSER, "postgres") as connection:
        if connection.info.server_version < 160_000:  # there only a superuser makes a role that passes row security by
            connection.execute("create role backup login bypassrls; grant pg_read_all_data to backup")
    for _ in range(2):
        roles.provision(manager, "other", passwords=server.layout.passwords())
    with connect(server, "owner", "other") as owner:
        owner.execute("create table thing (n int)")
    with connect(server, "app", "other") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("create temp table thing (n int)")


def test_a_user_who_may_not_is_told_what_to_run(server):
    address = server.address("owner", "rourou")
    with pytest.raises(StoreError, match="let a superuser run «create role owner login"):
        roles.provision(address, "another")


def test_databases_are_named_safely(server):
    name = 'odd"; drop table thing; --'
    with connect(server, SUPERUSER, "postgres") as connection:
        databases.create(connection, name)
        assert databases.exists(connection, name)
    server.drop(name)
