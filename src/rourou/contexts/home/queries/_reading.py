"""The first of the two locks for pages that read public views: rows are kept only where a grant of the call opens them.

Row security has narrowed them already. A policy dropped by mistake still opens nothing here.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from rourou.contexts.home.types import Place, Said
from rourou.foundation.access.audience import last_day
from rourou.foundation.access.purposes import Category, Purpose

# One grant of the call on the learner `l.id`, as an array: custodian, categories, ceiling, purpose, last moment.
GRANTS: Final = """
(select json_agg(json_build_array(g.custodian_id, g.categories, g.ceiling, g.purpose, g.valid_until))
 from access_grant g where g.cluster_id = %(cluster)s and g.subject_id = l.id and g.holder_id = any(%(holders)s)
   and g.purpose = any(%(purposes)s) and g.valid_from <= %(at)s and g.valid_until > %(at)s)"""
BARS: Final = """
(select json_agg(json_build_array(b.custodian_id, b.categories))
 from access_bar b where b.cluster_id = %(cluster)s and b.subject_id = l.id and b.person_id = %(person)s
   and b.hats & %(hat)s <> 0 and b.valid_from <= %(at)s and b.valid_until > %(at)s)"""
# Where a learner is: a row is there only where the place may be known.
PLACE: Final = """
(select json_build_array(e.custodian_id, 4, e.sensitivity, o.name, coalesce(c.name, ''))
 from people_public_enrolment e join tenancy_organisation o on o.id = e.custodian_id
 left join people_public_class c on c.cluster_id = e.cluster_id and c.id = e.class_id
 where e.cluster_id = l.cluster_id and e.learner_id = l.id and e.from_on <= %(today)s
   and (e.until_on is null or e.until_on >= %(today)s) order by e.from_on desc limit 1)"""
BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class Opened:
    """What the grants of a call open of one learner, and what bars close."""

    grants: tuple[tuple[uuid.UUID, Category, int, Purpose, date], ...]
    bars: tuple[tuple[uuid.UUID | None, Category], ...]

    @classmethod
    def read(cls, grants: Any, bars: Any) -> "Opened":
        """Out of the two arrays of the statement."""
        return cls(
            tuple(
                (uuid.UUID(c), Category(k), int(top), Purpose(p), last_day(datetime.fromisoformat(until)))
                for c, k, top, p, until in grants or ()
            ),
            tuple((uuid.UUID(c) if c else None, Category(k)) for c, k in bars or ()),
        )

    def any(self, category: Category) -> bool:
        """Whether any row of this category could be opened."""
        return any(k & category for _c, k, _top, _p, _until in self.grants) and not self._barred(None, category)

    def row(self, custodian: str, category: int, sensitivity: int) -> bool:
        """Whether one row is opened: its custodian, its category, its sensitivity, and no bar."""
        own = uuid.UUID(custodian)
        opened = any(c == own and k & category and top >= sensitivity for c, k, top, _p, _until in self.grants)
        return opened and not self._barred(own, Category(category))

    def _barred(self, custodian: uuid.UUID | None, category: Category) -> bool:
        return any(k & category and (c is None or c == custodian) for c, k in self.bars)

    def kept(self, rows: Any, category: Category | None = None) -> list[list[Any]]:
        """Rows that begin with custodian, category, sensitivity; `category` where the table has one."""
        return [r for r in rows or () if self.row(r[0], int(category) if category else int(r[1]), int(r[2]))]

    @property
    def planning_until(self) -> date | None:
        """The last day on which whānau's yes to the cluster opens this learner to the reader."""
        days = [until for _c, _k, _top, p, until in self.grants if p is Purpose.PLANNING]
        return max(days) if days and not self.inside else None

    @property
    def inside(self) -> bool:
        """Whether the reader supports this learner, rather than plans for the community."""
        return any(p is Purpose.SUPPORT for _c, _k, _top, p, _until in self.grants)


def parameters(call: Any, purposes: Iterable[int]) -> dict[str, Any]:
    """What the two arrays are asked with."""
    return {
        "cluster": call.cluster_id, "holders": list(call.holders), "purposes": [int(p) for p in purposes],
        "person": call.person_id, "hat": int(call.hat), "at": call.at, "today": call.today,
    }  # fmt: skip


def place_in(opened: Opened, place: Any) -> Place | None:
    """The setting and the room, where this reader may know them (access.md: an organisation beside a learner)."""
    found = opened.kept([place] if place else (), Category.LOCATION)
    return Place(found[0][3], found[0][4]) if found else None


def voice_in(found: list[list[Any]], knows_place: bool) -> Said | None:
    """Their newest words. Who wrote them down is staff of a setting, and is said where the setting may be known."""
    if not found:
        return None
    words, english, who, form, language, on, told_to = found[0][3:]
    return Said(words, english, who, form, language, date.fromisoformat(on), told_to if knows_place else "")
