"""The Ministry's directory of schools: organisations, no clusters. The operator loads it, so nobody's hat is worn.

Each load and each undo leaves a row in the chain outside any cluster, which can name no learner.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from django.db import transaction

from rourou.contexts.exchange import queries
from rourou.contexts.exchange.models import SchoolsRun
from rourou.contexts.exchange.rules import runs as rules
from rourou.contexts.exchange.types import Counts, RunState
from rourou.contexts.people import commands as people
from rourou.foundation.audit import ledger
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import Conflict, NotFound, Refused


@dataclass(frozen=True, slots=True)
class SchoolsLoaded:
    """A load of the directory, by its number, and what it did."""

    number: int
    counts: Counts


def load_schools(data: bytes, *, progress: Callable[[int], None] | None = None) -> SchoolsLoaded:
    """Make organisations out of the directory, or bring them up to date; all or nothing.

    Schools that it no longer names are marked as gone, never removed, and only where it names nearly all others.
    """
    with transaction.atomic(durable=True):
        report = queries.preview_schools(data, progress=progress)
        if not report.is_clean:
            raise Refused("run.faults", "Put right what stands above in the file, then load it again.")
        now = datetime.now(UTC)
        gone_on = rules.gone_on(report.known, report.counts.unchanged, clock.today(now))
        written = people.take_schools(report.drafts, gone_on=gone_on)
        changed = len(written.before) - len(written.gone)
        counts = replace(
            report.counts, changed=changed, unchanged=report.counts.unchanged - changed, gone=len(written.gone)
        )
        run = SchoolsRun.objects.create(
            digest=report.digest, counts=asdict(counts), made=list(written.made), before=written.before, loaded_at=now
        )
        ledger.write_outside(None, Event.SCHOOLS_LOADED.label, "done")
    return SchoolsLoaded(run.id, counts)


def undo_schools(number: int) -> SchoolsLoaded:
    """Take back the last load of the directory. Schools that take part in a cluster are named, and stay."""
    with transaction.atomic(durable=True):
        run = SchoolsRun.objects.select_for_update().filter(id=number).first()
        if run is None:
            raise NotFound
        rules.check_can_undo(RunState(run.state))
        if SchoolsRun.objects.filter(id__gt=number, state=RunState.LOADED.value).exists():
            raise Conflict("later", "A later list of schools was loaded after this one. Undo that one first.")
        if names := people.take_back_schools(run.made, run.before):
            some = ", ".join(names[: rules.NAMED])
            raise Refused("run.used", f"In use since, so nothing was undone: {some}. Look at them first.")
        run.state, run.undone_at = RunState.UNDONE.value, datetime.now(UTC)
        run.save(update_fields=["state", "undone_at"])
        ledger.write_outside(None, Event.FILE_UNDONE.label, "done")
    return SchoolsLoaded(run.id, Counts(**run.counts))
