"""Learners on a setting’s roll, their enrolments, and where they must not be known to be."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from rourou.contexts.people import rules
from rourou.contexts.people.commands._rows import ANY, TRANSITION, Enrolled, Touched, own
from rourou.contexts.people.models import Enrolment, Learner, LearnerContact, LearnerIdentity, ProtectedLocation
from rourou.contexts.people.types import NewLearner
from rourou.foundation.access import compiling
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.kernel.ids import new_id
from rourou.foundation.kernel.text import fold, nfc, sort_key


@command(Permission.LEARNER_ENROL, audits=Event.LEARNER_ENROLLED, purposes=ANY)
def enrol_learners(call: Call, drafts: Sequence[NewLearner], *, numbers_may_stay: bool = False) -> Enrolled:
    """Add new learners to the caller's setting, set-wise: facts, compile, then the learners' own rows.

    Always new records in this setting's custody; joining one to another setting's is a handover. An NSN that an
    earlier record of this setting keeps is refused or, where `numbers_may_stay`, stays there.
    """
    ids = [draft.id or new_id() for draft in drafts]
    together = list(zip(ids, drafts, strict=True))
    Enrolment.objects.bulk_create([_enrolment(call, learner, draft) for learner, draft in together], batch_size=1000)
    compiling.compile_now(call, ids)
    Learner.objects.bulk_create([_learner(call, learner, draft) for learner, draft in together], batch_size=1000)
    stayed = _keep_identities(call, [_identity(call, i, draft) for i, draft in together], numbers_may_stay)
    contacts = [_contact(call, learner, draft) for learner, draft in together if draft.address or draft.phone]
    LearnerContact.objects.bulk_create(contacts, batch_size=1000)
    return Enrolled(tuple(ids), frozenset(ids), stayed)


def _keep_identities(call: Call, rows: list[LearnerIdentity], numbers_may_stay: bool) -> frozenset[uuid.UUID]:
    """Write down who they are; the learners whose number an earlier record here keeps are written without it."""
    LearnerIdentity.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=numbers_may_stay)
    if not (numbers_may_stay and any(row.nsn for row in rows)):
        return frozenset()
    written = LearnerIdentity.objects.reachable(call).filter(
        learner_id__in=[row.learner_id for row in rows], custodian_id=call.organisation_id
    )
    left = {row.learner_id for row in rows} - set(written.values_list("learner_id", flat=True))
    again = [row for row in rows if row.learner_id in left]
    for row in again:
        row.nsn = None
    LearnerIdentity.objects.bulk_create(again, batch_size=1000)
    return frozenset(left)


def _enrolment(call: Call, learner: uuid.UUID, draft: NewLearner) -> Enrolment:
    return Enrolment(**own(call, learner), class_id=draft.class_id, from_on=draft.from_on, sensitivity=1)


def names_of(draft: NewLearner) -> str:
    """The name as used: what they are called, then the family name."""
    first = draft.preferred_name or rules.first_of(draft.given_names)
    return nfc(f"{first} {draft.family_name}".strip())


def _called(draft: NewLearner) -> str:
    """What stands alone on a page, where it is not simply the first word of the name."""
    first = rules.first_of(draft.given_names)
    return draft.preferred_name or (first if " " in first else "")


def _learner(call: Call, learner: uuid.UUID, draft: NewLearner) -> Learner:
    name = names_of(draft)
    return Learner(
        cluster_id=call.cluster_id, id=learner, created_at=call.at, name=name, called=nfc(_called(draft)),
        say_it=nfc(draft.say_it), year_level=draft.year_level, sort_key=sort_key(name),
        search=fold(f"{name} {draft.given_names} {draft.family_name}"),
    )  # fmt: skip


def _identity(call: Call, learner: uuid.UUID, draft: NewLearner) -> LearnerIdentity:
    return LearnerIdentity(
        **own(call, learner), given_names=nfc(draft.given_names), family_name=nfc(draft.family_name),
        birth_date=draft.birth_date, gender=draft.gender, nsn=draft.nsn, ethnicities=list(draft.ethnicities),
        iwi=list(draft.iwi), languages=list(draft.languages),
    )  # fmt: skip


def _contact(call: Call, learner: uuid.UUID, draft: NewLearner) -> LearnerContact:
    return LearnerContact(**own(call, learner), address=nfc(draft.address), phone=draft.phone)


@command(Permission.LEARNER_ENROL, audits=Event.ENROLMENT_ENDED, purposes=ANY)
def end_enrolment(call: Call, learner_id: uuid.UUID, *, last_on: date, reason: str = "") -> Touched:
    """Record a learner's last day at the caller's setting: rows first, then the gate compiles."""
    compiling.lock([learner_id])
    enrolment = (
        Enrolment.objects.reachable(call).filter(learner_id=learner_id, custodian_id=call.organisation_id,
        until_on=None)
        .for_update().first()
    )  # fmt: skip
    if enrolment is None:
        raise NotFound
    rules.check_can_end_enrolment(enrolment.from_on, last_on)
    enrolment.until_on, enrolment.end_reason = last_on, reason
    enrolment.save(update_fields=["until_on", "end_reason"])
    return Touched(enrolment.id, frozenset({learner_id}))


@command(Permission.LEARNER_ENROL, audits=Event.MOVE_ACCEPTED, purposes=TRANSITION)
def hand_over_enrolment(
    call: Call, learner_id: uuid.UUID, *, from_custodian: uuid.UUID, from_on: date, class_id: uuid.UUID | None = None
) -> Touched:
    """The same learner, at the caller's setting from a day on: the other setting's enrolment ends the day before.

    Reached only through an accepted handover; nothing else opens the other setting's row.
    """
    compiling.lock([learner_id])
    old = (
        Enrolment.objects.reachable(call).filter(learner_id=learner_id, custodian_id=from_custodian, until_on=None)
        .for_update().first()
    )  # fmt: skip
    if old is None:
        raise NotFound
    rules.check_can_end_enrolment(old.from_on, from_on - timedelta(days=1))
    old.until_on, old.end_reason = from_on - timedelta(days=1), "move"
    old.save(update_fields=["until_on", "end_reason"])
    made = Enrolment.objects.create(**own(call, learner_id), class_id=class_id, from_on=from_on, sensitivity=1)
    return Touched(made.id, frozenset({learner_id}))


@command(Permission.LEARNER_ENROL, audits=Event.LEARNER_CHANGED, purposes=ANY)
def keep_identity(call: Call, learner_id: uuid.UUID, *, from_custodian: uuid.UUID) -> Touched:
    """What the setting of before knew of who the learner is, as this setting's own row; nothing where it has one."""
    known = LearnerIdentity.objects.reachable(call).filter(learner_id=learner_id)
    by_custodian = {row.custodian_id: row for row in known}
    before = by_custodian.get(from_custodian)
    if before is None or call.organisation_id in by_custodian:
        return Touched(learner_id, frozenset({learner_id}))
    names = ("given_names", "family_name", "birth_date", "gender", "nsn", "ethnicities", "iwi", "languages")
    made = LearnerIdentity.objects.create(**own(call, learner_id), **{name: getattr(before, name) for name in names})
    return Touched(made.id, frozenset({learner_id}))


@command(Permission.LOCATION_PROTECT, audits=Event.LOCATION_PROTECTED)
def protect_location(call: Call, learner_id: uuid.UUID, *, reason: str, from_on: date | None = None) -> Touched:
    """From now on nobody outside the setting is told where this learner is. Only a keeper can make or read it."""
    compiling.lock([learner_id])
    Learner.objects.reachable(call).get_or_refuse(learner_id)
    made = ProtectedLocation.objects.create(
        **own(call, learner_id),
        reason=nfc(reason),
        from_on=from_on or call.today,
        made_by=call.person_id,
        sensitivity=3,
    )
    return Touched(made.id, frozenset({learner_id}))
