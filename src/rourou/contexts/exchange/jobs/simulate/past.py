"""What people did over a year: the rows of a cluster's ledger, in order of time."""

import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from rourou.contexts.exchange.jobs.simulate.founding import AT, CLASS, Founded, Worker
from rourou.contexts.exchange.jobs.simulate.learners import Known
from rourou.foundation.access.loading import Loader
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.audit.ledger import Past

ACTS: Final = 25  # of a learner's year
_SPAN: Final = timedelta(days=300)
_SUPPORT: Final = (int(Purpose.SUPPORT),)


def load(loader: Loader, cluster: Founded, known: Sequence[Known], acts: int = ACTS) -> int:
    """Append a year's acts to the cluster's chain; returns how many."""
    return loader.ledger(cluster.id, _acts(loader, cluster, known, acts)) if known else 0


def _acts(loader: Loader, cluster: Founded, known: Sequence[Known], acts: int) -> Iterator[Past]:
    """Of 25 acts 22 open one learner, two nobody, and one shows a class: about three learners an act."""
    drawn = random.Random(f"{loader.seed} ledger {cluster.community.label}")
    subjects = [loader.ledger_name(cluster.id, one.id) for one in known]
    actors: dict[uuid.UUID, uuid.UUID] = {}
    total = len(known) * acts
    for number in range(total):
        at, kind, who = AT + _SPAN * (number / total), number % ACTS, drawn.randrange(len(known))
        worker = _worker(cluster, known[who], drawn)
        if worker.user not in actors:
            actors[worker.user] = loader.ledger_name(cluster.id, worker.user)
        actor, role, place = actors[worker.user], str(worker.role), worker.organisation
        if kind >= 3:
            event, seen = Event.LEARNER_LOOKED_AT, (subjects[who],)
        elif kind:
            event, seen = Event.TODAY_READ, ()
        else:
            first = who - known[who].room % 2  # any neighbours: a class is a run of learners
            event, seen = Event.REGISTER_READ, tuple(subjects[max(first - CLASS, 0) : max(first, 1)])
        yield Past(
            at, role, event.label, actor, place, purposes=_SUPPORT, subjects=seen, protocol_id=cluster.decide,
            request_id=f"past-{number}",
        )  # fmt: skip


def _worker(cluster: Founded, one: Known, drawn: random.Random) -> Worker:
    setting = cluster.settings[one.setting]
    return (setting.coordinator, setting.principal, setting.teachers[one.room])[drawn.randrange(3)]
