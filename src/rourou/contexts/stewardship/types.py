"""The words of stewardship: looks, and questions about them. Values only."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from rourou.foundation.kernel.words import Word


class QuestionState(Word):
    """Where a question about a look is."""

    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did: the event's label, and the purpose and reason of the grant that it stood on."""

    event: str
    purpose: int | None
    reason: int | None


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything that one role of one organisation did on one day: a line of the page."""

    day: date
    role: str
    title: str
    organisation: str
    deeds: tuple[Deed, ...]
    seq: int
    public_id: str
    is_asked_about: bool = False


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """One question about a look, with its reference and the day by which somebody answers."""

    id: uuid.UUID
    reference: str
    asked_at: datetime
    look: Visit
    words: str
    answer_by_on: date
    state: QuestionState
    answer: str
    answered_on: date | None
    version: int
    public_id: str
