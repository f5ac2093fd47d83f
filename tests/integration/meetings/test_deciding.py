"""Recording a decision: quorum, stepping back, departures, hours never promised twice, two at once, minutes."""

import dataclasses
import datetime
import threading
from decimal import Decimal

import pytest
from django.db import connection

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.allocation import queries as allocation_queries
from rourou.contexts.allocation.types import NewPromise
from rourou.contexts.directory.types import SupportType
from rourou.contexts.meetings import commands, queries
from rourou.contexts.meetings.types import (
    Choice,
    Interest,
    ItemState,
    MinutesState,
    NewDecision,
    Position,
    Stand,
    TellHow,
    Telling,
)
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import State
from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused
from tests import cast as casts
from tests.factories import asking, gathering
from tests.factories.gathering import Gathering, giving, table, telling


@pytest.fixture
def cast() -> casts.Cast:
    made = casts.make()
    asking.in_force(made)
    asking.terms(made)
    return made


@pytest.fixture
def hui(cast: casts.Cast) -> Gathering:
    made = gathering.hui(cast)
    made.begin(*table(cast))
    return made


def _state(hui: Gathering, n: int = 0) -> State:
    asked = hui.asked[n]
    return referrals_queries.by_ids(hui.cast.mere.call(), [asked.id]).by_id[asked.id].state


def _left(hui: Gathering) -> Decimal:
    return allocation_queries.hours_left(hui.cast.grace.call(), [hui.service], asking.TERM).rows[0].left


def _refused(hui: Gathering, draft: NewDecision, number: int = 1) -> str:
    with pytest.raises(Refused) as refusal:
        commands.record_decision(hui.room(hui.cast.grace), hui.id, number, draft)
    assert queries.item_page(hui.room(hui.cast.grace), hui.id, number).item_state is ItemState.TO_DISCUSS
    return refusal.value.code


def test_giving_hours_places_the_request_and_takes_the_hours_once(hui: Gathering) -> None:
    done = commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, giving(hui))
    assert done.subjects == {hui.asked[0].learner}
    assert (_state(hui), _left(hui)) == (State.ALLOCATED, Decimal(11))
    card = queries.item_page(hui.room(hui.cast.grace), hui.id, 1).decision
    assert card is not None
    assert (card.choice, card.hours, card.recorded_by) == (Choice.GIVE_HOURS, Decimal(3), "Grace Hohaia")
    assert {s.stand for s in card.stood} == {Stand.AGREED}
    assert len(card.stood) == 4


def test_more_hours_than_there_are_leave_nothing_behind(hui: Gathering) -> None:
    _refused(hui, giving(hui, "15"))
    assert (_state(hui), _left(hui)) == (State.TRIAGED, Decimal(14))


@pytest.mark.parametrize(
    ("choice", "more", "after"),
    [
        (Choice.TRY_IN_CLASS, {"reason": "One instruction at a time", "review_week": "Week 6"}, State.ADVICE),
        (Choice.KNOW_MORE, {"reason": "The hearing test"}, State.MORE_INFO),
        (Choice.NOT_NOW, {"reason": "Every hour is promised", "offer": "First-step card in class"}, State.DECLINED),
        (Choice.CARRY, {}, State.TRIAGED),
    ],
)
def test_each_choice_takes_the_request_where_it_says(
    hui: Gathering, choice: Choice, more: dict[str, str], after: State
) -> None:
    draft = NewDecision(choice, telling=telling(hui.cast), **more)  # type: ignore[arg-type]
    commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, draft)
    assert _state(hui) is after
    state = queries.item_page(hui.room(hui.cast.grace), hui.id, 1).item_state
    assert state is (ItemState.CARRIED if choice is Choice.CARRY else ItemState.DECIDED)


def test_asking_an_outside_agency_begins_a_request_to_it(hui: Gathering) -> None:
    draft = NewDecision(
        Choice.ASK_OUTSIDE, reason="A hearing check", to_organisation_id=hui.cast.trust.id, telling=telling(hui.cast)
    )
    commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, draft)
    assert _state(hui) is State.REDIRECTED


def test_a_decision_says_what_it_needs_to(hui: Gathering) -> None:
    assert _refused(hui, NewDecision(Choice.GIVE_HOURS, telling=telling(hui.cast))) == "hui.hours"
    assert _refused(hui, giving(hui, telling=None)) == "hui.tell"
    assert _refused(hui, giving(hui, telling=Telling("Yes", None, TellHow.PHONE, asking.today()))) == "hui.tell_who"
    past = Telling("Yes", hui.cast.mere.post.id, TellHow.PHONE, asking.today() - datetime.timedelta(days=1))
    assert _refused(hui, giving(hui, telling=past)) == "hui.tell_by"
    assert _refused(hui, NewDecision(Choice.NOT_NOW, reason="No hours", telling=telling(hui.cast))) == "hui.offer"


def test_without_a_quorum_nothing_is_decided(hui: Gathering) -> None:
    hui.now_here(hui.cast.mere, observers=(hui.cast.sina, hui.cast.fay))
    assert _refused(hui, giving(hui)) == "hui.quorum"
    page = queries.item_page(hui.room(hui.cast.grace), hui.id, 1)
    assert (page.has_quorum, bool(page.cannot_decide)) == (False, True)


def test_who_steps_back_from_an_item_neither_decides_nor_counts(cast: casts.Cast) -> None:
    hui = gathering.hui(cast, learners=("Manaia", "Tāne"))
    hui.begin(cast.mere, cast.fay)
    commands.step_back(cast.mere.call(), hui.id, 1, kind=Interest.OWN_SETTING)
    assert _refused(hui, giving(hui)) == "hui.quorum"
    assert not queries.item_page(hui.room(cast.mere), hui.id, 1).shows_form
    hui.now_here(*table(cast))
    stood = (Position(cast.school.id, Stand.STOOD_ASIDE, "It is our own"),)
    assert _refused(hui, giving(hui, positions=stood)) == "hui.no_voice"
    commands.record_decision(hui.room(cast.grace), hui.id, 1, giving(hui))
    card = queries.item_page(hui.room(cast.grace), hui.id, 1).decision
    assert card is not None
    assert "Matipo Valley School" not in {s.organisation for s in card.stood}
    commands.record_decision(hui.room(cast.grace), hui.id, 2, giving(hui))
    card = queries.item_page(hui.room(cast.grace), hui.id, 2).decision
    assert card is not None
    assert "Matipo Valley School" in {s.organisation for s in card.stood}


def test_the_chair_who_steps_back_does_not_record(hui: Gathering) -> None:
    commands.step_back(hui.cast.grace.call(), hui.id, 1, kind=Interest.OWN_WHANAU)
    assert _refused(hui, giving(hui)) == "hui.stepped_back"
    with pytest.raises(Refused):
        commands.step_back(hui.cast.mere.call(), hui.id, 1, kind=Interest.OTHER, post_id=hui.cast.sina.post.id)


def test_who_stands_aside_or_disagrees_is_kept_as_said(hui: Gathering) -> None:
    aside = Position(hui.cast.other_school.id, Stand.STOOD_ASIDE, "We had hoped for the hours ourselves.")
    silent = dataclasses.replace(aside, reason=" ")
    assert _refused(hui, giving(hui, positions=(silent,))) == "hui.as_said"
    commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, giving(hui, positions=(aside,)))
    card = queries.item_page(hui.room(hui.cast.grace), hui.id, 1).decision
    assert card is not None
    assert [(s.organisation, s.reason) for s in card.stood if s.stand is Stand.STOOD_ASIDE] == [
        ("Rimu Street School", "We had hoped for the hours ourselves.")
    ]


def test_observers_and_people_outside_the_room_record_nothing(hui: Gathering) -> None:
    with pytest.raises(Refused) as outside:
        commands.record_decision(hui.cast.grace.call(), hui.id, 1, giving(hui))
    assert outside.value.code == "hui.outside"
    hui.now_here(hui.cast.mere, hui.cast.sina, observers=(hui.cast.fay,))
    with pytest.raises(Refused) as observer:
        commands.record_decision(hui.room(hui.cast.fay), hui.id, 1, giving(hui))
    assert observer.value.code == "hui.observer"
    assert _left(hui) == Decimal(14)


@pytest.mark.parametrize(
    ("choice", "more", "after"),
    [
        (Choice.GIVE_HOURS, {}, State.ALLOCATED),
        (Choice.TRY_IN_CLASS, {"reason": "One instruction at a time", "review_week": "Week 6"}, State.ADVICE),
        (Choice.KNOW_MORE, {"reason": "The hearing test"}, State.MORE_INFO),
        (Choice.NOT_NOW, {"reason": "Every hour is promised", "offer": "First-step card in class"}, State.DECLINED),
        (Choice.CARRY, {}, State.TRIAGED),
    ],
)
def test_whoever_is_at_the_table_records_what_the_hui_decided(
    hui: Gathering, choice: Choice, more: dict[str, str], after: State
) -> None:
    """The hui decides, so a coordinator who keeps its record carries it out: where the chair steps back, say."""
    commands.step_back(hui.cast.grace.call(), hui.id, 1, kind=Interest.OWN_WHANAU)
    room = hui.room(hui.cast.mere)
    assert queries.item_page(room, hui.id, 1).shows_form
    draft = giving(hui) if choice is Choice.GIVE_HOURS else NewDecision(choice, telling=telling(hui.cast), **more)  # type: ignore[arg-type]
    commands.record_decision(room, hui.id, 1, draft)
    assert _state(hui) is after


def test_outside_a_decision_of_the_hui_a_coordinator_gives_no_hours_and_answers_no_request(hui: Gathering) -> None:
    asked = hui.asked[0]
    for call in (hui.cast.mere.call(), hui.room(hui.cast.mere)):
        with pytest.raises(NotAllowed):
            allocation.promise_hours(call, NewPromise(hui.service, asking.TERM, Decimal(3), (asked.id,)))
        with pytest.raises(NotAllowed):
            referrals.decline(call, asked.id, words="No", offer="No")
    assert (_state(hui), _left(hui)) == (State.TRIAGED, Decimal(14))


def test_a_locked_item_cannot_be_decided(hui: Gathering) -> None:
    hui.now_here(*table(hui.cast), observers=(hui.cast.ana,))
    assert _refused(hui, giving(hui)) == "hui.locked"


def test_an_item_that_names_nobody_is_decided_too(cast: casts.Cast) -> None:
    hui = gathering.hui(cast, learners=())
    commands.add_item(cast.grace.call(), hui.id, title="Speech sounds in Years 0 and 1")
    hui.begin(*table(cast))
    done = commands.record_decision(
        hui.room(cast.grace), hui.id, 1, NewDecision(Choice.ASK_OUTSIDE, reason="A workshop for nine kaiako.")
    )
    assert done.subjects == frozenset()
    card = queries.item_page(cast.grace.call(), hui.id, 1).decision
    assert card is not None
    assert card.reason == "A workshop for nine kaiako."


def test_the_second_of_two_is_told_what_the_first_recorded(hui: Gathering) -> None:
    version = queries.item_page(hui.room(hui.cast.fay), hui.id, 1).version
    commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, giving(hui), version=version)
    with pytest.raises(Conflict) as second:
        commands.record_decision(hui.room(hui.cast.fay), hui.id, 1, giving(hui, "4"), version=version)
    assert second.value.details == {"Decision": "Give hours", "Recorded by": "Grace Hohaia", "Hours": "3.00"}
    assert _left(hui) == Decimal(11)


def test_two_people_recording_at_the_same_moment(hui: Gathering) -> None:
    calls = {name: hui.room(who) for name, who in (("grace", hui.cast.grace), ("fay", hui.cast.fay))}
    outcomes: dict[str, str] = {}
    start = threading.Barrier(2)

    def record(name: str) -> None:
        try:
            start.wait()
            commands.record_decision(calls[name], hui.id, 1, giving(hui))
            outcomes[name] = "recorded"
        except Conflict:
            outcomes[name] = "told"
        finally:
            connection.close()

    threads = [threading.Thread(target=record, args=(name,)) for name in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes.values()) == ["recorded", "told"]
    assert _left(hui) == Decimal(11)


def _with_suggestion(cast: casts.Cast) -> Gathering:
    service = asking.supply(cast)
    asked = [asking.sent(cast, "Manaia")]
    found = allocation.open_round(cast.grace.call(), support_type=SupportType.SPEECH_LANGUAGE, term=asking.TERM)
    allocation.make_suggestion(cast.grace.call(), found.id)
    from rourou.contexts.meetings.types import NewHui

    draft = NewHui(held_on=asking.today(), invited=tuple(m.post.id for m in table(cast)), round_number=found.number)
    made = Gathering(cast, commands.call_hui(cast.grace.call(), draft).id, asked, service)
    made.begin(*table(cast))
    return made


def test_a_round_brings_its_requests_and_its_suggestion(cast: casts.Cast) -> None:
    hui = _with_suggestion(cast)
    page = queries.item_page(hui.room(cast.grace), hui.id, 1)
    assert page.suggested is not None
    assert page.bar is not None
    assert (page.suggested.placed, page.suggested.hours, page.bar.total) == (True, Decimal(4), 14.0)


def test_a_departure_from_the_suggestion_needs_one_reason_and_no_permission(cast: casts.Cast) -> None:
    hui = _with_suggestion(cast)
    assert _refused(hui, giving(hui, "3")) == "hui.departure"
    commands.record_decision(hui.room(cast.grace), hui.id, 1, giving(hui, "3", departure="She starts slowly."))
    card = queries.item_page(hui.room(cast.grace), hui.id, 1).decision
    assert card is not None
    assert card.departure == "She starts slowly."
    assert card.suggested
    commands.close_hui(cast.grace.call(), hui.id)
    assert allocation_queries.suggestion_for_hui(cast.grace.call(), _round(hui)).state.value == "agreed"


def _round(hui: Gathering):
    return allocation_queries.round_page(hui.cast.grace.call(), 1).id


def test_the_suggestion_itself_needs_no_reason(cast: casts.Cast) -> None:
    hui = _with_suggestion(cast)
    commands.record_decision(hui.room(cast.grace), hui.id, 1, giving(hui, "4"))
    assert _state(hui) is State.ALLOCATED


def test_minutes_write_themselves_and_two_who_were_there_confirm_them(hui: Gathering) -> None:
    commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, giving(hui))
    hui.now_here(hui.cast.mere, hui.cast.sina)
    with pytest.raises(Refused):
        commands.confirm_minutes(hui.cast.grace.call(), hui.id)
    commands.close_hui(hui.cast.grace.call(), hui.id)
    page = queries.minutes_page(hui.cast.mere.call(), hui.id)
    assert {s.colleague.name for s in page.stays} >= {"Fay Lister", "Mere Aperahama"}
    assert all(s.left_at for s in page.stays)
    assert page.items[0].decision is not None
    assert page.state is MinutesState.DRAFT
    commands.confirm_minutes(hui.cast.grace.call(), hui.id)
    with pytest.raises(Refused):
        commands.confirm_minutes(hui.cast.grace.call(), hui.id)
    with pytest.raises(Refused):
        commands.confirm_minutes(hui.cast.extra["principal_2"].call(), hui.id)
    commands.confirm_minutes(hui.cast.mere.call(), hui.id)
    assert queries.minutes_page(hui.cast.mere.call(), hui.id).state is MinutesState.CONFIRMED


def test_each_person_gets_the_minutes_they_may_see(hui: Gathering) -> None:
    from rourou.contexts.sharing import commands as sharing
    from rourou.contexts.sharing import queries as sharing_queries
    from rourou.contexts.sharing.types import Question

    commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, giving(hui))
    commands.close_hui(hui.cast.grace.call(), hui.id)
    family = hui.asked[0].adult.call()
    mine = sharing_queries.sharing_page(family, hui.asked[0].learner).answers[Question.CLUSTER]
    sharing.withdraw_consent(family, mine[0].id)
    item = queries.minutes_page(hui.cast.grace.call(), hui.id).items[0]
    assert (item.is_locked, item.learner, item.decision) == (True, None, None)


def test_corrections_are_added_and_nothing_is_written_over(hui: Gathering) -> None:
    commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, giving(hui))
    commands.close_hui(hui.cast.grace.call(), hui.id)
    commands.correct_minutes(hui.cast.sina.call(), hui.id, text="We came at two.")
    done = commands.correct_minutes(hui.cast.sina.call(), hui.id, text="Three hours, not four.", number=1)
    assert done.subjects == {hui.asked[0].learner}
    page = queries.minutes_page(hui.cast.mere.call(), hui.id)
    assert [c.text for c in page.corrections] == ["We came at two."]
    assert [c.text for c in page.items[0].corrections] == ["Three hours, not four."]
    with pytest.raises(Refused):
        commands.correct_minutes(hui.cast.tama.call(), hui.id, text="I heard otherwise.")


def test_a_later_hui_confirms_for_everybody(cast: casts.Cast, hui: Gathering) -> None:
    commands.close_hui(cast.grace.call(), hui.id)
    later = gathering.hui(cast, learners=("Tāne",), service=hui.service)
    with pytest.raises(Refused):
        commands.confirm_minutes(cast.grace.call(), hui.id, at_hui=later.id)
    later.begin(*table(cast))
    commands.confirm_minutes(cast.grace.call(), hui.id, at_hui=later.id)
    assert queries.minutes_page(cast.grace.call(), hui.id).state is MinutesState.CONFIRMED


def test_what_whanau_hear_waits_for_who_promised_it(hui: Gathering) -> None:
    done = commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, giving(hui))
    assert [t.words for t in queries.tellings(hui.cast.mere.call()).cards] == ["Manaia will have three hours with Ana."]
    assert queries.tellings(hui.cast.grace.call()).cards == ()
    with pytest.raises(Refused):
        commands.record_told(hui.cast.sina.call(), done.id)
    commands.record_told(hui.cast.mere.call(), done.id)
    assert queries.tellings(hui.cast.mere.call()).cards == ()
    with pytest.raises(Refused):
        commands.record_told(hui.cast.mere.call(), done.id)


def test_whanau_read_the_decision_and_its_reason_and_never_who_stood_where(hui: Gathering) -> None:
    aside = Position(hui.cast.other_school.id, Stand.STOOD_ASIDE, "We had hoped for the hours ourselves.")
    commands.record_decision(hui.room(hui.cast.grace), hui.id, 1, giving(hui, positions=(aside,)))
    family = queries.decisions_about(hui.asked[0].adult.call(), hui.asked[0].learner).lines[0].card
    assert family.tell_words == "Manaia will have three hours with Ana."
    assert family.stood == ()
    staff = queries.decisions_about(hui.cast.mere.call(), hui.asked[0].learner).lines[0].card
    assert staff.stood
    with pytest.raises(NotFound):
        queries.item_page(hui.cast.stranger.call(), hui.id, 1)
