"""Concerns: raised by anybody at a setting, answered by its coordinator."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from rourou.contexts.people import queries as people_queries
from rourou.contexts.register import queries, rules
from rourou.contexts.register.models import Concern, ConcernReply, UnplacedConcern
from rourou.contexts.register.types import ConcernAnswer, ConcernStatus, NewConcern, WhanauHeard
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict, Refused
from rourou.foundation.kernel.text import nfc
from rourou.foundation.tenancy.calendars import calendar_of


@dataclass(frozen=True, slots=True)
class Raised:
    """A concern that was sent. It is unplaced while nobody has said which learner its name stands for."""

    id: uuid.UUID
    is_unplaced: bool = False
    subjects: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Answered:
    """A concern that was moved on."""

    id: uuid.UUID
    status: ConcernStatus
    subjects: frozenset[uuid.UUID]


@command(Permission.CONCERN_RAISE, audits=Event.CONCERN_RAISED)
def raise_concern(call: Call, draft: NewConcern) -> Raised:
    """Write down what was seen. A typed name that fits one learner is that learner; one that fits none waits."""
    if not draft.saw.strip():
        raise Refused("concern.empty", "Enter what you saw.", details={"field": "saw"})
    learner = draft.learner_id or _named(call, draft.typed_name)
    if learner is None:
        return _unplaced(call, draft)
    people_queries.learner_or_refuse(call, learner)
    row = Concern(
        cluster_id=call.cluster_id, learner_id=learner, custodian_id=call.organisation_id, created_at=call.at,
        client_id=draft.client_id, written_by=call.person_id, written_name=call.post.person_name,
        reply_by=rules.reply_by(calendar_of(call.cluster_id), call.today), **_seen(draft, call.at),
    )  # fmt: skip
    Concern.objects.bulk_create([row], ignore_conflicts=True)
    sent = Concern.objects.reachable(call).filter(client_id=draft.client_id, custodian_id=call.organisation_id).get()
    return Raised(sent.id, subjects=frozenset({sent.learner_id}))


def _named(call: Call, typed: str) -> uuid.UUID | None:
    if not typed.strip():
        raise Refused("concern.who", "Enter who it is about.", details={"field": "who"})
    matches = queries.matching(call, typed).cards
    if len(matches) > 1:
        raise Refused(
            "concern.which", "More than one learner has this name. Choose which one.", details={"field": "which"}
        )
    return matches[0].id if matches else None


def _seen(draft: NewConcern, at: datetime) -> dict[str, object]:
    heard = draft.whanau_heard is WhanauHeard.YES
    return {
        "saw": nfc(draft.saw), "tried": list(draft.tried), "whanau_heard": str(draft.whanau_heard),
        "heard_at": at if heard else None,
    }  # fmt: skip


def _unplaced(call: Call, draft: NewConcern) -> Raised:
    """A name that fits nobody within reach says nothing about whether such a learner exists."""
    row = UnplacedConcern(
        cluster_id=call.cluster_id, custodian_id=call.organisation_id, created_at=call.at, client_id=draft.client_id,
        typed_name=nfc(draft.typed_name.strip()), saw=nfc(draft.saw), tried=list(draft.tried),
        whanau_heard=str(draft.whanau_heard), written_by=call.person_id, written_name=call.post.person_name,
        reply_by=rules.reply_by(calendar_of(call.cluster_id), call.today),
    )  # fmt: skip
    UnplacedConcern.objects.bulk_create([row], ignore_conflicts=True)
    sent = UnplacedConcern.objects.all().of_setting(call).get(client_id=draft.client_id)
    return Raised(sent.id, is_unplaced=True)


@command(Permission.CONCERN_ANSWER, audits=Event.CONCERN_ANSWERED)
def place_concern(call: Call, unplaced_id: uuid.UUID, learner_id: uuid.UUID) -> Raised:
    """Say which learner a typed name stands for. The words move into the learner's record; the name typed is gone."""
    people_queries.learner_or_refuse(call, learner_id)
    waiting = UnplacedConcern.objects.all().of_setting(call).for_update().get_or_refuse(unplaced_id)
    if waiting.placed_at is not None:
        raise Conflict("changed", "A colleague has said already who this concern is about.")
    heard = waiting.whanau_heard == WhanauHeard.YES
    made = Concern.objects.create(
        learner_id=learner_id, custodian_id=waiting.custodian_id, created_at=call.at, client_id=waiting.client_id,
        saw=waiting.saw, tried=waiting.tried, whanau_heard=waiting.whanau_heard, heard_at=call.at if heard else None,
        written_by=waiting.written_by, written_name=waiting.written_name, reply_by=waiting.reply_by,
    )  # fmt: skip
    waiting.placed_at, waiting.placed_by, waiting.typed_name, waiting.saw = call.at, call.person_id, "", ""
    waiting.save(update_fields=["placed_at", "placed_by", "typed_name", "saw"])
    return Raised(made.id, subjects=frozenset({learner_id}))


@command(Permission.CONCERN_ANSWER, audits=Event.CONCERN_ANSWERED)
def answer_concern(call: Call, concern_id: uuid.UUID, answer: ConcernAnswer, *, version: int | None = None) -> Answered:
    """Pick a concern up, say what is waited for, choose the first step, or close it. The author sees it at once."""
    concern = Concern.objects.reachable(call).for_update().get_or_refuse(concern_id)
    _check_unchanged(concern, version)
    to = _leads_to(answer)
    rules.check_can_move(ConcernStatus(concern.status), to)
    if to is ConcernStatus.FIRST_STEP:
        rules.check_can_choose_step(answer.first_step)
    _answer(call, concern, answer, to)
    if answer.words.strip():
        _reply(call, concern, answer.words)
    return Answered(concern.id, to, frozenset({concern.learner_id}))


def _leads_to(answer: ConcernAnswer) -> ConcernStatus:
    if answer.close:
        return ConcernStatus.CLOSED
    if answer.step_kind is not None:
        return ConcernStatus.FIRST_STEP
    return ConcernStatus.WAITING if answer.waiting_on.strip() else ConcernStatus.WITH_SOMEONE


def _answer(call: Call, concern: Concern, answer: ConcernAnswer, to: ConcernStatus) -> None:
    concern.status, concern.version = str(to), concern.version + 1
    concern.with_user, concern.with_name = call.person_id, call.post.person_name  # type: ignore[assignment]
    concern.answered_at = concern.answered_at or call.at
    concern.waiting_on = nfc(answer.waiting_on) if to is ConcernStatus.WAITING else ""
    if answer.first_step:
        concern.first_step = nfc(answer.first_step)
    if to is ConcernStatus.FIRST_STEP:
        concern.step_kind = str(answer.step_kind)
    concern.closed_at = call.at if to is ConcernStatus.CLOSED else None
    if answer.whanau_heard and concern.heard_at is None:
        concern.heard_at, concern.whanau_heard = call.at, str(WhanauHeard.YES)
    concern.save()


def _check_unchanged(concern: Concern, version: int | None) -> None:
    if version is not None and version != concern.version:
        raise Conflict(
            "changed",
            _("%(who)s answered this while you were writing. Here is what they chose.") % {"who": concern.with_name},
            details={_("First step"): concern.first_step or ConcernStatus(concern.status).label},
        )


@command(Permission.CONCERN_READ, audits=Event.CONCERN_ANSWERED)
def reply_to_concern(call: Call, concern_id: uuid.UUID, *, words: str) -> Answered:
    """Write back: the author and the coordinator talk on the concern itself."""
    concern = Concern.objects.reachable(call).get_or_refuse(concern_id)
    if not words.strip():
        raise Refused("concern.reply", "Enter your reply.", details={"field": "words"})
    _reply(call, concern, words)
    return Answered(concern.id, ConcernStatus(concern.status), frozenset({concern.learner_id}))


def _reply(call: Call, concern: Concern, words: str) -> None:
    ConcernReply.objects.create(
        learner_id=concern.learner_id, custodian_id=concern.custodian_id, created_at=call.at, concern_id=concern.id,
        words=nfc(words), written_by=call.person_id, written_name=call.post.person_name,
    )  # fmt: skip
