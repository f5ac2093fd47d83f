"""What a file must be before anything of it is loaded. Bytes in, rows and sentences out; nothing here raises."""

from rourou.contexts.exchange.rules.matching import Known, Matched, match, same_as_checked
from rourou.contexts.exchange.rules.roster import read_roster
from rourou.contexts.exchange.rules.runs import AT_ONCE
from rourou.contexts.exchange.rules.schools import read_schools
from rourou.contexts.exchange.rules.supply import read_supply
from rourou.contexts.exchange.rules.tables import ETHNICITIES, GENDERS, LANGUAGES

__all__ = [
    "AT_ONCE",
    "ETHNICITIES",
    "GENDERS",
    "LANGUAGES",
    "Known",
    "Matched",
    "match",
    "read_roster",
    "read_schools",
    "read_supply",
    "same_as_checked",
]
