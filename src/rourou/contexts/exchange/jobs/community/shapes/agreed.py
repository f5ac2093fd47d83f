"""What has been agreed: answers, protocols, lawful disclosures."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rourou.contexts.exchange.jobs.community.shapes.people import Answer


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
