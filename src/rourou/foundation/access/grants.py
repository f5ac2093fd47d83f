"""The shape of what is derived: grants and bars as values, compared and written as sets."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from rourou.foundation.access.purposes import Category, Hat, HolderKind, Purpose, Reason

FOREVER: Final = datetime(9999, 12, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class HolderKey:
    """A holder before it has its integer: (kind, role, place). A person's place is their user id."""

    kind: HolderKind
    role: str = ""
    place_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One derived grant of one learner."""

    holder: HolderKey
    purpose: Purpose
    custodian_id: uuid.UUID
    categories: Category
    ceiling: int
    reason: Reason
    source_id: uuid.UUID
    valid_from: datetime
    valid_until: datetime

    def to_json(self, subject: uuid.UUID) -> dict[str, Any]:
        """As `access_write` reads it."""
        return {
            "subject_id": str(subject),
            "kind": int(self.holder.kind),
            "role": self.holder.role,
            "place_id": str(self.holder.place_id) if self.holder.place_id else None,
            "purpose": int(self.purpose),
            "custodian_id": str(self.custodian_id),
            "categories": int(self.categories),
            "ceiling": self.ceiling,
            "reason": int(self.reason),
            "source_id": str(self.source_id),
            "valid_from": self.valid_from.isoformat(),
            "valid_until": self.valid_until.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class BarRow:
    """One derived bar of one learner. `custodian_id` None bars the rows of all custodians."""

    person_id: uuid.UUID
    hats: Hat
    categories: Category
    custodian_id: uuid.UUID | None
    reason: str
    source_id: uuid.UUID
    valid_from: datetime
    valid_until: datetime

    def to_json(self, subject: uuid.UUID) -> dict[str, Any]:
        """As `access_write` reads it."""
        return {
            "subject_id": str(subject),
            "person_id": str(self.person_id),
            "hats": int(self.hats),
            "categories": int(self.categories),
            "custodian_id": str(self.custodian_id) if self.custodian_id else None,
            "reason": self.reason,
            "source_id": str(self.source_id),
            "valid_from": self.valid_from.isoformat(),
            "valid_until": self.valid_until.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Derived:
    """All grants and bars of one learner."""

    grants: frozenset[GrantRow]
    bars: frozenset[BarRow]
