"""The words of sharing: protocols, the four answers, named people, rooms. Values only."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from rourou.foundation.access.purposes import Category
from rourou.foundation.kernel.words import Number, Word

# access.md, The ledger of the four answers: what answer 2 opens for the cluster teams of the organisations ticked.
CLUSTER_CATEGORIES: Final = Category.IDENTITY | Category.STRENGTHS | Category.NEEDS | Category.SUPPORTS


class ProtocolKind(Word):
    """One mechanism, two kinds."""

    DECIDE = "decide", "How we decide"
    SHARE = "share", "What we share"


class ProtocolState(Word):
    """ux.md §6.7."""

    DRAFT = "draft", "Draft"
    SIGNING = "signing", "Being signed"
    IN_FORCE = "in_force", "In force"
    REPLACED = "replaced", "Replaced"


class Question(Number):
    """The four separate questions (ux.md §1.9). A yes to one is never a yes to another."""

    REGISTER = 1, "On our school’s register"
    CLUSTER = 2, "Talked about by name in the cluster"
    ORGANISATION = 3, "Shared with one named organisation"
    COUNTED = 4, "Counted in summaries"


class Answer(Word):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_TODAY = "not_today", "Not today"


class Method(Word):
    """How the answer was given (domain.md §7.3, consent_method)."""

    WRITTEN = "written", "In writing"
    DIGITAL = "digital", "On this device"
    SPOKEN = "spoken", "Spoken"


class NamedKind(Word):
    """Facts about one person or organisation and one learner that arise higher up and are kept here."""

    SUPPORT_TEAM = "support_team", "Support team"
    CASELOAD = "caseload", "Caseload"
    NAMED_DISCLOSURE = "named_disclosure", "Told by name"
    RECORDS = "records", "Keeps former records"


@dataclass(frozen=True, slots=True)
class NewConsent:
    """One answer to one question, by one person whose authority was checked, with an end date."""

    learner_id: uuid.UUID
    question: Question
    answer: Answer
    given_by: uuid.UUID | None
    method: Method = Method.WRITTEN
    until_on: date | None = None
    organisation_ids: tuple[uuid.UUID, ...] = ()
    categories: Category = CLUSTER_CATEGORIES
    from_on: date | None = None
    by_learner: bool = False
    witness: str = ""
    language: str = ""
    confirm_by_on: date | None = None  # a spoken yes waits a week, or until the day people agreed on


@dataclass(frozen=True, slots=True)
class ProtocolBody:
    """What a protocol says, field by field. `share` uses the sharing fields, `decide` the deciding ones."""

    summary: str = ""
    purposes: tuple[str, ...] = ()
    categories: int = int(CLUSTER_CATEGORIES)
    ceiling: int = 2
    storage: str = ""
    retention: str = ""
    method: str = "consensus"
    quorum: int = 3
    standing_aside: str = ""
    conflicts: str = ""
    criteria: tuple[dict[str, Any], ...] = ()
    stops_clock: tuple[str, ...] = ()
    another_look: str = ""
    narrowed: tuple[str, ...] = ()
    threshold: int = 6
    extra: dict[str, Any] = field(default_factory=dict)
