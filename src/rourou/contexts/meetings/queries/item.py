"""One item: in its room, what everybody present may see, and nothing else of it anywhere in the answer."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rourou.contexts.allocation import queries as allocation_queries
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.meetings import rules
from rourou.contexts.meetings.models import Decision, Hui, Item, NamedItem, Resolution
from rourou.contexts.meetings.queries._standing import standing
from rourou.contexts.meetings.queries.cards import DecisionCard
from rourou.contexts.meetings.types import HuiState, ItemKind, ItemState, Suggested
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import RoundReferral
from rourou.contexts.register import queries as register_queries
from rourou.contexts.register.queries import LearnerParts
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import ProtocolKind
from rourou.foundation.access import audience, staff
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.access.staff import Colleague
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound

PLANNING = frozenset({Purpose.PLANNING})
COORDINATING = frozenset({Role.COORDINATOR, Role.SENCO})


@dataclass(frozen=True, slots=True)
class Giver:
    """A service that could give hours, with what it has left in the term."""

    service_id: uuid.UUID
    public_id: str
    words: str
    left: Decimal
    term: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The hours of a round: agreed, proposed in what is not decided yet, left."""

    agreed: float
    proposed: float
    total: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The item that comes next, and whether it is closed to somebody here."""

    number: int
    position: int
    is_locked: bool
    closed_to: tuple[str, ...]
    public_id: str
    may_move: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item of a hui. Where it is locked, nothing of it stands here but its number, and who would have to go out."""

    hui_id: uuid.UUID
    hui_public_id: str
    hui_title: str
    held_on: date
    state: HuiState
    item_id: uuid.UUID
    item_public_id: str
    number: int
    position: int
    of: int
    kind: ItemKind
    item_state: ItemState
    version: int
    title: str
    method: str
    quorum: int
    voices: tuple[tuple[uuid.UUID, str], ...]
    has_quorum: bool
    is_locked: bool
    closed_to: tuple[str, ...]
    carried_times: int
    learner: LearnerCard | None
    request: RoundReferral | None
    parts: LearnerParts | None
    suggested: Suggested | None
    bar: Bar | None
    givers: tuple[Giver, ...]
    tellers: tuple[Colleague, ...]
    agencies: tuple[tuple[uuid.UUID, str], ...]
    criteria: tuple[tuple[str, str], ...]
    decision: DecisionCard | None
    stepped_back: tuple[str, ...]
    here: tuple[Colleague, ...]
    cannot_decide: str
    shows_form: bool
    may_manage: bool
    before: int | None
    after: Neighbour | None
    audience: audience.Audience | None
    today: date
    in_room: bool
    subjects: frozenset[uuid.UUID]
    standing: str


@query(Permission.HUI_READ, audits=Event.HUI_ITEM_READ, purposes=PLANNING)
def item_page(call: Call, hui_id: uuid.UUID, number: int) -> ItemPage:
    """One item as this call may see it. Called with the room's call, it shows what everybody present may see."""
    hui: Hui = Hui.objects.get_or_refuse(hui_id)
    items = list(Item.objects.filter(hui_id=hui.id).order_by("place", "number"))
    here = next((i for i in items if i.number == number), None)
    if here is None:
        raise NotFound
    named = NamedItem.objects.reachable(call).filter(item_id=here.id).first()
    return _page(call, hui, items, here, named)


def _page(call: Call, hui: Hui, items: list[Item], item: Item, named: NamedItem | None) -> ItemPage:
    table = hui.table(item.id)
    people = staff.by_post(call, [h.post_id for h in table.here])
    protocol = sharing_queries.protocol_in_force(call, ProtocolKind.DECIDE).cards
    body = protocol[0].body if protocol else {}
    voices = sharing_queries.organisation_names(table.voices)
    position, learner, request = items.index(item), _learner(call, named), _request(call, named)
    may_see_hours = Permission.ROUND_READ in ROLES[call.role].permissions
    suggested, bar, givers = _hours(call, hui, request) if request and may_see_hours else (None, None, ())
    locked = item.kind == ItemKind.NAMED and (named is None or learner is None)
    in_the_way = _in_the_way(hui, item, table, call)
    return ItemPage(
        hui.id, call.public(hui.id), hui.title, hui.held_on, HuiState(hui.state), item.id, call.public(item.id),
        item.number, position + 1, len(items), ItemKind(item.kind), ItemState(item.state), item.version, item.title,
        str(body.get("method", "")), table.quorum, tuple(sorted(voices.items(), key=lambda v: v[1])), table.has_quorum,
        locked, _names(item.locked_by) if locked else (), item.carried_times, learner, request, _parts(call,
        learner), suggested, bar, givers,
        _tellers(call, named, people), _agencies(call), _criteria(body),
        _decision(call, item, named), tuple(people[p].name for p in table.stepped_back if p in people),
        tuple(people.values()), in_the_way, _shows_form(call, hui, item, locked, table),
        Permission.HUI_MANAGE in ROLES[call.role].permissions, items[position - 1].number if position else None,
        _after(call, hui, items, position), _audience(call, learner), call.today, call.room_id == hui.id,
        frozenset({learner.id}) if learner else frozenset(), standing(hui),
    )  # fmt: skip


def _learner(call: Call, named: NamedItem | None) -> LearnerCard | None:
    return people_queries.learner_cards(call, [named.learner_id]).by_id.get(named.learner_id) if named else None


def _parts(call: Call, learner: LearnerCard | None) -> LearnerParts | None:
    return register_queries.learner_parts(call, learner.id) if learner else None


def _request(call: Call, named: NamedItem | None) -> RoundReferral | None:
    return referrals_queries.by_ids(call, [named.referral_id]).by_id.get(named.referral_id) if named else None


def _audience(call: Call, learner: LearnerCard | None) -> audience.Audience | None:
    return audience.audience(call, learner.id, Category.SUPPORTS) if learner else None


def _names(organisations: list[uuid.UUID]) -> tuple[str, ...]:
    return tuple(sorted(sharing_queries.organisation_names(organisations).values()))


def _shows_form(call: Call, hui: Hui, item: Item, locked: bool, table: rules.Table) -> bool:
    """The form stands only before those who may decide, on an item that is open, in a hui that is going on."""
    may = ROLES[call.role].permissions
    open_now = hui.state == HuiState.IN_SESSION and item.state == ItemState.TO_DISCUSS and not locked
    me = table.of(call.post.post_id)
    at_the_table = me is not None and not me.is_observer and me.post_id not in table.stepped_back
    return open_now and at_the_table and Permission.HUI_DECIDE in may


def _in_the_way(hui: Hui, item: Item, table: rules.Table, call: Call) -> str:
    if hui.state != HuiState.IN_SESSION or item.state != ItemState.TO_DISCUSS:
        return ""
    return rules.can(rules.check_may_decide, table, call.post.post_id)


def _criteria(body: dict[str, object]) -> tuple[tuple[str, str], ...]:
    found = body.get("criteria", ())
    listed = found if isinstance(found, list | tuple) else ()
    return tuple((str(c.get("code", "")), str(c.get("words", ""))) for c in listed if isinstance(c, dict))


def _hours(call: Call, hui: Hui, request: RoundReferral) -> tuple[Suggested | None, Bar | None, tuple[Giver, ...]]:
    """The suggestion of the hui's round for this request, its hours bar, and who could give hours."""
    if hui.round_id is None:
        return None, None, _givers(call, request, directory_queries.supply_page(call).term.name)
    found = allocation_queries.suggestion_for_hui(call, hui.round_id)
    line = next((x for x in found.lines if x.referral_id == request.id), None)
    suggested = None
    if line is not None:
        suggested = Suggested(
            line.placed, line.hours, line.service_id, line.service, line.with_whom, line.says, line.offer, found.term
        )
    offered, promised = (sum(b.offered for b in found.balances), sum(b.promised for b in found.balances))
    decided = _decided_requests(call, hui)
    proposed = sum(x.hours for x in found.lines if x.placed and x.referral_id not in decided)
    bar = Bar(float(promised), float(min(proposed, offered - promised)), float(offered))
    return suggested, bar if offered else None, _givers(call, request, found.term)


def _decided_requests(call: Call, hui: Hui) -> set[uuid.UUID]:
    return set(Decision.objects.reachable(call).filter(hui_id=hui.id).values_list("referral_id", flat=True))


def _givers(call: Call, request: RoundReferral, term: str) -> tuple[Giver, ...]:
    services = directory_queries.services_for_term(call, term, support_type=request.support_type).cards
    left = {h.service_id: h.left for h in allocation_queries.hours_left(call, [s.id for s in services], term).rows}
    made = (
        Giver(s.id, call.public(s.id), f"{s.name}, {s.organisation}", left.get(s.id, Decimal(0)), term)
        for s in services
    )
    return tuple(made)


def _tellers(call: Call, named: NamedItem | None, people: dict[uuid.UUID, Colleague]) -> tuple[Colleague, ...]:
    """Who could tell whānau: people of the setting that asks first, then whoever is here."""
    if named is None:
        return ()
    own = [c for c in staff.of_cluster(call) if c.organisation_id == named.custodian_id]
    own.sort(key=lambda c: (c.role not in COORDINATING, c.name))
    others = [c for c in people.values() if c.organisation_id != named.custodian_id]
    return (*own, *sorted(others, key=lambda c: c.name))


def _agencies(call: Call) -> tuple[tuple[uuid.UUID, str], ...]:
    places = {c.organisation_id: c.organisation for c in staff.of_cluster(call)}
    return tuple(sorted(places.items(), key=lambda p: p[1]))


def _decision(call: Call, item: Item, named: NamedItem | None) -> DecisionCard | None:
    if item.kind != ItemKind.NAMED:
        row = Resolution.objects.filter(item_id=item.id).first()
    else:
        row = Decision.objects.reachable(call).filter(item_id=item.id).first() if named else None
    return DecisionCard.made(call, [row])[row.item_id] if row else None


def _after(call: Call, hui: Hui, items: list[Item], position: int) -> Neighbour | None:
    if position + 1 >= len(items):
        return None
    item = items[position + 1]
    reached = item.kind != ItemKind.NAMED or NamedItem.objects.reachable(call).filter(item_id=item.id).exists()
    locked = not reached
    return Neighbour(
        item.number,
        position + 2,
        locked,
        _names(item.locked_by) if locked else (),
        call.public(item.id),
        position + 2 < len(items),
    )
