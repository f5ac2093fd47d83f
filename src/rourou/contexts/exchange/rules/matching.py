"""Whom of the setting's own roll a row of a file names. Nobody of any other setting is ever asked about."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rourou.contexts.exchange.types import Action, Change, Fault, RosterRow
from rourou.foundation.kernel.text import fold

Person = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Known:
    """A learner on the setting's own roll."""

    id: uuid.UUID
    given_names: str
    family_name: str
    birth_date: date | None
    nsn: str | None
    year_level: int | None
    room: str

    @property
    def person(self) -> tuple[str, str, date | None]:
        """Name and birth date, marks aside."""
        return fold(self.family_name), fold(self.given_names), self.birth_date


@dataclass(frozen=True, slots=True)
class Matched:
    """A row, what it will do, and to whom."""

    row: RosterRow
    action: Action
    known: Known | None = None
    changes: tuple[Change, ...] = ()


_TWO_HERE: Final = "Two learners on your roll have this name and birth date. Write the NSN of the one you mean."
_OTHER: Final = "This NSN stands at a learner of another name and birth date on your roll. Check which is right."


def match(rows: Iterable[RosterRow], roll: Iterable[Known]) -> tuple[list[Matched], list[Fault]]:
    """Every row with what it will do, and what must be put right first."""
    by_nsn: dict[str, Known] = {}
    by_person: dict[tuple[str, str, date | None], list[Known]] = defaultdict(list)
    for known in roll:
        by_person[known.person].append(known)
        if known.nsn:
            by_nsn[known.nsn] = known
    found: list[Matched] = []
    faults: list[Fault] = []
    taken: dict[uuid.UUID, int] = {}
    for row in rows:
        named, fault = _one(row, by_nsn, by_person)
        if fault is None and named is not None and named.id in taken:
            fault = Fault(row.row, "given_names", f"Row {taken[named.id]} names the same learner of your roll.")
        if fault is not None:
            faults.append(fault)
            continue
        if named is not None:
            taken[named.id] = row.row
        found.append(_matched(row, named))
    return found, faults


def _one(
    row: RosterRow, by_nsn: dict[str, Known], by_person: dict[tuple[str, str, date | None], list[Known]]
) -> tuple[Known | None, Fault | None]:
    """By number first, then by name and birth date where no two numbers speak against it."""
    person = (fold(row.family_name), fold(row.given_names), row.birth_date)
    by_number = by_nsn.get(row.nsn or "")
    if by_number is not None:
        if by_number.person[:2] != person[:2] and by_number.birth_date not in (None, row.birth_date):
            return None, Fault(row.row, "nsn", _OTHER)
        return by_number, None
    same = [known for known in by_person.get(person, ()) if not (row.nsn and known.nsn)]
    if len(same) > 1:
        return None, Fault(row.row, "nsn", _TWO_HERE)
    return (same[0] if same else None), None


def _matched(row: RosterRow, known: Known | None) -> Matched:
    if known is None:
        return Matched(row, Action.ADDED)
    changes = tuple(_changes(row, known))
    return Matched(row, Action.CHANGED if changes else Action.UNCHANGED, known, changes)


def _changes(row: RosterRow, known: Known) -> Iterable[Change]:
    """A file moves a learner to another year or room and fills in a number; it never overwrites who they are."""
    if row.year_level is not None and row.year_level != known.year_level:
        yield Change("year", "" if known.year_level is None else str(known.year_level), str(row.year_level))
    if row.room and fold(row.room) != fold(known.room):
        yield Change("room", known.room, row.room)
    if row.nsn and not known.nsn:
        yield Change("nsn", "", "")


def same_as_checked(checked: Sequence[Action], now: Sequence[Action]) -> bool:
    """Whether the roll still gives every row what the person was shown."""
    return list(checked) == list(now)
