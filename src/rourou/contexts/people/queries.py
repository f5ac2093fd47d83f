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


@dataclass(frozen=True, slots=True)
class One:
    """That a learner is within reach, and nothing else."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID]


@query(Permission.LEARNER_READ, audits=Event.LEARNER_LOOKED_AT, purposes=EVERY_PURPOSE)
def learner_or_refuse(call: Call, learner_id: uuid.UUID) -> One:
    """The learner, or NotFound."""
    found = Learner.objects.reachable(call).get_or_refuse(learner_id)
    return One(found.id, frozenset({found.id}))


@dataclass(frozen=True, slots=True)
class AuthorityCard:
    """What is known of one adult's authority for one learner today."""

    is_checked: bool
    kind: str
    user_id: uuid.UUID | None
    subjects: frozenset[uuid.UUID]


@query(Permission.PEOPLE_READ, audits=Event.PEOPLE_LOOKED_AT)
def authority_of(call: Call, learner_id: uuid.UUID, member_id: uuid.UUID | None, *, by_learner: bool) -> AuthorityCard:
    """Whether a whānau member (or the learner themselves) has checked, confirmed authority that is live today."""
    found = Authority.objects.reachable(call).filter(
        learner_id=learner_id, confirmed_at__isnull=False, from_on__lte=call.today
    )
    found = found.filter(kind="self") if by_learner else found.filter(member_id=member_id).exclude(kind="self")
    live = [a for a in found if a.until_on is None or a.until_on >= call.today]
    subjects = frozenset({learner_id})
    if not live:
        return AuthorityCard(False, "", None, subjects)
    return AuthorityCard(True, live[0].kind, live[0].user_id, subjects)
