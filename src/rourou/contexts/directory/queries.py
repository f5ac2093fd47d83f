"""The reads of the directory: what is on offer, in which term. About nobody's child."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from rourou.contexts.directory.models import Hours, Service
from rourou.contexts.directory.types import ServiceCard, SupportType, TermCard, Tier
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.access.roles import ROLES
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.calendar import Calendar, ClosedDay, Period
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.tenancy import models as tenancy

EVERY_PURPOSE = frozenset(Purpose)
NOTHING = Decimal(0)

SUPPORT_WORDS: Final = {
    SupportType.SPEECH_LANGUAGE: lambda: _("Speech-language support"),
    SupportType.LEARNING_BEHAVIOUR: lambda: _("Learning and behaviour support (RTLB)"),
    SupportType.BEHAVIOUR: lambda: _("Behaviour specialist"),
    SupportType.PSYCHOLOGY: lambda: _("Psychologist"),
    SupportType.EARLY_INTERVENTION: lambda: _("Early intervention"),
    SupportType.HEARING: lambda: _("Support with hearing"),
    SupportType.VISION: lambda: _("Support with vision"),
    SupportType.OCCUPATIONAL_THERAPY: lambda: _("Occupational therapy"),
    SupportType.PHYSIOTHERAPY: lambda: _("Physiotherapy"),
    SupportType.LITERACY: lambda: _("Literacy support"),
    SupportType.NUMBER: lambda: _("Number support"),
    SupportType.ENGLISH_LANGUAGE: lambda: _("English language support"),
    SupportType.ASSISTIVE_TECHNOLOGY: lambda: _("Assistive technology"),
    SupportType.TEACHER_AIDE: lambda: _("Kaiāwhina (teacher aide) hours"),
    SupportType.ATTENDANCE: lambda: _("Attendance support"),
    SupportType.SOCIAL_WORK: lambda: _("Social worker"),
    SupportType.COUNSELLING: lambda: _("Counselling"),
    SupportType.HEALTH: lambda: _("Health service"),
    SupportType.CULTURAL: lambda: _("Cultural support"),
    SupportType.TRANSITION: lambda: _("Support with a move"),
    SupportType.STAFF_LEARNING: lambda: _("Learning for staff"),
    SupportType.OTHER: lambda: _("Other support"),
}


def support_words(kind: SupportType | str) -> str:
    """The support in the reader's language."""
    return SUPPORT_WORDS[SupportType(kind)]()


@dataclass(frozen=True, slots=True)
class Terms:
    """The school terms of the cluster, and the calendar they make."""

    cards: tuple[TermCard, ...]
    calendar: Calendar
    now: TermCard | None
    coming: TermCard | None

    def named(self, name: str) -> TermCard:
        """The term of that name, dated where the calendar knows it."""
        return next((t for t in self.cards if t.name == name), TermCard(name))


def _term(period: Period | None) -> TermCard | None:
    return TermCard(period.name, period.starts_on, period.ends_on) if period else None


@query(Permission.SUPPLY_READ, audits=Event.SUPPLY_READ, purposes=EVERY_PURPOSE, nobody=True)
def terms(call: Call) -> Terms:
    """Terms and closed days of this cluster."""
    periods = tuple(
        Period(p.starts_on, p.ends_on, p.name)
        for p in tenancy.CalendarPeriod.objects.filter(cluster_id=call.cluster_id).order_by("starts_on")
    )
    closed = tuple(
        ClosedDay(d.day, d.name) for d in tenancy.ClosedDay.objects.filter(cluster_id=call.cluster_id).order_by("day")
    )
    calendar = Calendar(periods, closed)
    cards = tuple(TermCard(p.name, p.starts_on, p.ends_on) for p in periods)
    return Terms(cards, calendar, _term(calendar.period_on(call.today)), _term(calendar.period_after(call.today)))


@dataclass(frozen=True, slots=True)
class Services:
    """Services with their hours in one term."""

    term: str
    cards: tuple[ServiceCard, ...]

    @property
    def by_id(self) -> dict[uuid.UUID, ServiceCard]:
        return {card.id: card for card in self.cards}


def _cards(call: Call, rows: Collection[Service], term: str) -> tuple[ServiceCard, ...]:
    hours = {h.service_id: h for h in Hours.objects.filter(term=term, service_id__in=[r.id for r in rows])}
    places = dict(
        tenancy.Organisation.objects.filter(id__in={r.organisation_id for r in rows}).values_list("id", "name")
    )
    people = dict(tenancy.User.objects.filter(id__in={r.lead_id for r in rows if r.lead_id}).values_list("id", "name"))
    return tuple(_card(call, row, hours.get(row.id), places, people) for row in rows)


def _card(
    call: Call, row: Service, hours: Hours | None, places: dict[uuid.UUID, str], people: dict[uuid.UUID, str]
) -> ServiceCard:
    return ServiceCard(
        row.id, call.public(row.id), row.organisation_id, places.get(row.organisation_id, ""), row.name,
        SupportType(row.support_type), Tier(row.tier), row.lead_id, people.get(row.lead_id, "") if row.lead_id else "",
        tuple(row.languages), tuple(row.skills), tuple(row.days), row.group_size_max, row.year_from, row.year_to,
        row.serves_all, tuple(row.settings_served), row.contact, row.version, hours.offered if hours else NOTHING,
        hours.version if hours else 0,
    )  # fmt: skip


@query(Permission.SUPPLY_READ, audits=Event.SUPPLY_READ, purposes=EVERY_PURPOSE, nobody=True)
def services_for_term(call: Call, term: str, *, support_type: SupportType | None = None) -> Services:
    """What can be given in a term, by organisation and name; only services that have not ended."""
    rows = Service.objects.filter(ended_on=None)
    if support_type is not None:
        rows = rows.filter(support_type=str(support_type))
    return Services(term, _cards(call, list(rows.order_by("name", "id")), term))


@query(Permission.SUPPLY_READ, audits=Event.SUPPLY_READ, purposes=EVERY_PURPOSE, nobody=True)
def services_by_id(call: Call, ids: Collection[uuid.UUID], term: str) -> Services:
    """These services, ended or not, with their hours in a term."""
    return Services(term, _cards(call, list(Service.objects.filter(id__in=list(ids)).order_by("name", "id")), term))


@dataclass(frozen=True, slots=True)
class OfferedHours:
    """The hours of every service, by service and term."""

    by_key: dict[tuple[uuid.UUID, str], Decimal]


@query(Permission.SUPPLY_READ, audits=Event.SUPPLY_READ, purposes=EVERY_PURPOSE, nobody=True)
def hours_offered(call: Call, service_ids: Collection[uuid.UUID] | None = None) -> OfferedHours:
    """What each service offers in each term."""
    rows = Hours.objects.all()
    if service_ids is not None:
        rows = rows.filter(service_id__in=list(service_ids))
    return OfferedHours({(h.service_id, h.term): h.offered for h in rows})


@dataclass(frozen=True, slots=True)
class SupplyPage:
    """The supply of a cluster in one term."""

    term: TermCard
    terms: tuple[TermCard, ...]
    cards: tuple[ServiceCard, ...]
    settings: dict[uuid.UUID, str]
    chosen_type: SupportType | None
    types: tuple[SupportType, ...]
    may_change: bool


@query(Permission.SUPPLY_READ, audits=Event.SUPPLY_READ, purposes=EVERY_PURPOSE, nobody=True)
def supply_page(call: Call, *, term: str = "", support_type: str = "") -> SupplyPage:
    """Hours, skills, reo and places of everything on offer; the coming term unless another is asked for."""
    known = terms(call)
    names = sorted({t.name for t in known.cards} | set(Hours.objects.values_list("term", flat=True).distinct()))
    chosen = term if term in names else _first_term(known, names)
    every = services_for_term(call, chosen).cards
    wanted = next((t for t in SupportType if t.value == support_type), None)
    cards = tuple(c for c in every if wanted is None or c.support_type is wanted)
    return SupplyPage(
        known.named(chosen), tuple(known.named(n) for n in names), cards, _setting_names(cards), wanted,
        tuple(sorted({c.support_type for c in every}, key=lambda t: t.label)),
        Permission.SUPPLY_MANAGE in ROLES[call.role].permissions,
    )  # fmt: skip


def _first_term(known: Terms, names: list[str]) -> str:
    offered = [t.name for t in (known.coming, known.now) if t is not None]
    return next((n for n in offered if n in names), names[-1] if names else (offered[0] if offered else ""))


def _setting_names(cards: Collection[ServiceCard]) -> dict[uuid.UUID, str]:
    ids = {s for card in cards for s in card.settings_served}
    return dict(tenancy.Organisation.objects.filter(id__in=ids).values_list("id", "name")) if ids else {}


@dataclass(frozen=True, slots=True)
class ServicePage:
    """One service, for the small page on which it is changed."""

    card: ServiceCard | None
    term: TermCard
    terms: tuple[TermCard, ...]
    organisation: str
    settings: tuple[tuple[uuid.UUID, str], ...]
    may_change: bool


@query(Permission.SUPPLY_READ, audits=Event.SUPPLY_READ, purposes=EVERY_PURPOSE, nobody=True)
def service_page(call: Call, service_id: uuid.UUID | None, *, term: str = "") -> ServicePage:
    """One service with its hours in a term, or an empty page for a new one of the caller's organisation."""
    known = terms(call)
    first = _first_term(known, [t.name for t in known.cards])
    chosen = known.named(term or first)
    found = services_by_id(call, [service_id], chosen.name).cards if service_id else ()
    if service_id and not found:
        raise NotFound
    homes = tenancy.ClusterMembership.objects.filter(cluster_id=call.cluster_id, is_home=True, valid_until=None)
    settings = tuple(homes.order_by("organisation__name").values_list("organisation_id", "organisation__name"))
    card = found[0] if found else None
    return ServicePage(
        card, chosen, known.cards, card.organisation if card else call.post.organisation_name, settings,
        Permission.SUPPLY_MANAGE in ROLES[call.role].permissions,
    )  # fmt: skip
