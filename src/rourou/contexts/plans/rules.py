"""When a plan may change, be put in place and end; when it is time to look again. Pure: facts and a date."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rourou.contexts.plans.types import NewPlan, PlanStatus
from rourou.foundation.kernel.errors import Refused

# Two school weeks before the day, the review is on people’s lists.
DUE_WITHIN: Final = timedelta(days=14)

NEXT: Final[dict[PlanStatus, frozenset[PlanStatus]]] = {
    PlanStatus.DRAFT: frozenset({PlanStatus.DRAFT, PlanStatus.IN_PLACE, PlanStatus.ENDED}),
    PlanStatus.IN_PLACE: frozenset({PlanStatus.IN_PLACE, PlanStatus.ENDED}),
    PlanStatus.ENDED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class PlanState:
    """Where a plan is, and the day to look again."""

    status: PlanStatus
    review_on: date

    def is_due(self, today: date) -> bool:
        """Whether the review is near; past its day it is overdue instead."""
        return self.status is PlanStatus.IN_PLACE and today <= self.review_on <= today + DUE_WITHIN

    def is_overdue(self, today: date) -> bool:
        """Whether the day to look again has passed."""
        return self.status is PlanStatus.IN_PLACE and self.review_on < today


def check_can_move(status: PlanStatus, to: PlanStatus) -> None:
    """A plan in place goes on or ends; it is not unwritten."""
    if status is PlanStatus.ENDED:
        raise Refused("plan.ended", "This plan has ended. Write a new one together.")
    if to not in NEXT[status]:
        raise Refused("plan.in_place", "This plan is in place. Change it, or end it.", details={"field": "state"})


def check_can_save(draft: NewPlan, today: date) -> None:
    """Goals say whose words they are; a plan in place has somebody who does something, and a day to look again."""
    if draft.review_on < max(today, draft.from_on or today):
        raise Refused(
            "plan.review", "Choose a day to look again that is still to come.", details={"field": "review_on"}
        )
    if any(not goal.whose.strip() for goal in draft.goals):
        raise Refused("plan.whose", "Enter whose words each goal is in.")
    if draft.status is PlanStatus.IN_PLACE and not any(goal.actions for goal in draft.goals):
        raise Refused("plan.nobody", "Before a plan is in place, enter at least one goal and who does what for it.")


def check_can_suggest(words: str) -> None:
    """A suggestion says something."""
    if not words.strip():
        raise Refused("plan.suggestion", "Enter what you would change.", details={"field": "words"})


def check_can_answer(answer: str, *, is_answered: bool) -> None:
    """Each suggestion is answered once, in words."""
    if is_answered:
        raise Refused("plan.answered", "This suggestion has been answered already.")
    if not answer.strip():
        raise Refused("plan.answer", "Enter what you answer.", details={"field": "answer"})
