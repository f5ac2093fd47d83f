"""Why a row is opened, what kind of row it is, and how sensitive: the codes that grants are made of.

Categories are bits of one integer; sensitivity is the Ministry of Education's scale for groups that share
learning support information (0 non-sensitive, 1 identifying, 2 sensitive, 3 highly sensitive).
"""

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Final
from uuid import UUID


class Purpose(IntEnum):
    """What an act is for; each query and command declares the purposes it serves, and nobody chooses one."""

    SUPPORT = 1
    PLANNING = 2
    TRANSITION = 3
    OVERSIGHT = 4
    UPKEEP = 5


class Category(IntFlag):
    """What a row about a learner is about. A table, or a row of it, has exactly one."""

    IDENTITY = 1
    CONTACT = 2
    LOCATION = 4
    STRENGTHS = 8
    NEEDS = 16
    SUPPORTS = 32
    PLAN = 64
    PROGRESS = 128
    ATTENDANCE = 256
    BEHAVIOUR = 512
    HEALTH = 1024
    FAMILY = 2048
    CARE = 4096


EVERYTHING: Final = Category(8191)

CATEGORY_WORDS: Final[dict[Category, str]] = {
    Category.IDENTITY: "names and year",
    Category.CONTACT: "contact details",
    Category.LOCATION: "which setting",
    Category.STRENGTHS: "strengths and hopes",
    Category.NEEDS: "what gets in the way and what helps",
    Category.SUPPORTS: "supports and requests",
    Category.PLAN: "the plan",
    Category.PROGRESS: "progress",
    Category.ATTENDANCE: "attendance",
    Category.BEHAVIOUR: "behaviour",
    Category.HEALTH: "health",
    Category.FAMILY: "family",
    Category.CARE: "care and protection",
}

NON_SENSITIVE: Final = 0
IDENTIFYING: Final = 1
SENSITIVE: Final = 2
HIGHLY_SENSITIVE: Final = 3


class Reason(IntEnum):
    """Why a grant stands. Break-glass lifts only missing consent or assignment."""

    SELF = 1
    GUARDIANSHIP = 2
    ENROLMENT = 3
    CASELOAD = 4
    SUPPORT_TEAM = 5
    CONSENT = 6
    NAMED_DISCLOSURE = 7
    BREAK_GLASS = 8
    RECORDS = 9
    OVERSIGHT = 10
    UPKEEP = 11


REASON_WORDS: Final[dict[Reason, str]] = {
    Reason.SELF: "It is their own record.",
    Reason.GUARDIANSHIP: "Whānau, with checked authority.",
    Reason.ENROLMENT: "Works with the learner at their setting.",
    Reason.CASELOAD: "The learner is on their caseload.",
    Reason.SUPPORT_TEAM: "Part of the learner’s support team.",
    Reason.CONSENT: "Whānau said yes.",
    Reason.NAMED_DISCLOSURE: "Told by name, and recorded.",
    Reason.BREAK_GLASS: "Opened in an emergency; it is reviewed.",
    Reason.RECORDS: "Keeps the records of the former setting.",
    Reason.OVERSIGHT: "Handles a numbered privacy request.",
    Reason.UPKEEP: "The system’s own upkeep.",
}


class Hat(IntFlag):
    """Which side of the table a call sits on; a bar names the hats it bars."""

    STAFF = 1
    FAMILY = 2
    SYSTEM = 4


class HolderKind(IntEnum):
    """Who can hold a grant: a role in a place, or a person where people are named."""

    ROLE = 1  # role at an organisation
    CLASS = 2  # the teachers of one class
    CLUSTER_TEAM = 3  # those of an organisation who sit at the cluster's table
    ORGANISATION_TEAM = 4  # those of an organisation who give support
    PERSON = 5
    ROOM = 6  # everybody present at one hui: the intersection of what they reach
    SYSTEM = 7


@dataclass(frozen=True, slots=True)
class Withheld:
    """A part that is not shared with the reader. Never None: "not shared with you" is not "unknown"."""

    reason: str = "Not shared with you"

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True)
class Basis:
    """Why information may leave, made only by `sharing.queries.basis_for`: consent, agreement or override."""

    reason: Reason
    source_id: UUID
    subject_id: UUID
    organisation_id: UUID
    categories: Category
