"""Rows loaded in bulk are as if they had come through the gate: same grants, same chain, same locks."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from rourou.contexts.people import queries
from rourou.foundation.access.grants import HolderKey
from rourou.foundation.access.loading import Loader
from rourou.foundation.access.purposes import HolderKind
from rourou.foundation.access.roles import Role
from rourou.foundation.audit import ledger
from rourou.foundation.kernel.errors import Fault, NotFound, Refused
from tests import cast, running

AT = datetime(2026, 9, 1, 20, 30, 15, 123456, tzinfo=UTC)
Owner = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


def _loader(made: cast.Cast) -> Loader:
    return Loader(f"seed {made.cluster.id}", address=running.server().address("owner", running.DATABASE))


def _load(loader: Loader, made: cast.Cast, count: int, *, compiled: bool = True) -> list[uuid.UUID]:
    ids = [loader.ids("people_learner", number) for number in range(count)]
    loader.copy(
        "people_enrolment",
        ("cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "class_id", "from_on",
        "end_reason"),
        (
            (made.cluster.id, loader.ids("people_enrolment", n), AT, learner, made.school.id, 1, made.room_4,
            cast.START, "")
            for n, learner in enumerate(ids)
        ),
    )  # fmt: skip
    if compiled:
        loader.compile(made.cluster.id, ids)
    loader.copy(
        "people_learner",
        ("cluster_id", "id", "created_at", "name", "called", "say_it", "year_level", "sort_key", "search",
        "sensitivity", "version"),
        ((made.cluster.id, i, AT, f"Learner {n}", "", "", 4, f"learner {n}", f"learner {n}", 1, 1) for n,
        i in enumerate(ids)),
    )  # fmt: skip
    return ids


def _entries(owner: Owner, made: cast.Cast) -> Iterator[ledger.Entry]:
    with owner.cursor() as cursor:
        yield from ledger.entries(cursor, made.cluster.id)


def _head(owner: Owner, made: cast.Cast) -> dict[uuid.UUID, tuple[int, bytes]]:
    row = owner.execute("select seq, hash from audit_head where cluster_id = %s", [made.cluster.id]).fetchone()
    assert row is not None
    return {made.cluster.id: (row[0], bytes(row[1]))}


def test_loaded_learners_are_seen_by_their_setting_and_by_nobody_else(made: cast.Cast) -> None:
    with _loader(made) as loader:
        ids = _load(loader, made, 7)
    assert set(queries.learner_cards(made.mere.call(), ids).by_id) == set(ids)
    assert set(queries.learner_cards(made.jo.call(), ids).by_id) == set(ids)
    assert queries.learner_cards(made.sina.call(), ids).by_id == {}
    with pytest.raises(NotFound):
        queries.learner_or_refuse(made.stranger.call(), ids[0])


def test_what_is_loaded_and_what_the_gate_compiles_are_the_same_rows(made: cast.Cast, owner: Owner) -> None:
    by_gate = made.learner()
    with _loader(made) as loader:
        (loaded,) = _load(loader, made, 1)
    form = (
        "select holder_id, purpose, custodian_id, categories, ceiling, reason, valid_from, valid_until, for_person"
        " from access_grant where cluster_id = %s and subject_id = %s order by 1, 2, 3, 4"
    )
    first, second = (owner.execute(form, [made.cluster.id, i]).fetchall() for i in (by_gate, loaded))
    assert first == second
    assert len(first) >= 5


def test_compiling_again_writes_only_what_differs(made: cast.Cast, owner: Owner) -> None:
    form = "select array_agg(id order by id) from access_grant where cluster_id = %s and subject_id = %s"
    with _loader(made) as loader:
        (learner,) = _load(loader, made, 1)
        loader.commit()
        before = owner.execute(form, [made.cluster.id, learner]).fetchone()
        loader.compile(made.cluster.id, [learner])
    assert owner.execute(form, [made.cluster.id, learner]).fetchone() == before


def test_facts_without_compiled_grants_are_not_committed(made: cast.Cast) -> None:
    with pytest.raises(Fault, match="2 learners"), _loader(made) as loader:
        _load(loader, made, 2, compiled=False)
    assert queries.learner_cards(made.mere.call(), [loader.ids("people_learner", 0)]).by_id == {}


def test_a_key_that_points_nowhere_is_refused_at_the_commit(made: cast.Cast) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation), _loader(made) as loader:  # noqa: PT012 the commit is inside
        _load(loader, made, 1)
        loader.copy(
            "people_learneridentity",
            ("cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "given_names",
            "family_name",
             "gender", "ethnicities", "iwi", "languages"),
            [(made.cluster.id, loader.ids("people_learneridentity", 1), AT, uuid.uuid4(), made.school.id, 2, "A",
            "B", "",
              [], [], [])],
        )  # fmt: skip
        loader.commit()


def test_every_lock_is_back_in_its_place(made: cast.Cast, owner: Owner) -> None:
    with _loader(made) as loader:
        _load(loader, made, 1)
    assert owner.execute(
        "select relname from pg_class where relrowsecurity and not relforcerowsecurity and relkind = 'r'"
    ).fetchall() == []  # fmt: skip
    assert owner.execute("select tgname from pg_trigger where tgenabled = 'D'").fetchall() == []


def test_a_loaded_chain_holds_and_the_gate_goes_on_from_it(made: cast.Cast, owner: Owner) -> None:
    learner = made.learner()
    with _loader(made) as loader:
        actor, name = (loader.ledger_name(made.cluster.id, i) for i in (made.jo.user.id, learner))
        rows = [
            ledger.Past(AT, "teacher", "learner.looked_at", actor, made.school.id, purposes=(1,), subjects=(name,),
            grants=(n, 7))
            for n in range(40)
        ]  # fmt: skip
        assert loader.ledger(made.cluster.id, rows) == 40
        assert loader.ledger(made.cluster.id, [ledger.Past(AT, "system", "counts.noted", cause="é|x")]) == 1
    queries.learner_or_refuse(made.mere.call(), learner)
    assert list(ledger.walk(_entries(owner, made), _head(owner, made))) == []
    assert _head(owner, made)[made.cluster.id][0] > 41


def test_the_two_canonical_texts_are_one(made: cast.Cast, owner: Owner) -> None:
    protocol, someone = uuid.uuid4(), uuid.uuid4()
    past = ledger.Past(
        AT, "rtlb", "plan.read", someone, made.rtlb.id, "refused", (1, 2), (someone, protocol), (3, 99), protocol,
        "consent.withdrawn", "req-ā",
    )  # fmt: skip
    with _loader(made) as loader:
        loader.ledger(made.cluster.id, [past])
    *_, last = _entries(owner, made)
    assert last.text == ledger.canonical(last.seq, past)


def test_an_index_set_aside_is_made_again(made: cast.Cast, owner: Owner) -> None:
    with _loader(made) as loader:
        loader.without_index("audit_entry_subjects")
        assert owner.execute("select to_regclass('audit_entry_subjects')").fetchone() == (None,)
    assert owner.execute("select to_regclass('audit_entry_subjects')").fetchone() != (None,)


def test_posts_bear_what_the_gate_would_give_them(made: cast.Cast, owner: Owner) -> None:
    post, user = uuid.uuid4(), uuid.uuid4()
    with _loader(made) as loader:
        loader.bear(
            made.cluster.id, post, [*loader.held_by(Role.RTLB, user, made.rtlb.id), HolderKey(HolderKind.CLASS, "",
            made.room_4)],
            start=AT,
        )  # fmt: skip
    found = owner.execute(
        "select h.kind from access_bearer b join access_holder h on h.id = b.holder_id where post_id = %s order by 1",
        [post],
    ).fetchall()  # fmt: skip
    assert [kind for (kind,) in found] == [1, 2, 3, 4, 5]


def test_a_live_store_is_refused(made: cast.Cast, owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rourou.foundation.access.loading.LOADABLE", frozenset({"simulated"}))  # as if stamped live
    with pytest.raises(Refused), _loader(made):
        pass
