"""Decisions as finished values: for the item's page, the minutes, whānau."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.meetings.models import Decision, Resolution
from rourou.contexts.meetings.types import Choice, Stand, TellHow
from rourou.contexts.sharing import queries as sharing_queries
from rourou.foundation.access import staff
from rourou.foundation.access.call import Call
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.roles import ROLES


@dataclass(frozen=True, slots=True)
class Stood:
    """Where one organisation stood, with its reason as said."""

    organisation: str
    stand: Stand
    reason: str


@dataclass(frozen=True, slots=True)
class Names:
    """Names that decisions carry as ids, read once for all of them."""

    organisations: dict[uuid.UUID, str]
    services: dict[uuid.UUID, str]
    people: dict[uuid.UUID, staff.Colleague]

    @classmethod
    def of(cls, call: Call, rows: Sequence[Decision | Resolution]) -> Self:
        """One statement for each kind of name."""
        named = [r for r in rows if isinstance(r, Decision)]
        organisations = {uuid.UUID(p["organisation"]) for r in rows for p in r.positions}
        organisations |= {r.to_organisation_id for r in named if r.to_organisation_id}
        may = ROLES[call.role].permissions
        services = {r.service_id for r in named if r.service_id and Permission.SUPPLY_READ in may}
        found = directory_queries.services_by_id(call, services, "").cards if services else ()
        posts = {r.decided_by for r in rows} | {r.tell_post_id for r in named}
        return cls(
            sharing_queries.organisation_names(organisations), {s.id: s.name for s in found},
            staff.by_post(call, posts),
        )  # fmt: skip

    def person(self, post_id: uuid.UUID) -> str:
        """The name of who holds a post."""
        return self.people[post_id].name if post_id in self.people else ""


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """What was decided, by whom recorded, when, and what whānau hear of it."""

    id: uuid.UUID
    public_id: str
    choice: Choice
    reason: str
    stood: tuple[Stood, ...]
    recorded_by: str
    decided_at: datetime
    hours: Decimal | None = None
    service: str = ""
    start_week: str = ""
    review_week: str = ""
    rules: tuple[str, ...] = ()
    offer: str = ""
    asked: str = ""
    suggested: str = ""
    departure: str = ""
    tell_words: str = ""
    tell_who: str = ""
    tell_how: TellHow | None = None
    tell_by: date | None = None
    told_on: date | None = None

    @classmethod
    def made(cls, call: Call, rows: Sequence[Decision | Resolution]) -> dict[uuid.UUID, Self]:
        """Cards by item."""
        names = Names.of(call, rows)
        return {row.item_id: cls(**_common(call, row, names), **_named(row, names)) for row in rows}


def _common(call: Call, row: Decision | Resolution, names: Names) -> dict[str, Any]:
    stood = tuple(
        Stood(names.organisations.get(uuid.UUID(p["organisation"]), ""), Stand(p["stand"]), p["reason"])
        for p in row.positions
    )
    return {
        "id": row.id, "public_id": call.public(row.id), "choice": Choice(row.choice), "reason": row.reason,
        "stood": stood, "recorded_by": names.person(row.decided_by), "decided_at": row.decided_at,
    }  # fmt: skip


def _named(row: Decision | Resolution, names: Names) -> dict[str, Any]:
    if not isinstance(row, Decision):
        return {}
    return {
        "hours": row.hours, "service": names.services.get(row.service_id, "") if row.service_id else "",
        "start_week": row.start_week, "review_week": row.review_week, "rules": tuple(row.rules), "offer": row.offer,
        "asked": names.organisations.get(row.to_organisation_id, "") if row.to_organisation_id else "",
        "suggested": row.suggested, "departure": row.departure, "tell_words": row.tell_words,
        "tell_who": names.person(row.tell_post_id), "tell_how": TellHow(row.tell_how), "tell_by": row.tell_by,
        "told_on": row.told_on,
    }  # fmt: skip
