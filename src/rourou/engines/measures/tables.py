"""The words of published counts: dimensions, cells, tables of exact counts, and what may be shown of them.

A cell is the set of its (dimension, code) pairs; totals leave dimensions out, and the grand total is the empty set.
So the same margin of two tables is the same cell, and tables published together are audited as one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

Cell = frozenset[tuple[str, str]]

SMALLEST_THRESHOLD = 6  # a cluster may raise it, never lower it (decisions.md 5)


class Mark(StrEnum):
    """What stands in the place of a hidden count. UNDER: "under 6". HELD: kept back so that others stay hidden."""

    UNDER = "under"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to group learners.

    `is_setting`: the codes are settings, each of which knows its own exact cells; cells of one setting lie below
    cluster level, where 0 and under 6 look alike. `overlaps`: a learner can be under several codes (areas of need),
    so totals count learners once and are no sums.
    """

    name: str
    codes: tuple[str, ...]
    is_setting: bool = False
    overlaps: bool = False


@dataclass(frozen=True)
class CountTable:
    """Exact counts of distinct learners by at most two dimensions, totals included; it never leaves the job.

    `counts` has one number for each cell of `cells()`; totals over dimensions that do not overlap may be left out.
    `is_below_cluster` says that the whole table is about less than a cluster.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[Cell, int]
    is_below_cluster: bool = False
    _full: dict[Cell, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.dimensions) > 2:
            raise ValueError(f"Table {self.name} has {len(self.dimensions)} dimensions; publish at most two together.")
        if len({each.name for each in self.dimensions}) != len(self.dimensions):
            raise ValueError(f"Table {self.name} has one dimension twice.")
        object.__setattr__(self, "_full", self._with_totals())

    def cells(self) -> tuple[Cell, ...]:
        """Inner cells first, then totals, in the order of the codes."""
        choices = [[*each.codes, None] for each in self.dimensions]
        found = [cell(zip(self.dimensions, picked, strict=True)) for picked in product(*choices)]
        return tuple(sorted(found, key=lambda each: -len(each)))

    def count(self, at: Cell) -> int:
        return self._full[at]

    def _with_totals(self) -> dict[Cell, int]:
        full: dict[Cell, int] = {}
        for at in self.cells():
            if at in self.counts:
                full[at] = self.counts[at]
            else:
                full[at] = self._total(at, full)
            if full[at] < 0:
                raise ValueError(f"Table {self.name} counts {full[at]} in {sorted(at)}; a count is 0 or more.")
        for total, parts, overlaps in sums(self.dimensions):
            whole, each = full[total], [full[part] for part in parts]
            if not (whole == sum(each) or (overlaps and max(each, default=0) <= whole <= sum(each))):
                raise ValueError(f"Table {self.name} does not add up at {sorted(total) or 'its total'}.")
        return full

    def _total(self, at: Cell, full: Mapping[Cell, int]) -> int:
        for total, parts, overlaps in sums(self.dimensions):
            if total == at and not overlaps and all(part in full for part in parts):
                return sum(full[part] for part in parts)
        raise ValueError(f"Table {self.name} lacks the count of {sorted(at) or 'its total'}.")


def cell(pairs: Iterable[tuple[Dimension, str | None]]) -> Cell:
    """The cell of these codes; None stands for all of a dimension."""
    return frozenset((dimension.name, code) for dimension, code in pairs if code is not None)


def sums(dimensions: tuple[Dimension, ...]) -> list[tuple[Cell, list[Cell], bool]]:
    """Each total, the cells it is over, and whether those overlap."""
    found = []
    for at, dimension in enumerate(dimensions):
        others = dimensions[:at] + dimensions[at + 1 :]
        for picked in product(*([*each.codes, None] for each in others)):
            total = cell(zip(others, picked, strict=True))
            found.append((total, [total | {(dimension.name, code)} for code in dimension.codes], dimension.overlaps))
    return found
