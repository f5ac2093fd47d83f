"""The ledger of hours. Hours can never be promised twice: the balance is locked, checked, and kept by PostgreSQL."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rourou.contexts.allocation import rules
from rourou.contexts.allocation.commands._hours import NOTHING, Promised, holding, left_of, lock, release
from rourou.contexts.allocation.models import Balance, HoursEntry
from rourou.contexts.allocation.types import EntryKind, NewPromise
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import RoundReferral, State
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.ids import new_id

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
_NOT_PLACED: Final = frozenset({State.TRIAGED, State.WAITING})
LEADS: Final = frozenset({Role.CLUSTER_LEAD, Role.FACILITATOR})


def _holders(call: Call, service_id: uuid.UUID, term: str) -> int:
    """How many requests hold hours of a service, as far as the caller reaches them."""
    rows = HoursEntry.objects.reachable(call).filter(service_id=service_id, term=term)
    found: dict[uuid.UUID, Decimal] = defaultdict(Decimal)
    for entry in rows:
        found[entry.referral_id] += entry.charged if entry.kind == EntryKind.PROMISE else -entry.charged
    return sum(hours > 0 for hours in found.values())


@command(Permission.HOURS_PROMISE, audits=Event.HOURS_PROMISED, purposes=BOTH)
def promise_hours(call: Call, promise: NewPromise) -> Promised:
    """Promise hours of a service in a term to one request, or to several as a group; each gets its place.

    Refused, with what is left, where the service has not so many: the balance is locked until this act commits.
    """
    key = (promise.service_id, promise.term)
    rows = referrals_queries.by_ids(call, promise.referral_ids).by_id
    _give_up_kept(call, rows.values())
    balance = lock([key]).get(key)
    rules.check_can_promise(
        left_of(balance) if balance else None, promise.hours, _holders(call, *key) if balance else 0
    )
    assert balance is not None
    is_decided = promise.decision_id is not None and call.room_id is not None
    service = directory_queries.services_by_id(call, [promise.service_id], promise.term).cards[0]
    rules.check_may_give(call.organisation_id, service.organisation_id, leads_cluster=call.role in LEADS or is_decided)
    placed = [
        referrals.allocate(
            call, referral_id, person_id=service.lead_id, organisation_id=service.organisation_id,
            words=promise.words, hui_id=None,
        )
        for referral_id in sorted(set(promise.referral_ids))
    ]  # fmt: skip
    balance.promised += promise.hours
    balance.save(update_fields=["promised"])
    made = _promise_entries(call, promise, [rows[m.id] for m in placed])
    return Promised(
        tuple(e.id for e in made), (left_of(balance),), tuple(s for m in placed for s in m.steps),
        frozenset(e.learner_id for e in made),
    )  # fmt: skip


def _give_up_kept(call: Call, rows: Iterable[RoundReferral]) -> None:
    """Hours that were kept for a learner who moved make room for what is decided now, whatever that is."""
    for r in rows:
        if r.state in _NOT_PLACED and holding(call, r.id):
            release(call, r.id, hours=None, decision_id=None, words="Decided anew after the move.")


def _promise_entries(call: Call, promise: NewPromise, rows: Collection[Any]) -> list[HoursEntry]:
    together, charged = new_id(), rules.shares(promise.hours, len(rows))
    entries = [
        HoursEntry(
            cluster_id=call.cluster_id, created_at=call.at, learner_id=r.learner_id, custodian_id=r.custodian_id,
            kind=EntryKind.PROMISE.value, referral_id=r.id, service_id=promise.service_id, term=promise.term,
            hours=promise.hours, charged=share, together_id=together, decision_id=promise.decision_id,
            round_id=promise.round_id, words=promise.words, made_by=call.person_id,
        )
        for r, share in zip(rows, charged, strict=True)
    ]  # fmt: skip
    HoursEntry.objects.bulk_create(entries)
    return entries


@command(Permission.HOURS_PROMISE, audits=Event.HOURS_RELEASED, purposes=BOTH)
def release_hours(
    call: Call, referral_id: uuid.UUID, *, hours: Decimal | None = None, decision_id: uuid.UUID | None = None,
    words: str = "",
) -> Promised:  # fmt: skip
    """Give back hours of a request, all unless fewer are said. With none left and no support begun, it waits again."""
    done = release(call, referral_id, hours=hours, decision_id=decision_id, words=words)
    steps = referrals.release(call, referral_id, words=words).steps if not holding(call, referral_id) else ()
    return Promised(done.entry_ids, done.left, steps, done.subjects)


# What follows from below


@dataclass(frozen=True, slots=True)
class BalancesSet:
    """Which balances changed."""

    did: bool
    changed: tuple[tuple[uuid.UUID, str], ...]


@command(Permission.HOURS_PROMISE, audits=Event.BALANCE_SET, purposes={Purpose.UPKEEP}, nobody=True)
def set_balances(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> BalancesSet:
    """What the directory offers is what can be promised. Fewer hours than are promised refuse the change that asks it.

    Compares every service with its balance, so it is right after whatever changed hours, and does nothing otherwise.
    """
    offered = directory_queries.hours_offered(call).by_key
    stands = {(b.service_id, b.term): b for b in Balance.objects.all()}
    differing = [key for key, hours in offered.items() if key not in stands or stands[key].offered != hours]
    differing += [key for key, b in stands.items() if key not in offered and b.offered != 0]
    if not differing:
        return BalancesSet(False, ())
    rows = lock(differing)
    for key in sorted(rows):
        rules.check_can_set_offered(
            left_of(rows[key]), offered.get(key, NOTHING), _holders(call, *key) if rows[key].promised else 0
        )
        rows[key].offered = offered.get(key, NOTHING)
    Balance.objects.bulk_update(rows.values(), ["offered"], batch_size=500)
    Balance.objects.bulk_create(
        [
            Balance(
                cluster_id=call.cluster_id, created_at=call.at, service_id=key[0], term=key[1], offered=offered[key]
            )
            for key in sorted(set(differing) - set(rows))
        ]
    )
    return BalancesSet(True, tuple(sorted(differing)))
