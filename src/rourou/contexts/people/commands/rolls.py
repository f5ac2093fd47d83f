"""Whole rolls at once, for files: whānau of many learners, changes of year and class, taking back what was added."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.utils import IntegrityError

from rourou.contexts.people import queries
from rourou.contexts.people.commands._rows import own
from rourou.contexts.people.models import (
    ClassTeacher,
    Enrolment,
    Learner,
    LearnerContact,
    LearnerIdentity,
    SchoolClass,
    WhanauMember,
)
from rourou.contexts.people.types import NewWhanauMember, RollChange
from rourou.foundation.access import compiling, holding
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound, Refused
from rourou.foundation.kernel.text import fold, nfc

BATCH = 1000


@dataclass(frozen=True, slots=True)
class MembersAdded:
    """The whānau members that were written down, in the order given."""

    ids: tuple[uuid.UUID, ...]
    subjects: frozenset[uuid.UUID]


@command(Permission.PEOPLE_MANAGE, audits=Event.WHANAU_ADDED)
def add_whanau_members(call: Call, drafts: Sequence[tuple[uuid.UUID, NewWhanauMember]]) -> MembersAdded:
    """Record adults of many learners' whānau. It opens nothing online: nobody's authority was checked."""
    learners = {learner for learner, _draft in drafts}
    if Learner.objects.reachable(call).filter(id__in=learners).count() != len(learners):
        raise NotFound
    made = [
        WhanauMember(
            **own(call, learner), name=nfc(draft.name), relationship=nfc(draft.relationship), phone=draft.phone,
            email=draft.email.lower(), language=draft.language, is_first_contact=draft.is_first_contact,
        )
        for learner, draft in drafts
    ]  # fmt: skip
    WhanauMember.objects.bulk_create(made, batch_size=BATCH)
    return MembersAdded(tuple(row.id for row in made), frozenset(learners))


@dataclass(frozen=True, slots=True)
class RollChanged:
    """What the roll said before, in the order of the changes."""

    before: tuple[RollChange, ...]
    subjects: frozenset[uuid.UUID]


@command(Permission.LEARNER_CHANGE, audits=Event.LEARNER_CHANGED)
def change_roll(call: Call, changes: Sequence[RollChange]) -> RollChanged:
    """Year, class and number of learners on the caller's own roll, as they are from now on."""
    ids = {change.learner_id for change in changes}
    if not ids:
        return RollChanged((), frozenset())
    compiling.lock(ids)
    learners = _by_learner(Learner.objects.reachable(call).filter(id__in=ids), "id")
    enrolments = _by_learner(
        Enrolment.objects.reachable(call).filter(
            learner_id__in=ids, custodian_id=call.organisation_id, until_on=None
        )
    )  # fmt: skip
    identities = _by_learner(
        LearnerIdentity.objects.reachable(call).filter(learner_id__in=ids, custodian_id=call.organisation_id)
    )
    if not ids == set(learners) == set(enrolments) == set(identities):
        raise NotFound
    before = tuple(
        RollChange(i, learners[i].year_level, enrolments[i].class_id, identities[i].nsn)
        for i in (change.learner_id for change in changes)
    )
    for change in changes:
        learner = learners[change.learner_id]
        learner.year_level, learner.version = change.year_level, learner.version + 1
        enrolments[change.learner_id].class_id = change.class_id
        identities[change.learner_id].nsn = change.nsn
    Learner.objects.bulk_update(learners.values(), ["year_level", "version"], batch_size=BATCH)
    Enrolment.objects.bulk_update(enrolments.values(), ["class_id"], batch_size=BATCH)
    LearnerIdentity.objects.bulk_update(identities.values(), ["nsn"], batch_size=BATCH)
    compiling.compile_now(call, ids)
    return RollChanged(before, frozenset(ids))


def _by_learner(rows: Iterable[Any], column: str = "learner_id") -> dict[uuid.UUID, Any]:
    return {getattr(row, column): row for row in rows}


@dataclass(frozen=True, slots=True)
class ClassesOpened:
    """Classes of the setting by folded name, and which of them are new."""

    by_name: dict[str, uuid.UUID]
    made: tuple[uuid.UUID, ...]


@command(Permission.CLASS_MANAGE, audits=Event.CLASS_CHANGED, nobody=True)
def open_classes(call: Call, names: Collection[str]) -> ClassesOpened:
    """The classes of these names at the caller's setting; those it does not have yet are made."""
    stands = {fold(card.name): card.id for card in queries.classes(call).cards}
    new = {fold(name): name for name in names if fold(name) not in stands}
    made = [
        SchoolClass(
            cluster_id=call.cluster_id, organisation_id=call.organisation_id, name=nfc(name), starts_on=call.today,
            created_at=call.at,
        )
        for name in new.values()
    ]  # fmt: skip
    SchoolClass.objects.bulk_create(made)
    return ClassesOpened(stands | {fold(row.name): row.id for row in made}, tuple(row.id for row in made))


@command(Permission.CLASS_MANAGE, audits=Event.CLASS_CHANGED, nobody=True)
def remove_classes(call: Call, ids: Collection[uuid.UUID]) -> ClassesOpened:
    """Take out classes of the caller's setting that nobody teaches and nobody is in."""
    rows = SchoolClass.objects.filter(organisation_id=call.organisation_id, id__in=list(ids))
    taught = set(ClassTeacher.objects.filter(class_id__in=list(ids)).values_list("class_id", flat=True))
    used = sorted(row.name for row in rows if row.id in taught)
    if used:
        raise Refused("class.used", "A class of this file has a teacher since, so it stays.")
    try:
        rows.delete()
    except IntegrityError as fault:
        raise Refused("class.used", "Somebody is in a class of this file since, so it stays.") from fault
    return ClassesOpened({}, ())


@dataclass(frozen=True, slots=True)
class Removed:
    """Learners that are gone from the store."""

    subjects: frozenset[uuid.UUID]


@command(Permission.LEARNER_ENROL, audits=Event.LEARNER_REMOVED)
def remove_learners(call: Call, members: Mapping[uuid.UUID, Collection[uuid.UUID]]) -> Removed:
    """Take back learners whom nothing has touched since they were added with these whānau members.

    Rows first, then the fact that opened them, then compile. Where anything else is written about one of them,
    nobody is taken out.
    """
    ids = set(members)
    if not ids:
        return Removed(frozenset())
    compiling.lock(ids)
    if queries.used_since(call, members).ids:
        raise Refused("learner.used", "Something was written about one of these learners since. Nobody was taken out.")
    for model in (WhanauMember, LearnerContact, LearnerIdentity):
        model.objects.reachable(call).filter(learner_id__in=ids).delete()
    Learner.objects.reachable(call).filter(id__in=ids).delete()
    Enrolment.objects.reachable(call).filter(learner_id__in=ids, custodian_id=call.organisation_id).delete()
    compiling.compile_now(call, ids)
    holding.check_keys_now()
    return Removed(frozenset(ids))
