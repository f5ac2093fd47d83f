"""Recording a decision: the row of the hui, and what follows from it for the request and the hours, in one act."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.allocation import queries as allocation_queries
from rourou.contexts.allocation.types import NewPromise
from rourou.contexts.meetings import rules
from rourou.contexts.meetings.models import Decision, Hui, Item, NamedItem, Resolution
from rourou.contexts.meetings.rules import ItemFacts, Table
from rourou.contexts.meetings.types import Choice, HuiState, ItemKind, ItemState, NewDecision, Suggested
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
BOTH = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
# What a decision of the hui carries out, whoever at the table keeps its record. Nobody has these by being there.
CARRIED_OUT = frozenset({Permission.REQUEST_RECEIVE, Permission.HOURS_PROMISE})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision as it was recorded, and whom it is about."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID]


@command(Permission.HUI_DECIDE, audits=Event.HUI_DECIDED, purposes=PLANNING, lends=CARRIED_OUT)
def record_decision(
    call: Call, hui_id: uuid.UUID, number: int, draft: NewDecision, *, version: int | None = None
) -> Recorded:
    """Record what the hui decided on one item. Called in the room: a learner whom the room does not reach is not found.

    Giving hours promises them here and now, or refuses with what is left; nothing is recorded by halves.
    """
    hui: Hui = Hui.objects.get_or_refuse(hui_id)
    rules.check_in_session(HuiState(hui.state))
    item: Item | None = Item.objects.filter(hui_id=hui.id, number=number).for_update().first()
    if item is None:
        raise NotFound
    named = _named(call, hui, item)
    table, facts = hui.table(item.id), _facts(call, item, named)
    rules.check_unchanged(facts, version)
    rules.check_may_decide(table, call.post.post_id)
    suggested = _suggested(call, hui, named)
    rules.check_decision(facts, table, draft, suggested, call.today)
    _settle(item, draft.choice)
    if named is None:
        made = Resolution.objects.create(**_common(call, hui, item, table, draft))
        return Recorded(made.id, frozenset())
    return _record_named(call, hui, item, named, table, draft, suggested)


def _named(call: Call, hui: Hui, item: Item) -> NamedItem | None:
    """Whom the item is about, seen from the room: only there is a learner talked about."""
    if item.kind != ItemKind.NAMED:
        return None
    if call.room_id != hui.id:
        raise Refused("hui.outside", "You are not ticked as here, so you cannot record this decision.")
    found = NamedItem.objects.reachable(call).filter(item_id=item.id).first()
    if found is None:
        raise Refused("hui.locked", "This item is locked: a whānau has not agreed to share with everybody here.")
    return found


def _facts(call: Call, item: Item, named: NamedItem | None) -> ItemFacts:
    return ItemFacts(ItemKind(item.kind), ItemState(item.state), item.version, details=_stands(call, item, named))


def _stands(call: Call, item: Item, named: NamedItem | None) -> dict[str, str]:
    """What somebody else recorded, for whoever comes second."""
    if item.state == ItemState.TO_DISCUSS:
        return {}
    row = (
        Decision.objects.reachable(call).filter(item_id=item.id).first()
        if named
        else Resolution.objects.filter(item_id=item.id).first()
    )
    if row is None:
        return {}
    who = staff.by_post(call, [row.decided_by])
    said = {"Decision": Choice(row.choice).label, "Recorded by": who[row.decided_by].name if who else ""}
    return said | ({"Hours": str(row.hours)} if named and row.hours else {})


def _settle(item: Item, choice: Choice) -> None:
    item.state = ItemState.CARRIED if choice is Choice.CARRY else ItemState.DECIDED
    item.carried_times += choice is Choice.CARRY
    item.version += 1
    item.save(update_fields=["state", "carried_times", "version"])


def _suggested(call: Call, hui: Hui, named: NamedItem | None) -> Suggested | None:
    if named is None or hui.round_id is None:
        return None
    found = allocation_queries.suggestion_for_hui(call, hui.round_id)
    line = next((x for x in found.lines if x.referral_id == named.referral_id), None)
    if line is None:
        return None
    return Suggested(
        line.placed, line.hours, line.service_id, line.service, line.with_whom, line.says, line.offer, found.term
    )


def _common(call: Call, hui: Hui, item: Item, table: Table, draft: NewDecision) -> dict[str, Any]:
    positions = [
        {"organisation": str(p.organisation_id), "stand": str(p.stand), "reason": nfc(p.reason).strip()}
        for p in rules.whole(table.voices, draft.positions)
    ]
    return {
        "created_at": call.at, "item_id": item.id, "hui_id": hui.id, "choice": str(draft.choice),
        "reason": nfc(draft.reason).strip(), "positions": positions, "protocol_id": hui.protocol_id,
        "decided_by": call.post.post_id, "decided_at": call.at,
    }  # fmt: skip


def _record_named(
    call: Call, hui: Hui, item: Item, named: NamedItem, table: Table, draft: NewDecision, suggested: Suggested | None
) -> Recorded:
    telling = draft.telling
    assert telling is not None
    made = Decision.objects.create(
        **_common(call, hui, item, table, draft), learner_id=named.learner_id, custodian_id=named.custodian_id,
        referral_id=named.referral_id, hours=draft.hours if draft.choice is Choice.GIVE_HOURS else None,
        service_id=draft.service_id if draft.choice is Choice.GIVE_HOURS else None, term=draft.term,
        start_week=nfc(draft.start_week).strip(), review_week=nfc(draft.review_week).strip(), rules=list(draft.rules),
        offer=nfc(draft.offer).strip(), to_organisation_id=draft.to_organisation_id,
        suggested=suggested.says if suggested else "", departure=nfc(draft.departure).strip(),
        tell_words=nfc(telling.words).strip(), tell_post_id=telling.post_id, tell_how=str(telling.how),
        tell_by=telling.by,
    )  # fmt: skip
    _FOLLOWS[draft.choice](call, hui, made)
    return Recorded(made.id, frozenset({named.learner_id}))


def _give_hours(call: Call, hui: Hui, made: Decision) -> None:
    """Accept and place: the ledger of hours promises, or refuses with what is left."""
    state = referrals_queries.by_ids(call, [made.referral_id]).by_id[made.referral_id].state
    if state is not State.WAITING:
        referrals.accept(call, made.referral_id, words=made.reason, hui_id=hui.id)
    assert made.service_id is not None
    assert made.hours is not None
    allocation.promise_hours(
        call,
        NewPromise(
            made.service_id, made.term, made.hours, (made.referral_id,), decision_id=made.id, round_id=hui.round_id,
            words=made.start_week,
        ),
    )  # fmt: skip


def _try_in_class(call: Call, hui: Hui, made: Decision) -> None:
    referrals.advise(call, made.referral_id, words=made.reason, hui_id=hui.id)


def _know_more(call: Call, hui: Hui, made: Decision) -> None:
    referrals.ask_for_more(call, made.referral_id, words=made.reason, hui_id=hui.id)


def _ask_outside(call: Call, hui: Hui, made: Decision) -> None:
    assert made.to_organisation_id is not None
    referrals.redirect(
        call, made.referral_id, to_organisation_id=made.to_organisation_id, words=made.reason, hui_id=hui.id
    )


def _not_now(call: Call, hui: Hui, made: Decision) -> None:
    referrals.decline(call, made.referral_id, words=made.reason, offer=made.offer, hui_id=hui.id)


def _carry(call: Call, hui: Hui, made: Decision) -> None:
    state = referrals_queries.by_ids(call, [made.referral_id]).by_id[made.referral_id].state
    if state is State.TRIAGED:
        referrals.carry(call, made.referral_id, words=made.reason, hui_id=hui.id)


_FOLLOWS: dict[Choice, Callable[[Call, Hui, Decision], None]] = {
    Choice.GIVE_HOURS: _give_hours,
    Choice.TRY_IN_CLASS: _try_in_class,
    Choice.KNOW_MORE: _know_more,
    Choice.ASK_OUTSIDE: _ask_outside,
    Choice.NOT_NOW: _not_now,
    Choice.CARRY: _carry,
}


@command(Permission.HUI_READ, audits=Event.PROMISE_KEPT, purposes=BOTH)
def record_told(call: Call, decision_id: uuid.UUID, *, on: date | None = None) -> Recorded:
    """Whānau have heard: recorded by whoever promised to tell them, or by a colleague of the setting."""
    row: Decision = Decision.objects.reachable(call).for_update().get_or_refuse(decision_id)
    if call.post.post_id != row.tell_post_id and call.organisation_id != row.custodian_id:
        raise Refused("hui.not_yours", "Somebody else promised to tell them. Ask whether they have.")
    day = on or call.today
    if row.told_on is not None:
        raise Refused("hui.told", "This was told already.")
    if day > call.today:
        raise Refused("hui.told_future", "That day is after today. Record it on the day.", details={"field": "on"})
    row.told_on, row.told_by = day, call.person_id
    row.save(update_fields=["told_on", "told_by"])
    return Recorded(row.id, frozenset({row.learner_id}))
