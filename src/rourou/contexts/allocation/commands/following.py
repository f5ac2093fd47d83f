"""What happens to promised hours when a learner moves or a request ends (adr/0012). Each follows in the same act.

Hours go with the learner: no other learner’s, and no longer the former setting’s. Nobody’s hours are lost on the way.
"""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

from rourou.contexts.allocation.commands._hours import Promised, holding, release
from rourou.contexts.allocation.models import HoursEntry
from rourou.contexts.allocation.types import EntryKind
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import StepMade
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.ids import new_id

UPKEEP: Final = frozenset({Purpose.UPKEEP})
KEPT_FOR: Final = 20  # school days, as long as the former setting keeps its own records in sight
_YEAR, _FOUR_WEEKS = 366, timedelta(weeks=4)
_MOVED: Final = "Kept for the learner, who has moved."


@command(Permission.HOURS_PROMISE, audits=Event.HOURS_PROMISED, purposes=UPKEEP)
def keep_for_moved(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> Promised:
    """What a request held is held by the one that the new setting has taken up. The balance stays as it is."""
    taken_up = [s for s in getattr(result, "steps", ()) if s.facts.get("carried")]
    entries = [entry for step in taken_up for entry in _passed_on(call, step)]
    HoursEntry.objects.bulk_create(entries)
    return Promised(tuple(e.id for e in entries), (), (), frozenset(e.learner_id for e in entries), bool(entries))


def _passed_on(call: Call, step: StepMade) -> list[HoursEntry]:
    before = uuid.UUID(step.facts["before"])
    lines = []
    for h in holding(call, before):
        ends = (
            (EntryKind.RELEASE, before, h.custodian_id),
            (EntryKind.PROMISE, step.referral_id, call.organisation_id),
        )
        for kind, referral_id, custodian_id in ends:
            lines.append(
                HoursEntry(
                    cluster_id=call.cluster_id, created_at=call.at, learner_id=step.learner_id,
                    custodian_id=custodian_id, kind=kind.value, referral_id=referral_id, service_id=h.service_id,
                    term=h.term, hours=h.hours, charged=h.charged, together_id=new_id(), round_id=h.round_id,
                    words=_MOVED,
                )
            )  # fmt: skip
    return lines


@command(Permission.HOURS_PROMISE, audits=Event.HOURS_RELEASED, purposes=UPKEEP)
def release_ended(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> Promised:
    """A request that is over before any support began frees its hours in the same act."""
    ended = referrals_queries.ended_without_support(call, subjects).ids if subjects else frozenset()
    return _given_back(call, ended, "The request has ended.")


@command(Permission.HOURS_PROMISE, audits=Event.HOURS_RELEASED, purposes=UPKEEP)
def release_left_behind(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> Promised:
    """On the first day at the new setting: what whānau did not let go along ends where it was asked, and is free."""
    if not getattr(result, "has_begun", False):
        return Promised((), (), (), frozenset(), False)
    steps = referrals.withdraw_left_behind(call, subjects).steps
    return _given_back(call, [s.referral_id for s in steps], "The learner has moved.")


@command(Permission.HOURS_PROMISE, audits=Event.HOURS_RELEASED, purposes=UPKEEP)
def release_unclaimed(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> Promised:
    """Whenever hours or requests come in: what was kept for a request not sent on within 20 school days is free."""
    late = referrals_queries.taken_up_and_not_sent(call, _kept_since(call)).ids
    return _given_back(call, late, "Kept for 20 school days after the move.")


def _kept_since(call: Call) -> date:
    """The first day from which hours are still kept: 20 school days back, or four weeks where no calendar says."""
    calendar = directory_queries.terms(call).calendar
    days = (call.today - timedelta(days=n) for n in range(_YEAR))
    school_days = (day for day in days if calendar.is_open_day(day))
    return next((day for n, day in enumerate(school_days, start=1) if n == KEPT_FOR), call.today - _FOUR_WEEKS)


def _given_back(call: Call, ids: Collection[uuid.UUID], words: str) -> Promised:
    rows = HoursEntry.objects.reachable(call).filter(referral_id__in=list(ids))
    named = sorted(set(rows.values_list("referral_id", flat=True)))
    done = [release(call, i, hours=None, decision_id=None, words=words) for i in named if holding(call, i)]
    return Promised(
        tuple(e for d in done for e in d.entry_ids), tuple(b for d in done for b in d.left), (),
        frozenset(s for d in done for s in d.subjects), bool(done),
    )  # fmt: skip
