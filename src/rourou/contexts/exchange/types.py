"""The words of the importers: what was read, what could not be, and where it stands in the file.

A sentence never repeats what a cell holds: it names the row and the column, and says what to do (conventions.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from rourou.foundation.kernel.words import Word

Row = TypeVar("Row")


class Kind(Word):
    """What a file brings in."""

    ROSTER = "roster", "Roster"
    SUPPLY = "supply", "Supply"
    SCHOOLS = "schools", "Schools"


class RunState(Word):
    """Where a run stands (ux.md §6.7). What has faults stays Checked and is never loaded."""

    CHECKED = "checked", "Checked"
    LOADED = "loaded", "Loaded"
    UNDONE = "undone", "Undone"


class Action(Word):
    """What a row of a file does."""

    ADDED = "added", "New"
    CHANGED = "changed", "Changes"
    UNCHANGED = "unchanged", "Already here"
    REFUSED = "refused", "To put right"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that must be put right first. Rows count as a spreadsheet does, from 1; row 0 is the whole file."""

    row: int
    column: str
    sentence: str

    @property
    def place(self) -> str:
        """Where it is, as people look for it."""
        parts = ([f"row {self.row}"] if self.row else []) + ([self.column] if self.column else [])
        return ", ".join(parts) or "the file"

    def __str__(self) -> str:
        place = self.place
        return f"{place[0].upper()}{place[1:]}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """A file as it was understood. With any fault, nothing of it may be loaded."""

    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether it may be loaded."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Caregiver:
    """An adult as the school’s file names them; their authority is checked by a person, never imported."""

    name: str
    relationship: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One learner of a roster. Ethnicities are Ministry codes, languages ISO 639 codes or the words as written."""

    row: int
    family_name: str
    given_names: str
    birth_date: date
    preferred_name: str = ""
    nsn: str | None = None
    gender: str = "not_stated"
    ethnicities: tuple[str, ...] = ()
    iwi: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    year_level: int | None = None
    room: str = ""
    caregivers: tuple[Caregiver, ...] = ()
    aside: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyRow:
    """What one organisation can give in one term. Settings and organisations are names; the loader finds them."""

    row: int
    organisation: str
    service: str
    support_type: str
    tier: int
    term: str
    hours_per_term: Decimal
    group_size_max: int | None = None
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    settings_served: tuple[str, ...] = ("all",)
    year_from: int | None = None
    year_to: int | None = None
    contact: str = ""
    aside: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow:
    """One school of the Ministry’s directory (CC BY 4.0), 2016 or 2017 edition."""

    row: int
    number: str
    name: str
    website: str = ""
    street: str = ""
    suburb: str = ""
    city: str = ""
    postcode: str = ""
    urban_area: str = ""
    type: str = ""
    definition: str = ""
    authority: str = ""
    gender: str = ""
    territorial_authority: str = ""
    regional_council: str = ""
    local_office: str = ""
    education_region: str = ""
    area_unit: str = ""
    community_number: str = ""
    community_name: str = ""
    longitude: float | None = None
    latitude: float | None = None
    decile: int | None = None
    roll: int | None = None
    rolls: Mapping[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The organisation kind of tenancy: kura where the directory says so, else school."""
        return "kura" if "kura" in f"{self.definition} {self.type}".casefold() else "school"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a row changes: which, from what, to what. Numbers and names of rooms and hours, nothing else."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """What one row of a file will do or did, in words."""

    row: int
    name: str
    what: str
    action: Action
    url_id: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows do what."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    whanau: int = 0
    classes: int = 0
    gone: int = 0

    @property
    def rows(self) -> int:
        """Every row that was understood."""
        return self.added + self.changed + self.unchanged


def content_of(row: RosterRow) -> dict[str, Any]:
    """A row as it is kept between check and load; what stood in columns we do not know is not kept."""
    return {
        "row": row.row, "family_name": row.family_name, "given_names": row.given_names,
        "birth_date": row.birth_date.isoformat(), "preferred_name": row.preferred_name, "nsn": row.nsn,
        "gender": row.gender, "ethnicities": list(row.ethnicities), "iwi": list(row.iwi),
        "languages": list(row.languages), "year_level": row.year_level, "room": row.room,
        "caregivers": [[c.name, c.relationship, c.email, c.phone] for c in row.caregivers],
    }  # fmt: skip


def row_of(content: Mapping[str, Any]) -> RosterRow:
    """The row again."""
    lists = {name: tuple(content[name]) for name in ("ethnicities", "iwi", "languages")}
    adults = tuple(Caregiver(*parts) for parts in content["caregivers"])
    born = date.fromisoformat(content["birth_date"])
    return RosterRow(**{**content, **lists, "caregivers": adults, "birth_date": born})
