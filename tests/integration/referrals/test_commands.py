"""Requests from the first line to the last, through the gate, as the application’s own role."""

import datetime
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.allocation.types import NewPromise
from rourou.contexts.referrals import commands, queries
from rourou.contexts.referrals.types import Contact, Outcome, State, Step
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, Question
from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused
from rourou.foundation.tenancy.models import CalendarPeriod
from tests import cast
from tests.factories import asking


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    asking.in_force(made)
    return made


def _page(made, asked, who=None):
    return queries.request_page((who or made.mere).call(), asked.id)


def _placed(made, given="Manaia"):
    asked, service = asking.waiting(made, given), asking.supply(made)
    allocation.promise_hours(made.grace.call(), NewPromise(service, asking.TERM, Decimal(4), (asked.id,)))
    return asked


def test_a_request_goes_all_the_way_and_every_step_is_kept(made):
    asked = _placed(made)
    commands.record_conversation(
        made.grace.call(), asked.id, on=asking.today() - datetime.timedelta(days=20), contact=Contact.CALL, words="Hana"
    )
    commands.begin_support(
        made.mere.call(), asked.id, on=asking.today(), contact=Contact.SESSION, words="First session"
    )
    commands.hold(made.mere.call(), asked.id, words="School camp")
    commands.resume(made.mere.call(), asked.id)
    commands.close(made.mere.call(), asked.id, outcome=Outcome.MET, told_on=asking.today(), words="She tells stories")
    page = _page(made, asked)
    assert page.state is State.CLOSED
    assert {s.step for s in page.steps} >= {
        Step.SUBMIT, Step.TRIAGE, Step.ACCEPT, Step.ALLOCATE, Step.CONVERSATION, Step.BEGIN, Step.HOLD, Step.CLOSE,
    }  # fmt: skip
    assert page.clocks.talk.days == 10
    assert page.clocks.support.days == 30


def test_steps_are_never_changed(made):
    asking.sent(made)
    for statement in ("update referrals_referralstep set words = ''", "delete from referrals_referralstep"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)


def test_nothing_is_sent_before_whanau_have_said_yes_and_nothing_is_lost(made):
    asked = asking.begun(made, agreed=False)
    with pytest.raises(Refused, match=r"request\.consent"):
        commands.send_request(made.mere.call(), asked.id)
    assert _page(made, asked).state is State.DRAFT
    made.consent(asked.learner, asked.giver)
    commands.send_request(made.mere.call(), asked.id)
    assert _page(made, asked).state is State.SUBMITTED


def test_a_request_to_one_organisation_needs_the_yes_to_that_organisation(made):
    asked = asking.begun(made, to_organisation_id=made.trust.id)
    with pytest.raises(Refused, match=r"request\.consent"):
        commands.send_request(made.mere.call(), asked.id)
    made.consent(asked.learner, asked.giver, Question.ORGANISATION)
    commands.send_request(made.mere.call(), asked.id)
    assert _page(made, asked, made.ana).state is State.SUBMITTED


def test_a_draft_is_out_of_the_cluster_s_reach_in_postgresql_as_well(made):
    asked = asking.begun(made)
    with pytest.raises(NotFound):
        _page(made, asked, made.grace)
    call = made.grace.call()
    with transaction.atomic(), connection.cursor() as cursor:
        settings = {
            "cluster": str(call.cluster_id), "purposes": "{2}",
            "holders": "{{{}}}".format(",".join(map(str, call.holders))),
            "person": str(call.person_id), "hat": "1", "organisation": str(call.organisation_id),
        }  # fmt: skip
        for name, value in settings.items():
            cursor.execute("select set_config(%s, %s, true)", [f"app.{name}", value])
        cursor.execute("select count(*) from referrals_referral")
        assert cursor.fetchone()[0] == 0
        cursor.execute("select set_config('app.organisation', %s, true)", [str(made.school.id)])
        cursor.execute("select count(*) from referrals_referral")
        assert cursor.fetchone()[0] == 1


def test_others_of_the_cluster_do_not_write_and_strangers_do_not_see(made):
    asked = asking.sent(made)
    with pytest.raises(NotFound):
        _page(made, asked, made.stranger)
    with pytest.raises(NotFound):
        commands.add_note(made.sina.call(), asked.id, words="Mine?")
    with pytest.raises(NotAllowed):
        commands.acknowledge(made.mere.call(), asked.id)
    with pytest.raises(NotAllowed):
        commands.start_request(made.jo.call(), asked.learner, asking.draft())


def test_days_until_an_answer_stand_beside_the_clock(made):
    asked = asking.sent(made)
    commands.acknowledge(made.grace.call(), asked.id)
    commands.ask_for_more(made.grace.call(), asked.id, words="Turn counts")
    assert _page(made, asked).asks == "Turn counts"
    with pytest.raises(Refused):
        commands.supply_more(made.mere.call(), asked.id, words=" ")
    commands.supply_more(made.mere.call(), asked.id, words="Weeks 1 to 4")
    page = _page(made, asked)
    assert page.state is State.ACKNOWLEDGED
    assert [p.until_on is None for p in page.pauses] == [False]
    assert page.clocks.support.days == 30


def test_a_redirect_asks_again_with_the_day_it_began(made):
    asked = asking.sent(made)
    commands.take_to_hui(made.grace.call(), asked.id)
    commands.redirect(
        made.grace.call(), asked.id, to_organisation_id=made.trust.id, words="Te Ara Reo knows her whānau"
    )
    lines = queries.requests_of(made.mere.call(), asked.learner).lines
    assert {x.state for x in lines} == {State.REDIRECTED, State.DRAFT}
    assert {x.agreed_on for x in lines} == {asking.today() - datetime.timedelta(days=30)}
    new = next(x for x in lines if x.state is State.DRAFT)
    with pytest.raises(Refused, match=r"request\.consent"):
        commands.send_request(made.mere.call(), new.id)


def test_not_now_can_be_looked_at_again_once_and_the_clock_goes_on(made):
    asked = asking.sent(made)
    commands.take_to_hui(made.grace.call(), asked.id)
    commands.decline(made.grace.call(), asked.id, words="No hours are left", offer="Grace models talk frames")
    assert _page(made, asked).offered_instead == "Grace models talk frames"
    commands.reopen(made.mere.call(), asked.id, words="A hearing test")
    assert _page(made, asked).clocks.support.running
    commands.take_to_hui(made.grace.call(), asked.id)
    commands.decline(made.grace.call(), asked.id, words="No", offer="The same")
    with pytest.raises(Refused, match=r"request\.reopened"):
        commands.reopen(made.mere.call(), asked.id, words="Again")


def test_the_second_of_two_is_told(made):
    asked = asking.sent(made)
    shown = _page(made, asked).version
    commands.acknowledge(made.grace.call(), asked.id, shown=shown)
    with pytest.raises(Conflict) as conflict:
        commands.acknowledge(made.fay.call(), asked.id, shown=shown)
    assert "Picked up" in conflict.value.sentence


# When sharing stops


def _stop(made, asked):
    call = made.mere.call()
    consent = made.consent(asked.learner, asked.giver, Question.CLUSTER, Answer.YES)
    return sharing.withdraw_consent(call, consent)


@pytest.mark.parametrize("state", ["draft", "submitted", "acknowledged", "more_info", "triaged", "waiting"])
def test_a_no_withdraws_what_is_not_placed_in_the_same_act(made, state):
    asked = asking.begun(made)
    walk = {
        "submitted": lambda: commands.send_request(made.mere.call(), asked.id),
        "acknowledged": lambda: commands.acknowledge(made.grace.call(), asked.id),
        "more_info": lambda: commands.ask_for_more(made.grace.call(), asked.id, words="More"),
        "triaged": lambda: (
            commands.supply_more(made.mere.call(), asked.id, words="Here"),
            commands.take_to_hui(made.grace.call(), asked.id),
        ),
        "waiting": lambda: commands.accept(made.grace.call(), asked.id),
    }
    for name, step in walk.items():
        if state == "draft":
            break
        step()
        if name == state:
            break
    assert _page(made, asked).state == state
    _stop(made, asked)
    assert _page(made, asked).state is State.WITHDRAWN


def test_whanau_stop_what_they_cannot_change_themselves(made):
    learner = made.learner()
    giver, adult = made.whanau(learner)
    consent = made.consent(learner, giver)
    one = commands.start_request(made.mere.call(), learner, asking.draft())
    commands.send_request(made.mere.call(), one.id)
    sharing.withdraw_consent(adult.call(), consent)
    page = queries.request_page(made.mere.call(), one.id)
    assert page.state is State.WITHDRAWN
    last = next(s for s in page.steps if s.step is Step.WITHDRAW)
    assert last.by == ""
    for_whanau = queries.request_page(adult.call(), one.id)
    assert next(s for s in for_whanau.steps if s.step is Step.WITHDRAW).words == ""
    assert for_whanau.tag.text == "Withdrawn"


def test_a_recorded_no_does_the_same_and_other_answers_do_not(made):
    asked = asking.sent(made)
    made.consent(asked.learner, asked.giver, Question.COUNTED, Answer.NO)
    made.consent(asked.learner, asked.giver, Question.CLUSTER, Answer.NOT_TODAY)
    assert _page(made, asked).state is State.SUBMITTED
    made.consent(asked.learner, asked.giver, Question.CLUSTER, Answer.NO)
    assert _page(made, asked).state is State.WITHDRAWN


def test_a_first_answer_does_not_touch_a_draft_that_waits_for_it(made):
    asked = asking.begun(made, agreed=False)
    made.consent(asked.learner, asked.giver, Question.REGISTER)
    assert _page(made, asked).state is State.DRAFT


def test_support_that_was_agreed_goes_on_until_a_named_person_decides_in_five_school_days(made):
    first = asking.today() - datetime.timedelta(days=30)
    CalendarPeriod.objects.create(
        cluster=made.cluster, name="2026-9", starts_on=first, ends_on=first + datetime.timedelta(days=90)
    )
    asked = _placed(made)
    _stop(made, asked)
    assert _page(made, asked).state is State.ALLOCATED
    tasks = queries.tasks_due(made.mere.call()).lines
    assert len(tasks) == 1
    weekdays = [asking.today() + datetime.timedelta(days=n) for n in range(1, 12)]
    assert tasks[0].due_on == [d for d in weekdays if d.weekday() < 5][4]
    assert queries.tasks_due(made.wiremu.call()).lines == ()
    task = _task_id(made, tasks[0])
    with pytest.raises(NotFound):
        commands.finish_task(made.sina.call(), task, goes_on=True, words="Mine?")
    commands.finish_task(made.mere.call(), task, goes_on=False, words="Hana would rather wait")
    assert _page(made, asked).state is State.WITHDRAWN
    assert queries.tasks_due(made.mere.call()).lines == ()


def _task_id(made, line):
    return line.id


# Moving


def test_a_move_keeps_the_day_it_began(made):
    asked = asking.sent(made)
    draft = asking.begun(made, "Losa")
    gone = commands.move_with_learner(made.mere.call(), asked.learner)
    assert _page(made, asked).state is State.TRANSFER_PENDING
    assert gone.carried[0].draft.agreed_on == asking.today() - datetime.timedelta(days=30)
    commands.move_with_learner(made.mere.call(), draft.learner)
    assert _page(made, draft).state is State.WITHDRAWN
    there = commands.carry_over(made.mere.call(), asked.learner, gone.carried)
    new = queries.request_page(made.mere.call(), there.steps[0].referral_id)
    assert (new.state, new.agreed_on) == (State.DRAFT, gone.carried[0].draft.agreed_on)


# Places and people


def test_a_protected_place_is_named_to_nobody_outside_it_nor_are_its_staff(made):
    asked = asking.sent(made)
    keeper = _keeper(made)
    from rourou.contexts.people import commands as people

    people.protect_location(keeper.call(), asked.learner, reason="An order")
    page = _page(made, asked, made.grace)
    assert "Matipo" not in str(page.place)
    assert "Mere" not in {s.by for s in page.steps}
    assert "Mere Aperahama" in {s.by for s in _page(made, asked).steps}
    line = queries.requests_page(made.grace.call()).mine[0]
    assert "Matipo" not in str(line.place)


def _keeper(made):
    named = sharing.name_keeper(made.mere.call(), made.wiremu.user.id)
    sharing.confirm_keeper(made.pita.call(), named.id)
    return made.wiremu
