"""The ledger of hours. Hours can never be promised twice: the balance is locked, checked, and kept by PostgreSQL."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rourou.contexts.allocation import rules
from rourou.contexts.allocation.models import Balance, HoursEntry
from rourou.contexts.allocation.types import EntryKind, HoursLeft, NewPromise
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import State, Step, StepMade
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.ids import new_id

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
NOTHING: Final = Decimal(0)
LEADS: Final = frozenset({Role.CLUSTER_LEAD, Role.FACILITATOR})


@dataclass(frozen=True, slots=True)
class Promised:
    """Hours as they stand after an act: the lines written, what is left, what happened to the requests."""

    entry_ids: tuple[uuid.UUID, ...]
    left: tuple[HoursLeft, ...]
    steps: tuple[StepMade, ...]
    subjects: frozenset[uuid.UUID]
    did: bool = True


def _left(balance: Balance) -> HoursLeft:
    return HoursLeft(balance.service_id, balance.term, balance.offered, balance.promised)


def _lock(keys: Iterable[tuple[uuid.UUID, str]]) -> dict[tuple[uuid.UUID, str], Balance]:
    """The balances, locked in one order: of two who promise at once, the second waits and then sees what is left."""
    wanted = set(keys)
    rows = Balance.objects.filter(service_id__in={s for s, _ in wanted}).order_by("service_id", "term").for_update()
    return {(b.service_id, b.term): b for b in rows if (b.service_id, b.term) in wanted}


def _holders(call: Call, service_id: uuid.UUID, term: str) -> int:
    """How many requests hold hours of a service, as far as the caller reaches them."""
    rows = HoursEntry.objects.reachable(call).filter(service_id=service_id, term=term)
    held: dict[uuid.UUID, Decimal] = defaultdict(Decimal)
    for entry in rows:
        held[entry.referral_id] += entry.charged if entry.kind == EntryKind.PROMISE else -entry.charged
    return sum(hours > 0 for hours in held.values())


@command(Permission.HOURS_PROMISE, audits=Event.HOURS_PROMISED, purposes=BOTH)
def promise_hours(call: Call, promise: NewPromise) -> Promised:
    """Promise hours of a service in a term to one request, or to several as a group; each gets its place.

    Refused, with what is left, where the service has not so many: the balance is locked until this act commits.
    """
    key = (promise.service_id, promise.term)
    balance = _lock([key]).get(key)
    rules.check_can_promise(_left(balance) if balance else None, promise.hours, _holders(call, *key) if balance else 0)
    assert balance is not None
    service = directory_queries.services_by_id(call, [promise.service_id], promise.term).cards[0]
    rules.check_may_give(call.organisation_id, service.organisation_id, leads_cluster=call.role in LEADS)
    placed = [
        referrals.allocate(
            call, referral_id, person_id=service.lead_id, organisation_id=service.organisation_id,
            words=promise.words, hui_id=None,
        )
        for referral_id in sorted(set(promise.referral_ids))
    ]  # fmt: skip
    balance.promised += promise.hours
    balance.save(update_fields=["promised"])
    rows = referrals_queries.by_ids(call, promise.referral_ids).by_id
    made = _promise_entries(call, promise, [rows[m.id] for m in placed])
    return Promised(
        tuple(e.id for e in made), (_left(balance),), tuple(s for m in placed for s in m.steps),
        frozenset(e.learner_id for e in made),
    )  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class _Held:
    """What a request holds of one service in one term."""

    service_id: uuid.UUID
    term: str
    charged: Decimal
    hours: Decimal
    learner_id: uuid.UUID
    custodian_id: uuid.UUID
    round_id: uuid.UUID | None


def _held(call: Call, referral_id: uuid.UUID) -> list[_Held]:
    sums: dict[tuple[uuid.UUID, str], list[HoursEntry]] = defaultdict(list)
    for entry in HoursEntry.objects.reachable(call).filter(referral_id=referral_id).order_by("created_at", "id"):
        sums[entry.service_id, entry.term].append(entry)
    found = []
    for (service, term), entries in sorted(sums.items()):
        charged = sum((e.charged if e.kind == EntryKind.PROMISE else -e.charged for e in entries), NOTHING)
        hours = sum((e.hours if e.kind == EntryKind.PROMISE else -e.hours for e in entries), NOTHING)
        last = entries[-1]
        if charged > 0 or hours > 0:
            found.append(_Held(service, term, charged, hours, last.learner_id, last.custodian_id, last.round_id))
    return found


@command(Permission.HOURS_PROMISE, audits=Event.HOURS_RELEASED, purposes=BOTH)
def release_hours(
    call: Call, referral_id: uuid.UUID, *, hours: Decimal | None = None, decision_id: uuid.UUID | None = None,
    words: str = "",
) -> Promised:  # fmt: skip
    """Give back hours of a request, all unless fewer are said. With none left and no support begun, it waits again."""
    done = _release(call, referral_id, hours=hours, decision_id=decision_id, words=words)
    steps = referrals.release(call, referral_id, words=words).steps if not _held(call, referral_id) else ()
    return Promised(done.entry_ids, done.left, steps, done.subjects)


def _release(
    call: Call, referral_id: uuid.UUID, *, hours: Decimal | None, decision_id: uuid.UUID | None, words: str
) -> Promised:
    balances = _lock((h.service_id, h.term) for h in _held(call, referral_id))
    held = _held(call, referral_id)
    total = sum((h.charged for h in held), NOTHING)
    rules.check_can_release(total, hours if hours is not None else total)
    entries, rest = [], hours if hours is not None else total
    for h in held:
        share = min(h.charged, rest)
        if share <= 0:
            continue
        rest -= share
        balance = balances[h.service_id, h.term]
        balance.promised -= share
        balance.save(update_fields=["promised"])
        entries.append(_release_entry(call, referral_id, h, share, decision_id, words))
    HoursEntry.objects.bulk_create(entries)
    left = tuple(_left(b) for b in balances.values())
    return Promised(tuple(e.id for e in entries), left, (), frozenset(e.learner_id for e in entries))


def _release_entry(
    call: Call, referral_id: uuid.UUID, held: _Held, share: Decimal, decision_id: uuid.UUID | None, words: str
) -> HoursEntry:
    all_of_it = share == held.charged
    return HoursEntry(
        cluster_id=call.cluster_id, created_at=call.at, learner_id=held.learner_id, custodian_id=held.custodian_id,
        kind=EntryKind.RELEASE.value, referral_id=referral_id, service_id=held.service_id, term=held.term,
        hours=held.hours if all_of_it else share, charged=share, together_id=new_id(), decision_id=decision_id,
        round_id=held.round_id, words=words, made_by=call.person_id,
    )  # fmt: skip


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
    rows = _lock(differing)
    for key in sorted(rows):
        rules.check_can_set_offered(
            _left(rows[key]), offered.get(key, NOTHING), _holders(call, *key) if rows[key].promised else 0
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


@command(Permission.HOURS_PROMISE, audits=Event.HOURS_RELEASED, purposes={Purpose.UPKEEP})
def release_withdrawn(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> Promised:
    """A placed request that is taken back before support began frees its hours in the same act."""
    ids = [
        s.referral_id for s in getattr(result, "steps", ()) if s.step is Step.WITHDRAW and s.before is State.ALLOCATED
    ]
    done = [
        _release(call, i, hours=None, decision_id=None, words="The request was withdrawn.")
        for i in sorted(ids)
        if _held(call, i)
    ]
    return Promised(
        tuple(e for d in done for e in d.entry_ids), tuple(b for d in done for b in d.left), (),
        frozenset(s for d in done for s in d.subjects), bool(done),
    )  # fmt: skip
