"""The reads of insights: the latest published tables, and a setting's own exact ones."""

import functools
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from rourou.contexts.insights import rules
from rourou.contexts.insights.models import Snapshot
from rourou.contexts.insights.types import (
    AREA_BY_TIER,
    AREA_BY_YEAR,
    TIER,
    YEAR,
    Counted,
    CountFact,
    Published,
    ShownTable,
)
from rourou.contexts.register import queries as register_queries
from rourou.contexts.register.types import year_band
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event

ANY: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class InsightsPage:
    """What the cluster may see, or nothing where nothing has been published yet."""

    cluster: str
    published: Published | None


@query(Permission.COUNTS_READ, audits=Event.COUNTS_READ, purposes=ANY, nobody=True)
def insights_page(call: Call) -> InsightsPage:
    """The latest frozen snapshot: finished tables, no count of a person."""
    latest = Snapshot.objects.order_by("-as_at").values_list("id", flat=True).first()
    return InsightsPage(call.post.cluster_name, _frozen(latest) if latest else None)


@functools.lru_cache(maxsize=256)
def _frozen(snapshot_id: uuid.UUID) -> Published:
    """A snapshot's tables, read once: it can never change, and which one is asked for was read under row security."""
    row = Snapshot.objects.get_or_refuse(snapshot_id)
    by_year, by_tier = rules.shown(row.tables[AREA_BY_YEAR], YEAR), rules.shown(row.tables[AREA_BY_TIER], TIER)
    return Published(row.as_at, row.threshold, by_year, by_tier)


@dataclass(frozen=True, slots=True)
class OwnCounts:
    """A setting's own learners, exact and live, for people who reach each of them."""

    setting: str
    on: date
    learners: int
    by_year: ShownTable
    by_tier: ShownTable
    subjects: frozenset[uuid.UUID]


@query(Permission.REGISTER_READ, audits=Event.REGISTER_READ)
def own_counts(call: Call) -> OwnCounts:
    """Exact counts of the caller's own register, of learners whom the caller reaches, whatever answer 4 says."""
    needs = register_queries.needs_of_setting(call)
    facts: dict[uuid.UUID, list[CountFact]] = defaultdict(list)
    for need in needs.rows:
        band = str(year_band(need.year_level))
        facts[need.learner_id].append(CountFact(need.setting_id, need.area, band, need.tier, date.min))
    everybody, _own = rules.members((Counted(who, tuple(listed)) for who, listed in facts.items()), call.today)
    counts = {at: len(names) for at, names in everybody.items()}
    return OwnCounts(
        call.post.organisation_name, call.today, len(facts), rules.exact(counts, rules.YEARS),
        rules.exact(counts, rules.TIERS), frozenset(facts),
    )  # fmt: skip
