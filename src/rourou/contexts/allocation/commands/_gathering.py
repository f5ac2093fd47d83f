"""What every act on a round shares: the round locked, the requests in it, the result."""

import uuid
from dataclasses import dataclass
from typing import Final

from rourou.contexts.allocation import rules
from rourou.contexts.allocation.models import Round, RoundRequest
from rourou.contexts.allocation.types import RoundState
from rourou.contexts.directory.types import SupportType
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import RoundReferral, State
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Purpose

PLANNING: Final = frozenset({Purpose.PLANNING})
SENT: Final = frozenset({State.SUBMITTED, State.ACKNOWLEDGED})


@dataclass(frozen=True, slots=True)
class RoundChanged:
    """A round after an act, and the learners whose requests it touched."""

    id: uuid.UUID
    number: int
    state: RoundState
    version: int
    subjects: frozenset[uuid.UUID]


def changed(row: Round, subjects: frozenset[uuid.UUID] = frozenset()) -> RoundChanged:
    return RoundChanged(row.id, row.number, RoundState(row.state), row.version, subjects)


def locked_round(call: Call, round_id: uuid.UUID, shown: int | None = None) -> Round:
    """The round, locked for this act, as it was shown."""
    row: Round = Round.objects.all().for_update().get_or_refuse(round_id)
    rules.check_version(shown, row.version)
    return row


def gather(call: Call, row: Round) -> frozenset[uuid.UUID]:
    """Take in every request of the kind that is sent and not placed; those just sent go on the table."""
    found = referrals_queries.for_round(call, SupportType(row.support_type)).rows
    for r in found:
        if r.state in SENT:
            referrals.take_to_hui(call, r.id, hui_on=row.hui_on)
    known = set(RoundRequest.objects.reachable(call).filter(round_id=row.id).values_list("referral_id", flat=True))
    RoundRequest.objects.bulk_create([_in_round(call, row, r) for r in found if r.id not in known])
    return frozenset(r.learner_id for r in found)


def _in_round(call: Call, row: Round, r: RoundReferral) -> RoundRequest:
    return RoundRequest(
        cluster_id=call.cluster_id, created_at=call.at, learner_id=r.learner_id, custodian_id=r.custodian_id,
        round_id=row.id, referral_id=r.id,
    )  # fmt: skip
