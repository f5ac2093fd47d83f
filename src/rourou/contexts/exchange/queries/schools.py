"""What the Ministry's directory of schools would do. Public data, outside any cluster, so no gate is open."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from rourou.contexts.exchange import rules
from rourou.contexts.exchange.queries import _words
from rourou.contexts.exchange.types import Action, Counts, Fault, Line, SchoolRow
from rourou.contexts.people.types import SchoolDraft
from rourou.foundation.tenancy.models import Organisation


@dataclass(frozen=True, slots=True)
class SchoolsReport:
    """Every school of the file, and whether the store has it already."""

    digest: str
    drafts: tuple[SchoolDraft, ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    counts: Counts
    known: int

    @property
    def is_clean(self) -> bool:
        """Whether it may be loaded."""
        return not self.faults


def preview_schools(data: bytes, *, progress: Callable[[int], None] | None = None) -> SchoolsReport:
    """Read a directory of schools and say which are new. A dry run: nothing changes."""
    sheet = rules.read_schools(data, progress=progress)
    listed = Organisation.objects.filter(ministry_number__isnull=False, is_invented=False)
    known = set(listed.values_list("ministry_number", flat=True))
    lines = tuple(_line(row, known) for row in sheet.rows)
    again = sum(row.number in known for row in sheet.rows)
    refused = len({fault.row for fault in sheet.faults})
    return SchoolsReport(
        hashlib.sha256(data).hexdigest(), tuple(_draft(row) for row in sheet.rows),
        _words.fault_lines(sheet.faults) + lines, sheet.faults, sheet.notes,
        Counts(added=len(sheet.rows) - again, unchanged=again, refused=refused), len(known),
    )  # fmt: skip


def _line(row: SchoolRow, known: set[str | None]) -> Line:
    return Line(row.row, row.name, row.city, Action.UNCHANGED if row.number in known else Action.ADDED)


def _draft(row: SchoolRow) -> SchoolDraft:
    return SchoolDraft(
        number=row.number, name=row.name, kind=row.kind, type=row.type, authority=row.authority, city=row.city,
        region=row.regional_council, territorial_authority=row.territorial_authority,
        community_number=row.community_number, community_name=row.community_name, latitude=row.latitude,
        longitude=row.longitude, roll=row.roll,
    )  # fmt: skip
