"""What every write of people returns, and the columns that each row about a learner has."""

import uuid
from dataclasses import dataclass

from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Purpose

ANY: frozenset[Purpose] = frozenset({Purpose.SUPPORT, Purpose.TRANSITION})
TRANSITION: frozenset[Purpose] = frozenset({Purpose.TRANSITION})


@dataclass(frozen=True, slots=True)
class Touched:
    """What an act made or changed, and whom it is about."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The learners that were added, in the order given; without a number where an earlier record keeps it."""

    ids: tuple[uuid.UUID, ...]
    subjects: frozenset[uuid.UUID]
    without_nsn: frozenset[uuid.UUID] = frozenset()


def own(call: Call, learner: uuid.UUID) -> dict[str, object]:
    """Cluster, learner, custodian, moment."""
    return {
        "cluster_id": call.cluster_id, "learner_id": learner, "custodian_id": call.organisation_id,
        "created_at": call.at,
    }  # fmt: skip
