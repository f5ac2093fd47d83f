"""The invented communities as they stand in the store, loaded through the commands that everybody uses."""

from typing import Any

import psycopg
import pytest

from rourou.contexts.allocation import queries as allocation
from rourou.contexts.exchange.jobs import community
from rourou.contexts.exchange.jobs.community import loading
from rourou.contexts.meetings import queries as meetings
from rourou.contexts.people import queries as people
from rourou.foundation.access import call as calls
from rourou.foundation.access.call import Call
from rourou.foundation.kernel import ids
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.store.embedded import Server
from rourou.foundation.tenancy.models import User
from tests import cast, ledgers, running

MATIPO, KAHIKATEA = community.communities()


def _id(place: community.Community, *label: str) -> Any:
    return ids.keyed_id(community.SEED, place.label, *label)


def _learner(label: str) -> Any:
    return _id(KAHIKATEA if label.startswith("kp_") else MATIPO, "learner", label)


def _call(email: str, role: str | None = None, place: str | None = None) -> Call:
    user = User.objects.get(email=email)
    hats = calls.for_user(user.id)
    return next(
        c for c in hats if role in {None, str(c.role)} and (place is None or c.post.organisation_name.startswith(place))
    )


def _count(owner: psycopg.Connection[Any], table: str, place: community.Community) -> int:
    row = owner.execute(f"select count(*) from {table} where cluster_id = %s", [_id(place, "cluster")]).fetchone()
    return int(row[0]) if row else 0


both = pytest.mark.parametrize("place", [MATIPO, KAHIKATEA], ids=lambda c: c.label)


@both
def test_everybody_told_is_there(morning: None, owner: psycopg.Connection[Any], place: community.Community) -> None:
    assert _count(owner, "people_learner", place) == len(place.learners)
    assert _count(owner, "people_whanaumember", place) == len(place.relationships)
    assert _count(owner, "people_schoolclass", place) == len(place.rooms)
    assert _count(owner, "sharing_keeper", place) == len(place.keepers)
    assert _count(owner, "sharing_protocol", place) == len(place.protocols)
    assert _count(owner, "sharing_signature", place) == sum(len(p.signed) for p in place.protocols)
    assert _count(owner, "sharing_namedperson", place) == len(place.teams) + len(place.moves)  # who keeps the records
    stopped = sum(c.withdrawn_on is not None for c in place.consents)  # a stop leaves a No in its place
    assert _count(owner, "sharing_consent", place) == len(place.consents) + stopped


@both
def test_everybody_who_can_sign_in_has_their_hats(morning: None, place: community.Community) -> None:
    for who in community.sign_ins(place):
        user = User.objects.get(email=who.email)
        assert not user.has_usable_password()
        assert who.role in {str(c.role) for c in calls.for_user(user.id)}, who


def test_accounts_are_everybody_who_can_sign_in() -> None:
    listed = community.accounts()
    assert len(listed) == sum(len(community.sign_ins(c)) for c in community.communities())
    assert all(set(a) == {"email", "name", "role", "organisation", "cluster"} for a in listed)
    assert listed[0]["email"] == "mere@matipo.example"


def test_loading_again_changes_nothing(morning: None, owner: psycopg.Connection[Any]) -> None:
    before = ledgers.count(_id(MATIPO, "cluster"))
    assert community.load(then=community.NOW) is False
    assert ledgers.count(_id(MATIPO, "cluster")) == before


def test_nothing_in_the_story_was_refused(loaded: None) -> None:
    assert {line.outcome for line in ledgers.rows(_id(MATIPO, "cluster"))} == {"done"}


def test_a_protected_place_is_opened_to_nobody_outside(morning: None) -> None:
    aria = _learner("aria")
    for email in ("grace@cluster.example", "lucy@rimu-street.example", "nikau@ministry.example"):
        assert aria not in people.placings(_call(email), [aria]).by_id
    assert people.protected(_call("kerry@matipo-intermediate.example"), aria).is_known
    assert not people.protected(_call("rakete@matipo-intermediate.example"), aria).is_known


def test_the_twins_have_two_answers(morning: None) -> None:
    grace = _call("grace@cluster.example", "cluster_lead")
    tui, kotare = _learner("tui"), _learner("kotare")
    assert set(_planned(grace, {tui, kotare})) == {tui}


def _planned(call: Call, learners: set[Any]) -> set[Any]:
    """Whom this call may know for planning: what the cluster's teams were told by name."""
    return {i for i in learners if _has_grant(call, i, purpose=2)}


def _has_grant(call: Call, learner: Any, *, purpose: int) -> bool:
    sql = (
        "select exists (select 1 from access_grant where cluster_id = %s and subject_id = %s and holder_id = any(%s)"
        " and purpose = %s and valid_from <= tenancy_now() and valid_until > tenancy_now())"
    )
    with ledgers.owner() as connection:
        row = connection.execute(sql, [call.cluster_id, learner, list(call.holders), purpose]).fetchone()
    return bool(row and row[0])


def test_the_second_cluster_is_not_there_for_the_first(morning: None) -> None:
    theirs = {_learner(x.label) for x in KAHIKATEA.learners}
    for email in ("mere@matipo.example", "grace@cluster.example", "ruth@cluster.example"):
        assert not any(_has_grant(_call(email), i, purpose=p) for i in theirs for p in (1, 2))
    with pytest.raises(NotFound):
        people.learner_or_refuse(_call("mere@matipo.example"), _learner("kp_manaia_01"))


def test_who_decides_for_herself_reads_her_own_page_and_her_answer_counts(morning: None) -> None:
    wiki = _learner("wiki")
    assert people.learner_or_refuse(_call("wiki@rangatahi.example"), wiki).subjects == {wiki}
    assert _has_grant(_call("grace@cluster.example", "cluster_lead"), wiki, purpose=2)


def test_a_mum_who_teaches_here_reads_as_his_mum_only(morning: None) -> None:
    kahurangi = _learner("kahurangi")
    assert people.learner_or_refuse(_call("heni@matipo.example", "whanau"), kahurangi).id == kahurangi
    with pytest.raises(NotFound):
        people.learner_or_refuse(_call("heni@matipo.example", "teacher"), kahurangi)


def test_an_adult_whose_sign_in_rests_reads_nothing(morning: None) -> None:
    with pytest.raises(NotFound):
        people.learner_or_refuse(_call("troy@whanau.example", "whanau"), _learner("aria"))
    assert people.learner_or_refuse(_call("nan.june@whanau.example", "whanau"), _learner("aria")).id


def test_stopping_ends_the_sight_of_the_cluster_and_the_organisation(morning: None) -> None:
    lupe = _learner("lupe")
    assert not _has_grant(_call("grace@cluster.example", "cluster_lead"), lupe, purpose=2)
    assert not _has_grant(_call("ana@te-ara-reo.example"), lupe, purpose=1)
    assert _has_grant(_call("ana@te-ara-reo.example"), _learner("oliver"), purpose=1)


@both
def test_registers_and_work_are_as_told(
    morning: None, owner: psycopg.Connection[Any], place: community.Community
) -> None:
    assert _count(owner, "register_entry", place) == len(place.entries)
    assert _count(owner, "register_need", place) == sum(len(e.barriers) for e in place.entries)
    assert _count(owner, "register_strength", place) == sum(len(e.strengths) + len(e.hopes) for e in place.entries)
    assert _count(owner, "register_concern", place) == len(place.concerns)
    assert _count(owner, "register_note", place) == len(place.notes) + len(place.promises)
    assert _count(owner, "register_voice", place) == len(place.voices)
    assert _count(owner, "register_response", place) == len(place.supports)
    assert _count(owner, "plans_plan", place) == len(place.plans)
    assert _count(owner, "referrals_referral", place) == len(place.requests)
    assert _count(owner, "directory_hours", place) == len(place.supplies)
    assert _count(owner, "allocation_round", place) == len(place.rounds)
    assert _count(owner, "meetings_hui", place) == len(place.hui)
    assert _count(owner, "meetings_item", place) == sum(len(h.items) for h in place.hui)
    assert _count(owner, "moves_move", place) == len(place.moves)


@both
def test_every_request_stands_where_the_story_left_it(
    morning: None, owner: psycopg.Connection[Any], place: community.Community
) -> None:
    rows = owner.execute(
        "select learner_id, ask, o.name, state, agreed_on, first_conversation_on, first_support_on"
        " from referrals_referral r left join tenancy_organisation o on o.id = r.to_organisation_id"
        " where cluster_id = %s",
        [_id(place, "cluster")],
    ).fetchall()
    stands = {row[:3]: row[3:] for row in rows}
    assert len(stands) == len(rows)
    names = {s.label: None if s.kind == "cluster_body" else s.name for s in place.settings}
    called = {"closed_advice": "advice"}
    for request in place.requests:
        # What is asked elsewhere goes on under the words it began with.
        ask = next(r.title for r in place.requests if r.label == (request.before or request.label))
        state, *days = stands[_learner(request.learner), ask, names[request.to]]
        assert state == called.get(request.state, request.state), request.label
        assert days == [request.agreed_on, request.first_conversation_on, request.first_support_on], request.label


def test_hours_are_promised_as_the_hui_gave_them(morning: None, owner: psycopg.Connection[Any]) -> None:
    sql = (
        "select b.term, b.offered, b.promised from allocation_hours_balance b join directory_service s"
        " on s.cluster_id = b.cluster_id and s.id = b.service_id where s.lead_id = %s order by b.term"
    )
    rows = owner.execute(sql, [_person("ana")]).fetchall()
    assert [(t, float(o), float(p)) for t, o, p in rows] == [
        ("2026-3", 12, 0), ("2026-4", 12, 4), ("2027-1", 14, 0)
    ]  # fmt: skip


def _person(label: str) -> Any:
    person = next(p for p in MATIPO.staff + MATIPO.whanau if p.label == label)
    return User.objects.get(email=person.email).id


def test_round_three_has_its_suggestion(morning: None) -> None:
    grace = _call("grace@cluster.example", "cluster_lead")
    page = allocation.suggestion_for_hui(grace, allocation.round_page(grace, 3).id)
    assert len(page.lines) == 9
    placed = {line.learner_id for line in page.lines if line.placed}
    assert _learner("manaia") in placed
    assert 0 < sum(line.hours for line in page.lines if line.placed) <= 14
    assert all(line.says for line in page.lines)


def test_the_coming_hui_has_its_agenda_and_one_lock(morning: None) -> None:
    grace = _call("grace@cluster.example", "cluster_lead")
    coming = meetings.hui_list(grace).coming
    assert len(coming) == 1
    told = next(h for h in MATIPO.hui if h.status == "coming")
    items = meetings.hui_page(grace, coming[0].id).items
    assert [i.learner.id if i.learner else i.title for i in items] == [
        _learner(i.learner) if i.learner else i.title for i in told.items
    ]
    closed = {i.learner.id: i.closed_to for i in items if i.learner and i.closed_to}
    assert closed == {_learner("ioane"): ("Te Ara Reo Trust",)}


def test_the_minutes_of_september_are_confirmed(morning: None, owner: psycopg.Connection[Any]) -> None:
    rows = owner.execute(
        "select state from meetings_minutes where cluster_id = %s", [_id(MATIPO, "cluster")]
    ).fetchall()
    assert rows == [("confirmed",)]


def test_moves_stand_where_they_are(morning: None, owner: psycopg.Connection[Any]) -> None:
    rows = owner.execute(
        "select learner_id, stage from moves_move where cluster_id = %s", [_id(MATIPO, "cluster")]
    ).fetchall()
    assert dict(rows) == {_learner(m.learner): m.status for m in MATIPO.moves}
    jaxon = _learner("jaxon")
    assert people.learner_or_refuse(_call("lucy@rimu-street.example"), jaxon).id == jaxon
    assert not _has_grant(_call("dot@piwakawaka.example"), jaxon, purpose=1)


# What a load takes from the machine, and not from the story: chains, counts' names, how long an engine thought.
_OF_THE_MACHINE = ("audit_%", "access_%", "insights_%", "allocation_suggestion")


def _digest(connection: psycopg.Connection[Any], place: community.Community) -> dict[str, tuple[int, str]]:
    """Every row of a cluster, by table, whatever their order."""
    tables = connection.execute(
        "select c.table_name from information_schema.columns c join information_schema.tables t using (table_name)"
        " where c.column_name = 'cluster_id' and t.table_type = 'BASE TABLE' and c.table_schema = 'public'"
        " and not c.table_name like any(%s) order by 1",
        [list(_OF_THE_MACHINE)],
    ).fetchall()
    found = {}
    for (table,) in tables:
        row = connection.execute(
            f"select count(*), md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from {table} t"
            " where t.cluster_id = %s",
            [_id(place, "cluster")],
        ).fetchone()
        assert row
        found[table] = row
    return found


@pytest.mark.slow
def test_a_community_is_the_same_whatever_else_the_store_holds(
    morning: None, owner: psycopg.Connection[Any], store: Server
) -> None:
    """The second one alone, in a store that others already use, against what was loaded beside the first."""
    other = f"{running.DATABASE}_again"
    store.create_from_template(running.template(store), other)
    try:
        with running.using(other):
            cast.make()  # with partners of the same names
            loading.load(community.SEED, (KAHIKATEA,), community.CALENDAR, now=community.NOW, then=None, say=str)
            with ledgers.owner() as connection:
                again = _digest(connection, KAHIKATEA)
    finally:
        store.drop(other)
    assert again == _digest(owner, KAHIKATEA)
    assert sum(count > 0 for count, _ in again.values()) > 30
