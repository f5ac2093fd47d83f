"""A load that takes longer than a page may: it runs beside the request, and says how far it is as it goes.

The load is one transaction that nobody can see into, so how far it is stands in a small table of its own, written on
a connection of its own. A process that ends in the middle leaves nothing behind but a number that stops growing.
"""

import logging
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db import connections, transaction
from django.utils.translation import gettext as _

from rourou.contexts.exchange.commands import _runs
from rourou.contexts.exchange.commands.rosters import load_roster
from rourou.contexts.exchange.models import Progress
from rourou.contexts.exchange.rules.runs import is_silent
from rourou.contexts.exchange.types import Counts, Kind
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict, RourouError

logger: Final = logging.getLogger(__name__)
running: Final[set[threading.Thread]] = set()


@dataclass(frozen=True, slots=True)
class Begun:
    """A load that has begun."""

    id: uuid.UUID
    subjects: frozenset[uuid.UUID] = frozenset()


@command(Permission.LEARNER_ENROL, audits=Event.FILE_CHECKED)
def begin_load(call: Call, run_id: uuid.UUID) -> Begun:
    """Check that a large roster may be loaded, and begin as soon as that is said."""
    run = _runs.to_load(call, run_id, Kind.ROSTER)
    before = Progress.objects.filter(run_id=run.id, problem="").first()
    if before is not None and not is_silent(before.said_at, datetime.now(UTC)):
        raise Conflict("changed", "This file is being loaded already.")
    _note(run.id, 0, Counts(**run.counts).rows)
    transaction.on_commit(lambda: _start(call, run_id))
    return Begun(run_id)


def _start(call: Call, run_id: uuid.UUID) -> None:
    thread = threading.Thread(target=_load, args=(call, run_id), name="rourou-load", daemon=True)
    running.add(thread)
    thread.start()


def _load(call: Call, run_id: uuid.UUID) -> None:
    """Runs in a thread of its own: nothing of the request that began it is open here."""
    with ThreadPoolExecutor(1, thread_name_prefix="rourou-says") as saying:
        try:
            load_roster(call, run_id, progress=lambda done, of: _say(saying, run_id, done, of))
            saying.submit(Progress.objects.filter(run_id=run_id).delete)
        except RourouError as refusal:
            _say(saying, run_id, 0, 0, refusal.sentence)
        except Exception as fault:  # whatever it was, nothing was loaded, and somebody is waiting to be told
            logger.error("a load ended with %s", type(fault).__name__)
            _say(saying, run_id, 0, 0, _("Something of ours broke. Nothing was loaded. Load it again."))
        finally:
            saying.submit(connections.close_all)
            connections.close_all()
            running.discard(threading.current_thread())


def _say(saying: ThreadPoolExecutor, run_id: uuid.UUID, done: int, of: int, problem: str = "") -> None:
    saying.submit(_note, run_id, done, of, problem)


def _note(run_id: uuid.UUID, done: int, of: int, problem: str = "") -> None:
    said = {"done": done, "of": of, "problem": problem, "said_at": datetime.now(UTC)}
    Progress.objects.update_or_create(run_id=run_id, defaults=said)
