"""Settings, people, learners, whānau, and what keeps somebody safe."""

from dataclasses import dataclass
from datetime import date
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
