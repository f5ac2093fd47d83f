"""The words of meetings: hui, items, decisions, minutes. Values only."""

import uuid
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from rourou.foundation.kernel.words import Word


class HuiKind(Word):
    """What a hui is for (domain.md §5.7)."""

    CLUSTER = "cluster", "Cluster hui"
    PANEL = "panel", "Panel"
    LIAISON = "liaison", "Liaison hui"


class HuiState(Word):
    PLANNED = "planned", "Planned"
    IN_SESSION = "in_session", "In session"
    CLOSED = "closed", "Closed"


class ItemKind(Word):
    """An item is about a learner by name, or about nobody."""

    OPENING = "opening", "Opening"
    NAMED = "named", "A learner"
    POPULATION = "population", "All of us"
    POLICY = "policy", "How we work"
    CLOSING = "closing", "Closing"


class ItemState(Word):
    """What is stored. Locked is never stored: it is read from the room at each look."""

    TO_DISCUSS = "to_discuss", "To discuss"
    DECIDED = "decided", "Decided"
    CARRIED = "carried", "Carried"


class Choice(Word):
    """The six ways to decide, in the order of the keys 1 to 6 (ux.md §4.10)."""

    GIVE_HOURS = "give_hours", "Give hours"
    TRY_IN_CLASS = "try_in_class", "Try in class first"
    KNOW_MORE = "know_more", "Need to know more"
    ASK_OUTSIDE = "ask_outside", "Ask an outside agency"
    NOT_NOW = "not_now", "Not now"
    CARRY = "carry", "Carry"


class Stand(Word):
    """Where an organisation stands on a decision."""

    AGREED = "agreed", "Agreed"
    STOOD_ASIDE = "stood_aside", "Stood aside"
    DISAGREED = "disagreed", "Disagreed"


class Interest(Word):
    """Why somebody steps back from an item."""

    OWN_SETTING = "own_setting", "It is about our own setting"
    OWN_WHANAU = "own_whanau", "It is about my own whānau"
    OTHER = "other", "Another reason"


class TellHow(Word):
    """How whānau hear of a decision."""

    PHONE = "phone", "By phone"
    IN_PERSON = "in_person", "Face to face"
    MESSAGE = "message", "By message"
    LETTER = "letter", "By letter"


class MinutesState(Word):
    DRAFT = "draft", "Draft"
    CONFIRMED = "confirmed", "Confirmed"


@dataclass(frozen=True, slots=True)
class NewHui:
    """What is needed to call a hui. Who is invited may be changed until it begins."""

    held_on: date
    kind: HuiKind = HuiKind.CLUSTER
    title: str = ""
    held_at: time | None = None
    place: str = ""
    round_number: int | None = None
    invited: tuple[uuid.UUID, ...] = ()
    observers: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where one organisation stood, with its reason as said."""

    organisation_id: uuid.UUID
    stand: Stand = Stand.AGREED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """What whānau will hear, from whom, how, and by when. A decision about a learner always has one."""

    words: str
    post_id: uuid.UUID | None
    how: TellHow
    by: date | None


@dataclass(frozen=True, slots=True)
class NewDecision:
    """One of the six, with what it needs, where people stand, and what whānau will be told."""

    choice: Choice
    hours: Decimal | None = None
    service_id: uuid.UUID | None = None
    term: str = ""
    start_week: str = ""
    review_week: str = ""
    rules: tuple[str, ...] = ()
    reason: str = ""
    offer: str = ""
    to_organisation_id: uuid.UUID | None = None
    departure: str = ""
    positions: tuple[Position, ...] = ()
    telling: Telling | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the round suggests for one request: hours from a service, or none and what would be offered."""

    placed: bool
    hours: Decimal = Decimal(0)
    service_id: uuid.UUID | None = None
    service: str = ""
    with_whom: str = ""
    says: str = ""
    offer: str = ""
    term: str = ""
