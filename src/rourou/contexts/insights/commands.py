"""The writes of insights: noting, as the system, what somebody is counted under from now on."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from rourou.contexts.insights.models import CountRow
from rourou.contexts.insights.types import CountFact
from rourou.contexts.people import queries as people_queries
from rourou.contexts.register import queries as register_queries
from rourou.contexts.register.types import year_band
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import Question
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.loading import Loader
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.ids import new_id

UPKEEP: Final = frozenset({Purpose.UPKEEP})
_NAMES: Final = "select learner_id, name, note from insights_names(%s::uuid[], %s::uuid[])"
_COLUMNS: Final = (
    "cluster_id", "id", "created_at", "name", "note", "setting_id", "area", "year_band", "tier", "counted_from",
    "counted_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noted:
    """Whose counting was noted anew."""

    did: bool
    subjects: frozenset[uuid.UUID]


@command(Permission.COUNTS_PUBLISH, audits=Event.COUNTS_NOTED, purposes=UPKEEP)
def note_counts(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> Noted:
    """Note under which areas, year and tier these learners are counted from now on; nobody whose whānau said no."""
    facts = _facts(call, subjects)
    names = statement(call, _NAMES, [sorted(subjects), sorted(facts)])
    rows = [row for learner, name, note in names for row in _rows(call, name, note, facts.get(learner, []))]
    CountRow.objects.bulk_create(rows, batch_size=1000)
    return Noted(bool(rows), frozenset(learner for learner, _name, _note in names))


def _facts(call: Call, subjects: frozenset[uuid.UUID]) -> dict[uuid.UUID, list[CountFact]]:
    """What counts of each learner: needs of an open entry, at a setting where they are enrolled, unless told No."""
    needs = register_queries.needs_for_counts(call, subjects).rows
    told = sharing_queries.said_no(call, subjects, Question.COUNTED).by_id
    enrolled = people_queries.enrolled(call, subjects).by_id
    facts: dict[uuid.UUID, list[CountFact]] = defaultdict(list)
    for need in needs:
        stay = enrolled.get((need.learner_id, need.setting_id))
        if stay is not None and need.learner_id not in told:
            band = str(year_band(need.year_level))
            facts[need.learner_id].append(CountFact(need.setting_id, need.area, band, need.tier, *stay))
    return facts


def _rows(call: Call, name: uuid.UUID, note: int, facts: Iterable[CountFact]) -> list[CountRow]:
    common = {"cluster_id": call.cluster_id, "created_at": call.at, "name": name, "note": note}
    made = [
        CountRow(
            **common, setting_id=f.setting_id, area=f.area, year_band=f.year_band, tier=f.tier,
            counted_from=f.counted_from, counted_until=f.counted_until,
        )
        for f in facts
    ]  # fmt: skip
    return made or [CountRow(**common, counted_from=call.today)]


def bulk_load(
    loader: Loader, cluster_id: uuid.UUID, counted: Iterable[tuple[uuid.UUID, Iterable[CountFact]]], *, at: datetime
) -> None:
    """Rows of simulate: (learner, what they are counted under), as noted at a moment."""
    listed = [
        (learner, loader.ids("insights_countname", f"{cluster_id} {learner}"), list(facts))
        for learner, facts in counted
    ]
    loader.copy(
        "insights_countname",
        ("cluster_id", "learner_id", "name"),
        ((cluster_id, who, name) for who, name, _f in listed),
    )
    loader.copy(
        "insights_countrow",
        _COLUMNS,
        (
            (
                cluster_id,
                new_id(),
                at,
                name,
                0,
                f.setting_id,
                f.area,
                f.year_band,
                f.tier,
                f.counted_from,
                f.counted_until,
            )
            for _who, name, facts in listed
            for f in facts
        ),
    )
