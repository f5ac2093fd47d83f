"""Looks become lines; a question has a day to answer by."""

from datetime import UTC, date, datetime

import pytest

from rourou.contexts.stewardship import rules
from rourou.contexts.stewardship.types import QuestionState
from rourou.foundation.kernel.calendar import Calendar, ClosedDay
from rourou.foundation.kernel.errors import Conflict, Refused


def _seen(
    seq: int, day: int, hour: int, role: str = "provider", event: str = "plan.read", reason: int = 6
) -> rules.Seen:
    at = datetime(2026, 11, day, hour, tzinfo=UTC)
    return rules.Seen(seq, at, role, "Therapist", "Te Ara Reo Trust", event, 1, reason)


def test_one_line_for_each_day_and_role_with_each_deed_once() -> None:
    looks = [
        _seen(9, 17, 3),
        _seen(8, 17, 2, event="note.added"),
        _seen(7, 17, 2, role="rtlb"),
        _seen(6, 17, 1),
        _seen(5, 15, 1),
    ]
    found = list(rules.visits(looks))
    assert [(v.day.day, v.role, len(v.deeds), v.seq) for v in found] == [
        (17, "provider", 2, 9),
        (17, "rtlb", 1, 7),
        (15, "provider", 1, 5),
    ]


def test_a_day_is_a_day_in_auckland() -> None:
    (visit,) = rules.visits([_seen(1, 17, 12)])  # past midnight in Auckland
    assert visit.day == date(2026, 11, 18)


def test_a_question_is_answered_within_five_working_days_and_closed_days_do_not_count() -> None:
    calendar = Calendar(closed_days=(ClosedDay(date(2026, 11, 27), "A day off"),))
    assert rules.answer_by(date(2026, 11, 24), calendar) == date(2026, 12, 2)


def test_a_question_is_answered_once_in_words_and_as_it_was_shown() -> None:
    rules.check_can_answer(QuestionState.OPEN, 1, 1, "It was for the hui.")
    with pytest.raises(Refused):
        rules.check_can_answer(QuestionState.OPEN, 1, 1, "  ")
    with pytest.raises(Conflict):
        rules.check_can_answer(QuestionState.OPEN, 2, 1, "words")
    with pytest.raises(Conflict):
        rules.check_can_answer(QuestionState.ANSWERED, 1, 1, "words")
