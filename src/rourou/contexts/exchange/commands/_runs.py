"""What every load and every undo of a run begins with."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from rourou.contexts.exchange.models import CheckedRow, LoadedLearner, Run
from rourou.contexts.exchange.rules import runs as rules
from rourou.contexts.exchange.types import Counts, Fault, Kind, RunState
from rourou.foundation.access.call import Call
from rourou.foundation.kernel.errors import NotFound, Refused
from rourou.foundation.tenancy.models import Organisation


def refuse_unread(faults: Sequence[Fault], rows: int) -> None:
    """A file of which no row could be read is no run: the sentence belongs beside the file."""
    if not rows and faults and all(fault.row <= 1 for fault in faults):
        raise Refused("file", faults[0].sentence, details={"field": "file"})


def kept(call: Call, kind: Kind, digest: str, counts: Counts, faults: Iterable[Fault], notes: Iterable[str]) -> Run:
    """Write down a checked file; what has expired of earlier ones goes with it."""
    CheckedRow.objects.filter(organisation_id=call.organisation_id, expires_at__lte=call.at).delete()
    made: Run = Run.objects.create(
        kind=kind.value, organisation_id=call.organisation_id, checked_by=call.person_id,
        checked_name=call.post.person_name, post_id=call.post.post_id, digest=digest, counts=asdict(counts),
        faults=[[f.row, f.column, f.sentence] for f in faults], notes=list(notes)[:60],
        expires_at=call.at + rules.KEPT_FOR, created_at=call.at,
    )  # fmt: skip
    return made


def to_load(call: Call, run_id: uuid.UUID, kind: Kind) -> Run:
    """The run, held against everybody else who would load it, if it may be loaded."""
    run = _held(call, run_id, kind)
    rules.check_can_load(
        RunState(run.state), faults=len(run.faults), checked_by=run.checked_by, actor=call.person_id,
        expires_at=run.expires_at, now=call.at,
    )  # fmt: skip
    # One load at a time for each setting, so that two files with the same learner cannot make two of them.
    Organisation.objects.select_for_update(no_key=True, nowait=True).get(id=call.organisation_id)
    return run


def to_undo(call: Call, run_id: uuid.UUID, kind: Kind) -> Run:
    """The run, held, if it can be undone."""
    run = _held(call, run_id, kind)
    rules.check_can_undo(RunState(run.state))
    return run


def _held(call: Call, run_id: uuid.UUID, kind: Kind) -> Run:
    """Somebody else who is loading it at this moment is told apart by the gate, which says so."""
    ours = Run.objects.filter(organisation_id=call.organisation_id, kind=kind.value)
    run: Run | None = ours.select_for_update(nowait=True, of=("self",)).filter(id=run_id).first()
    if run is None:
        raise NotFound
    return run


def was_loaded(call: Call, run: Run) -> None:
    """From now on it is loaded, and what was checked is not kept any longer."""
    run.state, run.loaded_at, run.version = RunState.LOADED.value, call.at, run.version + 1
    run.save(update_fields=["state", "loaded_at", "version", "made", "counts", "notes"])
    CheckedRow.objects.filter(run_id=run.id).delete()


def was_undone(call: Call, run: Run, why: str) -> None:
    """From now on it is undone; who undid it and why stays."""
    LoadedLearner.objects.reachable(call).filter(run_id=run.id).delete()
    run.state, run.undone_at, run.version = RunState.UNDONE.value, call.at, run.version + 1
    run.undone_name, run.undone_why = call.post.person_name, why
    run.save(update_fields=["state", "undone_at", "version", "undone_name", "undone_why", "made"])
