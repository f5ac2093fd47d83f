"""The state machine of a request, its clocks, and what each step needs. No database."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rourou.contexts.referrals import rules
from rourou.contexts.referrals.rules import RequestFacts
from rourou.contexts.referrals.types import Contact, Outcome, State, Step
from rourou.foundation.kernel.errors import Conflict, Refused

DAY = date(2026, 10, 16)
TODAY = date(2026, 11, 24)
WHOLE = RequestFacts(State.DRAFT, DAY, "Talking in a group", "Her turn", "Talking stone", Decimal(4))


def test_every_state_stands_in_the_table():
    assert set(rules.NEXT) == set(State)
    assert {s for s, steps in rules.NEXT.items() if not steps} == rules.FINAL


def test_the_table_is_the_one_of_the_field():
    """domain.md §7.7, line by line; `release`, `reopen`, `arrive` and asking from the table are this house's own."""
    lines = [
        ("draft", "mark_ready", "ready"),
        ("ready", "submit", "submitted"),
        ("submitted", "acknowledge", "acknowledged"),
        ("acknowledged", "ask_for_more", "more_info"),
        ("more_info", "supply", "acknowledged"),
        ("acknowledged", "triage", "triaged"),
        ("triaged", "decline", "declined"),
        ("triaged", "redirect", "redirected"),
        ("triaged", "advise", "advice"),
        ("triaged", "accept", "waiting"),
        ("waiting", "allocate", "allocated"),
        ("allocated", "begin", "in_progress"),
        ("in_progress", "hold", "on_hold"),
        ("in_progress", "close", "closed"),
    ]
    for before, step, after in lines:
        assert rules.NEXT[State(before)][Step(step)] is State(after)


def test_any_open_state_can_be_withdrawn_and_any_that_was_sent_moves_with_its_learner():
    assert all(Step.WITHDRAW in rules.NEXT[s] for s in rules.OPEN)
    sent = rules.OPEN - rules.UNSENT - {State.TRANSFER_PENDING}
    assert all(rules.NEXT[s][Step.MOVE] is State.TRANSFER_PENDING for s in sent)
    assert all(Step.WITHDRAW not in rules.NEXT[s] for s in rules.ENDED)


def test_only_beginning_leads_to_support():
    into = {(s, step) for s, steps in rules.NEXT.items() for step, after in steps.items() if after is State.IN_PROGRESS}
    assert into == {(State.ALLOCATED, Step.BEGIN), (State.ON_HOLD, Step.RESUME)}


class Walk(RuleBasedStateMachine):
    """Any walk through the table: it only ever goes where the table says, and what is final stays."""

    def __init__(self):
        super().__init__()
        self.state, self.started = State.DRAFT, False

    @precondition(lambda self: bool(rules.NEXT[self.state]))
    @rule(data=st.data())
    def take_a_step(self, data):
        step = data.draw(st.sampled_from(sorted(rules.NEXT[self.state], key=str)))
        rules.check_can_take(self.state, step)
        self.started = self.started or step is Step.BEGIN
        self.state = rules.NEXT[self.state][step]

    @rule(step=st.sampled_from(Step))
    def refuse_what_the_table_does_not_have(self, step):
        if step not in rules.NEXT[self.state]:
            with pytest.raises(Refused):
                rules.check_can_take(self.state, step)

    @invariant()
    def finished_only_after_support_began(self):
        assert self.state is not State.CLOSED or self.started

    @invariant()
    def open_or_ended(self):
        assert (self.state in rules.OPEN) != (self.state in rules.ENDED)


TestWalk = Walk.TestCase


@pytest.mark.parametrize("gap", ["ask", "hope", "tried", "hours", "agreed_on"])
def test_what_is_missing_is_named_field_by_field(gap):
    lacking = replace(WHOLE, **{gap: None if gap in {"hours", "agreed_on"} else " "})
    assert rules.missing(lacking) == (gap,)
    with pytest.raises(Refused) as refused:
        rules.check_can_mark_ready(lacking, TODAY)
    assert refused.value.details == {"field": gap}


def test_nothing_is_sent_without_somebody_who_may_read_it():
    ready = replace(WHOLE, state=State.READY)
    rules.check_can_submit(ready, to_cluster=True, somebody_may_read=True)
    with pytest.raises(Refused, match=r"request\.consent") as refused:
        rules.check_can_submit(ready, to_cluster=True, somebody_may_read=False)
    assert "Talk about sharing" in refused.value.sentence


def test_agreeing_lies_behind_us():
    with pytest.raises(Refused):
        rules.check_agreed_on(TODAY + timedelta(days=1), TODAY)


def test_not_now_needs_a_reason_and_an_offer():
    facts = replace(WHOLE, state=State.TRIAGED)
    rules.check_can_decline(facts, "No hours left", "Grace models talk frames")
    for reason, offer in (("", "Grace"), ("No hours", " ")):
        with pytest.raises(Refused):
            rules.check_can_decline(facts, reason, offer)


@pytest.mark.parametrize("contact", [Contact.CALL, Contact.MEETING])
def test_a_call_or_a_meeting_never_begins_support(contact):
    facts = replace(WHOLE, state=State.ALLOCATED)
    with pytest.raises(Refused, match=r"request\.not_support"):
        rules.check_can_begin(facts, contact, TODAY, TODAY)


@pytest.mark.parametrize("contact", [Contact.SESSION, Contact.IN_CLASS])
def test_a_session_or_support_in_class_begins_it(contact):
    rules.check_can_begin(replace(WHOLE, state=State.ALLOCATED), contact, TODAY, TODAY)


@pytest.mark.parametrize("state", sorted(rules.OPEN, key=str))
def test_the_first_conversation_is_recorded_in_any_open_state_and_once(state):
    rules.check_can_record_conversation(replace(WHOLE, state=state), TODAY, TODAY)
    with pytest.raises(Refused):
        rules.check_can_record_conversation(replace(WHOLE, state=state, first_conversation_on=DAY), TODAY, TODAY)


@pytest.mark.parametrize("state", sorted(rules.ENDED, key=str))
def test_no_conversation_is_recorded_once_it_has_ended(state):
    with pytest.raises(Refused):
        rules.check_can_record_conversation(replace(WHOLE, state=state), TODAY, TODAY)


@pytest.mark.parametrize("on", [DAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_what_happened_did_so_between_the_start_and_today(on):
    with pytest.raises(Refused):
        rules.check_can_begin(replace(WHOLE, state=State.ALLOCATED), Contact.SESSION, on, TODAY)


def test_a_request_is_finished_after_whanau_were_told():
    facts = replace(WHOLE, state=State.IN_PROGRESS)
    rules.check_can_close(facts, Outcome.MET, TODAY, TODAY)
    for outcome, told in ((None, TODAY), (Outcome.MET, None), (Outcome.MET, TODAY + timedelta(days=1))):
        with pytest.raises(Refused):
            rules.check_can_close(facts, outcome, told, TODAY)


def test_another_look_is_given_once_and_for_something_new():
    facts = replace(WHOLE, state=State.DECLINED)
    rules.check_can_reopen(facts, "A hearing test")
    for again in (replace(facts, was_reopened=True), facts):
        with pytest.raises(Refused):
            rules.check_can_reopen(again, "" if again is facts else "New")


def test_the_second_of_two_is_told_what_changed():
    rules.check_version(3, 3, "")
    with pytest.raises(Conflict) as conflict:
        rules.check_version(2, 3, "“Picked up” was recorded.")
    assert "Picked up" in conflict.value.sentence


# Clocks


def _clocks(**more):
    known = {"talked_on": None, "supported_on": None, "ended_on": None, "pauses": (), "today": TODAY}
    return rules.clocks(DAY, **(known | more))


def test_the_clocks_of_the_picture():
    """look/08-request: 6 days to the conversation, 39 so far, a gap of 7, 32 without it."""
    found = _clocks(talked_on=date(2026, 10, 22), pauses=[(date(2026, 11, 2), date(2026, 11, 8))])
    assert (found.talk.days, found.talk.stopped) == (6, True)
    assert (found.support.days, found.support.running) == (39, True)
    assert (found.paused_days, found.without_pauses) == (7, 32)


def test_a_conversation_stops_the_first_clock_and_no_other():
    found = _clocks(talked_on=date(2026, 10, 22))
    assert found.talk.stopped
    assert found.support.running


def test_support_stops_the_second_clock():
    found = _clocks(supported_on=date(2026, 11, 10))
    assert (found.support.days, found.support.stopped) == (25, True)


def test_what_ended_without_support_counts_no_further():
    found = _clocks(ended_on=date(2026, 11, 1))
    assert (found.support.days, found.support.stopped, found.support.running) == (16, False, False)


DAYS = st.dates(DAY - timedelta(days=40), TODAY + timedelta(days=40))
SPANS = st.lists(st.tuples(DAYS, st.none() | DAYS).filter(lambda s: s[1] is None or s[0] <= s[1]), max_size=6)


@given(SPANS, st.none() | st.dates(DAY, TODAY))
def test_pauses_are_never_taken_off_the_clock(pauses, supported):
    with_them, without = _clocks(pauses=pauses, supported_on=supported), _clocks(supported_on=supported)
    assert with_them.support == without.support
    assert with_them.talk == without.talk


@given(SPANS)
def test_no_day_rests_twice_and_none_outside_the_clock(pauses):
    found = _clocks(pauses=pauses)
    spans = found.pauses
    assert all(first <= last for first, last in spans)
    assert all(a[1] + timedelta(days=1) < b[0] for a, b in itertools.pairwise(spans))
    assert all(first >= DAY and last < TODAY for first, last in spans)
    assert 0 <= found.paused_days <= found.support.days
    resting = {
        DAY + timedelta(days=n)
        for n in range((TODAY - DAY).days)
        for first, last in pauses
        if first <= DAY + timedelta(days=n) <= (last or TODAY)
    }
    assert found.paused_days == len(resting)


@given(DAYS, DAYS)
def test_a_pause_ends_on_the_day_before_it_goes_on(begun, again):
    last = rules.pause_ends_on(begun, max(begun, again))
    assert begun <= last <= max(begun, again)
