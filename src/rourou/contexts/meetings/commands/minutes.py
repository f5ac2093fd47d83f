"""Minutes are confirmed by the next hui or by two who were there; what is put right is added, never written over."""

import uuid

from rourou.contexts.meetings import rules
from rourou.contexts.meetings.commands.agenda import PLANNING, Changed
from rourou.contexts.meetings.models import (
    Attendance,
    Confirmation,
    Correction,
    Hui,
    Item,
    Minutes,
    NamedCorrection,
    NamedItem,
)
from rourou.contexts.meetings.types import HuiState, ItemKind, MinutesState
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound, Refused
from rourou.foundation.kernel.text import nfc


@command(Permission.MINUTES_CONFIRM, audits=Event.MINUTES_CONFIRMED, purposes=PLANNING, nobody=True)
def confirm_minutes(call: Call, hui_id: uuid.UUID, *, at_hui: uuid.UUID | None = None) -> Changed:
    """One of two people who were there; or, during a later hui, its chair for everybody."""
    minutes: Minutes | None = Minutes.objects.filter(hui_id=hui_id).for_update().first()
    if minutes is None:
        raise NotFound
    hui: Hui = Hui.objects.get_or_refuse(hui_id)
    there = Attendance.objects.filter(hui_id=hui_id, user_id=call.person_id).exists()
    already = Confirmation.objects.filter(minutes_id=minutes.id, user_id=call.person_id).exists()
    by_next = at_hui is not None and _chairs_later(call, hui, at_hui)
    rules.check_can_confirm(
        MinutesState(minutes.state), there or by_next, already and not by_next, hui.state == HuiState.CLOSED
    )
    if not already:
        Confirmation.objects.create(
            created_at=call.at, minutes_id=minutes.id, post_id=call.post.post_id, user_id=call.person_id
        )
    if by_next or Confirmation.objects.filter(minutes_id=minutes.id).count() >= rules.CONFIRMED_BY:
        minutes.state, minutes.confirmed_at = MinutesState.CONFIRMED, call.at
        minutes.confirmed_at_hui_id = at_hui if by_next else None
        minutes.save(update_fields=["state", "confirmed_at", "confirmed_at_hui_id"])
    return Changed(hui_id)


def _chairs_later(call: Call, hui: Hui, at_hui: uuid.UUID) -> bool:
    later = Hui.objects.filter(id=at_hui, state=HuiState.IN_SESSION, chair_post_id=call.post.post_id).first()
    if later is None or later.id == hui.id or later.opened_at < hui.closed_at:
        raise Refused("minutes.next", "Only the chair of a later hui that is going on confirms for everybody.")
    return True


@command(Permission.HUI_READ, audits=Event.HUI_CHANGED, purposes=PLANNING)
def correct_minutes(call: Call, hui_id: uuid.UUID, *, text: str, number: int | None = None) -> Changed:
    """Add what has to be put right, to an item or to the whole. Who was there may."""
    hui: Hui = Hui.objects.get_or_refuse(hui_id)
    if not text.strip():
        raise Refused("minutes.empty", "Enter what has to be put right.", details={"field": "text"})
    if hui.state != HuiState.CLOSED:
        raise Refused("minutes.open", "The hui is still going on.")
    if not Attendance.objects.filter(hui_id=hui_id, user_id=call.person_id).exists():
        raise Refused("minutes.absent", "Somebody who was at the hui puts its minutes right.")
    said = {"created_at": call.at, "hui_id": hui.id, "text": nfc(text).strip(), "post_id": call.post.post_id}
    item = Item.objects.filter(hui_id=hui.id, number=number).first() if number is not None else None
    if item is None or item.kind != ItemKind.NAMED:
        Correction.objects.create(**said)
        return Changed(hui.id)
    named = NamedItem.objects.reachable(call).filter(item_id=item.id).first()
    if named is None:
        raise NotFound
    NamedCorrection.objects.create(
        **said, learner_id=named.learner_id, custodian_id=named.custodian_id, item_id=item.id
    )
    return Changed(hui.id, frozenset({named.learner_id}))
