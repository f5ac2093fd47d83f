"""Rounds: opened for the hours of a term, taken to the hui, agreed there; offers and notes beside each request."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from rourou.contexts.allocation import rules
from rourou.contexts.allocation.commands._gathering import PLANNING, RoundChanged, changed, gather, locked_round
from rourou.contexts.allocation.models import Round, RoundRequest
from rourou.contexts.allocation.types import RoundState
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.directory.types import SupportType
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict, NotFound
from rourou.foundation.kernel.text import nfc


@command(Permission.ROUND_MANAGE, audits=Event.ROUND_CHANGED, purposes=PLANNING)
def open_round(
    call: Call, *, support_type: SupportType, term: str, service_ids: Sequence[uuid.UUID] = (), title: str = "",
    hui_on: date | None = None,
) -> RoundChanged:  # fmt: skip
    """Open a round over the hours of some services in a term (all of the kind, unless some are named).

    Every request of the kind that has been sent and that the caller reaches is in it, to be talked about at the hui.
    """
    services = [
        s for s in directory_queries.services_for_term(call, term, support_type=support_type).cards if s.offered
    ]
    if service_ids:
        services = [s for s in services if s.id in set(service_ids)]
    rules.check_can_open(services)
    number = (Round.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    row = Round.objects.create(
        created_at=call.at, number=number, title=nfc(title).strip(), term=term, support_type=str(support_type),
        service_ids=[s.id for s in services], opened_by=call.person_id, opened_on=call.today, hui_on=hui_on,
    )  # fmt: skip
    return changed(row, gather(call, row))


def _save(row: Round, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])


@command(Permission.ROUND_MANAGE, audits=Event.ROUND_CHANGED, purposes=PLANNING)
def take_round_to_hui(
    call: Call, round_id: uuid.UUID, *, hui_on: date | None = None, shown: int | None = None
) -> RoundChanged:
    """The suggestion goes to the hui, which decides item by item."""
    row = locked_round(call, round_id, shown)
    rules.check_can_take_to_hui(RoundState(row.state))
    _save(row, state=RoundState.AT_HUI.value, hui_on=hui_on or row.hui_on)
    ids = RoundRequest.objects.reachable(call).filter(round_id=row.id).values_list("learner_id", flat=True)
    return changed(row, frozenset(ids))


@command(Permission.ROUND_MANAGE, audits=Event.ROUND_CHANGED, purposes=PLANNING, nobody=True)
def agree_round(call: Call, round_id: uuid.UUID) -> RoundChanged:
    """The hui has gone through every item: the round is agreed."""
    row = locked_round(call, round_id)
    rules.check_can_agree(RoundState(row.state))
    _save(row, state=RoundState.AGREED.value, agreed_at=call.at)
    return changed(row)


def _beside(call: Call, round_id: uuid.UUID, referral_id: uuid.UUID, shown: int | None) -> RoundRequest:
    row: RoundRequest | None = (
        RoundRequest.objects.reachable(call).filter(round_id=round_id, referral_id=referral_id).for_update().first()
    )
    if row is None:
        raise NotFound
    if shown is not None and shown != row.version:
        details = {"What stands there now": row.note or row.offer}
        raise Conflict("changed", "Somebody else wrote here after you opened the page.", details=details)
    return row


def _write(call: Call, row: RoundRequest, **values: str) -> RoundChanged:
    for name, value in values.items():
        setattr(row, name, nfc(value).strip())
    row.changed_by = call.person_id  # type: ignore[assignment]  # a key that may be empty
    row.version += 1
    row.save(update_fields=[*values, "changed_by", "version"])
    return changed(Round.objects.get_or_refuse(row.round_id), frozenset({row.learner_id}))


@command(Permission.ROUND_MANAGE, audits=Event.ROUND_CHANGED, purposes=PLANNING)
def save_offer(
    call: Call, round_id: uuid.UUID, referral_id: uuid.UUID, *, offer: str, shown: int | None = None
) -> RoundChanged:
    """What somebody who misses out is offered now."""
    return _write(call, _beside(call, round_id, referral_id, shown), offer=offer)


@command(Permission.ROUND_MANAGE, audits=Event.ROUND_CHANGED, purposes=PLANNING)
def save_note(
    call: Call, round_id: uuid.UUID, referral_id: uuid.UUID, *, note: str, shown: int | None = None
) -> RoundChanged:
    """What the engine did not consider, and the hui should know."""
    return _write(call, _beside(call, round_id, referral_id, shown), note=note)
