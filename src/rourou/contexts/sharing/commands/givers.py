"""What an adult answered before they had a way to sign in is theirs to read and to stop from the moment they have."""

import uuid
from dataclasses import dataclass
from typing import Any

from rourou.contexts.people import queries as people_queries
from rourou.contexts.sharing.models import Consent
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event


@dataclass(frozen=True, slots=True)
class Known:
    """The learners of whose answers the giver now signs in."""

    did: bool
    subjects: frozenset[uuid.UUID]


@command(Permission.CONSENT_RECORD, audits=Event.CONSENT_RECORDED, purposes={Purpose.UPKEEP})
def know_givers(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> Known:
    """After a confirmed authority: earlier answers of this adult name the person who signs in."""
    signs_in = people_queries.sign_ins(call, subjects).by_member
    unknown = Consent.objects.reachable(call).filter(
        learner_id__in=list(subjects), given_by__in=list(signs_in), given_by_user=None
    )
    touched = set()
    for row in unknown.for_update():
        row.given_by_user = signs_in[row.given_by]
        row.save(update_fields=["given_by_user"])
        touched.add(row.learner_id)
    return Known(bool(touched), frozenset(touched))
