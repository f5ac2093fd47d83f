"""What a roster would do to the caller's own roll. Reading it changes nothing, and asks about nobody anywhere else."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rourou.contexts.exchange import rules
from rourou.contexts.exchange.queries import _words
from rourou.contexts.exchange.rules import Matched
from rourou.contexts.exchange.types import Action, Counts, Fault, Line
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import RollRow
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.text import fold


@dataclass(frozen=True, slots=True)
class RosterReport:
    """Everything a roster would do, row by row, or everything that must be put right first."""

    digest: str
    matched: tuple[Matched, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    counts: Counts
    subjects: frozenset[uuid.UUID]

    @property
    def is_clean(self) -> bool:
        """Whether it may be loaded."""
        return not self.faults

    @property
    def lines(self) -> tuple[Line, ...]:
        """In words: faults first."""
        done = tuple(_words.roster_line(m.row, m.action, m.changes) for m in self.matched)
        return _words.fault_lines(self.faults) + done


@query(Permission.LEARNER_ENROL, audits=Event.FILE_CHECKED)
def preview_roster(call: Call, data: bytes, *, progress: Callable[[int], None] | None = None) -> RosterReport:
    """Read a roster and say row by row what it would do. A dry run: nothing is kept, nothing changes."""
    sheet = rules.read_roster(data, today=call.today, progress=progress)
    roll = people_queries.roll(call)
    rooms = {card.id: card.name for card in people_queries.classes(call).cards}
    matched, faults = rules.match(sheet.rows, (_known(row, rooms) for row in roll.rows))
    every = tuple(sorted((*sheet.faults, *faults)))
    return RosterReport(
        hashlib.sha256(data).hexdigest(), tuple(matched), every, sheet.notes,
        _counts(matched, len({fault.row for fault in every}), rooms.values()),
        frozenset(m.known.id for m in matched if m.known),
    )  # fmt: skip


def _known(row: RollRow, rooms: dict[uuid.UUID, str]) -> rules.Known:
    room = rooms.get(row.class_id, "") if row.class_id else ""
    return rules.Known(row.id, row.given_names, row.family_name, row.birth_date, row.nsn, row.year_level, room)


def _counts(matched: Iterable[Matched], refused: int, rooms: Iterable[str]) -> Counts:
    listed = list(matched)
    by = Counter(m.action for m in listed)
    here = {fold(room) for room in rooms}
    adults = sum(len(m.row.caregivers) for m in listed if m.action is Action.ADDED)
    new = {fold(m.row.room) for m in listed if m.row.room and m.action is not Action.UNCHANGED} - here
    return Counts(by[Action.ADDED], by[Action.CHANGED], by[Action.UNCHANGED], refused, whanau=adults, classes=len(new))
