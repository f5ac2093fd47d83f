"""The words of people: learners, whānau, authority, enrolment. Values only."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import NewType

from rourou.foundation.kernel.words import Word

LearnerId = NewType("LearnerId", uuid.UUID)


class AuthorityKind(Word):
    """Who may decide with or for a learner (domain.md §7.3, consent_capacity)."""

    GUARDIAN = "guardian", "Guardian"
    CAREGIVER = "caregiver", "Caregiver with authority"
    COURT_ORDER = "court_order", "By court order"
    SELF = "self", "The learner decides"


class RestrictionKind(Word):
    """Why a person is barred (access.md, Bars)."""

    ORDER = "order", "Order"
    PAUSE = "pause", "Pause"
    STAFF_IS_WHANAU = "staff_is_whanau", "Works here and is whānau"


@dataclass(frozen=True, slots=True)
class NewLearner:
    """What is needed to add a learner to a setting's roll. Names as given stay beside names as used."""

    given_names: str
    family_name: str
    from_on: date
    preferred_name: str = ""
    say_it: str = ""
    year_level: int | None = None
    birth_date: date | None = None
    gender: str = ""
    nsn: str | None = None
    ethnicities: tuple[str, ...] = ()
    iwi: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    class_id: uuid.UUID | None = None
    address: str = ""
    phone: str = ""
    id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class NewWhanauMember:
    """An adult of a learner's whānau, in their own words for who they are."""

    name: str
    relationship: str
    phone: str = ""
    email: str = ""
    language: str = ""
    is_first_contact: bool = False
    user_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class LearnerCard:
    """A learner's name as it stands on pages: name as used, what they are called, year. Nothing else."""

    id: uuid.UUID
    name: str
    called: str
    say_it: str
    year_level: int | None
    public_id: str

    @property
    def short(self) -> str:
        """What people call them: the called name, else the first of the names used."""
        return self.called or self.name.split(" ")[0]


@dataclass(frozen=True, slots=True)
class RollRow:
    """A learner on the caller's own roll, as that setting holds them; for a file that names its learners again."""

    id: uuid.UUID
    given_names: str
    family_name: str
    birth_date: date | None
    nsn: str | None
    year_level: int | None
    class_id: uuid.UUID | None
    version: int


@dataclass(frozen=True, slots=True)
class RollChange:
    """What a setting's roll says of a learner from now on: year, class, number."""

    learner_id: uuid.UUID
    year_level: int | None
    class_id: uuid.UUID | None
    nsn: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDraft:
    """An organisation as the Ministry's directory lists it. What is left empty stays as it was known."""

    number: str
    name: str
    kind: str
    type: str = ""
    authority: str = ""
    city: str = ""
    region: str = ""
    territorial_authority: str = ""
    community_number: str = ""
    community_name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    roll: int | None = None
