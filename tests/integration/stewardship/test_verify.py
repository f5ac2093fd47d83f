"""`rourou verify` names what was tampered with: in the ledger, in the grants, in the catalogue."""

import argparse
import json
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from rourou.contexts.people import queries
from rourou.contexts.stewardship import jobs
from rourou.foundation.access import catalogue
from rourou.foundation.kernel.errors import WrongUse
from tests import cast

Owner = psycopg.Connection[tuple[Any, ...]]
Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def made(store: object, django_db_blocker: Any) -> cast.Cast:
    with django_db_blocker.unblock():
        made = cast.make()
        learner = made.learner()
        member, _adult = made.whanau(learner)
        made.protocols()
        made.consent(learner, member)
        for _ in range(5):
            queries.learner_or_refuse(made.mere.call(), learner)
    return made


@pytest.fixture
def learner(owner: Owner, made: cast.Cast) -> uuid.UUID:
    row = owner.execute("select subject_id from access_subject where cluster_id = %s", [made.cluster.id]).fetchone()
    assert row is not None
    return row[0]


@pytest.fixture
def run(made: cast.Cast, capsys: pytest.CaptureFixture[str]) -> Run:
    def verify(**more: str | None) -> tuple[int, str]:
        code = jobs.run(argparse.Namespace(cluster=made.cluster.code, **more))
        return code, capsys.readouterr().out

    return verify


@pytest.fixture
def chain(owner: Owner, made: cast.Cast) -> Iterator[Callable[[str], None]]:
    """Tamper with the chain of the cluster (`{c}` is it, `{n}` a row in its middle); it is put back afterwards."""
    here = [made.cluster.id]
    owner.execute("create temp table kept as select * from audit_entry where cluster_id = %s", here)
    owner.execute("create temp table kept_head as select * from audit_head where cluster_id = %s", here)

    def tamper(statement: str) -> None:
        owner.execute(statement.format(c=f"cluster_id = '{made.cluster.id}'", n=7))

    yield tamper
    owner.execute("delete from audit_entry where cluster_id = %s", here)
    owner.execute("insert into audit_entry select * from kept")
    owner.execute("delete from audit_head where cluster_id = %s", here)
    owner.execute("insert into audit_head select * from kept_head")


def test_a_store_that_nobody_touched_has_no_differences(run: Run) -> None:
    code, said = run()
    assert code == 0, said
    assert said.startswith("Nothing differs")
    assert "--head" in said


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("update audit_entry set event = 'other' where {c} and seq = {n}", "row 7 was changed after it was written"),
        ("update audit_entry set subjects = subjects || cluster_id where {c} and seq = {n}", "row 7 was changed"),
        ("update audit_entry set at = at + interval '1 second' where {c} and seq = {n}", "row 7 was changed"),
        ("delete from audit_entry where {c} and seq = {n}", "row 8 follows row 6"),
        ("update audit_entry set seq = case seq when {n} then -1 else seq end where {c}", "row -1 follows row 0"),
        (
            "insert into audit_entry select cluster_id, (select max(seq) + 1 from audit_entry where {c}), at, actor,"
            " role, organisation_id, event, outcome, purposes, subjects, grants, protocol_id, cause, request_id,"
            " previous, hash"
            " from audit_entry where {c} and seq = {n}",
            "does not continue the row before it",
        ),
        ("delete from audit_entry where {c} and seq > {n}", "the chain does not end at row"),
        ("update audit_head set seq = {n} where {c}", "the chain does not end at row 7"),
        ("delete from audit_head where {c}", "the chain does not end at row 0"),
    ],
)
def test_a_tampered_ledger_is_named(run: Run, chain: Callable[[str], None], statement: str, named: str) -> None:
    chain(statement)
    code, said = run()
    assert code == 1
    assert named in said


def test_two_rows_that_changed_places_are_named(run: Run, chain: Callable[[str], None]) -> None:
    for swap in ("-7 where {c} and seq = 7", "7 where {c} and seq = 8", "8 where {c} and seq = -7"):
        chain(f"update audit_entry set seq = {swap}")
    code, said = run()
    assert code == 1
    assert "row 7 does not continue" in said
    assert "row 8 was changed" in said


def test_a_chain_written_anew_is_seen_against_a_head_that_somebody_held(
    run: Run, chain: Callable[[str], None], tmp_path: Path, made: cast.Cast
) -> None:
    file = tmp_path / "head.json"
    assert run(save_head=str(file))[0] == 0
    assert run(head=str(file)) == (0, "Nothing differs: grants, bars, chains, row security and keys.\n")
    chain("delete from audit_entry where {c}")
    chain("delete from audit_head where {c}")
    assert run()[0] == 0  # an empty chain holds in itself
    code, said = run(head=str(file))
    assert code == 1
    assert "whose hash was held, is gone" in said
    held = json.loads(file.read_text())[str(made.cluster.id)]
    assert f"row {held[0]}" in said


def test_a_held_hash_that_is_another_is_named(run: Run, tmp_path: Path, made: cast.Cast) -> None:
    file = tmp_path / "head.json"
    file.write_text(json.dumps({str(made.cluster.id): [3, "00" * 32]}))
    assert "row 3 is not the one whose hash was held" in run(head=str(file))[1]


def test_a_file_that_holds_no_heads_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("[]")
    with pytest.raises(WrongUse):
        run(head=str(tmp_path / "no.json"))


def test_a_cluster_that_is_not_here_is_refused() -> None:
    with pytest.raises(WrongUse):
        jobs.run(argparse.Namespace(cluster="nowhere"))


def _undone(owner: Owner, do: str, undo: str, values: dict[str, Any]) -> Iterator[None]:
    owner.execute(do, values)
    yield
    owner.execute(undo, values)


@pytest.fixture
def given_by_hand(owner: Owner, made: cast.Cast, learner: uuid.UUID) -> Iterator[None]:
    yield from _undone(
        owner,
        "insert into access_grant (cluster_id, subject_id, holder_id, purpose, custodian_id, categories, ceiling,"
        " reason, source_id, valid_from, valid_until, for_person) select cluster_id, subject_id, holder_id, purpose,"
        " custodian_id, 8191, 2, 8, custodian_id, valid_from, valid_until, for_person from access_grant"
        " where cluster_id = %(c)s and subject_id = %(s)s limit 1",
        "delete from access_grant where cluster_id = %(c)s and reason = 8",
        {"c": made.cluster.id, "s": learner},
    )


@pytest.mark.usefixtures("given_by_hand")
def test_a_grant_put_in_by_hand_is_named(run: Run, made: cast.Cast, learner: uuid.UUID) -> None:
    code, said = run()
    assert code == 1
    assert "a grant that no fact gives: break_glass for" in said
    assert made.cluster.code in said
    assert made.mere.call().public(learner) in said
    assert str(learner) not in said


def test_a_grant_taken_away_a_bar_and_a_bearer_are_named(
    run: Run, owner: Owner, made: cast.Cast, learner: uuid.UUID
) -> None:
    c = [made.cluster.id]
    owner.execute("create temp table gone as select * from access_grant where cluster_id = %s and reason = 3", c)
    owner.execute("delete from access_grant where cluster_id = %s and reason = 3", c)
    owner.execute(
        "insert into access_bar (cluster_id, subject_id, person_id, hats, categories, reason, source_id, valid_from,"
        " valid_until) values (%s, %s, %s, 3, 8191, 'order', %s, now(), now() + interval '1 day')",
        [*c, learner, made.mere.user.id, uuid.uuid4()],
    )
    owner.execute(
        "insert into access_bearer select cluster_id, %s, id, now(), now() + interval '1 day' from access_holder"
        " where cluster_id = %s and kind = 5 and place_id <> %s limit 1",
        [made.jo.post.id, *c, made.jo.user.id],
    )
    try:
        _code, said = run()
    finally:
        owner.execute("insert into access_grant overriding system value select * from gone")
        owner.execute("delete from access_bar where cluster_id = %s and reason = 'order'", c)
        owner.execute(
            "delete from access_bearer where post_id = %s and valid_until < now() + interval '2 days'",
            [made.jo.post.id],
        )
    assert "a grant is missing: enrolment for support" in said
    assert "a bar that no fact gives: order" in said
    assert f"post {made.jo.post.id} bears a holder" in said
    assert run()[0] == 0


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("alter table people_learner disable row level security", "table people_learner: row security is off"),
        (
            "alter table sharing_consent no force row level security",
            "table sharing_consent: row security is not forced",
        ),
        ("drop policy people_learner_read on people_learner", "people_learner: app may select and no policy says"),
        ("drop policy sharing_protocol_cluster on sharing_protocol", "sharing_protocol: app may delete and no policy"),
        ("create policy open on people_learner to app using (true)", "people_learner: the policy open does not ask"),
        ("create policy open on people_learner using (true)", "people_learner: the policy open is for everybody"),
        (
            "create policy mine on people_enrolment for select to app"
            " using (cluster_id = nullif(current_setting('app.cluster', true), '')::uuid)",
            "the policy mine does not ask for a live grant and for no bar",
        ),
        ("grant select on people_learner to public", "people_learner is open to every role"),
        ("grant update (name) on people_learner to public", "people_learner is open to every role"),
        ("alter table people_classteacher add unique (id)", "people_classteacher: the unique index"),
        (
            "alter table people_schoolclass add constraint odd unique (id);"
            " alter table people_enrolment add constraint loose foreign key (class_id)"
            " references people_schoolclass (id)",
            "people_enrolment: the key loose to people_schoolclass does not begin with cluster_id",
        ),
        (
            "alter table people_classteacher drop constraint people_classteacher_pkey",
            "people_classteacher has no primary",
        ),
        ("create table people_secret (id int primary key)", "people_secret names no cluster"),
        ("create table people_x (cluster_id uuid primary key)", "people_x: row security is off"),
        ("alter table people_authority disable trigger people_authority_due_update", "due after update"),
        ("drop trigger sharing_consent_due_delete on sharing_consent", "sharing_consent: no trigger marks"),
        ("grant execute on function audit_add_outside to public", "audit_add_outside runs with its owner’s"),
        ("alter function access_write reset search_path", "access_write runs with its owner’s rights and fixes no"),
        ("create view people_public_x as select 1 as one", "view people_public_x reads with its owner"),
        ("grant select on audit_entry to app", "audit_entry: app may select and no policy says"),
    ],
)
def test_a_lock_taken_off_is_named(owner: Owner, statement: str, named: str) -> None:
    with owner.transaction(force_rollback=True):
        if "access_write" in statement:
            owner.execute("set role compiler")
        owner.execute(statement)
        owner.execute("reset role")
        found = list(catalogue.faults(lambda text: owner.execute(text).fetchall(), is_live=False))
    assert [line for line in found if named.replace("’", "'") in line.replace("’", "'")], found


def test_a_clock_of_its_own_is_named_in_a_live_store(owner: Owner) -> None:
    found = list(catalogue.faults(lambda text: owner.execute(text).fetchall(), is_live=True))
    assert any("follows a clock of its own" in line for line in found)


def test_a_live_store_s_dates_are_compared_with_now() -> None:
    policy = catalogue.Policy("t", "p", "r", ("app",), "(valid_until > CURRENT_DATE)", "")
    assert list(catalogue.timed([policy], is_live=True)) != []
    policy = catalogue.Policy("t", "p", "r", ("app",), "(valid_until > now())", "")
    assert list(catalogue.timed([policy], is_live=True)) == []


def test_a_role_that_owns_or_bypasses_is_named() -> None:
    roles = [
        ("app", False, True, False, 0, ""),
        ("counts", False, False, False, 3, "owner"),
        ("owner", False, False, False, 9, ""),
    ]
    found = list(catalogue.trusted(roles, [], []))
    assert found == [
        "role app may pass row security or make roles",
        "role counts owns 3 things of this store",
        "role counts is a member of owner",
    ]
