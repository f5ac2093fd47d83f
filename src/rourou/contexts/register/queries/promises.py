"""Promises still to keep, for Today and for the page of one."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.register.models import Note
from rourou.foundation.access import audience
from rourou.foundation.access.audience import Audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Hat, Purpose
from rourou.foundation.audit.events import Event

SHOWN: Final = 100
# Today serves every hat at once; what the cluster’s table may see holds no promise.
BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """One promise: what, to whom, why, by when."""

    public_id: str
    learner: LearnerCard
    what: str
    why: str
    to: str
    due_on: date
    is_past: bool


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises still to keep, the soonest first."""

    cards: tuple[PromiseCard, ...]
    today: date
    subjects: frozenset[uuid.UUID]


def _promises(call: Call, rows: list[Note]) -> Promises:
    names = people_queries.learner_cards(call, {r.learner_id for r in rows}).by_id
    cards = tuple(
        PromiseCard(
            call.public(r.id), names[r.learner_id], r.promise, r.words, r.promised_to, r.due_on, r.due_on < call.today
        )
        for r in rows
        if r.learner_id in names
    )
    return Promises(cards, call.today, frozenset(names))


def _open(call: Call) -> Any:
    return Note.objects.reachable(call).filter(kept_at=None).exclude(promise="").order_by("due_on", "id")


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes=BOTH)
def promises_due(call: Call) -> Promises:
    """What the caller said they would do and has not done yet. Whānau: what was promised to them."""
    mine = {"promised_to_user": call.person_id} if call.hat is Hat.FAMILY else {"promised_by": call.person_id}
    return _promises(call, list(_open(call).filter(**mine)[:SHOWN]))


@dataclass(frozen=True, slots=True)
class PromisePage:
    """One promise, to keep or to move."""

    card: PromiseCard
    is_kept: bool
    audience: Audience
    today: date
    subjects: frozenset[uuid.UUID]


@query(Permission.NOTE_WRITE, audits=Event.LEARNERS_LISTED)
def promise_page(call: Call, note_id: uuid.UUID) -> PromisePage:
    """One promise that the call reaches, with who sees it."""
    row = Note.objects.reachable(call).exclude(promise="").get_or_refuse(note_id)
    found = _promises(call, [row])
    line = audience.audience(call, row.learner_id, Category.PROGRESS, 2)
    return PromisePage(found.cards[0], row.kept_at is not None, line, call.today, found.subjects)
