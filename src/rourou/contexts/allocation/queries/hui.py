"""What a hui takes with it, and what is held and left: for the contexts above."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from rourou.contexts.allocation.models import Round
from rourou.contexts.allocation.queries._explaining import all_lines, groups, title_of
from rourou.contexts.allocation.queries._reading import NOTHING, Holding, balances, holdings, stored
from rourou.contexts.allocation.types import HoursLeft, RoundState, SuggestionForHui, Way
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.referrals import queries as referrals_queries
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event

EVERY: Final = frozenset(Purpose)


@query(Permission.ROUND_READ, audits=Event.ROUND_READ, purposes=EVERY)
def suggestion_for_hui(call: Call, round_id: uuid.UUID) -> SuggestionForHui:
    """The suggestion of a round as a hui takes it: every request within reach, with hours or what it would take."""
    row: Round = Round.objects.get_or_refuse(round_id)
    term = directory_queries.terms(call).named(row.term)
    ways = stored(call, row)
    chosen = next((w for w in ways if w.way is Way.OURS), ways[0] if ways else None)
    shown = balances(row.service_ids, row.term)
    lines = all_lines(call, row, chosen, term, (), groups(ways, chosen))
    return SuggestionForHui(
        row.id, row.number, title_of(row, sum((b.offered for b in shown), NOTHING)), row.term, RoundState(row.state),
        chosen.row.id if chosen else None, shown, lines, frozenset(x.learner_id for x in lines),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """Hours that requests hold, by request."""

    by_id: dict[uuid.UUID, tuple[Holding, ...]]
    subjects: frozenset[uuid.UUID]


@query(Permission.REQUEST_READ, audits=Event.ROUND_READ, purposes=EVERY)
def hours_held(call: Call, referral_ids: Collection[uuid.UUID]) -> Held:
    """What each of these requests has been promised, of which service, in which term."""
    reached = referrals_queries.by_ids(call, referral_ids).by_id
    found: dict[uuid.UUID, tuple[Holding, ...]] = {}
    for h in holdings(call, reached):
        found[h.referral_id] = (*found.get(h.referral_id, ()), h)
    return Held(found, frozenset(reached[i].learner_id for i in found))


@dataclass(frozen=True, slots=True)
class HoursLeftNow:
    """What services offer and have left. About nobody."""

    rows: tuple[HoursLeft, ...]


@query(Permission.SUPPLY_READ, audits=Event.SUPPLY_READ, purposes=EVERY, nobody=True)
def hours_left(call: Call, service_ids: Collection[uuid.UUID], term: str) -> HoursLeftNow:
    """What these services have left to promise in a term."""
    return HoursLeftNow(balances(service_ids, term))
