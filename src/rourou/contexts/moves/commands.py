"""The writes of moves. Each is declared at the gate; what opens and closes is stored as facts of sharing and people."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rourou.contexts.moves import rules
from rourou.contexts.moves.models import Move, PackLine, WeekSix
from rourou.contexts.moves.types import NewMove, Reply, SettledCheck, Stage
from rourou.contexts.people import commands as people
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import NamedKind
from rourou.foundation.access import compiling
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import EVERYTHING, Category, Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict
from rourou.foundation.kernel.text import nfc
from rourou.foundation.tenancy.calendars import calendar_of

EITHER = frozenset({Purpose.SUPPORT, Purpose.TRANSITION})
TRANSITION = frozenset({Purpose.TRANSITION})


@dataclass(frozen=True, slots=True)
class Moved:
    """What an act made or changed, and whom it is about."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID]
    has_begun: bool = False  # at the new setting


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_AGREED)
def agree_move(call: Call, draft: NewMove) -> Moved:
    """The old side, with whānau: where to, when, what travels. All family access pauses now, not on the day."""
    rules.check_keeper(draft.keeper_user_id, call.person_id)
    closes_on = rules.closes_on(draft.moves_on, calendar_of(call.cluster_id))
    offered = sharing.offer_handover(
        call, draft.learner_id, to=draft.to_id, categories=draft.categories | Category.IDENTITY,
        moves_on=draft.moves_on, until_on=closes_on,
    )  # fmt: skip
    people.pause_family(call, draft.learner_id)
    if draft.keeper_user_id is not None:
        sharing.name_person(
            call, draft.learner_id, kind=NamedKind.RECORDS, user_id=draft.keeper_user_id, categories=EVERYTHING
        )
    move = Move.objects.create(
        learner_id=draft.learner_id, custodian_id=call.organisation_id, created_at=call.at, sensitivity=1,
        handover_id=offered.id, to_organisation_id=draft.to_id, moves_on=draft.moves_on, closes_on=closes_on,
        old_lead_post_id=call.post.post_id, agreed_on=call.today,
    )  # fmt: skip
    _write_lines(call, move, draft.day_one)
    return Moved(move.id, frozenset({draft.learner_id}))


def _write_lines(call: Call, move: Move, lines: tuple[str, ...]) -> None:
    said = [nfc(line).strip() for line in lines if line.strip()]
    PackLine.objects.bulk_create(
        PackLine(
            cluster_id=call.cluster_id, learner_id=move.learner_id, custodian_id=move.custodian_id, created_at=call.at,
            move_id=move.id, place=place, text=text,
        )
        for place, text in enumerate(said, start=1)
    )  # fmt: skip


def _locked(call: Call, move_id: uuid.UUID, version: int | None) -> Move:
    found = Move.objects.reachable(call).get_or_refuse(move_id)
    compiling.lock([found.learner_id])
    move: Move = Move.objects.reachable(call).for_update().get_or_refuse(move_id)
    if version is not None and version != move.version:
        raise Conflict(
            "changed", "Somebody took this move a step on since you opened the page. Check where it stands now.",
            details={"Stage": Stage(move.stage).label},
        )  # fmt: skip
    return move


def _save(move: Move, **changed: object) -> Moved:
    for name, value in changed.items():
        setattr(move, name, value)
    move.version += 1
    move.save(update_fields=[*changed, "version"])
    return Moved(move.id, frozenset({move.learner_id}), move.stage == Stage.MOVED)


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_AGREED)
def write_pack(call: Call, move_id: uuid.UUID, *, lines: tuple[str, ...], version: int | None = None) -> Moved:
    """The old side writes the pack anew, until it is shared."""
    move = _locked(call, move_id, version)
    rules.check_can_share(move.facts(call.organisation_id), True, True)
    PackLine.objects.reachable(call).filter(move_id=move.id).delete()
    _write_lines(call, move, lines)
    return _save(move)


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_AGREED)
def share_pack(call: Call, move_id: uuid.UUID, *, read_by_whanau: bool, version: int | None = None) -> Moved:
    """The old side: whānau have read it, so the new setting may accept it."""
    move = _locked(call, move_id, version)
    has_lines = PackLine.objects.reachable(call).filter(move_id=move.id).exists()
    rules.check_can_share(move.facts(call.organisation_id), has_lines, read_by_whanau)
    sharing.share_handover(call, move.handover_id)
    return _save(move, stage=Stage.SHARED, shared_on=call.today)


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_ACCEPTED, purposes=TRANSITION)
def accept_move(
    call: Call, move_id: uuid.UUID, *, class_id: uuid.UUID | None = None, version: int | None = None
) -> Moved:
    """The new side: the same learner, enrolled here from the day of the move; there the day before is the last.

    Whānau access stays paused until this setting has checked authority.
    """
    move = _locked(call, move_id, version)
    rules.check_can_accept(move.facts(call.organisation_id))
    sharing.accept_handover(call, move.handover_id)
    people.hand_over_enrolment(
        call, move.learner_id, from_custodian=move.custodian_id, from_on=move.moves_on, class_id=class_id
    )
    return _save(move, accepted_on=call.today, new_lead_post_id=call.post.post_id)


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_ACCEPTED, purposes=EITHER)
def answer_pack(
    call: Call, move_id: uuid.UUID, *, replies: Mapping[uuid.UUID, Reply], version: int | None = None
) -> Moved:
    """The new side answers each line: can do, need help, not yet."""
    move = _locked(call, move_id, version)
    rules.check_can_reply(move.facts(call.organisation_id))
    for line in PackLine.objects.reachable(call).filter(move_id=move.id, id__in=list(replies)):
        line.reply = str(replies[line.id])
        line.save(update_fields=["reply"])
    return _save(move)


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_AGREED, purposes=EITHER)
def record_meeting(call: Call, move_id: uuid.UUID, *, on: date, version: int | None = None) -> Moved:
    """The learner, their whānau and the new setting have met."""
    move = _locked(call, move_id, version)
    rules.check_can_record_meeting(move.facts(call.organisation_id), on, call.today)
    return _save(move, stage=Stage.MET, met_on=on)


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_ACCEPTED, purposes=EITHER)
def record_first_day(call: Call, move_id: uuid.UUID, *, version: int | None = None) -> Moved:
    """The learner has begun here: who they are is kept here too, and their requests go on, the wait with them."""
    move = _locked(call, move_id, version)
    rules.check_can_record_move(move.facts(call.organisation_id), call.today)
    people.keep_identity(call, move.learner_id, from_custodian=move.custodian_id)
    carried = referrals.move_with_learner(call, move.learner_id, custodian_id=move.custodian_id).carried
    referrals.carry_over(call, move.learner_id, carried)
    return _save(move, stage=Stage.MOVED, moved_on=call.today)


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_ACCEPTED)
def record_week_six(call: Call, move_id: uuid.UUID, check: SettledCheck, *, version: int | None = None) -> Moved:
    """Three questions; settled, or another look later. What was said is kept by the new setting."""
    move = _locked(call, move_id, version)
    rules.check_can_settle(move.facts(call.organisation_id))
    WeekSix.objects.create(
        learner_id=move.learner_id, custodian_id=call.organisation_id, created_at=call.at, move_id=move.id,
        learner_says=nfc(check.learner), whanau_says=nfc(check.whanau), kaiako_says=nfc(check.kaiako),
        is_settled=check.is_settled, asked_by=call.person_id,
    )  # fmt: skip
    if not check.is_settled:
        return _save(move)
    return _save(move, stage=Stage.SETTLED, settled_on=call.today)


@command(Permission.MOVE_MANAGE, audits=Event.MOVE_AGREED, purposes=EITHER)
def stop_move(call: Call, move_id: uuid.UUID, *, version: int | None = None) -> Moved:
    """The move does not go ahead: the new setting sees nothing more. Whānau access waits for a check."""
    move = _locked(call, move_id, version)
    rules.check_can_stop(move.facts(call.organisation_id))
    done = _save(move, stopped_on=call.today)
    sharing.end_handover(call, move.handover_id)
    return done
