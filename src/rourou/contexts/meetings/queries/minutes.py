"""Minutes write themselves: who came, items, decisions, reasons, where people stood, what whānau hear."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from rourou.contexts.meetings import rules
from rourou.contexts.meetings.models import (
    Attendance,
    Confirmation,
    Correction,
    Decision,
    Hui,
    Invitation,
    Item,
    Minutes,
    NamedCorrection,
    NamedItem,
    Resolution,
)
from rourou.contexts.meetings.queries.agenda import HuiCard
from rourou.contexts.meetings.queries.cards import DecisionCard
from rourou.contexts.meetings.types import HuiKind, HuiState, ItemKind, ItemState, MinutesState
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import ProtocolKind
from rourou.foundation.access import staff
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.access.roles import ROLES
from rourou.foundation.access.staff import Colleague
from rourou.foundation.audit.events import Event

PLANNING = frozenset({Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody was in the room from a moment to a moment."""

    colleague: Colleague
    is_observer: bool
    arrived_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """Something put right afterwards, by whom, when."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MinutedItem:
    """One item as it went. Where the reader does not reach the learner, its number and nothing else."""

    number: int
    public_id: str
    kind: ItemKind
    state: ItemState
    title: str
    learner: LearnerCard | None
    is_locked: bool
    decision: DecisionCard | None
    corrections: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes as this reader may see them."""

    card: HuiCard
    chair: str
    opened_at: datetime | None
    closed_at: datetime | None
    protocol: str
    stays: tuple[Stay, ...]
    apologies: tuple[Colleague, ...]
    items: tuple[MinutedItem, ...]
    corrections: tuple[Corrected, ...]
    state: MinutesState
    confirmed_at: datetime | None
    confirmed_by: tuple[str, ...]
    cannot_confirm: str
    may_confirm: bool
    subjects: frozenset[uuid.UUID]


@query(Permission.HUI_READ, audits=Event.HUI_READ, purposes=PLANNING)
def minutes_page(call: Call, hui_id: uuid.UUID) -> MinutesPage:
    """What was recorded of a hui, put together anew at each reading; each person gets only what they may see."""
    hui: Hui = Hui.objects.get_or_refuse(hui_id)
    minutes = Minutes.objects.filter(hui_id=hui.id).first()
    items, subjects = _items(call, hui)
    stays, apologies, chair = _people(call, hui)
    confirmed = list(Confirmation.objects.filter(minutes_id=minutes.id)) if minutes else []
    names = staff.by_post(call, [c.post_id for c in confirmed])
    there = any(s.colleague.user_id == call.person_id for s in stays)
    already = any(c.user_id == call.person_id for c in confirmed)
    state = MinutesState(minutes.state) if minutes else MinutesState.DRAFT
    in_the_way = rules.can(rules.check_can_confirm, state, there, already, hui.state == HuiState.CLOSED)
    return MinutesPage(
        _card(call, hui, len(items)), chair, hui.opened_at, hui.closed_at, _protocol(call, hui), stays, apologies,
        items,
        _corrections(call, hui), state, minutes.confirmed_at if minutes else None,
        tuple(c.name for c in names.values()), in_the_way,
        Permission.MINUTES_CONFIRM in ROLES[call.role].permissions, subjects,
    )  # fmt: skip


def _card(call: Call, hui: Hui, items: int) -> HuiCard:
    return HuiCard(
        hui.id, call.public(hui.id), hui.title, HuiKind(hui.kind), hui.held_on, hui.held_at, hui.place,
        HuiState(hui.state), items, "",
    )  # fmt: skip


def _protocol(call: Call, hui: Hui) -> str:
    """Which version the decisions were made under: the one in force when the hui began."""
    made_under = [p for p in sharing_queries.protocols(call).cards if p.id == hui.protocol_id]
    return f"{ProtocolKind.DECIDE.label}, {made_under[0].version}" if made_under else ""


def _people(call: Call, hui: Hui) -> tuple[tuple[Stay, ...], tuple[Colleague, ...], str]:
    rows = list(Attendance.objects.filter(hui_id=hui.id).order_by("arrived_at", "id"))
    away = list(Invitation.objects.filter(hui_id=hui.id, has_apologised=True))
    known = staff.by_post(call, [hui.chair_post_id, *(r.post_id for r in rows), *(i.post_id for i in away)])
    stays = tuple(Stay(known[r.post_id], r.is_observer, r.arrived_at, r.left_at) for r in rows if r.post_id in known)
    apologies = tuple(known[i.post_id] for i in away if i.post_id in known)
    return stays, apologies, known[hui.chair_post_id].name if hui.chair_post_id in known else ""


def _items(call: Call, hui: Hui) -> tuple[tuple[MinutedItem, ...], frozenset[uuid.UUID]]:
    rows = list(Item.objects.filter(hui_id=hui.id).order_by("place", "number"))
    named = {n.item_id: n.learner_id for n in NamedItem.objects.reachable(call).filter(hui_id=hui.id)}
    learners = people_queries.learner_cards(call, set(named.values())).by_id
    decisions: list[Decision | Resolution] = [
        *Decision.objects.reachable(call).filter(hui_id=hui.id), *Resolution.objects.filter(hui_id=hui.id),
    ]  # fmt: skip
    decided = DecisionCard.made(call, decisions)
    corrected = _by_item(
        call, list(NamedCorrection.objects.reachable(call).filter(hui_id=hui.id).order_by("created_at"))
    )
    made = []
    for row in rows:
        card = learners.get(named[row.id]) if row.id in named else None
        locked = row.kind == ItemKind.NAMED and card is None
        made.append(
            MinutedItem(
                row.number, call.public(row.id), ItemKind(row.kind), ItemState(row.state), row.title, card, locked,
                None if locked else decided.get(row.id), () if locked else corrected[row.id],
            )
        )  # fmt: skip
    return tuple(made), frozenset(learners)


def _by_item(call: Call, rows: list[NamedCorrection]) -> dict[uuid.UUID, tuple[Corrected, ...]]:
    names = staff.by_post(call, {r.post_id for r in rows})
    found: dict[uuid.UUID, tuple[Corrected, ...]] = defaultdict(tuple)
    for r in rows:
        found[r.item_id] += (Corrected(r.text, names[r.post_id].name if r.post_id in names else "", r.created_at),)
    return found


def _corrections(call: Call, hui: Hui) -> tuple[Corrected, ...]:
    rows = list(Correction.objects.filter(hui_id=hui.id).order_by("created_at", "id"))
    names = staff.by_post(call, {r.post_id for r in rows})
    return tuple(Corrected(r.text, names[r.post_id].name if r.post_id in names else "", r.created_at) for r in rows)
