"""Notes and promises, voices, and the supports in place."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rourou.contexts.people import queries as people_queries
from rourou.contexts.register import rules
from rourou.contexts.register.models import Note, Response, Voice
from rourou.contexts.register.types import NewNote, NewPromise, NewResponse, NewVoice
from rourou.foundation.access import reach
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict, NotFound
from rourou.foundation.kernel.text import nfc

BOTH = frozenset({Purpose.SUPPORT, Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class Written:
    """A row that was written or changed."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID]


def _custodian(call: Call, learner_id: uuid.UUID, category: Category) -> uuid.UUID:
    """The setting's own people write into its record; a guest writes into the record they were let into."""
    opened = reach.categories_by_custodian(call, [learner_id]).get(learner_id, {})
    holding = sorted((c for c, seen in opened.items() if c is not None and seen & category), key=str)
    if call.organisation_id in holding:
        return call.organisation_id
    if not holding:
        raise NotFound
    return holding[0]


@command(Permission.NOTE_WRITE, audits=Event.NOTE_ADDED)
def add_note(call: Call, learner_id: uuid.UUID, draft: NewNote) -> Written:
    """Write a note, which may hold a promise. Two sends of one form are one note."""
    people_queries.learner_or_refuse(call, learner_id)
    rules.check_note_says_something(draft.words, draft.promise.what if draft.promise else "")
    custodian = _custodian(call, learner_id, Category.PROGRESS)
    row = Note(
        cluster_id=call.cluster_id, learner_id=learner_id, custodian_id=custodian, created_at=call.at,
        client_id=draft.client_id, title=nfc(draft.title), words=nfc(draft.words), on=draft.on or call.today,
        written_by=call.person_id, written_name=call.post.person_name, **_promised(call, draft.promise),
    )  # fmt: skip
    Note.objects.bulk_create([row], ignore_conflicts=True)
    kept = Note.objects.reachable(call).filter(client_id=draft.client_id, custodian_id=custodian).get()
    return Written(kept.id, frozenset({kept.learner_id}))


def _promised(call: Call, promise: NewPromise | None) -> dict[str, Any]:
    if promise is None or not promise.what.strip():
        return {}
    rules.check_due(promise.due_on, call.today)
    return {
        "promise": nfc(promise.what), "promised_by": promise.by or call.person_id, "promised_to": nfc(promise.to),
        "promised_to_user": promise.to_user, "due_on": promise.due_on,
    }  # fmt: skip


@command(Permission.NOTE_WRITE, audits=Event.PROMISE_KEPT)
def keep_promise(call: Call, note_id: uuid.UUID) -> Written:
    """It was done. Whoever reaches the note may say so; the ledger says who did."""
    note = Note.objects.reachable(call).for_update().get_or_refuse(note_id)
    rules.check_can_keep(bool(note.promise), note.kept_at is not None)
    note.kept_at, note.version = call.at, note.version + 1
    note.save(update_fields=["kept_at", "version"])
    return Written(note.id, frozenset({note.learner_id}))


@command(Permission.NOTE_WRITE, audits=Event.PROMISE_MOVED)
def move_promise(call: Call, note_id: uuid.UUID, *, due_on: date) -> Written:
    """Another day for a promise that is still to keep."""
    note = Note.objects.reachable(call).for_update().get_or_refuse(note_id)
    rules.check_can_keep(bool(note.promise), note.kept_at is not None)
    rules.check_due(due_on, call.today)
    note.due_on, note.version = due_on, note.version + 1
    note.save(update_fields=["due_on", "version"])
    return Written(note.id, frozenset({note.learner_id}))


@command(Permission.NOTE_WRITE, audits=Event.VOICE_ADDED)
def add_voice(call: Call, learner_id: uuid.UUID, draft: NewVoice) -> Written:
    """Keep somebody's words as they said them, apart from what staff write."""
    people_queries.learner_or_refuse(call, learner_id)
    made = Voice.objects.create(
        learner_id=learner_id, custodian_id=_custodian(call, learner_id, Category.STRENGTHS), created_at=call.at,
        words=nfc(draft.words), english=nfc(draft.english), speaker=str(draft.speaker), who=nfc(draft.who),
        form=str(draft.form), language=draft.language, said_on=draft.said_on or call.today, told_to=nfc(draft.told_to),
        given_by=draft.given_by, is_kept=draft.is_kept, written_by=call.person_id,
    )  # fmt: skip
    return Written(made.id, frozenset({learner_id}))


@command(Permission.SUPPORT_RECORD, audits=Event.RESPONSE_RECORDED, purposes=BOTH)
def record_response(call: Call, learner_id: uuid.UUID, draft: NewResponse) -> Written:
    """Record a support that is planned or in place: what, for how many, how many hours, who gives it."""
    people_queries.learner_or_refuse(call, learner_id)
    made = Response.objects.create(
        learner_id=learner_id, custodian_id=_custodian(call, learner_id, Category.SUPPORTS), created_at=call.at,
        written_by=call.person_id, **_given(draft),
    )  # fmt: skip
    return Written(made.id, frozenset({learner_id}))


def _given(draft: NewResponse) -> dict[str, Any]:
    return {
        "type": str(draft.type), "provider": str(draft.provider), "what": nfc(draft.what), "who": nfc(draft.who),
        "organisation_id": draft.organisation_id, "tier": int(draft.tier), "hours_per_term": draft.hours_per_term,
        "funding": str(draft.funding), "status": str(draft.status), "why_paused": nfc(draft.why_paused),
        "starts_on": draft.starts_on, "ends_on": draft.ends_on,
    }  # fmt: skip


@command(Permission.SUPPORT_RECORD, audits=Event.RESPONSE_RECORDED, purposes=BOTH)
def change_response(call: Call, response_id: uuid.UUID, draft: NewResponse, *, version: int | None = None) -> Written:
    """The support as it stands from now on: paused with the reason, finished with the day."""
    row = Response.objects.reachable(call).for_update().get_or_refuse(response_id)
    if version is not None and version != row.version:
        raise Conflict("changed", _("Somebody changed this support a moment ago."), details={_("Support"): row.what})
    for name, value in _given(draft).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return Written(row.id, frozenset({row.learner_id}))
