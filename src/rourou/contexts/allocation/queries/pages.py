"""The pages of sharing hours out: rounds, one round, why; and what a hui takes with it."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.allocation.models import Round, RoundRequest
from rourou.contexts.allocation.queries import _telling as telling
from rourou.contexts.allocation.queries._reading import NOTHING, Holding, Stored, balances, first, holdings, stored
from rourou.contexts.allocation.rules import Criterion, criteria_of
from rourou.contexts.allocation.types import HoursLeft, RoundState, SuggestedLine, SuggestionForHui, Way
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.directory.types import ServiceCard, SupportType, TermCard
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import RoundReferral
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import ProtocolKind
from rourou.foundation.access import audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.access.roles import ROLES
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound

PLANNING: Final = frozenset({Purpose.PLANNING})
EVERY: Final = frozenset(Purpose)


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


def _title_of(row: Round, offered: Decimal) -> str:
    """“Round 3: 14 hours of speech-language support”."""
    kind = directory_queries.support_words(row.support_type)
    said = {"number": row.number, "hours": telling.hours_said(offered), "kind": kind[:1].lower() + kind[1:]}
    return row.title or _("Round %(number)s: %(hours)s of %(kind)s") % said


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
    return RoundLine(row.number, _title_of(row, hours), RoundState(row.state), term, hours, NOTHING)


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


def _round(number: int) -> Round:
    row: Round | None = Round.objects.filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def _criteria(call: Call) -> tuple[Criterion, ...]:
    cards = sharing_queries.protocol_in_force(call, ProtocolKind.DECIDE).cards
    return criteria_of(cards[0].body) if cards else ()


@query(Permission.ROUND_READ, audits=Event.ROUND_READ, purposes=PLANNING)
def round_page(call: Call, number: int, *, way: str = "") -> RoundPage:
    """One round, as far as the reader reaches its requests."""
    row = _round(number)
    known = directory_queries.terms(call).named(row.term)
    ways = stored(call, row)
    chosen = first(ways, way)
    waiting = referrals_queries.for_round(call, SupportType(row.support_type)).rows
    held, requests = _already(call, row)
    shown = balances(row.service_ids, row.term)
    services = directory_queries.services_by_id(call, row.service_ids, row.term).cards
    offered, agreed = sum((b.offered for b in shown), NOTHING), sum((b.promised for b in shown), NOTHING)
    lines = _all_lines(call, row, chosen, known, held, _groups(ways, chosen))
    return RoundPage(
        row.id, row.number, call.post.cluster_code, row.version, _title_of(row, offered),
        _lede(waiting, chosen), RoundState(row.state), telling.term_said(known),
        ", ".join(dict.fromkeys(c.with_whom for c in services)), agreed, _proposed(chosen, held), offered,
        tuple(_way(w, chosen) for w in ways), chosen.way if chosen else None, chosen.row.reason if chosen else "",
        tuple(x for x in lines if x.placed), tuple(x for x in lines if not x.placed), waiting if not ways else (),
        _already_lines(held, requests, services, known), services, {b.service_id: b.left for b in shown},
        chosen is not None and len(chosen.known) < len(chosen.problem.requests),
        chosen is not None and chosen.way is not Way.OURS and chosen.plan.status != "optimal",
        _criteria(call), chosen.row.protocol_version if chosen else None,
        Permission.ROUND_MANAGE in ROLES[call.role].permissions,
        _why(call, row, ways, chosen, lines[0].referral_id) if chosen and lines else None,
        frozenset(x.learner_id for x in (*lines, *waiting, *requests)),
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
    sub = _("%(n)s placed, %(hours)s h") % {"n": placed, "hours": telling.hours_words(float(w.hours()))}
    same = chosen is not None and w is not chosen and w.place.keys() == chosen.place.keys()
    return WayShown(w.way, _way_words(w.way), sub, w is chosen, _("The same people") if same else "")


def _all_lines(
    call: Call,
    row: Round,
    chosen: Stored | None,
    term: TermCard,
    held: Collection[Holding],
    groups: Stored | None,
) -> tuple[SuggestedLine, ...]:
    """Those still to be decided; who holds hours already stands among the agreed."""
    if chosen is None:
        return ()
    beside = {b.referral_id: b for b in RoundRequest.objects.reachable(call).filter(round_id=row.id)}
    done = {h.referral_id for h in held}
    every = [*chosen.placed(), *chosen.left_out()]
    return tuple(_line(chosen, r, term, beside.get(r.id), groups) for r in every if r.id not in done)


def _groups(ways: Sequence[Stored], chosen: Stored | None) -> Stored | None:
    """The way with groups, where another one is shown."""
    return next((w for w in ways if w.way is Way.GROUPS and w is not chosen), None)


def _line(
    chosen: Stored, r: RoundReferral, term: TermCard, beside: RoundRequest | None, groups: Stored | None
) -> SuggestedLine:
    option = chosen.place.get(chosen.code(r.id))
    card = chosen.services[option.support] if option else None
    says = (
        telling.placed_says(chosen, r, term)
        if option
        else " ".join(filter(None, (*telling.would_take(chosen, r)[:2], telling.or_a_group(groups, r))))
        or telling.why_placed_or_not(chosen, r)
    )
    return SuggestedLine(
        r.id, r.learner_id, r.name, r.place, r.public_id, option is not None,
        Decimal(str(option.hours)) if option else r.hours or NOTHING, card.id if card else None,
        card.name if card else "", card.with_whom if card else "", tuple(o.name for o in chosen.others_with(r.id)),
        says, beside.offer if beside else "", r.waited_days,
    )  # fmt: skip


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


# Why


@dataclass(frozen=True, slots=True)
class WhyPage:
    """The panel of ux.md §4.9: one sentence first, then everything behind it."""

    round_id: uuid.UUID
    number: int
    code: str
    version: int
    title: str
    way: Way
    request: RoundReferral
    placed: bool
    hours: Decimal
    what: str
    why: str
    rules: tuple[tuple[bool, str, str], ...]
    split_rules: tuple[str, ...]
    others: tuple[RoundReferral, ...]
    other: RoundReferral | None
    compared: tuple[str, ...]
    would_take: tuple[str, ...]
    steady: str
    pips: tuple[int, int]
    offer: str
    note: str
    beside_version: int
    protocol_version: int | None
    may_manage: bool
    seen: audience.Audience
    subjects: frozenset[uuid.UUID]


@query(Permission.ROUND_READ, audits=Event.ROUND_READ, purposes=PLANNING)
def why_page(
    call: Call, number: int, referral_id: uuid.UUID, *, way: str = "", other_id: uuid.UUID | None = None
) -> WhyPage:
    """Why this request stands where it does, in sentences. Compared only with requests the reader reaches."""
    row = _round(number)
    ways = stored(call, row)
    chosen = first(ways, way)
    if chosen is None or chosen.code(referral_id) not in chosen.known:
        raise NotFound
    return _why(call, row, ways, chosen, referral_id, other_id)


def _why(
    call: Call, row: Round, ways: Sequence[Stored], chosen: Stored, referral_id: uuid.UUID,
    other_id: uuid.UUID | None = None,
) -> WhyPage:  # fmt: skip
    """The panel of one request under one way."""
    request = chosen.known[chosen.code(referral_id)]
    others = tuple(r for r in [*chosen.placed(), *chosen.left_out()] if r.id != referral_id)
    other = next((r for r in others if r.id == other_id), _nearest(chosen, request, others))
    criteria, term = _criteria(call), directory_queries.terms(call).named(row.term)
    beside = RoundRequest.objects.reachable(call).filter(round_id=row.id, referral_id=referral_id).first()
    option = chosen.place.get(chosen.code(referral_id))
    steady, same, tries = telling.steady_said(chosen, request)
    shown = balances(row.service_ids, row.term)
    return WhyPage(
        row.id, row.number, call.post.cluster_code, row.version,
        _title_of(row, sum((b.offered for b in shown), NOTHING)), chosen.way, request, option is not None,
        Decimal(str(option.hours)) if option else request.hours or NOTHING,
        telling.placed_says(chosen, request, term) if option else "", telling.why_placed_or_not(chosen, request),
        telling.rules_said(criteria, request.rules), telling.whole_split_rules(criteria), others, other,
        telling.compared(chosen, request, other, criteria) if other else (),
        _would_take(chosen, request, _groups(ways, chosen)),
        steady, (same, tries), beside.offer if beside else "", beside.note if beside else "",
        beside.version if beside else 0, chosen.row.protocol_version,
        Permission.ROUND_MANAGE in ROLES[call.role].permissions and beside is not None,
        _seen_by(call, request.learner_id),
        frozenset({request.learner_id, *(r.learner_id for r in others)}),
    )  # fmt: skip


def _would_take(chosen: Stored, request: RoundReferral, groups: Stored | None) -> tuple[str, ...]:
    said = telling.would_take(chosen, request)
    return (*said, *filter(None, (telling.or_a_group(groups, request),))) if said else ()


def _seen_by(call: Call, learner_id: uuid.UUID) -> audience.Audience:
    """Who reads what stands beside a request in a round: those whom this learner’s whānau let plan, and nobody else."""
    sees = [
        s
        for s in audience.seers(call, learner_id)
        if s.purpose is Purpose.PLANNING and s.categories & Category.SUPPORTS and s.ceiling >= 2
    ]
    return audience.words(call, sees)


def _nearest(chosen: Stored, request: RoundReferral, others: Sequence[RoundReferral]) -> RoundReferral | None:
    """To begin with, somebody who fares the other way."""
    own = chosen.code(request.id) in chosen.place
    return next((r for r in others if (chosen.code(r.id) in chosen.place) != own), others[0] if others else None)


# For the hui


@query(Permission.ROUND_READ, audits=Event.ROUND_READ, purposes=EVERY)
def suggestion_for_hui(call: Call, round_id: uuid.UUID) -> SuggestionForHui:
    """The suggestion of a round as a hui takes it: every request within reach, with hours or what it would take."""
    row: Round = Round.objects.get_or_refuse(round_id)
    term = directory_queries.terms(call).named(row.term)
    ways = stored(call, row)
    chosen = next((w for w in ways if w.way is Way.OURS), ways[0] if ways else None)
    shown = balances(row.service_ids, row.term)
    lines = _all_lines(call, row, chosen, term, (), _groups(ways, chosen))
    return SuggestionForHui(
        row.id, row.number, _title_of(row, sum((b.offered for b in shown), NOTHING)), row.term, RoundState(row.state),
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
