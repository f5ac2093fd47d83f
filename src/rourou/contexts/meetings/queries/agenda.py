"""Hui and their agendas: items, who is here, quorum, and which items are closed to whom is in the room."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time

from rourou.contexts.allocation import queries as allocation_queries
from rourou.contexts.allocation.types import RoundState
from rourou.contexts.meetings import rules
from rourou.contexts.meetings.models import DeclaredInterest, Hui, Invitation, Item, NamedItem
from rourou.contexts.meetings.queries._standing import standing
from rourou.contexts.meetings.types import HuiKind, HuiState, Interest, ItemKind, ItemState
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import State
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import ProtocolKind
from rourou.foundation.access import rooms, staff
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.access.roles import ROLES
from rourou.foundation.access.staff import Colleague
from rourou.foundation.audit.events import Event

PLANNING = frozenset({Purpose.PLANNING})
BOTH = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
AT_THE_TABLE = frozenset({State.SUBMITTED, State.ACKNOWLEDGED, State.TRIAGED, State.WAITING})


@dataclass(frozen=True, slots=True)
class HuiCard:
    """One hui in a list: about nobody."""

    id: uuid.UUID
    public_id: str
    title: str
    kind: HuiKind
    held_on: date
    held_at: time | None
    place: str
    state: HuiState
    items: int
    minutes: str


@dataclass(frozen=True, slots=True)
class HuiList:
    """Hui that come, hui that were."""

    coming: tuple[HuiCard, ...]
    past: tuple[HuiCard, ...]
    may_call: bool
    today: date


def _hui_card(call: Call, row: Hui, items: int, minutes: str = "") -> HuiCard:
    return HuiCard(
        row.id, call.public(row.id), row.title, HuiKind(row.kind), row.held_on, row.held_at, row.place,
        HuiState(row.state), items, minutes,
    )  # fmt: skip


def _may_manage(call: Call) -> bool:
    return Permission.HUI_MANAGE in ROLES[call.role].permissions


@query(Permission.HUI_READ, audits=Event.HUI_READ, purposes=BOTH, nobody=True)
def hui_list(call: Call) -> HuiList:
    """The hui of this cluster, newest last among those that come, newest first among those that were."""
    rows = list(Hui.objects.order_by("held_on", "id"))
    counts: dict[uuid.UUID, int] = defaultdict(int)
    for hui_id in Item.objects.values_list("hui_id", flat=True):
        counts[hui_id] += 1
    cards = [_hui_card(call, r, counts[r.id]) for r in rows]
    coming = tuple(c for c in cards if c.state is not HuiState.CLOSED)
    past = tuple(c for c in reversed(cards) if c.state is HuiState.CLOSED)
    return HuiList(coming, past, _may_manage(call), call.today)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a hui stands, as a word that changes with anything that is shown of it, and says nothing of it."""

    word: str


@query(Permission.HUI_READ, audits=Event.HUI_READ, purposes=BOTH, nobody=True)
def hui_standing(call: Call, hui_id: uuid.UUID) -> Standing:
    """For a screen that asks every ten seconds whether anything has changed: no learner is looked at."""
    return Standing(standing(Hui.objects.get_or_refuse(hui_id)))


@dataclass(frozen=True, slots=True)
class Agendas:
    """What calling a hui needs: whom one may ask, who was asked last, which rounds are ready, which hui are free."""

    colleagues: tuple[tuple[Colleague, str], ...]
    asked: tuple[str, ...]
    listening: tuple[str, ...]
    rounds: tuple[tuple[int, str], ...]
    coming: tuple[HuiCard, ...]
    today: date


@query(Permission.HUI_MANAGE, audits=Event.HUI_READ, purposes=PLANNING, nobody=True)
def new_hui_page(call: Call) -> Agendas:
    """Everybody in this cluster whose role comes to hui, the rounds that wait, and the hui that decide none yet."""
    comes = [c for c in staff.of_cluster(call) if Permission.HUI_READ in ROLES[c.role].permissions]
    colleagues = tuple((c, call.public(c.post_id)) for c in comes if c.post_id != call.post.post_id)
    lines = allocation_queries.rounds_page(call).lines
    rounds = tuple((r.number, r.title) for r in lines if r.state in {RoundState.SUGGESTED, RoundState.AT_HUI})
    free = Hui.objects.filter(state=HuiState.PLANNED, round_id=None).order_by("held_on", "id")
    coming = tuple(_hui_card(call, row, 0) for row in free)
    return Agendas(colleagues, *_asked_last(call), rounds, coming, call.today)


def _asked_last(call: Call) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who was asked to the last hui, to take part and to listen: most hui are of the same people."""
    last = Hui.objects.order_by("-held_on", "-id").first()
    rows = list(Invitation.objects.filter(hui_id=last.id)) if last else []
    return (
        tuple(call.public(r.post_id) for r in rows if not r.is_observer),
        tuple(call.public(r.post_id) for r in rows if r.is_observer),
    )


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One place on the agenda. A locked item carries nothing but its number and before whom it is closed."""

    id: uuid.UUID
    public_id: str
    number: int
    place: int
    kind: ItemKind
    state: ItemState
    title: str
    learner: LearnerCard | None
    ask: str
    is_locked: bool
    closed_to: tuple[str, ...]
    carried_times: int
    version: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody asked to the hui, or in it."""

    colleague: Colleague
    public_id: str
    is_here: bool
    is_observer: bool
    has_apologised: bool


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """A hui: its items in order, who is here, whether that is a quorum, what stands in the way of starting."""

    card: HuiCard
    chair: str
    method: str
    quorum: int
    voices: int
    has_quorum: bool
    items: tuple[AgendaItem, ...]
    people: tuple[Person, ...]
    others: tuple[tuple[Colleague, str], ...]
    declared: tuple[tuple[int, str, Interest], ...]
    waiting: tuple[tuple[uuid.UUID, str, LearnerCard, str], ...]
    may_manage: bool
    am_here: bool
    cannot_start: str
    version: int
    today: date
    subjects: frozenset[uuid.UUID]
    standing: str


@query(Permission.HUI_READ, audits=Event.HUI_READ, purposes=PLANNING)
def hui_page(call: Call, hui_id: uuid.UUID) -> AgendaPage:
    """The agenda as this call may see it: in the room, what everybody present may; before it, what the reader may."""
    hui: Hui = Hui.objects.get_or_refuse(hui_id)
    protocol = sharing_queries.protocol_in_force(call, ProtocolKind.DECIDE).cards
    quorum = hui.quorum or int((protocol[0].body if protocol else {}).get("quorum", 1))
    table = rules.Table(hui.here(), quorum)
    people, others = _people(call, hui, table)
    items, subjects = _items(call, hui)
    waiting = _waiting(call, hui) if _may_manage(call) and hui.state == HuiState.PLANNED else ()
    state = HuiState(hui.state)
    leads = staff.by_post(call, [hui.chair_post_id])
    return AgendaPage(
        _hui_card(call, hui, len(items)), leads[hui.chair_post_id].name if leads else "",
        str((protocol[0].body if protocol else {}).get("method", "")), quorum, len(table.voices), table.has_quorum,
        items,
        people, others, _declared(call, hui, people), waiting, _may_manage(call),
        table.of(call.post.post_id) is not None,
        rules.can(rules.check_can_start, state, len(items), bool(protocol), 1), hui.version, call.today,
        subjects | {card.id for _r, _p, card, _a in waiting}, standing(hui),
    )  # fmt: skip


def _people(call: Call, hui: Hui, table: rules.Table) -> tuple[tuple[Person, ...], tuple[tuple[Colleague, str], ...]]:
    invited = {i.post_id: i for i in Invitation.objects.filter(hui_id=hui.id)}
    here = {h.post_id: h for h in table.here}
    known = staff.by_post(call, {*invited, *here})
    people = []
    for post_id, colleague in sorted(known.items(), key=lambda p: (p[1].organisation, p[1].name)):
        asked = invited.get(post_id)
        observer = here[post_id].is_observer if post_id in here else bool(asked and asked.is_observer)
        people.append(
            Person(colleague, call.public(post_id), post_id in here, observer, bool(asked and asked.has_apologised))
        )
    others = tuple((c, call.public(c.post_id)) for c in staff.of_cluster(call) if c.post_id not in known)
    return tuple(people), others


def _declared(call: Call, hui: Hui, people: tuple[Person, ...]) -> tuple[tuple[int, str, Interest], ...]:
    names = {p.colleague.post_id: p.colleague.name for p in people}
    places = dict(Item.objects.filter(hui_id=hui.id).values_list("id", "place"))
    rows = DeclaredInterest.objects.filter(hui_id=hui.id).order_by("created_at", "id")
    return tuple((places[r.item_id], names.get(r.post_id, ""), Interest(r.kind)) for r in rows)


def _items(call: Call, hui: Hui) -> tuple[tuple[AgendaItem, ...], frozenset[uuid.UUID]]:
    rows = list(Item.objects.filter(hui_id=hui.id).order_by("place", "number"))
    named = {n.item_id: n for n in NamedItem.objects.reachable(call).filter(hui_id=hui.id)}
    learners = people_queries.learner_cards(call, {n.learner_id for n in named.values()}).by_id
    asks = referrals_queries.by_ids(call, [n.referral_id for n in named.values()]).by_id
    closed = _closed_before(call, hui, learners) if hui.state == HuiState.PLANNED else {}
    places = sharing_queries.organisation_names(
        {o for r in rows for o in r.locked_by} | {o for s in closed.values() for o in s}
    )
    made = []
    for row in rows:
        who = named.get(row.id)
        card = learners.get(who.learner_id) if who else None
        closed_to = closed.get(who.learner_id, frozenset()) if who else row.locked_by
        ask = asks[who.referral_id].ask if who and who.referral_id in asks else ""
        made.append(_item(call, row, card, ask, tuple(sorted(places.get(o, "") for o in closed_to))))
    return tuple(made), frozenset(learners)


def _item(call: Call, row: Item, learner: LearnerCard | None, ask: str, closed_to: tuple[str, ...]) -> AgendaItem:
    locked = row.kind == ItemKind.NAMED and learner is None
    return AgendaItem(
        row.id, call.public(row.id), row.number, row.place, ItemKind(row.kind), ItemState(row.state), row.title,
        learner, "" if locked else ask, locked, closed_to, row.carried_times, row.version,
    )  # fmt: skip


def _closed_before(
    call: Call, hui: Hui, learners: dict[uuid.UUID, LearnerCard]
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Before a hui: which invited organisations a whānau has not agreed to, so that they can be asked in good time."""
    asked = Invitation.objects.filter(hui_id=hui.id, has_apologised=False).values_list("post_id", flat=True)
    seats = rooms.seats(call, list(asked)).values()
    return rooms.unreached(call, learners, seats)


def _waiting(call: Call, hui: Hui) -> tuple[tuple[uuid.UUID, str, LearnerCard, str], ...]:
    """Requests at the table that are not on this agenda yet."""
    listed = set(NamedItem.objects.reachable(call).filter(hui_id=hui.id).values_list("referral_id", flat=True))
    page = referrals_queries.requests_page(call)
    rows = [r for r in (*page.mine, *page.lines) if r.id not in listed and r.state in AT_THE_TABLE]
    return tuple((r.id, r.public_id, r.learner, r.ask) for r in rows)
