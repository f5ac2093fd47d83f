"""The reads of people. Other contexts learn a learner's name only here."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from rourou.contexts.people.models import Authority, Enrolment, Learner, LearnerIdentity, SchoolClass, WhanauMember
from rourou.contexts.people.types import LearnerCard
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event

EVERY_PURPOSE = frozenset(Purpose)


@dataclass(frozen=True, slots=True)
class Cards:
    """Learners by id; who is out of reach is not among them."""

    by_id: dict[uuid.UUID, LearnerCard]
    subjects: frozenset[uuid.UUID]


def _card(call: Call, row: Learner) -> LearnerCard:
    return LearnerCard(row.id, row.name, row.called, row.say_it, row.year_level, call.public(row.id))


@query(Permission.LEARNER_READ, audits=Event.LEARNERS_LISTED, purposes=EVERY_PURPOSE)
def learner_cards(call: Call, ids: Collection[uuid.UUID]) -> Cards:
    """Names for a page that holds ids: one statement, whatever their number."""
    rows = Learner.objects.reachable(call).filter(id__in=list(ids)) if ids else ()
    cards = {row.id: _card(call, row) for row in rows}
    return Cards(cards, frozenset(cards))
