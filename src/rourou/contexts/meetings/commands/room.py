"""The room: who is here, what everybody here may see, who steps back. Every arrival and every leaving recomputes it."""

import uuid
from collections.abc import Mapping

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.allocation import queries as allocation_queries
from rourou.contexts.allocation.types import RoundState
from rourou.contexts.meetings import rules
from rourou.contexts.meetings.commands.agenda import PLANNING, Changed
from rourou.contexts.meetings.models import Attendance, DeclaredInterest, Hui, Item, Minutes, NamedItem
from rourou.contexts.meetings.types import HuiState, Interest, ItemKind, ItemState
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import ProtocolKind
from rourou.foundation.access import rooms, staff
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict, NotFound, Refused


@command(Permission.HUI_MANAGE, audits=Event.HUI_ATTENDED, purposes=PLANNING)
def start_hui(
    call: Call, hui_id: uuid.UUID, *, present: Mapping[uuid.UUID, bool], version: int | None = None
) -> Changed:
    """Begin, under the protocol in force at this moment. `present` says for each post whether it observes."""
    hui = _locked(hui_id)
    if version is not None and version != hui.version:
        raise Conflict("changed", "Somebody changed this hui since you opened it. Check what stands there now.")
    protocol = sharing_queries.protocol_in_force(call, ProtocolKind.DECIDE).cards
    items = Item.objects.filter(hui_id=hui.id).count()
    rules.check_can_start(HuiState(hui.state), items, bool(protocol), len(present))
    rules.check_chair_stays(present, call.post.post_id)
    hui.state, hui.opened_at, hui.version = HuiState.IN_SESSION, call.at, hui.version + 1
    hui.chair_post_id = call.post.post_id
    hui.protocol_id, hui.quorum = protocol[0].id, int(protocol[0].body.get("quorum", 1))
    hui.save(update_fields=["state", "opened_at", "version", "chair_post_id", "protocol_id", "quorum"])
    Minutes.objects.create(created_at=call.at, hui_id=hui.id)
    return _seat(call, hui, present)


@command(Permission.HUI_MANAGE, audits=Event.HUI_ATTENDED, purposes=PLANNING)
def set_attendance(call: Call, hui_id: uuid.UUID, *, present: Mapping[uuid.UUID, bool]) -> Changed:
    """Who is here now. Items open and close with it, in the same moment."""
    hui = _locked(hui_id)
    rules.check_in_session(HuiState(hui.state))
    rules.check_chair_stays(present, call.post.post_id)
    return _seat(call, hui, present)


def _locked(hui_id: uuid.UUID) -> Hui:
    hui: Hui = Hui.objects.all().for_update().get_or_refuse(hui_id)
    return hui


def _seat(call: Call, hui: Hui, present: Mapping[uuid.UUID, bool]) -> Changed:
    """Attendance, then the room, then before whom each item is closed."""
    known = staff.by_post(call, list(present))
    seats = rooms.seats(call, list(present))
    if set(known) != set(present) or set(seats) != set(present):
        raise NotFound
    _attend(call, hui, {p: (known[p], observer) for p, observer in present.items()})
    named = list(NamedItem.objects.reachable(call).filter(hui_id=hui.id))
    sharing.set_room(
        call, hui.id, learners={n.learner_id: n.custodian_id for n in named},
        present=[(s.post_id, s.user_id) for s in seats.values()],
    )  # fmt: skip
    _close_items(call, hui, named, tuple(seats.values()))
    return Changed(hui.id, frozenset(n.learner_id for n in named))


def _attend(call: Call, hui: Hui, present: Mapping[uuid.UUID, tuple[staff.Colleague, bool]]) -> None:
    here = {a.post_id: a for a in Attendance.objects.filter(hui_id=hui.id, left_at=None)}
    for post_id, row in here.items():
        if post_id not in present or present[post_id][1] != row.is_observer:
            row.left_at = call.at
            row.save(update_fields=["left_at"])
    for post_id, (colleague, observer) in present.items():
        if post_id in here and here[post_id].is_observer == observer:
            continue
        Attendance.objects.create(
            created_at=call.at, hui_id=hui.id, post_id=post_id, user_id=colleague.user_id,
            organisation_id=colleague.organisation_id, is_observer=observer, arrived_at=call.at,
        )  # fmt: skip


def _close_items(call: Call, hui: Hui, named: list[NamedItem], seats: tuple[rooms.Seat, ...]) -> None:
    """Which organisations here a whānau has not agreed to: the words on a locked item, which hold nothing of it."""
    closed = rooms.unreached(call, {n.learner_id for n in named}, seats)
    by_item = {n.item_id: sorted(closed.get(n.learner_id, ()), key=str) for n in named}
    for item in Item.objects.filter(hui_id=hui.id, kind=ItemKind.NAMED):
        closed_to = by_item.get(item.id, [])
        if item.locked_by != closed_to:
            item.locked_by = closed_to
            item.save(update_fields=["locked_by"])


@command(Permission.HUI_READ, audits=Event.HUI_ATTENDED, purposes=PLANNING, nobody=True)
def step_back(
    call: Call, hui_id: uuid.UUID, number: int, *, kind: Interest, post_id: uuid.UUID | None = None
) -> Changed:
    """Declare an interest in an item: one's own, or, by the chair, that of somebody who said so. It stays declared."""
    hui: Hui = Hui.objects.get_or_refuse(hui_id)
    rules.check_in_session(HuiState(hui.state))
    who = post_id or call.post.post_id
    if who != call.post.post_id and call.post.post_id != hui.chair_post_id:
        raise Refused("hui.own_interest", "People declare their own interest, or the chair does it for them.")
    item = Item.objects.filter(hui_id=hui.id, number=number).first()
    if item is None or hui.table(item.id).of(who) is None:
        raise NotFound
    if not DeclaredInterest.objects.filter(item_id=item.id, post_id=who).exists():
        DeclaredInterest.objects.create(created_at=call.at, hui_id=hui.id, item_id=item.id, post_id=who, kind=str(kind))
    return Changed(hui.id)


@command(Permission.HUI_MANAGE, audits=Event.HUI_ATTENDED, purposes=PLANNING)
def close_hui(call: Call, hui_id: uuid.UUID) -> Changed:
    """The hui is over: the room reaches nothing any more, and what was not decided is carried."""
    hui = _locked(hui_id)
    rules.check_can_close(HuiState(hui.state))
    for row in Attendance.objects.filter(hui_id=hui.id, left_at=None):
        row.left_at = call.at
        row.save(update_fields=["left_at"])
    for item in Item.objects.filter(hui_id=hui.id, state=ItemState.TO_DISCUSS):
        if item.kind in {ItemKind.OPENING, ItemKind.CLOSING}:  # a karakia is said, and never carried
            item.state = ItemState.DECIDED
        else:
            item.state, item.carried_times = ItemState.CARRIED, item.carried_times + 1
        item.save(update_fields=["state", "carried_times"])
    hui.state, hui.closed_at, hui.version = HuiState.CLOSED, call.at, hui.version + 1
    hui.save(update_fields=["state", "closed_at", "version"])
    _agree_round(call, hui)
    done = sharing.close_room(call, hui.id)
    return Changed(hui.id, done.subjects)


def _agree_round(call: Call, hui: Hui) -> None:
    """A round whose every request was decided here is agreed."""
    if (
        hui.round_id is None
        or Item.objects.filter(hui_id=hui.id, kind=ItemKind.NAMED, state=ItemState.CARRIED).exists()
    ):
        return
    if allocation_queries.suggestion_for_hui(call, hui.round_id).state is RoundState.AT_HUI:
        allocation.agree_round(call, hui.round_id)
