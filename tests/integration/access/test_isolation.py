"""As the application's own role: what PostgreSQL itself refuses, whatever Python forgets."""

import uuid

import psycopg
import pytest

from rourou.contexts.people import commands as people
from rourou.contexts.people.types import NewLearner
from rourou.foundation.access.gate import settings_sql
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.store.address import from_environment
from tests import cast, ledgers

TABLES = (
    "people_learner", "people_learneridentity", "people_enrolment", "people_whanaumember", "people_authority",
    "sharing_consent", "access_grant",
)  # fmt: skip


@pytest.fixture
def app():
    with psycopg.connect(from_environment("app").dsn()) as connection:
        yield connection
        connection.rollback()


def _as(app, call, purpose=Purpose.SUPPORT) -> None:
    app.execute(settings_sql(call, {purpose}))


def test_with_nothing_set_every_table_about_people_is_empty(app) -> None:
    made = cast.make()
    made.whanau(made.learner())
    for table in TABLES:
        assert app.execute(f"select count(*) from {table}").fetchone() == (0,), table


def test_raw_sql_sees_what_the_hat_reaches_and_no_more(app) -> None:
    made = cast.make()
    learner = made.learner()
    elsewhere = people.enrol_learners(made.stranger.call(), [NewLearner("A", "B", from_on=cast.START)]).ids[0]
    for who, sees in ((made.mere, {learner}), (made.sina, set()), (made.grace, set()), (made.stranger, {elsewhere})):
        _as(app, who.call())
        assert {row[0] for row in app.execute("select id from people_learner")} == sees
        app.rollback()


def test_a_row_for_another_cluster_is_refused(app) -> None:
    made = cast.make()
    _as(app, made.mere.call())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(
            "insert into people_schoolclass (cluster_id, id, created_at, organisation_id, name, starts_on)"
            " values (%s, %s, now(), %s, 'Room', '2026-02-02')",
            [made.other_cluster.id, uuid.uuid4(), made.school.id],
        )


def test_a_row_about_a_learner_out_of_reach_is_refused(app) -> None:
    made = cast.make()
    learner = made.learner()
    _as(app, made.sina.call())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(
            "insert into people_learneridentity (cluster_id, id, created_at, learner_id, custodian_id, sensitivity,"
            " given_names, family_name, gender, ethnicities, iwi, languages)"
            " values (%s, %s, now(), %s, %s, 2, '', '', '', '{}', '{}', '{}')",
            [made.cluster.id, uuid.uuid4(), learner, made.other_school.id],
        )


def test_an_enrolment_cannot_attach_to_a_learner_that_another_setting_has(app) -> None:
    made = cast.make()
    learner = made.learner()
    _as(app, made.sina.call())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(
            "insert into people_enrolment (cluster_id, id, created_at, learner_id, custodian_id, sensitivity, from_on,"
            " end_reason) values (%s, %s, now(), %s, %s, 1, '2026-02-02', '')",
            [made.cluster.id, uuid.uuid4(), learner, made.other_school.id],
        )


def test_keys_carry_the_cluster(store_owner: psycopg.Connection) -> None:
    made = cast.make()
    foreign = people.enrol_learners(made.stranger.call(), [NewLearner("A", "B", from_on=cast.START)]).ids[0]
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        store_owner.execute(
            "insert into people_learnercontact (cluster_id, id, created_at, learner_id, custodian_id, sensitivity,"
            " address, phone) values (%s, %s, now(), %s, %s, 2, '', '')",
            [made.cluster.id, uuid.uuid4(), foreign, made.school.id],
        )


@pytest.mark.parametrize(
    "sql",
    [
        "update audit_entry set event = 'x'",
        "select * from audit_entry",
        "select * from audit_name",
        "insert into access_grant (cluster_id) values (gen_random_uuid())",
        "update access_bar set valid_until = now()",
        "delete from access_protocol",
        "select audit_append(gen_random_uuid(), null, '', null, '', '', '{}', '{}', '{}', null, '', '')",
        "set role owner",
        "set role compiler",
        "create table mine (x int)",
        "create temporary table mine (x int)",
        "alter table people_learner disable row level security",
    ],
)
def test_the_web_role_may_not(app, sql: str) -> None:
    _as(app, cast.make().mere.call())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(sql)


def test_the_web_role_reads_only_grants_of_its_own_principals(app) -> None:
    made = cast.make()
    made.whanau(made.learner())
    _as(app, made.mere.call())
    holders = {row[0] for row in app.execute("select distinct holder_id from access_grant")}
    assert holders <= set(made.mere.call().holders)


def test_the_ledger_of_another_cluster_cannot_be_written(app) -> None:
    made = cast.make()
    _as(app, made.mere.call())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(
            "select audit_add(%s, null, '', null, 'x', 'done', '{}', '{}', '{}', null, '', '')", [made.other_cluster.id]
        )


def test_a_setting_that_is_no_set_of_numbers_is_an_error_and_never_a_leak(app) -> None:
    made = cast.make()
    made.learner()
    app.execute(f"set local app.cluster = '{made.cluster.id}'; set local app.holders = '1,2'")
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        app.execute("select count(*) from people_learner")


def test_the_database_logs_no_statement_and_no_value(store_owner: psycopg.Connection) -> None:
    shown = {
        name: store_owner.execute(f"show {name}").fetchone()[0] for name in ("log_statement", "log_min_error_statement")
    }
    assert shown == {"log_statement": "none", "log_min_error_statement": "panic"}


def test_ledger_chain_names_a_changed_row(store_owner: psycopg.Connection) -> None:
    made = cast.make()
    made.learner()
    store_owner.execute("update audit_entry set role = 'nobody' where cluster_id = %s and seq = 2", [made.cluster.id])
    assert [f.seq for f in ledgers.faults(store_owner, made.cluster.id)] == [2]
