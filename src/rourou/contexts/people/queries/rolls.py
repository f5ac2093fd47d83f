"""A setting's whole roll, for files, and whether anything has been written about somebody since they were added."""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rourou.contexts.people.models import Enrolment, Learner, LearnerIdentity, WhanauMember
from rourou.contexts.people.types import RollRow
from rourou.foundation.access import holding
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event

EVERY_PURPOSE = frozenset(Purpose)


@dataclass(frozen=True, slots=True)
class Roll:
    """Everybody on the caller's own roll today."""

    rows: tuple[RollRow, ...]
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_ENROL, audits=Event.LEARNERS_LISTED)
def roll(call: Call) -> Roll:
    """The caller's own roll as that setting itself holds it. Nothing of any other custodian is looked at."""
    here = Enrolment.objects.reachable(call).filter(custodian_id=call.organisation_id, until_on=None)
    rooms = dict(here.values_list("learner_id", "class_id"))
    held = LearnerIdentity.objects.reachable(call).filter(custodian_id=call.organisation_id, learner_id__in=rooms)
    who = {row.learner_id: row for row in held}
    learners = Learner.objects.reachable(call).filter(id__in=who)
    rows = tuple(_roll_row(learner, who[learner.id], rooms[learner.id]) for learner in learners)
    return Roll(rows, frozenset(row.id for row in rows))


def _roll_row(learner: Learner, held: LearnerIdentity, class_id: uuid.UUID | None) -> RollRow:
    return RollRow(
        learner.id, held.given_names, held.family_name, held.birth_date, held.nsn, learner.year_level, class_id,
        learner.version,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Used:
    """Learners about whom something has been written since; never what."""

    ids: frozenset[uuid.UUID]
    subjects: frozenset[uuid.UUID] = frozenset()


_MADE = Counter({"people_enrolment": 1, "people_learneridentity": 1})


@query(Permission.LEARNER_ENROL, audits=Event.LEARNERS_LISTED, purposes=EVERY_PURPOSE)
def used_since(
    call: Call, members: Mapping[uuid.UUID, Collection[uuid.UUID]], *, besides: Mapping[str, int] | None = None
) -> Used:
    """Of learners who were added with these whānau members: whom anything has touched since, in any table.

    Somebody who is out of reach by now counts as touched. `besides` says of other tables how many rows are the
    caller's own.
    """
    held, facts = holding.held_about(call, members), holding.facts_about(call, members)
    fresh = set(Learner.objects.reachable(call).filter(id__in=members, version=1).values_list("id", flat=True))
    adults = WhanauMember.objects.reachable(call).filter(learner_id__in=members).values_list("id", flat=True)
    known = {member for given in members.values() for member in given}
    strangers = set(adults) - known
    used = set()
    for learner, given in members.items():
        rows = Counter({table: n for table, n in held[learner].items() if table != "people_learnercontact"})
        made = _MADE + Counter({"people_whanaumember": len(given)}) + Counter(besides or {})
        if rows != made or facts[learner] != Counter({"enrolment": 1}) or learner not in fresh:
            used.add(learner)
    if strangers:
        others = WhanauMember.objects.reachable(call).filter(id__in=strangers)
        used |= set(others.values_list("learner_id", flat=True))
    return Used(frozenset(used))
