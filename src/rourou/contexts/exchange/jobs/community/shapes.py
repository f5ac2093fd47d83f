"""The shapes of an invented community: plain rows with string labels for keys, no ids and no moments of the machine.

The loader turns labels into ids by keyed hash and dates into moments; every row of a table is one dataclass here.
Field names follow the tables they are meant for; times of day stand only where a story needs one.
"""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

SettingKind = Literal[
    "school", "kura", "early_learning", "kohanga_reo", "rtlb", "ministry", "agency", "iwi", "ngo", "cluster_body"
]
Role = Literal[
    "coordinator",
    "senco",
    "teacher",
    "school_principal",
    "cluster_lead",
    "facilitator",
    "rtlb",
    "provider",
    "privacy_officer",
    "whanau",
    "learner",
]
Standing = Literal["guardian", "caregiver", "wider_whanau", "support_person"]
Answer = Literal["yes", "no", "not_today", "spoken_yes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An organisation: a setting whose home is this cluster, or a partner who works in it."""

    label: str
    name: str
    kind: SettingKind
    type: str = ""
    authority: str = ""
    number: str | None = None
    phone: str = ""
    roll: int | None = None
    years: tuple[int, int] | None = None
    is_home: bool = True
    language: str = "en"
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A class or group of a setting, with its teachers (labels of staff)."""

    label: str
    setting: str
    name: str
    teachers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Staff or whānau. Who has an e-mail address can sign in."""

    label: str
    name: str
    called: str
    email: str | None = None
    phone: str = ""
    language: str = "en-nz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A role a person holds in an organisation, made by one person and confirmed by another."""

    person: str
    setting: str
    role: Role
    title: str
    starts_on: date = date(2026, 1, 27)
    ends_on: date | None = None
    made_by: str = "aroha"
    confirmed_by: str = "ruth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """A child or young person. `label` is the only key; the NSN never is."""

    label: str
    given: str
    family: str
    born_on: date
    gender: str = "not_stated"
    preferred: str = ""
    say_it: str = ""
    friends_call: str = ""
    pronouns: str = ""
    ethnicities: tuple[str, ...] = ()
    iwi: tuple[str, ...] = ()
    hapu: str = ""
    languages: tuple[str, ...] = ("en",)
    nsn: str | None = None
    nsn_before: tuple[str, ...] = ()
    family_first: bool = False
    decides_for_self: bool = False
    sign_in: Person | None = None
    died_on: date | None = None
    case: str = ""  # which row of domain.md §7.11 this is, for the tests


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A learner at a setting from a day to a day."""

    learner: str
    setting: str
    starts_on: date
    room: str | None = None
    year_level: int | None = None
    ends_on: date | None = None
    reason: str = ""
    attendance: str = "regular"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """Whānau of a learner: the word they use, what standing they have, and who checked it."""

    learner: str
    person: str
    word: str
    kind: Standing = "guardian"
    lives_with: bool = True
    checked_on: date | None = date(2026, 2, 12)
    checked_by: str | None = "mere"
    confirmed_by: str | None = "aroha"
    safe_to_see_everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A court order or a direction about who may not know what; sensitivity 3, kept by the setting's keepers."""

    learner: str
    about: str
    kind: Literal["parenting_order", "protection_order", "staff_is_whanau"]
    categories: tuple[str, ...] = ("all",)
    made_on: date
    recorded_by: str
    confirmed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedLocation:
    """Where this learner is may be known to named persons only."""

    learner: str
    since: date
    known_to: tuple[str, ...]
    recorded_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What a teacher saw, in a teacher's words."""

    label: str
    learner: str
    by: str
    seen_on: date
    at: time = time(15, 20)
    words: str = ""
    tried: tuple[str, ...] = ("nothing_yet",)
    whanau_heard: str = "not_yet"
    status: str = "new"
    taken_by: str | None = None
    reply_by: date | None = None
    first_step: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What this child brings."""

    words: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hope:
    """A hope, and whose it is."""

    words: str
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """What gets in the way, never without what helps beside it. `leaf` is a code of the taxonomy."""

    leaf: str
    gets_in_the_way: str
    helps: str
    tier: int = 2
    severity: str = "moderate"
    confidence: str = "evidenced"
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """A name somebody gave it, where whānau want it known."""

    name: str
    status: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A register entry of a setting."""

    learner: str
    setting: str
    opened_on: date
    opened_by: str
    reason: str
    status: str = "open"
    priority: str = "medium"
    helps_first: str = ""
    strengths: tuple[Strength, ...] = ()
    hopes: tuple[Hope, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    next_on: date | None = None
    next_what: str = ""
    closed_on: date | None = None
    exit_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody's own words, kept as they were said: who, how, in what language, told to whom."""

    learner: str
    words: str
    who: str
    speaker: str
    form: str
    said_on: date
    language: str = "en"
    told_to: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A dated note of a person."""

    learner: str
    by: str
    on: date
    title: str
    words: str = ""
    sensitivity: int = 2
    category: str = "progress"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What somebody told whānau or a colleague they would do, and by when."""

    learner: str | None
    by: str
    to: str
    what: str
    why: str
    due_on: date
    made_on: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A response that is planned, happening, paused or finished."""

    learner: str
    type: str
    provider: str
    setting: str
    what: str
    tier: int = 2
    status: str = "happening"
    starts_on: date | None = None
    ends_on: date | None = None
    hours_per_term: float | None = None
    funding: str = "none"
    person: str | None = None
    barriers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPlace:
    """A place in a learner's support team, from a day to a day."""

    learner: str
    person: str
    setting: str
    role: str
    starts_on: date
    ends_on: date | None = None
    confirmed_by: str = "aroha"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """An organisation ticked in a consent, with the categories ticked for it."""

    setting: str
    categories: tuple[str, ...]
    ceiling: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One of the four answers (ux.md §1.9): 1 our register, 2 by name in the cluster, 3 one organisation, 4 counted."""

    learner: str
    question: Literal[1, 2, 3, 4]
    answer: Answer
    by: str
    given_on: date
    until: date | None = None
    audiences: tuple[Audience, ...] = ()
    capacity: str = "guardian"
    method: str = "written"
    taken_by: str = "mere"
    withdrawn_on: date | None = None
    withdrawn_by: str | None = None
    confirm_by: date | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One ordered rule of how we decide."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCategory:
    """What may be shared: one category, up to a sensitivity, to an audience, for a purpose."""

    category: str
    ceiling: int
    audience: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """How we decide, or what we share: versioned and signed."""

    label: str
    kind: Literal["decide", "share"]
    version: int
    status: Literal["draft", "being_signed", "in_force", "replaced"]
    from_on: date
    until: date | None = None
    words: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    shares: tuple[SharedCategory, ...] = ()
    quorum: int = 5
    signed: tuple[tuple[str, str, date], ...] = ()  # (organisation, person, day)
    suppress_below: int = 6
    counts_every: str = "month"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A lawful disclosure outside consent, with its basis and approver; sensitivity 3."""

    learner: str
    to: str
    basis: str
    on: date
    by: str
    approved_by: str
    what: str
    tell_whanau: bool = True


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
    joined: dict[str, date] = field(default_factory=dict)  # setting → the day it joined, where later than begins_on
