"""The ledger of hours as every act writes it: balances locked in one order, lines added, none changed."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rourou.contexts.allocation import rules
from rourou.contexts.allocation.models import Balance, HoursEntry
from rourou.contexts.allocation.types import EntryKind, HoursLeft
from rourou.contexts.referrals.types import StepMade
from rourou.foundation.access.call import Call
from rourou.foundation.kernel.ids import new_id

NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Promised:
    """Hours as they stand after an act: the lines written, what is left, what happened to the requests."""

    entry_ids: tuple[uuid.UUID, ...]
    left: tuple[HoursLeft, ...]
    steps: tuple[StepMade, ...]
    subjects: frozenset[uuid.UUID]
    did: bool = True


def left_of(balance: Balance) -> HoursLeft:
    return HoursLeft(balance.service_id, balance.term, balance.offered, balance.promised)


def lock(keys: Iterable[tuple[uuid.UUID, str]]) -> dict[tuple[uuid.UUID, str], Balance]:
    """The balances, locked in one order: of two who promise at once, the second waits and then sees what is left."""
    wanted = set(keys)
    rows = Balance.objects.filter(service_id__in={s for s, _ in wanted}).order_by("service_id", "term").for_update()
    return {(b.service_id, b.term): b for b in rows if (b.service_id, b.term) in wanted}


@dataclass(frozen=True, slots=True)
class Held:
    """What a request holds of one service in one term."""

    service_id: uuid.UUID
    term: str
    charged: Decimal
    hours: Decimal
    learner_id: uuid.UUID
    custodian_id: uuid.UUID
    round_id: uuid.UUID | None


def holding(call: Call, referral_id: uuid.UUID) -> list[Held]:
    sums: dict[tuple[uuid.UUID, str], list[HoursEntry]] = defaultdict(list)
    for entry in HoursEntry.objects.reachable(call).filter(referral_id=referral_id).order_by("created_at", "id"):
        sums[entry.service_id, entry.term].append(entry)
    found = []
    for (service, term), entries in sorted(sums.items()):
        charged = sum((e.charged if e.kind == EntryKind.PROMISE else -e.charged for e in entries), NOTHING)
        hours = sum((e.hours if e.kind == EntryKind.PROMISE else -e.hours for e in entries), NOTHING)
        last = entries[-1]
        if charged > 0 or hours > 0:
            found.append(Held(service, term, charged, hours, last.learner_id, last.custodian_id, last.round_id))
    return found


def release(
    call: Call, referral_id: uuid.UUID, *, hours: Decimal | None, decision_id: uuid.UUID | None, words: str
) -> Promised:
    balances = lock((h.service_id, h.term) for h in holding(call, referral_id))
    held = holding(call, referral_id)
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
        entries.append(_entry(call, referral_id, h, share, decision_id, words))
    HoursEntry.objects.bulk_create(entries)
    left = tuple(left_of(b) for b in balances.values())
    return Promised(tuple(e.id for e in entries), left, (), frozenset(e.learner_id for e in entries))


def _entry(
    call: Call, referral_id: uuid.UUID, held: Held, share: Decimal, decision_id: uuid.UUID | None, words: str
) -> HoursEntry:
    all_of_it = share == held.charged
    return HoursEntry(
        cluster_id=call.cluster_id, created_at=call.at, learner_id=held.learner_id, custodian_id=held.custodian_id,
        kind=EntryKind.RELEASE.value, referral_id=referral_id, service_id=held.service_id, term=held.term,
        hours=held.hours if all_of_it else share, charged=share, together_id=new_id(), decision_id=decision_id,
        round_id=held.round_id, words=words, made_by=call.person_id,
    )  # fmt: skip
