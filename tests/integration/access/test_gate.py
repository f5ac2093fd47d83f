"""The gate: what it demands, what it records, what it refuses."""

import uuid
from dataclasses import dataclass

import psycopg
import pytest
from django.db import connection, transaction

from rourou.contexts.people import commands as people
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.models import Enrolment, Learner, LearnerIdentity
from rourou.contexts.people.types import NewLearner, NewWhanauMember
from rourou.foundation.access import compiling, reactions
from rourou.foundation.access.gate import command, disclosure, query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict, Fault, NoOpenGate, NotAllowed, NotFound, Refused
from tests import cast, ledgers


@dataclass(frozen=True)
class Result:
    subjects: frozenset[uuid.UUID] = frozenset()


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED)
def read_and_write(call, learner):
    Learner.objects.filter(id=learner).update(called="x")
    return Result()


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED)
def forget_whom(call):
    return object()


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED)
def leak(call, learner):
    return Result(frozenset({learner}))


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED)
def reads_that_write(call, draft):
    return people.enrol_learners(call, [draft])


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, nobody=True)
def as_somebody_else(call, other):
    return people_queries.classes(other)


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes={Purpose.TRANSITION})
def for_transition(call, learner):
    return people_queries.authority_of(call, learner, None, by_learner=True)


@command(Permission.COUNTS_PUBLISH, audits=Event.CLASS_CHANGED)
def publishes(call):
    return Result()


@command(Permission.CONCERN_RAISE, audits=Event.CLASS_CHANGED)
def records_without_lending(call):
    return publishes(call)


@command(Permission.CONCERN_RAISE, audits=Event.CLASS_CHANGED, lends={Permission.COUNTS_PUBLISH})
def records_and_publishes(call):
    return publishes(call)


@disclosure(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED)
def let_out(call, *, basis=None):
    return Result()


@command(Permission.LEARNER_CHANGE, audits=Event.LEARNER_CHANGED)
def change_then_refuse(call, learner):
    Learner.objects.reachable(call).filter(id=learner).update(called="Changed")
    raise Refused("test.refused", "Not yet.")


@command(Permission.LEARNER_ENROL, audits=Event.LEARNER_CHANGED)
def change_a_fact_and_say_nothing(call, learner):
    Enrolment.objects.reachable(call).filter(learner_id=learner).update(end_reason="x")
    return Result(frozenset({learner}))


def test_a_manager_with_no_open_gate_raises() -> None:
    with pytest.raises(NoOpenGate):
        Learner.objects.all()
    with pytest.raises(NoOpenGate):
        LearnerIdentity.objects.create(learner_id=uuid.uuid4())


def test_a_read_is_one_row_naming_every_learner_shown() -> None:
    made = cast.make()
    first, second = made.learner("Tui"), made.learner("Kea")
    before = ledgers.count(made.cluster.id)
    people_queries.learner_cards(made.mere.call(), [first, second])
    rows = ledgers.rows(made.cluster.id)
    assert len(rows) == before + 1
    assert rows[-1].event == "learners.listed"
    assert rows[-1].outcome == "done"
    assert set(rows[-1].people) == {first, second}
    assert len(rows[-1].grants) == 2


def test_the_ledger_holds_no_persons_own_id() -> None:
    made = cast.make()
    learner = made.learner()
    assert str(learner) not in ledgers.raw(made.cluster.id)
    assert str(made.mere.user.id) not in ledgers.raw(made.cluster.id)


def test_a_role_without_the_permission_is_refused_and_recorded() -> None:
    made = cast.make()
    before = ledgers.count(made.cluster.id)
    with pytest.raises(NotAllowed):
        people.open_class(made.jo.call(), "Room 5")
    last = ledgers.rows(made.cluster.id)[-1]
    assert (last.outcome, last.event, last.people) == ("refused", "class.changed", ())
    assert ledgers.count(made.cluster.id) == before + 1


def test_a_refused_command_leaves_nothing_but_its_row() -> None:
    made = cast.make()
    learner = made.learner()
    with pytest.raises(Refused):
        change_then_refuse(made.mere.call(), learner)
    assert people_queries.learner_cards(made.mere.call(), [learner]).by_id[learner].called == ""
    assert ledgers.rows(made.cluster.id)[-2].outcome == "refused"


def test_out_of_reach_another_cluster_and_never_there_are_one_answer_with_one_row_each() -> None:
    made = cast.make()
    learner = made.learner()
    elsewhere = people.enrol_learners(made.stranger.call(), [_draft()]).ids[0]
    for asked, who in (
        (learner, made.sina),
        (elsewhere, made.mere),
        (uuid.uuid4(), made.mere),
        (learner, made.stranger),
    ):
        before = ledgers.count(who.call().cluster_id)
        with pytest.raises(NotFound):
            people_queries.learner_or_refuse(who.call(), asked)
        assert ledgers.count(who.call().cluster_id) == before + 1
        assert ledgers.rows(who.call().cluster_id)[-1].people == ()


def _draft() -> NewLearner:
    return NewLearner("Kōwhai", "Elsewhere", from_on=cast.START)


def test_a_write_inside_a_read_is_refused_by_the_database() -> None:
    made = cast.make()
    learner = made.learner()
    with pytest.raises(Exception, match="read-only"):
        read_and_write(made.mere.call(), learner)


def test_a_read_cannot_call_a_command() -> None:
    with pytest.raises(Fault):
        reads_that_write(cast.make().mere.call(), _draft())


def test_a_result_must_say_whom_it_is_about() -> None:
    with pytest.raises(Fault):
        forget_whom(cast.make().mere.call())


def test_a_result_that_names_somebody_without_a_grant_is_not_shown() -> None:
    made = cast.make()
    learner = made.learner()
    with pytest.raises(Fault):
        leak(made.sina.call(), learner)


def test_calls_of_two_clusters_do_not_nest_and_hats_do_not_mix() -> None:
    made = cast.make()
    with pytest.raises(Fault):
        as_somebody_else(made.mere.call(), made.stranger.call())
    with pytest.raises(Fault):
        as_somebody_else(made.mere.call(), made.wiremu.call())


def test_an_act_lends_what_it_needs_to_the_acts_inside_it_and_to_nothing_else() -> None:
    made = cast.make()
    with pytest.raises(NotAllowed):
        publishes(made.jo.call())
    with pytest.raises(NotAllowed):
        records_without_lending(made.jo.call())
    assert records_and_publishes(made.jo.call()).subjects == frozenset()
    with pytest.raises(NotAllowed):
        publishes(made.jo.call())


def test_an_inner_act_must_serve_the_purpose_of_the_outer_one() -> None:
    made = cast.make()
    with pytest.raises(Fault):
        for_transition(made.mere.call(), made.learner())


def test_nothing_leaves_without_a_basis() -> None:
    with pytest.raises(NotAllowed):
        let_out(cast.make().mere.call(), basis="because")


def test_with_no_rule_of_sharing_every_act_about_a_person_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made = cast.make()
    monkeypatch.setattr(compiling, "_installed", [])
    with pytest.raises(Fault):
        people_queries.learner_cards(made.mere.call(), [])


def test_a_changed_fact_that_was_not_compiled_cannot_be_committed() -> None:
    made = cast.make()
    learner = made.learner()
    with pytest.raises(Exception, match="not compiled"):
        change_a_fact_and_say_nothing(made.mere.call(), learner)


def test_reactions_run_under_the_system_hat_and_name_their_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    made = cast.make()
    seen = []

    @command(Permission.LEARNER_CHANGE, audits=Event.LEARNER_CHANGED, purposes={Purpose.UPKEEP})
    def follow(call, *, cause, result, subjects):
        seen.append((call.role, cause, subjects))
        reached = set(Learner.objects.reachable(call).filter(id__in=subjects).values_list("id", flat=True))
        return Result(frozenset(reached))

    monkeypatch.setattr(reactions, "_registered", {Event.WHANAU_ADDED: [follow]})
    learner = made.learner()
    people.add_whanau_member(made.mere.call(), learner, NewWhanauMember("Wini", "Nan"))
    assert seen == [("system", Event.WHANAU_ADDED, frozenset({learner}))]
    last = ledgers.rows(made.cluster.id)[-1]
    assert (last.role, last.cause, last.people) == ("system", "whanau.added", (learner,))


def test_two_hats_of_one_person_are_two_calls() -> None:
    made = cast.make()
    learner = made.learner()
    _member, hana = made.whanau(learner)
    assert people_queries.learner_cards(hana.call(), [learner]).by_id


def test_the_same_nsn_twice_in_one_setting_is_a_conflict_and_elsewhere_tells_nothing() -> None:
    made = cast.make()
    made.learner("Tui", nsn="123456789")
    with pytest.raises(Conflict):
        made.learner("Kea", nsn="123456789")
    assert made.learner("Ruru", by=made.sina, nsn="123456789")


def test_the_gate_writes_its_settings_for_the_transaction_alone() -> None:
    made = cast.make()
    made.learner()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select count(*) from people_learner")
        assert cursor.fetchone() == (0,)


def test_the_chain_of_a_cluster_holds(store_owner: psycopg.Connection) -> None:
    made = cast.make()
    made.learner()
    assert ledgers.faults(store_owner, made.cluster.id) == []
