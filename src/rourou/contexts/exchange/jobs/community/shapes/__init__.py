"""The shapes of an invented community: plain rows with string labels for keys, no ids and no moments of the machine.

The loader turns labels into ids by keyed hash and dates into moments; every row of a table is one dataclass here.
Field names follow the tables they are meant for; times of day stand only where a story needs one.
"""

from dataclasses import dataclass
from datetime import date

from rourou.contexts.exchange.jobs.community.shapes.agreed import (
    Audience,
    Consent,
    Criterion,
    Disclosure,
    Protocol,
    SharedCategory,
)
from rourou.contexts.exchange.jobs.community.shapes.people import (
    Answer,
    Enrolment,
    Learner,
    Order,
    Person,
    Post,
    ProtectedLocation,
    Relationship,
    Role,
    Room,
    Setting,
    SettingKind,
    Standing,
)
from rourou.contexts.exchange.jobs.community.shapes.register import (
    Barrier,
    Concern,
    Diagnosis,
    Entry,
    Hope,
    Note,
    Promise,
    Strength,
    Support,
    TeamPlace,
    Voice,
)
from rourou.contexts.exchange.jobs.community.shapes.work import (
    Action,
    AgendaItem,
    Goal,
    Hui,
    Move,
    Plan,
    Point,
    Request,
    Round,
    Stand,
    Step,
    Supply,
)

__all__ = [
    "Action",
    "AgendaItem",
    "Answer",
    "Audience",
    "Barrier",
    "Community",
    "Concern",
    "Consent",
    "Criterion",
    "Diagnosis",
    "Disclosure",
    "Enrolment",
    "Entry",
    "Goal",
    "Hope",
    "Hui",
    "Learner",
    "Move",
    "Note",
    "Order",
    "Person",
    "Plan",
    "Point",
    "Post",
    "Promise",
    "ProtectedLocation",
    "Protocol",
    "Relationship",
    "Request",
    "Role",
    "Room",
    "Round",
    "Setting",
    "SettingKind",
    "SharedCategory",
    "Stand",
    "Standing",
    "Step",
    "Strength",
    "Supply",
    "Support",
    "TeamPlace",
    "Voice",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A whole invented cluster."""

    label: str
    name: str
    short_name: str
    phone: str
    contact: str
    begins_on: date
    settings: tuple[Setting, ...]
    rooms: tuple[Room, ...]
    staff: tuple[Person, ...]
    posts: tuple[Post, ...]
    keepers: tuple[tuple[str, str, str, str], ...]  # (setting, keeper, named by, confirmed by)
    whanau: tuple[Person, ...]
    learners: tuple[Learner, ...]
    enrolments: tuple[Enrolment, ...]
    relationships: tuple[Relationship, ...]
    protocols: tuple[Protocol, ...] = ()
    consents: tuple[Consent, ...] = ()
    orders: tuple[Order, ...] = ()
    locations: tuple[ProtectedLocation, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    teams: tuple[TeamPlace, ...] = ()
    concerns: tuple[Concern, ...] = ()
    entries: tuple[Entry, ...] = ()
    voices: tuple[Voice, ...] = ()
    notes: tuple[Note, ...] = ()
    promises: tuple[Promise, ...] = ()
    supports: tuple[Support, ...] = ()
    plans: tuple[Plan, ...] = ()
    requests: tuple[Request, ...] = ()
    supplies: tuple[Supply, ...] = ()
    rounds: tuple[Round, ...] = ()
    hui: tuple[Hui, ...] = ()
    moves: tuple[Move, ...] = ()
