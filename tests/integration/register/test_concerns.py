"""Concerns: they stay inside the setting until whānau have heard, and a double send is one."""

import datetime
import uuid

import pytest

from rourou.contexts.register import commands, queries
from rourou.contexts.register.types import ConcernAnswer, ConcernStatus, FirstStep, NewConcern, WhanauHeard
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused
from rourou.foundation.tenancy.models import CalendarPeriod, ClosedDay
from tests import cast

SAW = "Since last week he stops when we move from mat to desks."


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


def _draft(learner: uuid.UUID | None = None, **known: object) -> NewConcern:
    known.setdefault("whanau_heard", WhanauHeard.NOT_YET)
    return NewConcern(saw=SAW, learner_id=learner, tried=("moved_seat",), **known)  # type: ignore[arg-type]


def _who_sees(made: cast.Cast, concern: uuid.UUID) -> set[str]:
    found = set()
    for name, member in made.everybody().items():
        try:
            page = queries.concern_page(member.call(), concern)
        except (NotFound, NotAllowed):
            continue
        found.add(name) if page.card.learner else None
    return found


def test_a_concern_is_seen_inside_the_setting_alone(made: cast.Cast) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    made.consent(learner, member)
    sent = commands.raise_concern(made.jo.call(), _draft(learner))
    made.staff_member("Other Teacher", made.school, Role.TEACHER)
    assert _who_sees(made, sent.id) == {"mere", "jo", "wiremu"}


def test_the_audience_line_is_the_rule(made: cast.Cast) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    made.consent(learner, member)
    sent = commands.raise_concern(made.jo.call(), _draft(learner))
    before = queries.concern_page(made.mere.call(), sent.id).audience
    assert "checked whānau" not in before.seen_by
    assert not [who for who in before.seen_by if "cluster" in who]
    commands.answer_concern(made.mere.call(), sent.id, ConcernAnswer(whanau_heard=True))
    after = queries.concern_page(made.mere.call(), sent.id).audience
    assert "checked whānau" in after.seen_by
    replies = queries.concern_page(made.mere.call(), sent.id).reply_audience
    assert "checked whānau" not in replies.seen_by


def test_whanau_see_it_once_somebody_has_talked_with_them(made: cast.Cast) -> None:
    learner = made.learner()
    _member, hana = made.whanau(learner)
    commands.raise_concern(made.jo.call(), _draft(learner))
    sent = commands.raise_concern(made.jo.call(), _draft(learner, whanau_heard=WhanauHeard.YES))
    lines = [m for m in queries.timeline(hana.call(), learner).moments if m.kind == "concern"]
    assert [line.url_id for line in lines] == [hana.call().public(sent.id)]


def test_a_double_send_is_one_concern(made: cast.Cast) -> None:
    draft = _draft(made.learner())
    first, second = commands.raise_concern(made.jo.call(), draft), commands.raise_concern(made.jo.call(), draft)
    assert first.id == second.id
    assert len(queries.concerns_page(made.mere.call()).open) == 1


def test_a_name_that_fits_one_learner_is_that_learner(made: cast.Cast) -> None:
    learner = made.learner("Te Ariki", "Hēnare")
    sent = commands.raise_concern(made.jo.call(), _draft(typed_name="te ariki henare, Room 4"))
    assert sent.subjects == frozenset({learner})


def test_two_of_one_name_are_told_apart_before_anything_is_saved(made: cast.Cast) -> None:
    made.learner("Tama", "Ngata")
    made.learner("Tama", "Ngata")
    with pytest.raises(Refused) as stopped:
        commands.raise_concern(made.jo.call(), _draft(typed_name="Tama Ngata"))
    assert stopped.value.details == {"field": "which"}
    assert len(queries.concern_form(made.jo.call(), typed="Tama Ngata").list) == 2
    assert queries.concerns_page(made.mere.call()).open == ()


def test_a_name_out_of_reach_waits_for_the_coordinator_and_tells_its_author_nothing(made: cast.Cast) -> None:
    elsewhere = made.learner("Aroha", "Tipene", class_id=None)
    known = commands.raise_concern(made.jo.call(), _draft(typed_name="Aroha Tipene"))
    unknown = commands.raise_concern(made.jo.call(), _draft(typed_name="Nobody Here"))
    assert known.is_unplaced
    assert unknown.is_unplaced
    with pytest.raises(NotFound):
        queries.concern_page(made.sina.call(), known.id)
    placed = commands.place_concern(made.mere.call(), known.id, elsewhere)
    assert placed.subjects == frozenset({elsewhere})
    mine = queries.concerns_page(made.jo.call()).open
    assert [(c.status, c.learner, c.saw) for c in mine if not c.who] == [(ConcernStatus.WITH_SOMEONE, None, "")]
    with pytest.raises(Conflict):
        commands.place_concern(made.mere.call(), known.id, elsewhere)


def test_the_coordinator_chooses_the_first_step_and_the_author_sees_it(made: cast.Cast) -> None:
    sent = commands.raise_concern(made.jo.call(), _draft(made.learner()))
    page = queries.concern_page(made.mere.call(), sent.id)
    answer = ConcernAnswer(step_kind=FirstStep.IN_CLASS, first_step="A cousin beside him.", words="Tell me on Friday.")
    commands.answer_concern(made.mere.call(), sent.id, answer, version=page.version)
    seen = queries.concern_page(made.jo.call(), sent.id)
    assert (seen.card.status, seen.first_step, seen.replies[0].words) == (
        ConcernStatus.FIRST_STEP,
        "A cousin beside him.",
        "Tell me on Friday.",
    )


def test_two_who_answer_at_once(made: cast.Cast) -> None:
    sent = commands.raise_concern(made.jo.call(), _draft(made.learner()))
    version = queries.concern_page(made.mere.call(), sent.id).version
    step = ConcernAnswer(step_kind=FirstStep.TALK, first_step="Ring his nan.")
    commands.answer_concern(made.wiremu.call(), sent.id, step, version=version)
    with pytest.raises(Conflict) as conflict:
        commands.answer_concern(made.mere.call(), sent.id, ConcernAnswer(close=True), version=version)
    assert "Ring his nan." in conflict.value.details.values()


def test_a_teacher_does_not_answer_and_an_rtlb_raises_nothing(made: cast.Cast) -> None:
    learner = made.learner()
    sent = commands.raise_concern(made.jo.call(), _draft(learner))
    with pytest.raises(NotAllowed):
        commands.answer_concern(made.jo.call(), sent.id, ConcernAnswer(close=True))
    with pytest.raises(NotAllowed):
        commands.raise_concern(made.tama.call(), _draft(learner))
    with pytest.raises(NotFound):
        commands.raise_concern(made.sina.call(), _draft(learner))


def test_a_closed_concern_stays_closed(made: cast.Cast) -> None:
    sent = commands.raise_concern(made.jo.call(), _draft(made.learner()))
    commands.answer_concern(made.mere.call(), sent.id, ConcernAnswer(close=True))
    with pytest.raises(Refused):
        commands.answer_concern(made.mere.call(), sent.id, ConcernAnswer(waiting_on="the nurse"))
    page = queries.concerns_page(made.mere.call())
    assert (len(page.open), len(page.closed)) == (0, 1)


def test_the_reply_is_due_in_five_school_days(made: cast.Cast) -> None:
    today = queries.concern_form(made.jo.call()).today
    monday = today - datetime.timedelta(days=today.weekday()) + datetime.timedelta(days=7)
    last = monday + datetime.timedelta(days=30)
    CalendarPeriod.objects.create(cluster=made.cluster, name="2026-4", starts_on=monday, ends_on=last)
    ClosedDay.objects.create(cluster=made.cluster, day=monday, name="A holiday")
    assert queries.concern_form(made.jo.call()).reply_by == monday + datetime.timedelta(days=7)


def test_today_lists_what_nobody_has_answered(made: cast.Cast) -> None:
    learner = made.learner()
    sent = commands.raise_concern(made.jo.call(), _draft(learner))
    commands.raise_concern(made.jo.call(), _draft(typed_name="Somebody Else"))
    assert [c.who for c in queries.new_concerns(made.mere.call()).cards] == ["Manaia Rūpene", "Somebody Else"]
    assert queries.new_concerns(made.jo.call()).cards == ()
    commands.answer_concern(made.mere.call(), sent.id, ConcernAnswer())
    assert len(queries.new_concerns(made.mere.call()).cards) == 1
