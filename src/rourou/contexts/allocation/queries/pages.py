"""The pages of sharing hours out: rounds, one round, why."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.allocation.models import Round, RoundRequest
from rourou.contexts.allocation.queries import _telling as telling
from rourou.contexts.allocation.queries._explaining import (
    WhyPage,
    all_lines,
    criteria,
    groups,
    round_of,
    title_of,
    why_of,
)
from rourou.contexts.allocation.queries._reading import NOTHING, Holding, Stored, balances, first, holdings, stored
from rourou.contexts.allocation.rules import Criterion
from rourou.contexts.allocation.types import RoundState, SuggestedLine, Way
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.directory.types import ServiceCard, SupportType, TermCard
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import RoundReferral
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.access.roles import ROLES
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui.charts import hours_words

PLANNING: Final = frozenset({Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list; about nobody."""

    number: int
    title: str
    state: RoundState
    term: str
    hours: Decimal
    promised: Decimal


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """Rounds, newest first, and what a new one could be over."""

    lines: tuple[RoundLine, ...]
    may_open: bool
    supports: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, str], ...]
    code: str


@query(Permission.ROUND_READ, audits=Event.ROUND_READ, purposes=PLANNING, nobody=True)
def rounds_page(call: Call) -> RoundsPage:
    """Every round of the cluster. It names no learner and counts none."""
    rows = list(Round.objects.order_by("-number")[:100])
    offered = directory_queries.hours_offered(call, {s for r in rows for s in r.service_ids}).by_key
    known = directory_queries.terms(call)
    terms = [t for t in (known.coming, known.now) if t] or list(known.cards[-1:])
    kinds = [
        c.support_type for t in terms for c in directory_queries.services_for_term(call, t.name).cards if c.offered
    ]
    return RoundsPage(
        tuple(_round_line(r, offered, known) for r in rows),
        Permission.ROUND_MANAGE in ROLES[call.role].permissions,
        tuple((k.value, directory_queries.support_words(k)) for k in SupportType if k in kinds),
        tuple((t.name, telling.term_said(t)) for t in terms), call.post.cluster_code,
    )  # fmt: skip


def _round_line(row: Round, offered: dict[tuple[uuid.UUID, str], Decimal], known: directory_queries.Terms) -> RoundLine:
    hours = sum((offered.get((s, row.term), NOTHING) for s in row.service_ids), NOTHING)
    term = telling.term_said(known.named(row.term))
    return RoundLine(row.number, title_of(row, hours), RoundState(row.state), term, hours, NOTHING)


@dataclass(frozen=True, slots=True)
class WayShown:
    """One way of sharing, beside the others."""

    way: Way
    words: str
    sub: str
    current: bool
    note: str


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round under one way of sharing: what is suggested, who misses out, what they are offered now."""

    id: uuid.UUID
    number: int
    code: str
    version: int
    title: str
    lede: str
    state: RoundState
    term: str
    with_whom: str
    agreed: Decimal
    proposed: Decimal
    offered: Decimal
    ways: tuple[WayShown, ...]
    chosen: Way | None
    reason: str
    placed: tuple[SuggestedLine, ...]
    left_out: tuple[SuggestedLine, ...]
    waiting: tuple[RoundReferral, ...]
    already: tuple[SuggestedLine, ...]
    services: tuple[ServiceCard, ...]
    left: dict[uuid.UUID, Decimal]
    not_all_shown: bool
    not_proven: bool
    criteria: tuple[Criterion, ...]
    protocol_version: int | None
    may_manage: bool
    why: "WhyPage | None"
    subjects: frozenset[uuid.UUID]


@query(Permission.ROUND_READ, audits=Event.ROUND_READ, purposes=PLANNING)
def round_page(call: Call, number: int, *, way: str = "") -> RoundPage:
    """One round, as far as the reader reaches its requests."""
    row = round_of(number)
    known = directory_queries.terms(call).named(row.term)
    ways = stored(call, row)
    chosen = first(ways, way)
    waiting = referrals_queries.for_round(call, SupportType(row.support_type)).rows
    held, requests = _already(call, row)
    shown = balances(row.service_ids, row.term)
    services = directory_queries.services_by_id(call, row.service_ids, row.term).cards
    offered, agreed = sum((b.offered for b in shown), NOTHING), sum((b.promised for b in shown), NOTHING)
    lines = all_lines(call, row, chosen, known, held, groups(ways, chosen))
    return RoundPage(
        row.id, row.number, call.post.cluster_code, row.version, title_of(row, offered),
        _lede(waiting, chosen), RoundState(row.state), telling.term_said(known),
        ", ".join(dict.fromkeys(c.with_whom for c in services)), agreed, _proposed(chosen, held), offered,
        tuple(_way(w, chosen) for w in ways), chosen.way if chosen else None, chosen.row.reason if chosen else "",
        tuple(x for x in lines if x.placed), tuple(x for x in lines if not x.placed), waiting if not ways else (),
        _already_lines(held, requests, services, known), services, {b.service_id: b.left for b in shown},
        chosen is not None and len(chosen.known) < len(chosen.problem.requests),
        chosen is not None and chosen.way is not Way.OURS and chosen.plan.status != "optimal",
        criteria(call), chosen.row.protocol_version if chosen else None,
        Permission.ROUND_MANAGE in ROLES[call.role].permissions,
        why_of(call, row, ways, chosen, lines[0].referral_id) if chosen and lines else None,
        frozenset([x.learner_id for x in lines] + [r.learner_id for r in (*waiting, *requests)]),
    )  # fmt: skip


def _lede(waiting: Sequence[RoundReferral], chosen: Stored | None) -> str:
    """“9 requests ask for 31 hours. Here is one fair way to share 13.5. The hui decides.”"""
    asked = telling.hours_said(sum((r.hours or NOTHING for r in waiting), NOTHING))
    said = ngettext("%(n)s request asks for %(hours)s.", "%(n)s requests ask for %(hours)s.", len(waiting)) % {
        "n": len(waiting), "hours": asked,
    }  # fmt: skip
    if not waiting:
        said = _("No request is waiting here.")
    if chosen is None:
        return said
    return (
        said
        + " "
        + _("Here is one way to share %(hours)s. The hui decides.") % {"hours": telling.hours_said(chosen.hours())}
    )


def _proposed(chosen: Stored | None, held: Collection[Holding]) -> Decimal:
    """Hours of the shown way that are not promised yet, of the requests the reader reaches."""
    if chosen is None:
        return NOTHING
    done = {chosen.code(h.referral_id) for h in held}
    options = {o.id: o for code, o in chosen.place.items() if code in chosen.known and code not in done}
    return sum((Decimal(str(o.hours)) for o in options.values()), NOTHING)


def _way_words(way: Way) -> str:
    return {
        Way.SUGGESTION: _("Suggestion"),
        Way.GROUPS: _("With groups"),
        Way.LONGEST_WAIT: _("Longest wait first"),
        Way.MOST_PLACED: _("As many as can be"),
        Way.OURS: _("Our own split"),
    }[way]


def _way(w: Stored, chosen: Stored | None) -> WayShown:
    placed = len(w.placed())
    sub = _("%(n)s placed, %(hours)s h") % {"n": placed, "hours": hours_words(float(w.hours()))}
    same = chosen is not None and w is not chosen and w.place.keys() == chosen.place.keys()
    return WayShown(w.way, _way_words(w.way), sub, w is chosen, _("The same people") if same else "")


def _already(call: Call, row: Round) -> tuple[tuple[Holding, ...], tuple[RoundReferral, ...]]:
    ids = set(RoundRequest.objects.reachable(call).filter(round_id=row.id).values_list("referral_id", flat=True))
    held = tuple(h for h in holdings(call, ids) if h.term == row.term and h.service_id in row.service_ids)
    return held, referrals_queries.by_ids(call, {h.referral_id for h in held}).rows if held else ()


def _already_lines(
    held: Collection[Holding], requests: Collection[RoundReferral], services: Collection[ServiceCard], term: TermCard
) -> tuple[SuggestedLine, ...]:
    by_id, cards = {r.id: r for r in requests}, {c.id: c for c in services}
    return tuple(
        SuggestedLine(
            r.id, r.learner_id, r.name, r.place, r.public_id, True, h.hours, h.service_id, cards[h.service_id].name,
            cards[h.service_id].with_whom, (),
            telling.agreed_says(r, cards[h.service_id], term), "", r.waited_days,
        )
        for h in held
        if (r := by_id.get(h.referral_id)) is not None
    )  # fmt: skip


@query(Permission.ROUND_READ, audits=Event.ROUND_READ, purposes=PLANNING)
def why_page(
    call: Call, number: int, referral_id: uuid.UUID, *, way: str = "", other_id: uuid.UUID | None = None
) -> WhyPage:
    """Why this request stands where it does, in sentences. Compared only with requests the reader reaches."""
    row = round_of(number)
    ways = stored(call, row)
    chosen = first(ways, way)
    if chosen is None or chosen.code(referral_id) not in chosen.known:
        raise NotFound
    return why_of(call, row, ways, chosen, referral_id, other_id)
