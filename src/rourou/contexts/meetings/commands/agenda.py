"""Calling a hui and building its agenda: carried items, requests of a round, things that concern everybody."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Max

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.allocation import queries as allocation_queries
from rourou.contexts.allocation.types import RoundState
from rourou.contexts.meetings import rules
from rourou.contexts.meetings.models import Hui, Invitation, Item, NamedItem
from rourou.contexts.meetings.types import HuiState, ItemKind, ItemState, NewHui
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import State
from rourou.foundation.access import staff
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound, Refused
from rourou.foundation.kernel.text import nfc

PLANNING = frozenset({Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class Changed:
    """A hui after an act, and the learners whose items it touched."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID] = frozenset()


@command(Permission.HUI_MANAGE, audits=Event.HUI_CHANGED, purposes=PLANNING)
def call_hui(call: Call, draft: NewHui) -> Changed:
    """Call a hui: who is asked, what was carried to it, and, with a round, every request of it."""
    if draft.held_on < call.today:
        raise Refused("hui.past", "That day is before today. Choose a day from today on.", details={"field": "held_on"})
    round_id = allocation_queries.round_page(call, draft.round_number).id if draft.round_number else None
    hui = Hui.objects.create(
        created_at=call.at, kind=str(draft.kind), title=nfc(draft.title).strip(), held_on=draft.held_on,
        held_at=draft.held_at, place=nfc(draft.place).strip(), chair_post_id=call.post.post_id, round_id=round_id,
    )  # fmt: skip
    _ask(call, hui, {call.post.post_id, *draft.invited}, frozenset(draft.observers))
    touched = _carried(call, hui)
    if round_id is not None:
        if allocation_queries.suggestion_for_hui(call, round_id).state is RoundState.SUGGESTED:
            allocation.take_round_to_hui(call, round_id, hui_on=draft.held_on)
        touched |= _of_round(call, hui, round_id)
    return Changed(hui.id, touched)


@command(Permission.HUI_MANAGE, audits=Event.HUI_CHANGED, purposes=PLANNING)
def add_round(call: Call, hui_id: uuid.UUID, number: int) -> Changed:
    """A round goes on the agenda of a hui that is called already: every request of it, with its suggestion."""
    hui = _planned(hui_id)
    round_id = allocation_queries.round_page(call, number).id
    rules.check_can_decide_round(hui.round_id, round_id)
    hui.round_id, hui.version = round_id, hui.version + 1
    hui.save(update_fields=["round_id", "version"])
    if allocation_queries.suggestion_for_hui(call, round_id).state is RoundState.SUGGESTED:
        allocation.take_round_to_hui(call, round_id, hui_on=hui.held_on)
    return Changed(hui.id, _of_round(call, hui, round_id))


def _ask(call: Call, hui: Hui, posts: Collection[uuid.UUID], observers: frozenset[uuid.UUID]) -> None:
    known = staff.by_post(call, [*posts, *observers])
    Invitation.objects.bulk_create(
        Invitation(
            cluster_id=call.cluster_id, created_at=call.at, hui_id=hui.id, post_id=c.post_id, user_id=c.user_id,
            is_observer=c.post_id in observers,
        )
        for c in known.values()
    )  # fmt: skip


def _planned(hui_id: uuid.UUID) -> Hui:
    hui: Hui = Hui.objects.all().for_update().get_or_refuse(hui_id)
    rules.check_is_planned(HuiState(hui.state))
    return hui


def _next(hui: Hui) -> tuple[int, int]:
    most = Item.objects.filter(hui_id=hui.id).aggregate(number=Max("number"), place=Max("place"))
    return (most["number"] or 0) + 1, (most["place"] or 0) + 1


def _add(call: Call, hui: Hui, kind: ItemKind, title: str = "", carried: int = 0) -> Item:
    number, place = _next(hui)
    made: Item = Item.objects.create(
        created_at=call.at,
        hui_id=hui.id,
        number=number,
        place=place,
        kind=str(kind),
        title=title,
        carried_times=carried,
    )
    return made


def _add_named(call: Call, hui: Hui, referral_id: uuid.UUID, carried: int = 0) -> uuid.UUID:
    """Whom it is about stands in a row of its own, in the custody of the setting that asks."""
    found = referrals_queries.by_ids(call, [referral_id]).by_id
    if referral_id not in found:
        raise NotFound
    row = found[referral_id]
    item = _add(call, hui, ItemKind.NAMED, carried=carried)
    NamedItem.objects.create(
        created_at=call.at, learner_id=row.learner_id, custodian_id=row.custodian_id, item_id=item.id, hui_id=hui.id,
        referral_id=row.id,
    )  # fmt: skip
    if row.state in {State.SUBMITTED, State.ACKNOWLEDGED}:
        referrals.take_to_hui(call, row.id, hui_on=hui.held_on)
    return row.learner_id


def _carried(call: Call, hui: Hui) -> frozenset[uuid.UUID]:
    """What an earlier hui carried, and what it did not come to, opens this one."""
    on_some_agenda = set(
        NamedItem.objects.reachable(call)
        .filter(hui_id__in=_ids(Hui.objects.exclude(state=HuiState.CLOSED).exclude(id=hui.id)))
        .values_list("referral_id", flat=True)
    )
    items = {
        i.id: i
        for i in Item.objects.filter(
            state=ItemState.CARRIED, hui_id__in=_ids(Hui.objects.filter(state=HuiState.CLOSED))
        )
    }
    named = NamedItem.objects.reachable(call).filter(item_id__in=list(items)).order_by("created_at", "id")
    latest = {n.referral_id: n for n in named}
    waiting = referrals_queries.by_ids(call, list(latest)).by_id
    touched = set()
    for referral_id, was in latest.items():
        if referral_id in on_some_agenda or referral_id not in waiting:
            continue
        if waiting[referral_id].state in {State.TRIAGED, State.WAITING}:
            touched.add(_add_named(call, hui, referral_id, carried=items[was.item_id].carried_times))
    return frozenset(touched)


def _ids(rows: object) -> list[uuid.UUID]:
    return list(rows.values_list("id", flat=True))  # type: ignore[attr-defined]


def _of_round(call: Call, hui: Hui, round_id: uuid.UUID) -> frozenset[uuid.UUID]:
    listed = set(NamedItem.objects.reachable(call).filter(hui_id=hui.id).values_list("referral_id", flat=True))
    lines = allocation_queries.suggestion_for_hui(call, round_id).lines
    return frozenset(_add_named(call, hui, x.referral_id) for x in lines if x.referral_id not in listed)


@command(Permission.HUI_MANAGE, audits=Event.HUI_CHANGED, purposes=PLANNING, nobody=True)
def add_item(call: Call, hui_id: uuid.UUID, *, title: str, kind: ItemKind = ItemKind.POPULATION) -> Changed:
    """Something that concerns everybody and names nobody."""
    hui = _planned(hui_id)
    if not title.strip():
        raise Refused("hui.title", "Enter what it is about, without naming anybody.", details={"field": "title"})
    _add(call, hui, kind, nfc(title).strip())
    return Changed(hui.id)


@command(Permission.HUI_MANAGE, audits=Event.HUI_CHANGED, purposes=PLANNING)
def add_request(call: Call, hui_id: uuid.UUID, referral_id: uuid.UUID) -> Changed:
    """Put a request for support on the agenda. Only one whose whānau let the cluster talk about it can be reached."""
    hui = _planned(hui_id)
    if NamedItem.objects.reachable(call).filter(hui_id=hui.id, referral_id=referral_id).exists():
        raise Refused("hui.twice", "That request is on this agenda already.")
    return Changed(hui.id, frozenset({_add_named(call, hui, referral_id)}))


@command(Permission.HUI_MANAGE, audits=Event.HUI_CHANGED, purposes=PLANNING)
def take_off(call: Call, item_id: uuid.UUID) -> Changed:
    """Take an item off an agenda before the hui begins. The request stays where it is."""
    item: Item = Item.objects.get_or_refuse(item_id)
    hui = _planned(item.hui_id)
    named = NamedItem.objects.reachable(call).filter(item_id=item.id).first()
    if item.kind == ItemKind.NAMED and named is None:
        raise NotFound
    NamedItem.objects.reachable(call).filter(item_id=item.id).delete()
    Item.objects.filter(id=item.id).delete()
    return Changed(hui.id, frozenset({named.learner_id}) if named else frozenset())


@command(Permission.HUI_MANAGE, audits=Event.HUI_CHANGED, purposes=PLANNING, nobody=True)
def move_item(call: Call, item_id: uuid.UUID, *, up: bool) -> Changed:
    """Move an item one place up or down, also during the hui: a locked item can wait until somebody has left."""
    item: Item = Item.objects.get_or_refuse(item_id)
    hui: Hui = Hui.objects.all().for_update().get_or_refuse(item.hui_id)
    if hui.state == HuiState.CLOSED:
        raise Refused("hui.closed", "This hui is closed.")
    rows = list(Item.objects.filter(hui_id=hui.id).order_by("place", "number"))
    at = next(n for n, row in enumerate(rows) if row.id == item.id)
    other = at - 1 if up else at + 1
    if 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
    for place, row in enumerate(rows, start=1):
        if row.place != place:
            row.place = place
            row.save(update_fields=["place"])
    return Changed(hui.id)


@command(Permission.HUI_MANAGE, audits=Event.HUI_CHANGED, purposes=PLANNING, nobody=True)
def invite(call: Call, hui_id: uuid.UUID, post_ids: Collection[uuid.UUID], *, as_observers: bool = False) -> Changed:
    """Ask more people, to take part or to listen."""
    hui = _planned(hui_id)
    asked = set(Invitation.objects.filter(hui_id=hui.id).values_list("post_id", flat=True))
    more = set(post_ids) - asked
    _ask(call, hui, more, frozenset(more) if as_observers else frozenset())
    return Changed(hui.id)


@command(Permission.HUI_READ, audits=Event.HUI_CHANGED, purposes=PLANNING, nobody=True)
def apologise(call: Call, hui_id: uuid.UUID) -> Changed:
    """The caller cannot come."""
    row = Invitation.objects.filter(hui_id=hui_id, post_id=call.post.post_id).first()
    if row is None:
        raise NotFound
    row.has_apologised = True
    row.save(update_fields=["has_apologised"])
    return Changed(hui_id)
