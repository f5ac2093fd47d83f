"""The one door for counts: exact tables in, publishable tables out (decisions.md 5).

Counts of 1 to 5 are hidden as "under 6", below cluster level 0 too; further counts are held back so that nobody can
work the small ones out, whatever is published beside them, was published before, or is known to a single setting;
what is shown is rounded to base 3, at random but always alike for the same cell and count.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rourou.engines.measures.attack import Attacker, Known, audit, known, settings_of
from rourou.engines.measures.complement import complement
from rourou.engines.measures.tables import SMALLEST_THRESHOLD, Cell, CountTable, Dimension, Mark

BASE = 3
_MADE_HERE: Final = object()


class NotPublishable(ValueError):
    """These tables cannot be published together without giving somebody away."""


class PublishableTable:
    """A table that may be shown: rounded counts and marks, never an exact small count.

    Only `suppress`, `suppress_together` and `reopen` make one; any other way raises TypeError. It cannot be changed.
    """

    __slots__ = ("_shown", "dimensions", "is_below_cluster", "name", "seal", "threshold")
    name: str
    dimensions: tuple[Dimension, ...]
    is_below_cluster: bool
    threshold: int
    seal: str
    _shown: dict[Cell, int | Mark]

    def __init__(self, table: CountTable, shown: Mapping[Cell, int | Mark], threshold: int, key: bytes, made: object):
        if made is not _MADE_HERE:
            raise TypeError("A PublishableTable is made by suppress alone; give it the exact table.")
        values = {
            "name": table.name,
            "dimensions": table.dimensions,
            "is_below_cluster": table.is_below_cluster,
            "threshold": threshold,
            "_shown": {at: shown[at] for at in table.cells()},
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "seal", _seal(self._content(), key))

    def __init_subclass__(cls, **_: object) -> None:
        raise TypeError("PublishableTable has no other forms.")

    def __setattr__(self, name: str, _: object) -> None:
        raise AttributeError(f"A PublishableTable cannot be changed ({name}).")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"A PublishableTable cannot be changed ({name}).")

    def __reduce_ex__(self, _: Any) -> Any:
        raise TypeError("Store dump() and open it again with reopen(); a PublishableTable is not copied or pickled.")

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._shown)

    def shown(self, at: Cell) -> int | Mark:
        """The rounded count, or the mark in its place."""
        return self._shown[at]

    def dump(self) -> dict[str, object]:
        """JSON values to store, with the seal that `reopen` asks for."""
        return {**self._content(), "seal": self.seal}

    def _content(self) -> dict[str, object]:
        dimensions = [[each.name, list(each.codes), each.is_setting, each.overlaps] for each in self.dimensions]
        cells = [[sorted(map(list, at)), str(v) if isinstance(v, Mark) else v] for at, v in self._shown.items()]
        return {
            "name": self.name,
            "dimensions": dimensions,
            "is_below_cluster": self.is_below_cluster,
            "threshold": self.threshold,
            "cells": cells,
        }


def suppress(
    table: CountTable,
    *,
    key: bytes,
    threshold: int = SMALLEST_THRESHOLD,
    earlier: Sequence[PublishableTable] = (),
    own: Mapping[str, Mapping[Cell, int]] | None = None,
    ceilings: Mapping[Cell, int] | None = None,
) -> PublishableTable:
    """One table that may be shown; see `suppress_together`."""
    return suppress_together((table,), key=key, threshold=threshold, earlier=earlier, own=own, ceilings=ceilings)[0]


def suppress_together(
    tables: Sequence[CountTable],
    *,
    key: bytes,
    threshold: int = SMALLEST_THRESHOLD,
    earlier: Sequence[PublishableTable] = (),
    own: Mapping[str, Mapping[Cell, int]] | None = None,
    ceilings: Mapping[Cell, int] | None = None,
) -> tuple[PublishableTable, ...]:
    """Tables that may be shown beside each other.

    key: the cluster's secret for rounding and seals, the same every time (at least 16 bytes).
    earlier: tables shown before; a count shown then and unchanged since counts as known and is not held back now.
    own: for each setting, how many of a cell's learners are its own, where no table here has settings as a dimension.
    ceilings: the most a cell can be, by what everyone knows (a roll).
    Raises NotPublishable when nothing that could be held back protects a small count.
    """
    if threshold < SMALLEST_THRESHOLD:
        raise ValueError(f"A threshold of {threshold} is below {SMALLEST_THRESHOLD}; it may be raised, never lowered.")
    if len(key) < 16:
        raise ValueError("The key has fewer than 16 bytes; rounding could be undone by trying keys.")
    facts = known(tables, threshold=threshold, ceilings=ceilings)
    attackers = readers(tables, facts, earlier=earlier, own=own)
    marks = complement(facts, attackers, fixed=frozenset(attackers[0].knows))
    if marks is None or audit(facts, marks, attackers):
        names = ", ".join(table.name for table in tables)
        raise NotPublishable(f"{names} cannot be published: a count under {threshold} could be worked out.")
    shown = {at: marks.get(at, rounded(at, count, key=key)) for at, count in facts.counts.items()}
    return tuple(PublishableTable(table, shown, threshold, key, _MADE_HERE) for table in tables)


def readers(
    tables: Sequence[CountTable],
    facts: Known,
    *,
    earlier: Sequence[PublishableTable] = (),
    own: Mapping[str, Mapping[Cell, int]] | None = None,
) -> list[Attacker]:
    """Everybody a publication must hold against: any reader first, then each setting with what it knows itself."""
    before = unchanged(facts, earlier)
    settings = [Attacker(each.name, {**before, **each.knows}, each.own) for each in settings_of(tables)]
    parts = [Attacker(name, before, dict(counts)) for name, counts in (own or {}).items()]
    return [Attacker(knows=before), *settings, *parts]


def unchanged(facts: Known, earlier: Sequence[PublishableTable]) -> dict[Cell, int]:
    """Cells shown before whose count may still be the same: a reader can take it for known."""
    found = {}
    for table in earlier:
        for at in table:
            before = table.shown(at)
            if at in facts.counts and not isinstance(before, Mark) and abs(before - facts.counts[at]) < BASE:
                found[at] = facts.counts[at]
    return {at: count for at, count in found.items() if not facts.is_small(at)}


def rounded(at: Cell, count: int, *, key: bytes) -> int:
    """To a multiple of 3, up or down by a draw that is fixed for the cell: unbiased, and repeating it tells nothing."""
    name = json.dumps(sorted(map(list, at)), ensure_ascii=False)
    draw = int.from_bytes(hmac.digest(key, f"round|{name}".encode(), "sha256")[:8], "big") % (BASE * 2**32) / 2**32
    rest = count % BASE
    return count - rest + (BASE if draw < rest else 0)


def reopen(stored: Mapping[str, Any], *, key: bytes) -> PublishableTable:
    """A stored table again. Raises ValueError if it is not exactly what suppress made with this key."""
    content = {name: value for name, value in stored.items() if name != "seal"}
    if not hmac.compare_digest(str(stored.get("seal", "")), _seal(content, key)):
        raise ValueError("The stored table is not as suppress made it; publish it anew.")
    dimensions = tuple(Dimension(name, tuple(codes), *flags) for name, codes, *flags in content["dimensions"])
    shown = {
        frozenset((name, code) for name, code in at): Mark(value) if isinstance(value, str) else int(value)
        for at, value in content["cells"]
    }
    blank = CountTable(content["name"], dimensions, dict.fromkeys(shown, 0), content["is_below_cluster"])
    return PublishableTable(blank, shown, content["threshold"], key, _MADE_HERE)


def _seal(content: Mapping[str, object], key: bytes) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(key, b"seal|" + text.encode(), hashlib.sha256).hexdigest()
