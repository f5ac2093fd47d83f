"""A stored suggestion read back: the problem, the plan, and whose code is whose as far as the call reaches."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rourou.contexts.allocation.models import Balance, HoursEntry, Round, Suggestion, SuggestionLine
from rourou.contexts.allocation.rules import code_of, option_of
from rourou.contexts.allocation.types import EntryKind, HoursLeft, Way
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.directory.types import ServiceCard
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import RoundReferral
from rourou.engines.allocation.problem import Change, Measure, Option, Plan, Problem, Status, Unplaced
from rourou.engines.allocation.reading import parse
from rourou.foundation.access.call import Call

NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stored:
    """One way of sharing, with the requests in it that the call reaches. The others are not named here at all."""

    row: Suggestion
    problem: Problem
    plan: Plan
    place: dict[str, Option]
    missed: dict[str, Unplaced]
    known: dict[str, RoundReferral]
    services: dict[str, ServiceCard]

    @property
    def way(self) -> Way:
        return Way(self.row.way)

    def code(self, referral_id: uuid.UUID) -> str:
        return code_of(self.row.round_id, referral_id)

    def placed(self) -> list[RoundReferral]:
        """Those with a place, of those the call reaches: most hours first, then longest wait."""
        found = [r for code, r in self.known.items() if code in self.place]
        return sorted(found, key=lambda r: (-self.place[self.code(r.id)].hours, -r.waited_days, r.name, str(r.id)))

    def left_out(self) -> list[RoundReferral]:
        """Those without, longest wait first."""
        found = [r for code, r in self.known.items() if code not in self.place]
        return sorted(found, key=lambda r: (-r.waited_days, r.name, str(r.id)))

    def hours(self) -> Decimal:
        """What the places of those the call reaches would cost."""
        options = {o.id: o for code, o in self.place.items() if code in self.known}
        return sum((Decimal(str(o.hours)) for o in options.values()), NOTHING)

    def others_with(self, referral_id: uuid.UUID) -> tuple[RoundReferral, ...]:
        """Who would share the hours, of those the call reaches."""
        code = self.code(referral_id)
        option = self.place.get(code)
        return tuple(self.known[c] for c in option.requests if c != code and c in self.known) if option else ()


def plan_of(said: dict[str, Any]) -> Plan:
    """A plan out of the JSON that was stored."""
    return Plan(
        tuple(said["chosen"]), Status(said["status"]),
        {name: Measure(m["value"], m["bound"]) for name, m in said["objectives"].items()},
        tuple(
            Unplaced(u["request"], u["reason"], tuple(Change(**change) for change in u["would_take"]))
            for u in said["unplaced"]
        ),
        said["seconds"], said["seed"], said["fingerprint"],
    )  # fmt: skip


def stored(call: Call, round_row: Round) -> list[Stored]:
    """Every current way of a round. Statements do not grow with ways or requests."""
    rows = list(Suggestion.objects.filter(round_id=round_row.id, is_current=True).order_by("place"))
    lines = SuggestionLine.objects.reachable(call).filter(made_together__in={r.made_together for r in rows})
    of: dict[uuid.UUID, dict[str, uuid.UUID]] = {}
    for line in lines:
        of.setdefault(line.made_together, {})[line.code] = line.referral_id
    requests = referrals_queries.by_ids(call, {i for codes in of.values() for i in codes.values()}).by_id
    cards = directory_queries.services_by_id(call, round_row.service_ids, round_row.term).cards
    services = {code_of(round_row.id, card.id): card for card in cards}
    return [_stored(row, of.get(row.made_together, {}), requests, services) for row in rows]


def _stored(
    row: Suggestion, codes: dict[str, uuid.UUID], requests: dict[uuid.UUID, RoundReferral],
    services: dict[str, ServiceCard],
) -> Stored:  # fmt: skip
    problem, plan = parse(row.problem), plan_of(row.plan)
    known = {code: requests[i] for code, i in codes.items() if i in requests}
    missed = {u.request: u for u in plan.unplaced}
    return Stored(row, problem, plan, option_of(problem, plan.chosen), missed, known, services)


def balances(service_ids: Collection[uuid.UUID], term: str) -> tuple[HoursLeft, ...]:
    """What these services offer and have promised in a term."""
    rows = Balance.objects.filter(service_id__in=list(service_ids), term=term).order_by("service_id")
    return tuple(HoursLeft(b.service_id, b.term, b.offered, b.promised) for b in rows)


@dataclass(frozen=True, slots=True)
class Holding:
    """Hours that a request holds of a service in a term."""

    referral_id: uuid.UUID
    service_id: uuid.UUID
    term: str
    hours: Decimal
    charged: Decimal


def holdings(call: Call, referral_ids: Collection[uuid.UUID]) -> tuple[Holding, ...]:
    """What requests hold: promised less given back, out of the ledger."""
    sums: dict[tuple[uuid.UUID, uuid.UUID, str], list[Decimal]] = {}
    for e in HoursEntry.objects.reachable(call).filter(referral_id__in=list(referral_ids)).order_by("created_at", "id"):
        sign = 1 if e.kind == EntryKind.PROMISE else -1
        held = sums.setdefault((e.referral_id, e.service_id, e.term), [NOTHING, NOTHING])
        held[0] += sign * e.hours
        held[1] += sign * e.charged
    return tuple(Holding(*key, hours, charged) for key, (hours, charged) in sums.items() if hours > 0 or charged > 0)


def first(ways: Sequence[Stored], chosen: str = "") -> Stored | None:
    """The way asked for, else the suggestion."""
    return next((w for w in ways if w.way == chosen), ways[0] if ways else None)
