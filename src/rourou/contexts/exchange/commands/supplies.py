"""A term's supply: checked, loaded whole or not at all through the directory, taken back while no hour rests on it."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from rourou.contexts.directory import commands as directory
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.directory.types import HoursChange
from rourou.contexts.exchange import queries
from rourou.contexts.exchange.commands import _runs
from rourou.contexts.exchange.commands.rosters import RunDone
from rourou.contexts.exchange.models import CheckedRow, Run
from rourou.contexts.exchange.rules import same_as_checked
from rourou.contexts.exchange.rules.runs import check_unused
from rourou.contexts.exchange.rules.supplying import (
    MatchedService,
    service_content,
    service_of,
    supply_content,
    supply_of,
)
from rourou.contexts.exchange.types import Action, Counts, Kind
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict
from rourou.foundation.kernel.text import nfc

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})


@command(Permission.SUPPLY_IMPORT, audits=Event.FILE_CHECKED, purposes=BOTH, nobody=True)
def check_supply(call: Call, data: bytes, *, progress: Callable[[int], None] | None = None) -> RunDone:
    """Keep what a supply file would do for a day. Nothing on offer changes."""
    report = queries.preview_supply(call, data, progress=progress)
    _runs.refuse_unread(report.faults, len(report.matched))
    run = _runs.kept(call, Kind.SUPPLY, report.digest, report.counts, report.faults, report.notes)
    if report.is_clean:
        CheckedRow.objects.bulk_create([_checked(call, run, m) for m in report.matched], batch_size=1000)
    return RunDone(run.id, report.counts, report.is_clean)


def _checked(call: Call, run: Run, matched: MatchedService) -> CheckedRow:
    return CheckedRow(
        cluster_id=call.cluster_id, created_at=call.at, run_id=run.id, row=matched.row, action=matched.action.value,
        content=supply_content(matched), changes=[asdict(c) for c in matched.changes],
        organisation_id=call.organisation_id, person_id=call.person_id, expires_at=run.expires_at,
    )  # fmt: skip


@command(Permission.SUPPLY_IMPORT, audits=Event.FILE_LOADED, purposes=BOTH, nobody=True)
def load_supply(call: Call, run_id: uuid.UUID) -> RunDone:
    """Load a checked supply file: all of it or nothing. Fewer hours than are promised refuse the whole."""
    run = _runs.to_load(call, run_id, Kind.SUPPLY)
    checked = list(CheckedRow.objects.filter(run_id=run.id, person_id=call.person_id).order_by("row"))
    matched = queries.compare_supply(call, [supply_of(c.row, c.content) for c in checked]).rows
    if not same_as_checked([Action(c.action) for c in checked], [m.action for m in matched]):
        raise Conflict("changed", "What is on offer has changed since the check. Nothing was loaded. Check it again.")
    loaded = directory.load_supply(call, [m.supply for m in matched])
    ids = _ids(call, matched)
    run.made = {"loaded": _told(loaded), "rows": [_row(m, ids) for m in matched]}
    _runs.was_loaded(call, run)
    return RunDone(run.id, Counts(**run.counts))


def _ids(call: Call, matched: Sequence[MatchedService]) -> dict[tuple[uuid.UUID, str], uuid.UUID]:
    """The services of the rows, now that every one stands in the directory."""
    terms = sorted({m.supply.term for m in matched})
    cards = [card for term in terms for card in directory_queries.services_for_term(call, term).cards]
    return {(card.organisation_id, card.name): card.id for card in cards}


def _row(matched: MatchedService, ids: dict[tuple[uuid.UUID, str], uuid.UUID]) -> list[Any]:
    """Row, what it did, service: a service is no person, so what it says of itself may stand in the run."""
    changes = [asdict(c) for c in matched.changes]
    service = ids[matched.supply.service.organisation_id, nfc(matched.supply.service.name).strip()]
    return [matched.row, matched.action.value, supply_content(matched), changes, str(service)]


def _told(loaded: directory.SupplyLoaded) -> dict[str, Any]:
    return {
        "made": [str(i) for i in loaded.made],
        "changed": [str(i) for i in loaded.changed],
        "hours": [_hours(h) for h in loaded.hours],
        "before": [_hours(h) for h in loaded.before],
        "new_hours": [str(i) for i in loaded.new_hours],
        "services_before": [[str(i), service_content(s)] for i, s in loaded.services_before],
    }


def _hours(change: HoursChange) -> list[str]:
    return [str(change.service_id), change.term, str(change.offered)]


def _loaded(told: dict[str, Any]) -> directory.SupplyLoaded:
    made, changed, new = (tuple(uuid.UUID(i) for i in told[name]) for name in ("made", "changed", "new_hours"))
    hours, before = (
        tuple(HoursChange(uuid.UUID(s), term, Decimal(h)) for s, term, h in told[name]) for name in ("hours", "before")
    )
    described = tuple((uuid.UUID(i), service_of(content)) for i, content in told["services_before"])
    return directory.SupplyLoaded(made, changed, hours, before, new, described)


@command(Permission.SUPPLY_IMPORT, audits=Event.FILE_UNDONE, purposes=BOTH, nobody=True)
def undo_supply(call: Call, run_id: uuid.UUID, *, why: str) -> RunDone:
    """Take back the hours a load made and put back those it changed. Hours changed since are named, and all stays.

    Hours that are promised by now are refused by the allocation, which says who holds them.
    """
    run = _runs.to_undo(call, run_id, Kind.SUPPLY)
    loaded = _loaded(run.made["loaded"])
    check_unused(_moved_on(call, run, loaded))
    directory.unload_supply(call, loaded)
    _runs.was_undone(call, run, nfc(why))
    return RunDone(run.id, Counts(**run.counts))


def _moved_on(call: Call, run: Run, loaded: directory.SupplyLoaded) -> set[int]:
    """Rows whose hours somebody changed after the load."""
    now = directory_queries.hours_offered(call, [h.service_id for h in loaded.hours]).by_key
    other = {(h.service_id, h.term) for h in loaded.hours if now.get((h.service_id, h.term)) != h.offered}
    rows = run.made["rows"]
    return {row for row, _action, content, _changes, service in rows if (uuid.UUID(service), content["term"]) in other}
