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
_OPENED, _TODAY, _LISTED = (e.label for e in (Event.LEARNER_LOOKED_AT, Event.TODAY_READ, Event.REGISTER_READ))


def load(loader: Loader, cluster: Founded, known: Sequence[Known], acts: int = ACTS) -> int:
    """Append a year's acts to the cluster's chain; returns how many."""
    return loader.ledger(cluster.id, _acts(loader, cluster, known, acts)) if known else 0


def _acts(loader: Loader, cluster: Founded, known: Sequence[Known], acts: int) -> Iterator[Past]:
    """Of 25 acts 22 open one learner, two nobody, and one shows a class: about three learners an act."""
    drawn = random.Random(f"{loader.seed} ledger {cluster.community.label}")
    subjects = [str(loader.ledger_name(cluster.id, one.id)) for one in known]
    actors: dict[uuid.UUID, tuple[str, str, str]] = {}
    total, decide = len(known) * acts, str(cluster.decide)
    step = _SPAN / total
    for number in range(total):
        at, kind, who = AT + step * number, number % ACTS, drawn.randrange(len(known))
        worker = _worker(cluster, known[who], drawn)
        if worker.user not in actors:
            name = str(loader.ledger_name(cluster.id, worker.user))
            actors[worker.user] = name, str(worker.role), str(worker.organisation)
        actor, role, place = actors[worker.user]
        seen: tuple[str, ...]
        if kind >= 3:
            event, seen = _OPENED, (subjects[who],)
        elif kind:
            event, seen = _TODAY, ()
        else:
            event, seen = (
                _LISTED,
                tuple(subjects[max(who - CLASS, 0) : who]),
            )  # neighbours: a class is a run of learners
        yield Past(
            at, role, event, actor, place, purposes=_SUPPORT, subjects=seen, protocol_id=decide,
            request_id=f"past-{number}",
        )  # fmt: skip


def _worker(cluster: Founded, one: Known, drawn: random.Random) -> Worker:
    setting = cluster.settings[one.setting]
    return (setting.coordinator, setting.principal, setting.teachers[one.room])[drawn.randrange(3)]
