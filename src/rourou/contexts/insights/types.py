"""The words of insights: what is counted, and what a published table shows."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

AREA: Final = "area"
YEAR: Final = "year"
TIER: Final = "tier"
AREA_BY_YEAR: Final = "area_by_year"
AREA_BY_TIER: Final = "area_by_tier"
THRESHOLD: Final = 6  # a cluster's protocol may raise it, never lower it


class Shown(StrEnum):
    """What stands where no count does: too few, or held back so that too few cannot be worked out."""

    UNDER = "under"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class CountFact:
    """One area in which a learner of a setting is counted, from a day to a day; nothing about who it is."""

    setting_id: uuid.UUID
    area: str
    year_band: str
    tier: int
    counted_from: date
    counted_until: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted learner under their random count name, with every area they are counted in."""

    name: uuid.UUID
    facts: tuple[CountFact, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Areas by one other grouping, as anybody may see it: a rounded count, or a mark in its place; totals last."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | Shown, ...]], ...]
    totals: tuple[int | Shown, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A frozen snapshot: the two tables as they were on a day."""

    as_at: date
    threshold: int
    by_year: ShownTable
    by_tier: ShownTable
