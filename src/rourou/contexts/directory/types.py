"""The words of the directory: what organisations can give, and when. Nobody's child stands here."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rourou.foundation.kernel.words import Number, Word


class Tier(Number):
    """Te Tūāpapa: who the support reaches, not who the child is (domain.md §2.5)."""

    TE_MATUA = 1, "Te Matua: for everyone"
    TE_KAHUI = 2, "Te Kāhui: for some"
    TE_AROTAHI = 3, "Te Arotahi: for one"


class SupportType(Word):
    """What a service gives and a request asks for (domain.md §4, in words whānau use)."""

    SPEECH_LANGUAGE = "speech_language", "Speech-language support"
    LEARNING_BEHAVIOUR = "learning_behaviour", "Learning and behaviour support (RTLB)"
    BEHAVIOUR = "behaviour", "Behaviour specialist"
    PSYCHOLOGY = "psychology", "Psychologist"
    EARLY_INTERVENTION = "early_intervention", "Early intervention"
    HEARING = "hearing", "Support with hearing"
    VISION = "vision", "Support with vision"
    OCCUPATIONAL_THERAPY = "occupational_therapy", "Occupational therapy"
    PHYSIOTHERAPY = "physiotherapy", "Physiotherapy"
    LITERACY = "literacy", "Literacy support"
    NUMBER = "number", "Number support"
    ENGLISH_LANGUAGE = "english_language", "English language support"
    ASSISTIVE_TECHNOLOGY = "assistive_technology", "Assistive technology"
    TEACHER_AIDE = "teacher_aide", "Kaiāwhina (teacher aide) hours"
    ATTENDANCE = "attendance", "Attendance support"
    SOCIAL_WORK = "social_work", "Social worker"
    COUNSELLING = "counselling", "Counselling"
    HEALTH = "health", "Health service"
    CULTURAL = "cultural", "Cultural support"
    TRANSITION = "transition", "Support with a move"
    STAFF_LEARNING = "staff_learning", "Learning for staff"
    OTHER = "other", "Other support"


@dataclass(frozen=True, slots=True)
class NewService:
    """One service as its organisation describes it; `name` is unique within the organisation."""

    organisation_id: uuid.UUID
    name: str
    support_type: SupportType
    tier: Tier = Tier.TE_KAHUI
    lead_id: uuid.UUID | None = None
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    group_size_max: int | None = None
    year_from: int | None = None
    year_to: int | None = None
    serves_all: bool = True
    settings_served: tuple[uuid.UUID, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """One line of a supply file, read and matched: a service, and its hours in one term."""

    service: NewService
    term: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class HoursChange:
    """The hours of a service in a term, as they are offered from now on."""

    service_id: uuid.UUID
    term: str
    offered: Decimal


@dataclass(frozen=True, slots=True)
class TermCard:
    """A school term of the cluster: its name in files (2027-1), its first and last day."""

    name: str
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def number(self) -> str:
        """The 1 of 2027-1."""
        return self.name.rpartition("-")[2]

    @property
    def year(self) -> str:
        """The 2027 of 2027-1."""
        return self.name.rpartition("-")[0]


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A service and its hours in one term, finished."""

    id: uuid.UUID
    public_id: str
    organisation_id: uuid.UUID
    organisation: str
    name: str
    support_type: SupportType
    tier: Tier
    lead_id: uuid.UUID | None
    lead: str
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    days: tuple[str, ...]
    group_size_max: int | None
    year_from: int | None
    year_to: int | None
    serves_all: bool
    settings_served: tuple[uuid.UUID, ...]
    contact: str
    version: int
    offered: Decimal
    hours_version: int

    @property
    def with_whom(self) -> str:
        """The person people know, else the service."""
        return self.lead.split(" ")[0] if self.lead else self.name

    def serves(self, setting_id: uuid.UUID, year_level: int | None) -> bool:
        """Whether it goes to that setting and takes that year; what is not said is no limit."""
        if not self.serves_all and setting_id not in self.settings_served:
            return False
        if year_level is None:
            return True
        return (self.year_from or 0) <= year_level <= (99 if self.year_to is None else self.year_to)
