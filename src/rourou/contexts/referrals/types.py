"""The words of requests for support: states, what can happen to one, and what is asked. Values only."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from rourou.contexts.directory.types import SupportType
from rourou.foundation.kernel.words import Word


class State(Word):
    """Where a request is (domain.md §7.7), in the words of ux.md §6.7."""

    DRAFT = "draft", "Being written"
    READY = "ready", "Being written"
    SUBMITTED = "submitted", "Sent"
    ACKNOWLEDGED = "acknowledged", "Sent"
    MORE_INFO = "more_info", "Need to know more"
    TRIAGED = "triaged", "At the hui"
    WAITING = "waiting", "Waiting for hours"
    ALLOCATED = "allocated", "Placed"
    IN_PROGRESS = "in_progress", "Started"
    ON_HOLD = "on_hold", "Paused"
    TRANSFER_PENDING = "transfer_pending", "Moving"
    ADVICE = "advice", "Try in class first"
    REDIRECTED = "redirected", "Asked elsewhere"
    DECLINED = "declined", "Not now"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CLOSED = "closed", "Finished"


class Step(Word):
    """What can happen to a request; each leaves one row that is never changed."""

    START = "start", "Begun"
    MARK_READY = "mark_ready", "Ready to send"
    SUBMIT = "submit", "Asked"
    ACKNOWLEDGE = "acknowledge", "Picked up"
    ASK_FOR_MORE = "ask_for_more", "Need to know more"
    SUPPLY = "supply", "What was asked for is in"
    TRIAGE = "triage", "To be talked about at the hui"
    CARRY = "carry", "Carried to the next hui"
    DECLINE = "decline", "Not now"
    REDIRECT = "redirect", "Asked elsewhere"
    ADVISE = "advise", "Try in class first"
    ACCEPT = "accept", "Agreed; waiting for hours"
    ALLOCATE = "allocate", "A person is found"
    RELEASE = "release", "Hours given back"
    BEGIN = "begin", "First real support"
    HOLD = "hold", "Paused"
    RESUME = "resume", "Going again"
    CLOSE = "close", "Finished"
    WITHDRAW = "withdraw", "Withdrawn"
    MOVE = "move", "The learner moves"
    ARRIVE = "arrive", "Taken up at the new setting"
    REOPEN = "reopen", "Looked at again"
    CONVERSATION = "first_conversation", "First real conversation"
    NOTE = "note", "Added to the request"
    PAUSE = "pause", "The wait is paused"
    UNPAUSE = "unpause", "The wait goes on"


class PauseKind(Word):
    """Why the days are shown beside the clock. They are never taken off it."""

    ASKED_FOR_MORE = "asked_for_more", "somebody needed to know more"
    WHANAU = "whanau", "whānau asked for time"
    HOLD = "hold", "support is paused"
    HOLIDAYS = "holidays", "school holidays"


class Contact(Word):
    """How people met. Only a session or support in class is support; a call never is."""

    CALL = "call", "By phone"
    MEETING = "meeting", "Face to face"
    SESSION = "session", "A session with the learner"
    IN_CLASS = "in_class", "Support in class"


class Outcome(Word):
    """How it ended (domain.md §7.3)."""

    MET = "met", "What was hoped for has come"
    PARTLY_MET = "partly_met", "Part of what was hoped for has come"
    NOT_MET = "not_met", "It did not help in the way we hoped"
    NO_LONGER_NEEDED = "no_longer_needed", "No longer needed"
    MOVED = "moved", "Moved away"
    UNKNOWN = "unknown", "Not known"


class TaskKind(Word):
    """What somebody by name has to do about a request."""

    DECIDE_AFTER_STOP = "decide_after_stop", "Sharing has stopped. Decide with whānau what happens to the support"


@dataclass(frozen=True, slots=True)
class RuleMet:
    """One of the protocol's rules, ticked or not, with the evidence for it, by whom and on which day."""

    code: str
    met: bool
    evidence: str = ""
    on: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request as it is written. What the register knows already is not among it."""

    support_type: SupportType
    ask: str = ""
    hope: str = ""
    area: str = ""
    tried: str = ""
    hours: Decimal | None = None
    weeks: int | None = None
    when: str = ""
    languages: tuple[str, ...] = ()
    group_ok: bool = False
    agreed_on: date | None = None
    agreed_with: str = ""
    to_organisation_id: uuid.UUID | None = None
    rules: tuple[RuleMet, ...] = ()
    still_true: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes with a learner who moves: the ask, the day both clocks began, and which request it was."""

    draft: NewRequest
    before_id: uuid.UUID
    first_conversation_on: date | None = None
    pauses: tuple[tuple[date, date, PauseKind], ...] = ()


@dataclass(frozen=True, slots=True)
class RoundReferral:
    """A request as the allocation sees it."""

    id: uuid.UUID
    public_id: str
    learner_id: uuid.UUID
    custodian_id: uuid.UUID
    name: str
    place: str
    year_level: int | None
    support_type: SupportType
    state: State
    ask: str
    hope: str
    hours: Decimal | None
    weeks: int | None
    when: str
    languages: tuple[str, ...]
    group_ok: bool
    agreed_on: date
    tried: str
    rules: tuple[RuleMet, ...]
    waited_days: int
    version: int


@dataclass(frozen=True, slots=True)
class StepMade:
    """One step of one request, for what follows upward."""

    referral_id: uuid.UUID
    learner_id: uuid.UUID
    step: Step
    before: State
    after: State
    facts: dict[str, Any] = field(default_factory=dict)
