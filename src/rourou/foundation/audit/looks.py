"""Reading the ledger: a learner's own part of it, for somebody who reaches the learner. Reading it is an act too."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from rourou.foundation.audit.events import Event

# What is kept from one adult of a whānau, because it would tell them about another. The same list stands in the
# function `audit_looks_at`; a test holds the two together.
NOT_TO_FAMILY: Final = (
    Event.WHANAU_ADDED, Event.AUTHORITY_CHECKED, Event.AUTHORITY_CONFIRMED, Event.ACCESS_PAUSED, Event.ACCESS_RESTORED,
    Event.LOCATION_PROTECTED, Event.CONSENT_RECORDED, Event.CONSENT_CONFIRMED, Event.CONSENT_WITHDRAWN,
    Event.PEOPLE_LOOKED_AT, Event.LOOKS_READ,
)  # fmt: skip
BY_LABEL: Final = {event.label: event for event in Event}


@dataclass(frozen=True, slots=True)
class Look:
    """One act that named the learner. `purpose` and `reason` are those of the grant it stood on, where one did."""

    seq: int
    at: datetime
    role: str
    title: str
    organisation: str
    event: Event | None
    purpose: int | None
    reason: int | None


def looks_at(learner_id: uuid.UUID, *, before: int | None, limit: int) -> list[Look]:
    """The latest looks before a row of the ledger, newest first; none where the caller does not reach the learner."""
    with connection.cursor() as cursor:
        cursor.execute("select * from audit_looks_at(%s, %s, %s)", [learner_id, before, limit])
        return [
            Look(seq, at, role, title, organisation, BY_LABEL.get(event), purpose, reason)
            for seq, at, role, title, organisation, event, purpose, reason in cursor.fetchall()
        ]
