"""The words of sharing hours out: rounds, suggestions, promises. Values only."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rourou.foundation.kernel.words import Word


class RoundState(Word):
    """ux.md §6.7."""

    OPEN = "open", "Open"
    SUGGESTED = "suggested", "Suggested"
    AT_HUI = "at_hui", "At the hui"
    AGREED = "agreed", "Agreed"


class Way(Word):
    """One way to share the hours of a round; the first is the suggestion, the others stand beside it."""

    SUGGESTION = "suggestion", "Suggestion"
    GROUPS = "groups", "With groups"
    LONGEST_WAIT = "longest_wait", "Longest wait first"
    MOST_PLACED = "most_placed", "As many as can be"
    OURS = "ours", "Our own split"


class EntryKind(Word):
    """A line of the ledger of hours."""

    PROMISE = "promise", "Promised"
    RELEASE = "release", "Given back"


@dataclass(frozen=True, slots=True)
class NewPromise:
    """Hours of a service in a term for one request, or for several that share them as a group.

    `hours` is what the service gives; each learner of a group gets all of it, and the service is charged once.
    """

    service_id: uuid.UUID
    term: str
    hours: Decimal
    referral_ids: tuple[uuid.UUID, ...]
    decision_id: uuid.UUID | None = None
    round_id: uuid.UUID | None = None
    words: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class HoursLeft:
    """What a service has left in a term."""

    service_id: uuid.UUID
    term: str
    offered: Decimal
    promised: Decimal

    @property
    def left(self) -> Decimal:
        return self.offered - self.promised


@dataclass(frozen=True, slots=True)
class SuggestedLine:
    """What a way of sharing says about one request: hours with somebody, or none and what it would take."""

    referral_id: uuid.UUID
    learner_id: uuid.UUID
    name: str
    place: str
    public_id: str
    placed: bool
    hours: Decimal
    service_id: uuid.UUID | None
    service: str
    with_whom: str
    with_others: tuple[str, ...]
    says: str
    offer: str
    waited_days: int


@dataclass(frozen=True, slots=True)
class SuggestionForHui:
    """The suggestion of a round as a hui takes it, item by item, only what the call reaches."""

    round_id: uuid.UUID
    number: int
    title: str
    term: str
    state: RoundState
    suggestion_id: uuid.UUID | None
    balances: tuple[HoursLeft, ...]
    lines: tuple[SuggestedLine, ...]
    subjects: frozenset[uuid.UUID]
