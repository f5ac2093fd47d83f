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
