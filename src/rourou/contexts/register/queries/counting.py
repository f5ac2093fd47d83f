"""What others count: needs of open entries, as learner, setting, area and tier. Nothing in anybody's words."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from rourou.contexts.people import queries as people_queries
from rourou.contexts.register.models import Entry, Need
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.access.reach import few_ids
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event


@dataclass(frozen=True, slots=True)
class CountedNeed:
    """One area in which a learner is helped at a setting, with the year the learner is in."""

    learner_id: uuid.UUID
    setting_id: uuid.UUID
    area: str
    tier: int
    year_level: int | None


@dataclass(frozen=True, slots=True)
class CountedNeeds:
    """Needs to count, and of whom they are."""

    rows: tuple[CountedNeed, ...]
    subjects: frozenset[uuid.UUID]


@query(Permission.REGISTER_READ, audits=Event.REGISTER_READ, purposes={Purpose.UPKEEP})
def needs_for_counts(call: Call, ids: Collection[uuid.UUID]) -> CountedNeeds:
    """For the published counts: needs of these learners' open entries that the system reaches, never sensitivity 3."""
    entries = Entry.objects.reachable(call).filter(learner_id__in=list(ids)).exclude(status="closed")
    open_at = set(entries.values_list("learner_id", "custodian_id"))
    if not open_at:
        return CountedNeeds((), frozenset())
    needs = Need.objects.reachable(call).filter(learner_id__in=list(ids), ended_at=None)
    found = [n for n in needs.values_list("learner_id", "custodian_id", "area", "tier") if n[:2] in open_at]
    cards = people_queries.learner_cards(call, {n[0] for n in found}).by_id
    rows = tuple(CountedNeed(*n, cards[n[0]].year_level) for n in found if n[0] in cards)
    return CountedNeeds(rows, frozenset(row.learner_id for row in rows))


_OF_SETTING: Final = """
select n.learner_id, n.custodian_id, n.area, n.tier, l.year_level
from register_public_entry e
join register_public_need n on n.cluster_id = e.cluster_id and n.learner_id = e.learner_id
    and n.custodian_id = e.custodian_id
join people_public_learner l on l.cluster_id = e.cluster_id and l.id = e.learner_id
where e.cluster_id = %(cluster)s and e.custodian_id = %(setting)s{few}
"""


@query(Permission.REGISTER_READ, audits=Event.REGISTER_READ)
def needs_of_setting(call: Call) -> CountedNeeds:
    """For a setting's own exact counts: needs on its register, of learners the caller reaches."""
    values = {"cluster": call.cluster_id, "setting": call.organisation_id, "ids": few_ids(call)}
    few = " and e.learner_id = any(%(ids)s::uuid[])" if values["ids"] is not None else ""
    rows = tuple(CountedNeed(*row) for row in statement(call, _OF_SETTING.format(few=few), values, walks=True))
    return CountedNeeds(rows, frozenset(row.learner_id for row in rows))
