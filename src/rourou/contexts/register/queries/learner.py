"""What the register holds of one learner: one statement for the overview, one for the timeline, one for the forms."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.register.models import Concern, Entry, Need, Strength
from rourou.contexts.register.types import (
    TAXONOMY,
    Area,
    ConcernStatus,
    EntryStatus,
    ExitReason,
    NewEntry,
    NewNeed,
    NewStrength,
    ResponseStatus,
    Speaker,
    StrengthKind,
    Tier,
    VoiceForm,
)
from rourou.foundation.access import audience
from rourou.foundation.access.audience import Audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class Said:
    """A strength or a hope, and whose words they are."""

    words: str
    whose: str


@dataclass(frozen=True, slots=True)
class Way:
    """What gets in the way, with what helps beside it."""

    gets_in_the_way: str
    helps: str
    area: Area
    leaf: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class VoiceCard:
    """Somebody's own words, as they were said."""

    words: str
    english: str
    who: str
    speaker: Speaker
    form: VoiceForm
    language: str
    said_on: date
    told_to: str


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note, and the promise it may hold."""

    id: uuid.UUID
    on: date
    by: str
    title: str
    words: str
    promise: str
    promised_to: str
    due_on: date | None
    is_kept: bool
    public_id: str


@dataclass(frozen=True, slots=True)
class ResponseCard:
    """A support that is planned or in place."""

    what: str
    who: str
    status: ResponseStatus
    why_paused: str
    tier: Tier
    hours_per_term: str
    starts_on: date | None
    ends_on: date | None
    public_id: str


@dataclass(frozen=True, slots=True)
class EntryCard:
    """The register entry as far as the call may see it."""

    status: EntryStatus
    reason: str
    helps_first: str
    tier: Tier
    next_on: date | None
    next_what: str
    opened_on: date
    closed_on: date | None
    custodian_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class LearnerParts:
    """What stands of one learner in the register: strengths and hopes first."""

    strengths: tuple[Said, ...]
    hopes: tuple[Said, ...]
    ways: tuple[Way, ...]
    voices: tuple[VoiceCard, ...]
    notes: tuple[NoteCard, ...]
    responses: tuple[ResponseCard, ...]
    entry: EntryCard | None
    today: date
    subjects: frozenset[uuid.UUID]


_OF: Final = "x.cluster_id = %(cluster)s and x.learner_id = %(learner)s"
_PARTS: Final = f"""
select
 (select json_agg(json_build_array(x.kind, x.words, x.whose) order by x.place, x.created_at, x.id)
    from register_strength x where {_OF} and x.ended_at is null),
 (select json_agg(json_build_array(x.gets_in_the_way, x.helps, x.area, x.leaf, x.tier)
    order by x.place, x.created_at, x.id)
    from register_need x where {_OF} and x.ended_at is null),
 (select json_agg(json_build_array(x.words, x.english, x.who, x.speaker, x.form, x.language, x.said_on, x.told_to)
    order by x.said_on desc, x.id desc)
    from (select * from register_voice x where {_OF} order by x.said_on desc, x.id desc limit 8) x),
 (select json_agg(json_build_array(x.id, x."on", x.written_name, x.title, x.words, x.promise, x.promised_to, x.due_on,
    x.kept_at is not null) order by x."on" desc, x.id desc)
    from (select * from register_note x where {_OF} order by x."on" desc, x.id desc limit 8) x),
 (select json_agg(json_build_array(x.what, x.who, x.status, x.why_paused, x.tier, x.hours_per_term, x.starts_on,
    x.ends_on, x.id) order by x.status, x.starts_on, x.id)
    from register_response x where {_OF} and x.status <> 'finished'),
 (select json_build_array(x.status, x.reason, x.helps_first, x.tier, x.next_on, x.next_what, x.opened_on, x.closed_on,
    x.custodian_id)
    from register_entry x where {_OF} order by x.status = 'closed', x.opened_on desc, x.id limit 1)
"""


@query(Permission.LEARNER_READ, audits=Event.LEARNER_LOOKED_AT, purposes=BOTH)
def learner_parts(call: Call, learner_id: uuid.UUID) -> LearnerParts:
    """The register's part of the learner's page, as far as the call reaches: one statement."""
    values = {"cluster": call.cluster_id, "learner": learner_id}
    strengths, needs, voices, notes, responses, entry = statement(call, _PARTS, values)[0]
    said = [(kind, Said(words, whose)) for kind, words, whose in strengths or ()]
    found = any((strengths, needs, voices, notes, responses, entry))
    return LearnerParts(
        tuple(s for kind, s in said if kind == StrengthKind.STRENGTH),
        tuple(s for kind, s in said if kind == StrengthKind.HOPE),
        tuple(_way(n) for n in needs or ()), tuple(_voice(v) for v in voices or ()),
        tuple(_note(call, n) for n in notes or ()), tuple(_response(call, r) for r in responses or ()),
        _entry(entry) if entry else None, call.today, frozenset({learner_id}) if found else frozenset(),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _way(row: list[Any]) -> Way:
    way, helps, area, leaf, tier = row
    known = TAXONOMY.get(leaf)
    return Way(way, helps, Area(area), known.label if known else leaf, Tier(tier))


def _voice(row: list[Any]) -> VoiceCard:
    words, english, who, speaker, form, language, said_on, told_to = row
    return VoiceCard(
        words, english, who, Speaker(speaker), VoiceForm(form), language, date.fromisoformat(said_on), told_to
    )


def _note(call: Call, row: list[Any]) -> NoteCard:
    inner, on, by, title, words, promise, to, due_on, kept = row
    ident = uuid.UUID(inner)
    return NoteCard(
        ident, date.fromisoformat(on), by, title, words, promise, to, _day(due_on), kept, call.public(ident)
    )


def _response(call: Call, row: list[Any]) -> ResponseCard:
    what, who, status, why, tier, hours, starts, ends, inner = row
    number = "" if hours is None else f"{float(hours):g}"
    return ResponseCard(
        what, who, ResponseStatus(status), why, Tier(tier), number, _day(starts), _day(ends),
        call.public(uuid.UUID(inner)),
    )  # fmt: skip


def _entry(row: list[Any]) -> EntryCard:
    status, reason, helps, tier, next_on, next_what, opened, closed, custodian = row
    return EntryCard(
        EntryStatus(status), reason, helps, Tier(tier), _day(next_on), next_what, date.fromisoformat(opened),
        _day(closed), uuid.UUID(custodian),
    )  # fmt: skip


# The timeline: everything that happened, newest first


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline. `kind` is note, promise, voice, concern, entry or support."""

    kind: str
    on: date
    title: str
    words: str
    by: str
    url_id: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, newest first."""

    learner: LearnerCard
    moments: tuple[Moment, ...]
    more: bool
    today: date
    subjects: frozenset[uuid.UUID]


LINES: Final = 60
_DAY: Final = "(x.created_at at time zone 'Pacific/Auckland')::date"
_TIMELINE: Final = f"""
select * from (
    select case when x.promise = '' then 'note' else 'promise' end as kind, x."on" as day, x.id,
           coalesce(nullif(x.title, ''), x.promise) as title, x.words, x.written_name as by
    from register_note x where {_OF}
    union all
    select 'voice', x.said_on, x.id, x.words, x.english, x.who from register_voice x where {_OF}
    union all
    select 'concern', {_DAY}, x.id, x.saw, x.first_step, x.written_name from register_concern x where {_OF}
    union all
    select 'entry', x.opened_on, x.id, x.reason, '', '' from register_entry x where {_OF}
    union all
    select 'support', x.starts_on, x.id, x.what, '', x.who
    from register_response x where {_OF} and x.starts_on is not null
) line where (%(kind)s = '' or line.kind = %(kind)s) order by line.day desc, line.id desc limit {LINES + 1}
"""


@query(Permission.LEARNER_READ, audits=Event.LEARNER_LOOKED_AT)
def timeline(call: Call, learner_id: uuid.UUID, *, kind: str = "") -> Timeline:
    """Newest first; each line under its own lock, so that two readers may see different lines."""
    card = _learner(call, learner_id)
    rows = statement(call, _TIMELINE, {"cluster": call.cluster_id, "learner": learner_id, "kind": kind})
    moments = tuple(Moment(k, day, title, words, by, call.public(i)) for k, day, i, title, words, by in rows[:LINES])
    return Timeline(card, moments, len(rows) > LINES, call.today, frozenset({learner_id}))


def _learner(call: Call, learner_id: uuid.UUID) -> LearnerCard:
    cards = people_queries.learner_cards(call, [learner_id]).by_id
    if learner_id not in cards:
        raise NotFound
    return cards[learner_id]


# Forms


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What the entry's form begins with: what stands there, or what the concern said already."""

    learner: LearnerCard
    stands: NewEntry
    is_open: bool
    version: int
    changed_by: str
    changed_at: datetime | None
    exit_reasons: tuple[ExitReason, ...]
    audience: Audience
    today: date
    subjects: frozenset[uuid.UUID]


@query(Permission.REGISTER_WRITE, audits=Event.LEARNER_LOOKED_AT)
def entry_form(call: Call, learner_id: uuid.UUID, *, concern_id: uuid.UUID | None = None) -> EntryForm:
    """The setting's own entry of a learner, as a form needs it. Nothing that is known is typed again."""
    card = _learner(call, learner_id)
    own = {"learner_id": learner_id, "custodian_id": call.organisation_id}
    entry = Entry.objects.reachable(call).filter(**own).exclude(status="closed").first()
    stands = _stands(call, entry, own) if entry else _from_concern(call, learner_id, concern_id)
    return EntryForm(
        card, stands, entry is not None, entry.version if entry else 0, entry.changed_by if entry else "",
        entry.changed_at if entry else None, tuple(ExitReason), audience.audience(call, learner_id, Category.NEEDS, 2),
        call.today, frozenset({learner_id}),
    )  # fmt: skip


def _stands(call: Call, entry: Entry, own: dict[str, Any]) -> NewEntry:
    strengths = Strength.objects.reachable(call).filter(**own, ended_at=None).order_by("place", "created_at", "id")
    needs = Need.objects.reachable(call).filter(**own, ended_at=None).order_by("place", "created_at", "id")
    return NewEntry(
        reason=entry.reason, helps_first=entry.helps_first, tier=Tier(entry.tier), status=EntryStatus(entry.status),
        next_on=entry.next_on, next_what=entry.next_what,
        strengths=tuple(NewStrength(s.words, StrengthKind(s.kind), s.whose) for s in strengths),
        needs=tuple(NewNeed(n.leaf, n.gets_in_the_way, n.helps, Tier(n.tier)) for n in needs),
    )  # fmt: skip


def _from_concern(call: Call, learner_id: uuid.UUID, concern_id: uuid.UUID | None) -> NewEntry:
    """Out of a concern: what was seen is the reason. Without one the newest that is still open is taken."""
    found = Concern.objects.reachable(call).filter(learner_id=learner_id).exclude(status=str(ConcernStatus.CLOSED))
    row = found.filter(id=concern_id).first() if concern_id else found.order_by("-created_at").first()
    return NewEntry(reason=row.saw, concern_id=row.id) if row else NewEntry()


@dataclass(frozen=True, slots=True)
class NoteForm:
    """What the note's form needs: whom it is about, who will read it."""

    learner: LearnerCard
    audience: Audience
    today: date
    subjects: frozenset[uuid.UUID]


@query(Permission.NOTE_WRITE, audits=Event.LEARNER_LOOKED_AT)
def note_form(call: Call, learner_id: uuid.UUID) -> NoteForm:
    """Who will read a note about this learner, before it is written."""
    line = audience.audience(call, learner_id, Category.PROGRESS, 2)
    return NoteForm(_learner(call, learner_id), line, call.today, frozenset({learner_id}))
