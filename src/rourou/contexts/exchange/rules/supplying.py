"""What a line of a supply file does beside what the directory says; and how it is kept between check and load."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rourou.contexts.directory.types import NewService, ServiceCard, SupplyRow, SupportType, Tier
from rourou.contexts.exchange.types import Action, Change, Fault
from rourou.contexts.exchange.types import SupplyRow as FileRow
from rourou.foundation.kernel.text import fold

NO_ORGANISATION: Final = (
    "No organisation of this learning community has this name. Write it as it stands there, or add it first."
)
NO_SETTING: Final = "One of these is no setting of this learning community. Write them as they stand there, or all."


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation of the cluster; a setting where learners are enrolled is a home."""

    id: uuid.UUID
    name: str
    is_home: bool


@dataclass(frozen=True, slots=True)
class MatchedService:
    """A row of the file as the directory takes it, and what it will do."""

    row: int
    supply: SupplyRow
    organisation: str
    action: Action = Action.ADDED
    changes: tuple[Change, ...] = ()


def placed(rows: Iterable[FileRow], places: Iterable[Place]) -> tuple[list[MatchedService], list[Fault]]:
    """Rows whose organisation and settings are of this cluster; and what must be put right in the others."""
    by_name = {fold(place.name): place for place in places}
    found, faults = [], []
    for row in rows:
        owner = by_name.get(fold(row.organisation))
        served = [by_name.get(fold(name)) for name in row.settings_served if name != "all"]
        if owner is None:
            faults.append(Fault(row.row, "organisation", NO_ORGANISATION))
        elif any(place is None or not place.is_home for place in served):
            faults.append(Fault(row.row, "settings_served", NO_SETTING))
        else:
            settings = tuple(place.id for place in served if place)
            found.append(MatchedService(row.row, _supply(row, owner.id, settings), owner.name))
    return found, faults


def _supply(row: FileRow, owner: uuid.UUID, settings: tuple[uuid.UUID, ...]) -> SupplyRow:
    service = NewService(
        organisation_id=owner, name=row.service, support_type=SupportType(row.support_type), tier=Tier(row.tier),
        languages=row.languages, skills=row.skills, days=row.days, group_size_max=row.group_size_max,
        year_from=row.year_from, year_to=row.year_to, serves_all=not settings, settings_served=settings,
        contact=row.contact,
    )  # fmt: skip
    return SupplyRow(service, row.term, row.hours_per_term)


Stands = Mapping[tuple[str, uuid.UUID, str], ServiceCard]  # by term, organisation and name


def compared(matched: MatchedService, stands: Stands) -> MatchedService:
    """The same row, with what it changes of what stands in the directory."""
    service = matched.supply.service
    known = stands.get((matched.supply.term, service.organisation_id, service.name))
    changes = tuple(_changes(matched.supply, known)) if known else ()
    action = Action.ADDED if known is None else Action.CHANGED if changes else Action.UNCHANGED
    return MatchedService(matched.row, matched.supply, matched.organisation, action, changes)


_SAID: Final = (
    "support_type", "tier", "languages", "skills", "days", "group_size_max", "year_from", "year_to", "serves_all",
    "settings_served", "contact",
)  # fmt: skip


def _changes(supply: SupplyRow, known: ServiceCard) -> Iterable[Change]:
    if known.offered != supply.hours:
        yield Change("hours", plain(known.offered), plain(supply.hours))
    if any(getattr(known, name) != getattr(supply.service, name) for name in _SAID):
        yield Change("details", "", "")


def plain(hours: Decimal) -> str:
    """12.50 as 12.5, 40 as 40."""
    return f"{hours.normalize():f}"


def service_content(s: NewService) -> dict[str, Any]:
    """What a service says of itself, as it is kept."""
    return {
        "organisation_id": str(s.organisation_id), "name": s.name, "support_type": str(s.support_type),
        "tier": int(s.tier), "languages": list(s.languages), "skills": list(s.skills), "days": list(s.days),
        "group_size_max": s.group_size_max, "year_from": s.year_from, "year_to": s.year_to,
        "settings_served": [str(i) for i in s.settings_served], "contact": s.contact,
    }  # fmt: skip


def service_of(content: Mapping[str, Any]) -> NewService:
    """The service again. Without settings it goes to all."""
    served = tuple(uuid.UUID(i) for i in content["settings_served"])
    return NewService(
        organisation_id=uuid.UUID(content["organisation_id"]), name=content["name"],
        support_type=SupportType(content["support_type"]), tier=Tier(content["tier"]),
        languages=tuple(content["languages"]), skills=tuple(content["skills"]), days=tuple(content["days"]),
        group_size_max=content["group_size_max"], year_from=content["year_from"], year_to=content["year_to"],
        serves_all=not served, settings_served=served, contact=content["contact"],
    )  # fmt: skip


def supply_content(matched: MatchedService) -> dict[str, Any]:
    """A row as it is kept between check and load."""
    hours = {"term": matched.supply.term, "hours": str(matched.supply.hours)}
    return service_content(matched.supply.service) | hours | {"organisation": matched.organisation}


def supply_of(row: int, content: Mapping[str, Any]) -> MatchedService:
    """The row again."""
    supply = SupplyRow(service_of(content), content["term"], Decimal(content["hours"]))
    return MatchedService(row, supply, content["organisation"])


def with_action(matched: MatchedService, action: Action, changes: Iterable[Change]) -> MatchedService:
    """The row with what it will do or did."""
    return MatchedService(matched.row, matched.supply, matched.organisation, action, tuple(changes))
