"""What a register holds of a learner, and what is being done."""

from dataclasses import dataclass
from datetime import date, time


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
    waiting_on: str = ""
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
