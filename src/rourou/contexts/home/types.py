"""What the pages that gather several contexts hold. Values only; `home` has no table."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where a learner is, as far as the reader may know it."""

    setting: str
    room: str


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's own words, as they were said."""

    words: str
    english: str
    who: str
    form: str
    language: str
    on: date
    told_to: str


@dataclass(frozen=True, slots=True)
class Words:
    """A strength or a hope, and whose it is where that may be said."""

    words: str
    whose: str


@dataclass(frozen=True, slots=True)
class Way:
    """What gets in the way, never without what helps."""

    gets_in_the_way: str
    helps: str


@dataclass(frozen=True, slots=True)
class Lately:
    """Something noted or said, newest first."""

    on: date
    title: str
    words: str
    by: str


class NextKind(StrEnum):
    PROMISE = "promise"
    TELLING = "telling"
    ENTRY = "entry"
    REVIEW = "review"
    HUI = "hui"


@dataclass(frozen=True, slots=True)
class Next:
    """Something with a day on it."""

    on: date
    kind: NextKind
    what: str
    note_id: uuid.UUID | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """One learner, as one hat may see them (look/05). A part that is not shared is None and the page says so."""

    learner: Any
    place: Place | None
    voice: Said | None
    strengths: tuple[Words, ...] | None
    hopes: tuple[Words, ...]
    ways: tuple[Way, ...] | None
    lately: tuple[Lately, ...] | None
    next: tuple[Next, ...]
    sharing: Any
    shared_until: date | None
    seen_strengths: Any
    seen_needs: Any
    who: tuple[Any, ...]
    sections: frozenset[str]
    at: datetime
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Found:
    """One learner of a search: the name, and where they are as far as the reader may know it."""

    learner: Any
    place: Place | None


@dataclass(frozen=True, slots=True)
class FindPage:
    """What a search found; `more` says that there are others."""

    asked: str
    found: tuple[Found, ...]
    more: bool
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class WhatHelps:
    """One card of a class: a learner, what helps them, and one strength to begin with."""

    learner: Any
    strength: str
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassPage:
    """What helps, for every learner of a class."""

    name: str
    cards: tuple[WhatHelps, ...]
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Promised:
    """Something promised to this adult, and whether it was kept."""

    what: str
    by: str
    due_on: date
    kept_on: date | None
    tells: str = ""  # how somebody tells what a hui decided: phone, in_person, message, letter


@dataclass(frozen=True, slots=True)
class GoalShort:
    """A goal in somebody's own words, with today's step."""

    words: str
    whose: str
    steps: tuple[str, ...]
    now: int | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Who to ring about this learner."""

    name: str
    role: str
    phone: str
    place: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """One yes of this adult's own: to whom, until when, and whether it is in effect at all."""

    question: int
    organisations: tuple[str, ...]
    until_on: date | None
    in_effect: bool
    stop_id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for support, as whānau read it."""

    what: str
    ask: str
    tag: Any
    with_whom: str
    public_id: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a hui decided and whānau have been told: in the words they were told, and what is looked at again when."""

    words: str
    on: date
    starts: str
    again: str
    offer: str


@dataclass(frozen=True, slots=True)
class OurPage:
    """What one adult of a whānau, or the learner, sees first (look/12)."""

    learner: Any
    children: tuple[Any, ...]
    contact: Contact | None
    next: tuple[Next, ...]
    promised: tuple[Promised, ...]
    strengths: tuple[str, ...]
    voice: Said | None
    goals: tuple[GoalShort, ...]
    review_on: date | None
    seen_plan: Any
    asked: tuple[Asked, ...]
    decided: tuple[Decided, ...]
    agreed: tuple[Agreed, ...]
    who: tuple[Any, ...]
    looked: tuple[Any, ...]
    today: date
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Children:
    """The learners that one adult, or a learner themselves, reaches."""

    cards: tuple[Any, ...]
    subjects: frozenset[uuid.UUID]


class DoKind(StrEnum):
    """What a row of Today is about; the view says it in words and offers the act."""

    PROMISE = "promise"
    TELL = "tell"
    TASK = "task"
    REVIEW = "review"
    CONCERN = "concern"
    MINUTES = "minutes"
    REQUEST = "request"
    WAITING = "waiting"
    AUTHORITY = "authority"
    POST = "post"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Do:
    """One row of Today: about whom, what, since or until when, and the record it leads to."""

    kind: DoKind
    on: date | None
    learner: Any
    what: str
    why: str
    public_id: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """A hui in the next ten days."""

    on: date
    title: str
    place: str
    public_id: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Three short lists, never a dashboard (ux.md §5.3)."""

    due: tuple[Do, ...]
    waiting: tuple[Do, ...]
    new: tuple[Do, ...]
    hui: tuple[Coming, ...]
    today: date
    term: str
    subjects: frozenset[uuid.UUID]
