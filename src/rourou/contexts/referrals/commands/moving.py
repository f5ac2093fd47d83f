"""When a learner moves: what was asked for here waits, and is taken up there with the day it began."""

import uuid
from dataclasses import dataclass

from rourou.contexts.people import queries as people_queries
from rourou.contexts.referrals import rules
from rourou.contexts.referrals.commands import _stepping as stepping
from rourou.contexts.referrals.models import Referral, ReferralPause
from rourou.contexts.referrals.types import Carried, PauseKind, State, Step, StepMade
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event

MOVING = frozenset({Purpose.SUPPORT, Purpose.TRANSITION})


@dataclass(frozen=True, slots=True)
class MovedOn:
    """What a move did to the requests of a learner."""

    steps: tuple[StepMade, ...]
    carried: tuple[Carried, ...]
    subjects: frozenset[uuid.UUID]


@command(Permission.MOVE_MANAGE, audits=Event.REQUEST_MOVED, purposes=MOVING)
def move_with_learner(call: Call, learner_id: uuid.UUID, *, custodian_id: uuid.UUID | None = None) -> MovedOn:
    """The learner leaves this setting: open requests wait for the new one; what was never sent is taken back.

    What can be carried is returned, so that the new setting's wait does not begin again. The new setting names the one
    the learner comes from: it reaches those requests where whānau let them travel, and no others.
    """
    people_queries.learner_or_refuse(call, learner_id)
    rows = (
        Referral.objects.reachable(call)
        .filter(
            learner_id=learner_id,
            custodian_id=custodian_id or call.organisation_id,
            state__in=[str(s) for s in rules.OPEN],
        )
        .order_by("id")
        .for_update()
    )
    steps, carried = [], []
    for referral in rows:
        if State(referral.state) in rules.UNSENT:
            steps.append(stepping.take(call, referral, Step.WITHDRAW, words="The learner moves."))
        elif State(referral.state) is not State.TRANSFER_PENDING:
            carried.append(_carried(call, referral))
            steps.append(stepping.take(call, referral, Step.MOVE, state_before_move=referral.state))
    return MovedOn(tuple(steps), tuple(carried), frozenset({learner_id}))


def _carried(call: Call, referral: Referral) -> Carried:
    pauses = ReferralPause.objects.reachable(call).filter(referral_id=referral.id, until_on__isnull=False)
    return Carried(
        stepping.as_draft(referral),
        referral.id,
        referral.first_conversation_on,
        tuple((p.from_on, p.until_on, PauseKind(p.kind)) for p in pauses.order_by("from_on")),
    )


@command(Permission.MOVE_MANAGE, audits=Event.REQUEST_CHANGED, purposes=MOVING)
def carry_over(call: Call, learner_id: uuid.UUID, carried: tuple[Carried, ...]) -> MovedOn:
    """The new setting takes up what was asked for: drafts in its own custody, whose clocks began where they began.

    They are sent once whānau have said yes here.
    """
    people_queries.learner_or_refuse(call, learner_id)
    steps = [_take_up(call, learner_id, one) for one in carried]
    return MovedOn(tuple(steps), (), frozenset({learner_id}))


def _take_up(call: Call, learner_id: uuid.UUID, one: Carried) -> StepMade:
    made = Referral.objects.create(
        learner_id=learner_id, custodian_id=call.organisation_id, created_at=call.at, asked_by=call.person_id,
        with_person=call.person_id, with_organisation_id=call.organisation_id,
        first_conversation_on=one.first_conversation_on, before_id=one.before_id,
        **stepping.values(call, one.draft),
    )  # fmt: skip
    ReferralPause.objects.bulk_create(
        [
            ReferralPause(**stepping.of_row(call, made), kind=str(kind), from_on=first, until_on=last)
            for first, last, kind in one.pauses
        ]
    )
    return stepping.write_step(
        call, made, Step.START, State.DRAFT, noted={"carried": True, "before": str(one.before_id)}
    )


@command(Permission.REQUEST_WRITE, audits=Event.REQUESTS_WITHDRAWN, purposes={Purpose.UPKEEP})
def withdraw_left_behind(call: Call, learner_ids: frozenset[uuid.UUID]) -> MovedOn:
    """These learners are at their new setting. What whānau did not let go along is taken back where it was asked."""
    going = [str(s) for s in rules.OPEN - {State.TRANSFER_PENDING}]
    rows = Referral.objects.reachable(call).filter(learner_id__in=learner_ids, state__in=going).order_by("id")
    stays = people_queries.enrolled(call, learner_ids).by_id
    left = [r for r in rows.for_update() if (r.learner_id, r.custodian_id) not in stays]
    steps = [stepping.take(call, r, Step.WITHDRAW, words="The learner has moved.") for r in left]
    return MovedOn(tuple(steps), (), frozenset(r.learner_id for r in left))
