"""The writes of the directory: services, and the hours of each in a term. Each is declared at the gate."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rourou.contexts.directory import rules
from rourou.contexts.directory.models import Hours, Service
from rourou.contexts.directory.types import HoursChange, NewService, SupplyRow, SupportType, Tier
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.loading import Loader
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.text import nfc

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
LEADS: Final = frozenset({Role.CLUSTER_LEAD, Role.FACILITATOR})


@dataclass(frozen=True, slots=True)
class SupplyChanged:
    """What an act made or changed: services by id, and the hours that are offered from now on."""

    id: uuid.UUID
    hours: tuple[HoursChange, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplyLoaded:
    """What a load did: which services it made, which it changed, which hours stand now, and what stood before."""

    made: tuple[uuid.UUID, ...]
    changed: tuple[uuid.UUID, ...]
    hours: tuple[HoursChange, ...]
    before: tuple[HoursChange, ...]
    new_hours: tuple[uuid.UUID, ...]
    services_before: tuple[tuple[uuid.UUID, NewService], ...] = ()


def _values(draft: NewService) -> dict[str, Any]:
    return {
        "name": nfc(draft.name).strip(), "support_type": str(draft.support_type), "tier": int(draft.tier),
        "lead_id": draft.lead_id, "languages": list(draft.languages), "skills": [nfc(s) for s in draft.skills],
        "days": list(draft.days), "group_size_max": draft.group_size_max, "year_from": draft.year_from,
        "year_to": draft.year_to, "serves_all": draft.serves_all, "settings_served": list(draft.settings_served),
        "contact": nfc(draft.contact),
    }  # fmt: skip


def _check(call: Call, owner: uuid.UUID, draft: NewService) -> None:
    rules.check_can_change_service(call.organisation_id, owner, leads_cluster=call.role in LEADS)
    rules.check_service(draft)


@command(Permission.SUPPLY_MANAGE, audits=Event.SUPPLY_CHANGED, purposes=BOTH, nobody=True)
def add_service(call: Call, draft: NewService) -> SupplyChanged:
    """Describe a service of an organisation in this cluster."""
    _check(call, draft.organisation_id, draft)
    made = Service.objects.create(created_at=call.at, organisation_id=draft.organisation_id, **_values(draft))
    return SupplyChanged(made.id)


@command(Permission.SUPPLY_MANAGE, audits=Event.SUPPLY_CHANGED, purposes=BOTH, nobody=True)
def change_service(call: Call, service_id: uuid.UUID, draft: NewService, *, shown: int | None = None) -> SupplyChanged:
    """Change what a service says of itself; the organisation stays."""
    service = Service.objects.all().for_update().get_or_refuse(service_id)
    _check(call, service.organisation_id, draft)
    rules.check_version(shown, service.version)
    for name, value in _values(draft).items():
        setattr(service, name, value)
    service.version += 1
    service.save()
    return SupplyChanged(service.id)


@command(Permission.SUPPLY_MANAGE, audits=Event.SUPPLY_CHANGED, purposes=BOTH, nobody=True)
def end_service(call: Call, service_id: uuid.UUID) -> SupplyChanged:
    """The service is not offered any more. Hours already promised stay promised."""
    service = Service.objects.all().for_update().get_or_refuse(service_id)
    rules.check_can_change_service(call.organisation_id, service.organisation_id, leads_cluster=call.role in LEADS)
    service.ended_on = call.today
    service.version += 1
    service.save(update_fields=["ended_on", "version"])
    return SupplyChanged(service.id)


@command(Permission.SUPPLY_MANAGE, audits=Event.HOURS_CHANGED, purposes=BOTH, nobody=True)
def set_hours(
    call: Call, service_id: uuid.UUID, *, term: str, hours: Decimal, shown: int | None = None
) -> SupplyChanged:
    """Offer so many hours of a service in a term. Fewer than are promised is refused, with who holds them."""
    service = Service.objects.all().for_update().get_or_refuse(service_id)
    rules.check_can_change_service(call.organisation_id, service.organisation_id, leads_cluster=call.role in LEADS)
    rules.check_hours(term, hours)
    row = Hours.objects.filter(service_id=service.id, term=term).for_update().first()
    rules.check_version(shown, row.version if row else 0)
    if row is None:
        Hours.objects.create(created_at=call.at, service_id=service.id, term=term, offered=hours)
    else:
        row.offered, row.version = hours, row.version + 1
        row.save(update_fields=["offered", "version"])
    return SupplyChanged(service.id, (HoursChange(service.id, term, hours),))


@command(Permission.SUPPLY_MANAGE, audits=Event.SUPPLY_CHANGED, purposes=BOTH, nobody=True)
def save_service(
    call: Call, service_id: uuid.UUID | None, draft: NewService, *, term: str, hours: Decimal | None,
    shown: tuple[int, int] | None = None,
) -> SupplyChanged:  # fmt: skip
    """A service and its hours in one term, as they stand on one form: both are saved, or neither."""
    made = (
        change_service(call, service_id, draft, shown=shown[0] if shown else None)
        if service_id
        else add_service(call, draft)
    )
    stands = Hours.objects.filter(service_id=made.id, term=term).first()
    if hours is None or (stands is not None and stands.offered == hours):
        return made
    return set_hours(call, made.id, term=term, hours=hours, shown=shown[1] if shown else None)


# Loading, set-wise: what a file says is what stands


@command(Permission.SUPPLY_IMPORT, audits=Event.HOURS_CHANGED, purposes=BOTH, nobody=True)
def load_supply(call: Call, rows: Sequence[SupplyRow]) -> SupplyLoaded:
    """Take the lines of a supply file: each names a service by organisation and name, and its hours in a term.

    What is not in the file stays as it is. Statements do not grow with the number of lines.
    """
    for row in rows:
        rules.check_service(row.service)
        rules.check_hours(row.term, row.hours)
    made, described, ids = _load_services(call, rows)
    hours, before, new = _load_hours(call, rows, ids)
    changed = tuple(service for service, _before in described)
    return SupplyLoaded(tuple(made), changed, tuple(hours), tuple(before), tuple(new), tuple(described))


def _load_services(
    call: Call, rows: Sequence[SupplyRow]
) -> tuple[list[uuid.UUID], list[tuple[uuid.UUID, NewService]], dict[tuple[uuid.UUID, str], uuid.UUID]]:
    wanted = {(r.service.organisation_id, nfc(r.service.name).strip()): r.service for r in rows}
    places = {organisation for organisation, _name in wanted}
    stands = {(s.organisation_id, s.name): s for s in Service.objects.filter(organisation_id__in=places).for_update()}
    new = [
        Service(cluster_id=call.cluster_id, created_at=call.at, organisation_id=key[0], **_values(draft))
        for key, draft in wanted.items()
        if key not in stands
    ]
    Service.objects.bulk_create(new, batch_size=1000)
    changed = [stands[key] for key, draft in wanted.items() if key in stands and _differs(stands[key], draft)]
    before = [(service.id, _described(service)) for service in changed]
    _describe((service, wanted[service.organisation_id, service.name]) for service in changed)
    ids = {(s.organisation_id, s.name): s.id for s in (*stands.values(), *new)}
    return [s.id for s in new], before, ids


def _told(draft: NewService) -> dict[str, Any]:
    """What a line of a file says of a service. Who leads it stands in no file, and stays."""
    return {name: value for name, value in _values(draft).items() if name != "lead_id"}


def _differs(stands: Service, draft: NewService) -> bool:
    return stands.ended_on is not None or any(getattr(stands, name) != value for name, value in _told(draft).items())


def _described(service: Service) -> NewService:
    return NewService(
        organisation_id=service.organisation_id, name=service.name, support_type=SupportType(service.support_type),
        tier=Tier(service.tier), lead_id=service.lead_id, languages=tuple(service.languages),
        skills=tuple(service.skills), days=tuple(service.days), group_size_max=service.group_size_max,
        year_from=service.year_from, year_to=service.year_to, serves_all=service.serves_all,
        settings_served=tuple(service.settings_served), contact=service.contact,
    )  # fmt: skip


def _describe(services: Iterable[tuple[Service, NewService]]) -> None:
    """What these services say of themselves from now on, in one statement; nobody has ended them."""
    rows = []
    for service, draft in services:
        for name, value in _told(draft).items():
            setattr(service, name, value)
        service.ended_on, service.version = None, service.version + 1
        rows.append(service)
    if rows:
        names = [name for name in SERVICE_COLUMNS if name not in _KEPT]
        Service.objects.bulk_update(rows, names, batch_size=500)


def _load_hours(
    call: Call, rows: Sequence[SupplyRow], ids: Mapping[tuple[uuid.UUID, str], uuid.UUID]
) -> tuple[list[HoursChange], list[HoursChange], list[uuid.UUID]]:
    wanted = {(ids[r.service.organisation_id, nfc(r.service.name).strip()], r.term): r.hours for r in rows}
    found = Hours.objects.filter(service_id__in={service for service, _term in wanted}).for_update()
    stands = {(h.service_id, h.term): h for h in found}
    new = [
        Hours(cluster_id=call.cluster_id, created_at=call.at, service_id=service, term=term, offered=hours)
        for (service, term), hours in wanted.items()
        if (service, term) not in stands
    ]
    Hours.objects.bulk_create(new, batch_size=1000)
    moved = [stands[key] for key, hours in wanted.items() if key in stands and stands[key].offered != hours]
    before = [HoursChange(h.service_id, h.term, h.offered) for h in moved]
    for row in moved:
        row.offered, row.version = wanted[row.service_id, row.term], row.version + 1
    if moved:
        Hours.objects.bulk_update(moved, ["offered", "version"], batch_size=500)
    now = [HoursChange(h.service_id, h.term, h.offered) for h in (*new, *moved)]
    return now, before, [h.id for h in new]


@command(Permission.SUPPLY_IMPORT, audits=Event.HOURS_CHANGED, purposes=BOTH, nobody=True)
def unload_supply(call: Call, loaded: SupplyLoaded) -> SupplyLoaded:
    """Undo a load: hours it made are taken out, what it changed stands as before, services it made are ended."""
    Hours.objects.filter(id__in=list(loaded.new_hours)).delete()
    put_back = {(b.service_id, b.term): b.offered for b in loaded.before}
    rows = [
        h
        for h in Hours.objects.filter(service_id__in={s for s, _ in put_back}).for_update()
        if (h.service_id, h.term) in put_back
    ]
    for row in rows:
        row.offered, row.version = put_back[row.service_id, row.term], row.version + 1
    if rows:
        Hours.objects.bulk_update(rows, ["offered", "version"], batch_size=500)
    said = dict(loaded.services_before)
    _describe((service, said[service.id]) for service in Service.objects.filter(id__in=said).for_update())
    left = Hours.objects.filter(service_id__in=list(loaded.made)).values_list("service_id", flat=True)
    Service.objects.filter(id__in=[i for i in loaded.made if i not in set(left)]).update(ended_on=call.today)
    gone = tuple(
        HoursChange(h.service_id, h.term, Decimal(0)) for h in loaded.hours if (h.service_id, h.term) not in put_back
    )
    return SupplyLoaded((), (), (*loaded.before, *gone), (), ())


SERVICE_COLUMNS: Final = (
    "cluster_id", "id", "created_at", "organisation_id", "name", "support_type", "tier", "lead_id", "languages",
    "skills", "days", "group_size_max", "year_from", "year_to", "serves_all", "settings_served", "contact", "ended_on",
    "version",
)  # fmt: skip
_KEPT: Final = frozenset({"cluster_id", "id", "created_at", "organisation_id", "lead_id"})
HOURS_COLUMNS: Final = ("cluster_id", "id", "created_at", "service_id", "term", "offered", "version")


def bulk_load(loader: Loader, rows: Mapping[str, Iterable[Sequence[Any]]]) -> int:
    """For `rourou simulate`: rows of "service" in SERVICE_COLUMNS and of "hours" in HOURS_COLUMNS, straight in."""
    services = loader.copy("directory_service", SERVICE_COLUMNS, rows.get("service", ()))
    return services + loader.copy("directory_hours", HOURS_COLUMNS, rows.get("hours", ()))
