"""What a supply file would do to the services and hours on offer in this cluster."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from rourou.contexts.directory import queries as directory
from rourou.contexts.exchange import rules
from rourou.contexts.exchange.queries import _words
from rourou.contexts.exchange.rules import supplying
from rourou.contexts.exchange.rules.runs import coming_term
from rourou.contexts.exchange.rules.supplying import MatchedService, Place
from rourou.contexts.exchange.types import Action, Counts, Fault, Line
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.tenancy.models import ClusterMembership

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class SupplyReport:
    """Everything a supply file would do, row by row, or everything that must be put right first."""

    digest: str
    matched: tuple[MatchedService, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    counts: Counts

    @property
    def is_clean(self) -> bool:
        """Whether it may be loaded."""
        return not self.faults

    @property
    def lines(self) -> tuple[Line, ...]:
        """In words: faults first."""
        return _words.fault_lines(self.faults) + tuple(_words.supply_line(m) for m in self.matched)


@dataclass(frozen=True, slots=True)
class SupplyMatched:
    """Rows beside what stands in the directory."""

    rows: tuple[MatchedService, ...]


@query(Permission.SUPPLY_IMPORT, audits=Event.FILE_CHECKED, purposes=BOTH, nobody=True)
def preview_supply(call: Call, data: bytes, *, progress: Callable[[int], None] | None = None) -> SupplyReport:
    """Read a supply file and say row by row what it would do. A dry run: nothing is kept, nothing changes."""
    coming = directory.terms(call).coming
    term = coming_term([coming.name] if coming else [], call.today)
    sheet = rules.read_supply(data, coming_term=term, progress=progress)
    members = ClusterMembership.objects.filter(cluster_id=call.cluster_id, valid_until=None)
    places = [Place(m.organisation.id, m.organisation.name, m.is_home) for m in members.select_related("organisation")]
    found, faults = supplying.placed(sheet.rows, places)
    matched = compare_supply(call, found).rows
    every = tuple(sorted((*sheet.faults, *faults)))
    return SupplyReport(hashlib.sha256(data).hexdigest(), matched, every, sheet.notes, _counts(matched, every))


def _counts(matched: Sequence[MatchedService], faults: Sequence[Fault]) -> Counts:
    by = Counter(m.action for m in matched)
    return Counts(by[Action.ADDED], by[Action.CHANGED], by[Action.UNCHANGED], len({fault.row for fault in faults}))


@query(Permission.SUPPLY_IMPORT, audits=Event.FILE_CHECKED, purposes=BOTH, nobody=True)
def compare_supply(call: Call, found: Sequence[MatchedService]) -> SupplyMatched:
    """What rows change of what the directory says now: one look for each term of the file."""
    stands = {
        (term, card.organisation_id, card.name): card
        for term in sorted({m.supply.term for m in found})
        for card in directory.services_for_term(call, term).cards
    }
    return SupplyMatched(tuple(supplying.compared(m, stands) for m in found))
