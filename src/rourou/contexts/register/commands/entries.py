"""Entries of a setting's register: opened with everything that is known, changed as a whole, closed with a reason."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rourou.contexts.people import queries as people_queries
from rourou.contexts.register import rules
from rourou.contexts.register.models import Concern, Diagnosis, Entry, Need, Strength
from rourou.contexts.register.types import (
    ConcernStatus,
    EntryStatus,
    ExitReason,
    FirstStep,
    NewEntry,
    NewNeed,
    NewStrength,
)
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import Question
from rourou.foundation.access import reach
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import Conflict, NotFound
from rourou.foundation.kernel.text import nfc

UPKEEP = frozenset({Purpose.UPKEEP})
ANY = frozenset({Purpose.SUPPORT, Purpose.PLANNING, Purpose.TRANSITION, Purpose.UPKEEP})


@dataclass(frozen=True, slots=True)
class EntryDone:
    """An entry that was opened, changed or closed."""

    id: uuid.UUID
    version: int
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Closed:
    """What a reaction closed: the learners, and whether it did anything."""

    did: bool
    subjects: frozenset[uuid.UUID]


@command(Permission.REGISTER_WRITE, audits=Event.ENTRY_OPENED)
def open_entry(call: Call, learner_id: uuid.UUID, draft: NewEntry) -> EntryDone:
    """Open the setting's entry with strengths, hopes, what gets in the way and what helps, in one go."""
    people_queries.learner_or_refuse(call, learner_id)
    active = Entry.objects.reachable(call).filter(learner_id=learner_id, custodian_id=call.organisation_id)
    said_no = sharing_queries.said_no(call, [learner_id], Question.REGISTER).by_id.get(learner_id, frozenset())
    rules.check_can_open_entry(
        has_active=active.exclude(status="closed").exists(), said_no=call.organisation_id in said_no
    )
    entry = Entry.objects.create(
        **_own(call, learner_id), **_said(draft), concern_id=_settle(call, learner_id, draft), changed_at=call.at,
        contact_post=draft.contact_post or call.post.post_id, opened_on=draft.opened_on or call.today,
        opened_by=call.person_id, changed_by=call.post.person_name,
    )  # fmt: skip
    _write(call, learner_id, draft.strengths, draft.needs)
    for named in draft.diagnoses:
        Diagnosis.objects.create(
            **_own(call, learner_id), name=nfc(named.name), status=named.status, given_by=nfc(named.given_by),
            given_on=named.given_on, written_by=call.person_id,
        )  # fmt: skip
    return EntryDone(entry.id, entry.version, frozenset({learner_id}))


def _own(call: Call, learner_id: uuid.UUID) -> dict[str, Any]:
    return {"learner_id": learner_id, "custodian_id": call.organisation_id, "created_at": call.at}


def _said(draft: NewEntry) -> dict[str, Any]:
    return {
        "status": str(draft.status), "reason": nfc(draft.reason), "helps_first": nfc(draft.helps_first),
        "tier": int(draft.tier), "next_on": draft.next_on, "next_what": nfc(draft.next_what),
    }  # fmt: skip


def _settle(call: Call, learner_id: uuid.UUID, draft: NewEntry) -> uuid.UUID | None:
    """An entry that comes out of a concern is that concern's first step."""
    if draft.concern_id is None:
        return None
    concern = Concern.objects.reachable(call).filter(learner_id=learner_id).for_update().get_or_refuse(draft.concern_id)
    rules.check_can_move(ConcernStatus(concern.status), ConcernStatus.FIRST_STEP)
    concern.status, concern.step_kind = str(ConcernStatus.FIRST_STEP), str(FirstStep.ENTRY)
    concern.first_step = concern.first_step or _("A register entry was opened, so that help is planned together.")
    concern.with_user, concern.with_name = call.person_id, call.post.person_name
    concern.answered_at, concern.waiting_on, concern.version = concern.answered_at or call.at, "", concern.version + 1
    concern.save()
    found: uuid.UUID = concern.id
    return found


def _write(call: Call, learner_id: uuid.UUID, strengths: Iterable[NewStrength], needs: Iterable[NewNeed]) -> None:
    own = {"cluster_id": call.cluster_id, "written_by": call.person_id} | _own(call, learner_id)
    Strength.objects.bulk_create(
        [
            Strength(**own, kind=str(s.kind), words=nfc(s.words), whose=nfc(s.whose), place=n)
            for n, s in enumerate(strengths)
        ]
    )
    Need.objects.bulk_create([_need(call, own, learner_id, n, need) for n, need in enumerate(needs)])


def _need(call: Call, own: dict[str, Any], learner_id: uuid.UUID, place: int, draft: NewNeed) -> Need:
    leaf = rules.known_leaf(draft.leaf)
    if not leaf.on_cluster_register:
        keeper = reach.ceiling_of(call, learner_id, call.organisation_id) >= leaf.sensitivity
        rules.check_can_write_leaf(leaf, is_keeper=keeper)
    return Need(
        **own, category=int(rules.category_of(leaf)), sensitivity=int(leaf.sensitivity), area=str(leaf.area),
        leaf=leaf.code, tier=int(draft.tier), gets_in_the_way=nfc(draft.gets_in_the_way), helps=nfc(draft.helps),
        severity=draft.severity, confidence=draft.confidence, since_on=draft.since_on, place=place,
    )  # fmt: skip


def _active(call: Call, learner_id: uuid.UUID) -> Entry:
    found = (
        Entry.objects.reachable(call).filter(learner_id=learner_id, custodian_id=call.organisation_id)
        .exclude(status="closed").for_update().first()
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]


def _check_unchanged(entry: Entry, version: int | None) -> None:
    if version is None or version == entry.version:
        return
    raise Conflict(
        "changed",
        _("%(who)s changed this entry at %(time)s. Nothing of theirs was lost. Put in what is still right.")
        % {"who": entry.changed_by, "time": clock.local(entry.changed_at).strftime("%-I:%M %p").lower()},
        details={
            _("What helps first"): entry.helps_first, _("Why an entry"): entry.reason, _("Next"): entry.next_what,
        },
    )  # fmt: skip


@command(Permission.REGISTER_WRITE, audits=Event.ENTRY_CHANGED)
def change_entry(call: Call, learner_id: uuid.UUID, draft: NewEntry, *, version: int | None = None) -> EntryDone:
    """The entry as it stands from now on. What is no longer said ends; what is unchanged stays as it was written."""
    entry = _active(call, learner_id)
    _check_unchanged(entry, version)
    rules.check_can_change_entry(EntryStatus(entry.status), draft.status)
    for name, value in _said(draft).items():
        setattr(entry, name, value)
    _touch(call, entry)
    entry.save()
    _replace(call, learner_id, draft)
    return EntryDone(entry.id, entry.version, frozenset({learner_id}))


def _touch(call: Call, entry: Entry) -> None:
    entry.version += 1
    entry.changed_by, entry.changed_at = call.post.person_name, call.at


def _replace(call: Call, learner_id: uuid.UUID, draft: NewEntry) -> None:
    """End what is gone, write what is new; a row whose words are the same is left alone."""
    live = {"learner_id": learner_id, "custodian_id": call.organisation_id, "ended_at": None}
    strengths = {(s.kind, s.words, s.whose): s for s in Strength.objects.reachable(call).filter(**live)}
    wanted = {(str(s.kind), nfc(s.words), nfc(s.whose)): s for s in draft.strengths}
    needs = {_key(n.leaf, n.tier, n.gets_in_the_way, n.helps): n for n in Need.objects.reachable(call).filter(**live)}
    asked = {_key(n.leaf, int(n.tier), nfc(n.gets_in_the_way), nfc(n.helps)): n for n in draft.needs}
    _end(call, [row for key, row in strengths.items() if key not in wanted])
    _end(call, [row for key, row in needs.items() if key not in asked])
    _write(
        call,
        learner_id,
        [s for key, s in wanted.items() if key not in strengths],
        [n for key, n in asked.items() if key not in needs],
    )


def _key(leaf: str, tier: int, way: str, helps: str) -> tuple[str, int, str, str]:
    return leaf, tier, way, helps


def _end(call: Call, rows: Iterable[Any]) -> None:
    for row in rows:
        row.ended_at = call.at
        row.save(update_fields=["ended_at"])


@command(Permission.REGISTER_WRITE, audits=Event.ENTRY_CLOSED)
def close_entry(
    call: Call, learner_id: uuid.UUID, reason: ExitReason, *, version: int | None = None, closed_on: date | None = None
) -> EntryDone:
    """Close the setting's entry, with the reason. What was written stays readable where it was."""
    entry = _active(call, learner_id)
    _check_unchanged(entry, version)
    _close(call, entry, reason, closed_on or call.today)
    return EntryDone(entry.id, entry.version, frozenset({learner_id}))


def _close(call: Call, entry: Entry, reason: ExitReason, on: date) -> None:
    rules.check_can_change_entry(EntryStatus(entry.status), EntryStatus.CLOSED)
    entry.status, entry.exit_reason, entry.closed_on = str(EntryStatus.CLOSED), str(reason), on
    _touch(call, entry)
    entry.save()


@command(Permission.REGISTER_WRITE, audits=Event.ENTRY_CLOSED, purposes=UPKEEP)
def close_on_no(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> Closed:
    """Whānau said no to the register: the entry of the setting that asked closes in the same moment."""
    noes = sharing_queries.said_no(call, subjects, Question.REGISTER).by_id
    entries = Entry.objects.reachable(call).filter(learner_id__in=list(noes)).exclude(status="closed").for_update()
    closed = set()
    for entry in entries:
        if entry.custodian_id in noes[entry.learner_id]:
            _close(call, entry, ExitReason.CONSENT_WITHDRAWN, call.today)
            closed.add(entry.learner_id)
    return Closed(bool(closed), frozenset(closed))


@command(Permission.NOTE_WRITE, audits=Event.ENTRY_CHANGED, purposes=ANY)
def set_next(call: Call, learner_id: uuid.UUID, *, on: date | None, what: str) -> EntryDone:
    """The next date beside a learner on the register: a plan review, a hui, a talk. Upper contexts say it."""
    entry = Entry.objects.reachable(call).filter(learner_id=learner_id).exclude(status="closed").for_update().first()
    if entry is None:
        return EntryDone(learner_id, 0, frozenset())
    entry.next_on, entry.next_what = on, nfc(what)
    entry.save(update_fields=["next_on", "next_what"])
    return EntryDone(entry.id, entry.version, frozenset({learner_id}))
