"""The words of plans. Values only."""

import uuid
from dataclasses import dataclass
from datetime import date

from rourou.foundation.kernel.words import Word


class PlanStatus(Word):
    """Where a plan is; whether its review is due is read from the date (ux.md §6.7)."""

    DRAFT = "draft", "Draft together"
    IN_PLACE = "in_place", "In place"
    ENDED = "ended", "Ended"


@dataclass(frozen=True, slots=True)
class NewAction:
    """Who does what: the owner as people say it, a date or a rhythm."""

    who: str
    what: str
    when: str = ""
    due_on: date | None = None
    done_on: date | None = None
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class NewGoal:
    """A goal in somebody’s own words, how we will know, and who does what."""

    words: str
    whose: str
    speaker: str = "learner"
    measure: str = ""
    steps: tuple[str, ...] = ()
    now: int | None = None
    actions: tuple[NewAction, ...] = ()
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class NewPlan:
    """The one plan as it is agreed: goals, actions, and the day to look again together."""

    review_on: date
    from_on: date | None = None
    status: PlanStatus = PlanStatus.DRAFT
    written_with: tuple[str, ...] = ()
    goals: tuple[NewGoal, ...] = ()
