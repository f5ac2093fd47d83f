"""The reads of the importers: what a file would do, what runs there are, what one did."""

from rourou.contexts.exchange.queries.rosters import RosterReport, preview_roster
from rourou.contexts.exchange.queries.runs import (
    Gauge,
    ImportsPage,
    KindOfRun,
    NewImport,
    RunCard,
    RunPage,
    UndoPage,
    imports_page,
    new_import,
    run_kind,
    run_page,
    undo_page,
)
from rourou.contexts.exchange.queries.schools import SchoolsReport, preview_schools
from rourou.contexts.exchange.queries.supplies import SupplyReport, compare_supply, preview_supply

__all__ = [
    "Gauge",
    "ImportsPage",
    "KindOfRun",
    "NewImport",
    "RosterReport",
    "RunCard",
    "RunPage",
    "SchoolsReport",
    "SupplyReport",
    "UndoPage",
    "compare_supply",
    "imports_page",
    "new_import",
    "preview_roster",
    "preview_schools",
    "preview_supply",
    "run_kind",
    "run_page",
    "undo_page",
]
