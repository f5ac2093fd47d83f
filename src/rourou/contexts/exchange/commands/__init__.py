"""The writes of the importers: check, load, undo."""

from rourou.contexts.exchange.commands.later import begin_load
from rourou.contexts.exchange.commands.rosters import RunDone, check_roster, load_roster, undo_roster
from rourou.contexts.exchange.commands.schools import SchoolsLoaded, load_schools, undo_schools
from rourou.contexts.exchange.commands.supplies import check_supply, load_supply, undo_supply

__all__ = [
    "RunDone",
    "SchoolsLoaded",
    "begin_load",
    "check_roster",
    "check_supply",
    "load_roster",
    "load_schools",
    "load_supply",
    "undo_roster",
    "undo_schools",
    "undo_supply",
]
