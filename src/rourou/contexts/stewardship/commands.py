"""The writes of stewardship: a question about a look, and its answer."""

import uuid
from dataclasses import dataclass
from datetime import date

from rourou.contexts.stewardship import queries, rules
from rourou.contexts.stewardship.models import LookQuestion
from rourou.contexts.stewardship.types import QuestionState
from rourou.foundation.access import reach
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.calendar import Calendar, ClosedDay
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.kernel.ids import code_from, new_id
from rourou.foundation.kernel.text import nfc
from rourou.foundation.tenancy import models as tenancy


@dataclass(frozen=True, slots=True)
class Asked:
    """A question has its reference and a day by which somebody answers."""

    id: uuid.UUID
    reference: str
    answer_by_on: date
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question has its answer; nothing here names a learner."""

    id: uuid.UUID


@command(Permission.LOOK_ASK, audits=Event.LOOK_ASKED_ABOUT)
def ask_about(call: Call, learner_id: uuid.UUID, look: PublicId, *, words: str = "") -> Asked:
    """Ask the setting's privacy officer about one look. Asking twice about the same look is one question."""
    visit = queries.look_page(call, learner_id, look).visit
    found = LookQuestion.objects.within(call).filter(asked_by=call.person_id, look_seq=visit.seq).first()
    if found is None:
        (deed,), due = visit.deeds, rules.answer_by(call.today, _calendar(call))
        made = new_id()
        found = LookQuestion.objects.create(
            id=made, created_at=call.at, organisation_id=_custodian(call, learner_id), asked_by=call.person_id,
            reference=code_from(made.bytes),
            look_seq=visit.seq, look_on=visit.day, look_role=visit.role, look_title=visit.title,
            look_organisation=visit.organisation, look_event=deed.event,
            look_purpose=deed.purpose, look_reason=deed.reason, words=nfc(words).strip(), answer_by_on=due,
        )  # fmt: skip
    return Asked(found.id, found.reference, found.answer_by_on, frozenset({learner_id}))


@command(Permission.PRIVACY_DESK, audits=Event.LOOK_ANSWERED, nobody=True)
def answer_question(call: Call, question_id: uuid.UUID, *, words: str, version: int) -> Answered:
    """The privacy officer says what they found out; the asker reads it on their page."""
    question = LookQuestion.objects.within(call).for_update().get_or_refuse(question_id)
    rules.check_can_answer(QuestionState(question.state), question.version, version, words)
    question.state, question.answer = QuestionState.ANSWERED, nfc(words).strip()
    question.answered_by, question.answered_at, question.version = call.person_id, call.at, question.version + 1
    question.save(update_fields=["state", "answer", "answered_by", "answered_at", "version"])
    return Answered(question.id)


def _custodian(call: Call, learner_id: uuid.UUID) -> uuid.UUID:
    """The setting in whose custody the asker reads: its privacy officer answers."""
    custodians = reach.categories_by_custodian(call, [learner_id]).get(learner_id, {})
    found = sorted(custodian for custodian in custodians if custodian is not None)
    if not found:
        raise NotFound
    return found[0]


def _calendar(call: Call) -> Calendar:
    rows = tenancy.ClosedDay.objects.filter(cluster_id=call.cluster_id).values_list("day", "name")
    return Calendar(closed_days=tuple(ClosedDay(day, name) for day, name in rows))
