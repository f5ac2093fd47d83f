"""When a plan may be saved, and when it is time to look again."""

import dataclasses
import datetime

import pytest

from rourou.contexts.plans import rules
from rourou.contexts.plans.types import NewAction, NewGoal, NewPlan, PlanStatus
from rourou.foundation.kernel.errors import Refused

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)
PLAN = NewPlan(
    TODAY + 20 * DAY, status=PlanStatus.IN_PLACE, goals=(NewGoal("Words.", "Manaia", actions=(NewAction("Jo", "X."),)),)
)


@pytest.mark.parametrize(
    ("days", "due", "overdue"), [(15, False, False), (14, True, False), (0, True, False), (-1, False, True)]
)
def test_when_to_look_again(days: int, due: bool, overdue: bool) -> None:
    state = rules.PlanState(PlanStatus.IN_PLACE, TODAY + days * DAY)
    assert (state.is_due(TODAY), state.is_overdue(TODAY)) == (due, overdue)
    draft = rules.PlanState(PlanStatus.DRAFT, TODAY + days * DAY)
    assert not draft.is_due(TODAY)
    assert not draft.is_overdue(TODAY)


def test_what_may_be_saved() -> None:
    rules.check_can_save(PLAN, TODAY)
    rules.check_can_save(dataclasses.replace(PLAN, status=PlanStatus.DRAFT, goals=()), TODAY)
    for wrong in (
        dataclasses.replace(PLAN, review_on=TODAY - DAY),
        dataclasses.replace(PLAN, goals=()),
        dataclasses.replace(PLAN, goals=(NewGoal("Words.", " "),)),
    ):
        with pytest.raises(Refused):
            rules.check_can_save(wrong, TODAY)


def test_every_state_says_where_it_may_go() -> None:
    assert set(rules.NEXT) == set(PlanStatus)
    rules.check_can_move(PlanStatus.DRAFT, PlanStatus.IN_PLACE)
    for status, to in ((PlanStatus.IN_PLACE, PlanStatus.DRAFT), (PlanStatus.ENDED, PlanStatus.IN_PLACE)):
        with pytest.raises(Refused):
            rules.check_can_move(status, to)


def test_suggestions_and_answers_say_something() -> None:
    for check in (lambda: rules.check_can_suggest(" "), lambda: rules.check_can_answer("", is_answered=False)):
        with pytest.raises(Refused):
            check()
    with pytest.raises(Refused):
        rules.check_can_answer("Yes.", is_answered=True)
