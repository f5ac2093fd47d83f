"""The work: requests, supply, rounds, plans, hui, moves."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened to a request: a transition or an event, by a person, on a day."""

    event: str
    on: date
    by: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request for support, with everything that happened to it (domain.md §7.7)."""

    label: str
    learner: str
    setting: str
    to: str
    support_type: str
    title: str
    hope: str
    tried: str
    agreed_on: date
    state: str
    written_by: tuple[str, ...]
    hours: float | None = None
    group_ok: bool = False
    when: str = ""
    languages: tuple[str, ...] = ()
    criteria_met: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    first_conversation_on: date | None = None
    first_support_on: date | None = None
    with_person: str | None = None
    before: str | None = None
    round: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What an organisation can give in a term."""

    label: str
    setting: str
    service: str
    support_type: str
    tier: int
    term: str
    hours: float
    person: str | None = None
    group_size_max: int | None = None
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    days: tuple[str, ...] = ()
    settings_served: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """An allocation round of one service in one term."""

    label: str
    title: str
    term: str
    supplies: tuple[str, ...]
    requests: tuple[str, ...]
    opened_on: date
    opened_by: str
    status: str
    hui: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Who does what in a plan."""

    who: str
    what: str
    when: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One count on the way to a goal; `None` where it did not happen, with the reason."""

    on: date
    value: float | None
    aim: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal in somebody's own words."""

    words: str
    whose: str
    measure: str = ""
    steps: tuple[str, ...] = ()
    now: int | None = None
    actions: tuple[Action, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The one plan."""

    label: str
    learner: str
    setting: str
    status: str
    from_on: date
    review_on: date
    lead: str
    written_with: tuple[str, ...]
    version: int = 1
    kind: str = "one_plan"
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where one organisation stood: agreed, stood aside, disagreed."""

    setting: str
    stand: Literal["agreed", "stood_aside", "disagreed"]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """An item of a hui; `learner` only where whānau said yes to question 2."""

    number: int
    title: str
    kind: Literal["opening", "population", "named", "policy", "closing"]
    request: str | None = None
    learner: str | None = None
    decision: str | None = None
    words: str = ""
    hours: float | None = None
    start: str = ""
    review: str = ""
    lead: str | None = None
    tell: str = ""
    told_by: str | None = None
    tell_by: date | None = None
    told_on: date | None = None
    stands: tuple[Stand, ...] = ()
    offer: str = ""
    departure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hui:
    """A hui of the cluster, past or coming."""

    label: str
    title: str
    kind: str
    on: date
    at: time
    place: str
    chair: str
    minutes_by: str
    status: Literal["coming", "held"]
    protocol: str
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    round: str | None = None
    invited: tuple[str, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    minutes_status: Literal["draft", "confirmed"] | None = None
    confirmed_on: date | None = None
    confirmed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A learner's move from one setting to another in the cluster."""

    label: str
    learner: str
    old: str
    new: str
    status: Literal["agreed", "shared", "met", "moved", "settled"]
    moves_on: date
    agreed_on: date
    shared_on: date | None = None
    met_on: date | None = None
    travels: tuple[str, ...] = ()
    on_day_one: str = ""
    old_lead: str = ""
    new_lead: str = ""
