"""What the pages of a round share: its title, its lines, and the panel that says why (ux.md §4.9)."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from rourou.contexts.allocation.models import Round, RoundRequest
from rourou.contexts.allocation.queries import _telling as telling
from rourou.contexts.allocation.queries._reading import NOTHING, Holding, Stored, balances
from rourou.contexts.allocation.rules import Criterion, criteria_of
from rourou.contexts.allocation.types import SuggestedLine, Way
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.directory.types import TermCard
from rourou.contexts.referrals.types import RoundReferral
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import ProtocolKind
from rourou.foundation.access import audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.access.roles import ROLES
from rourou.foundation.kernel.errors import NotFound


def title_of(row: Round, offered: Decimal) -> str:
    """“Round 3: 14 hours of speech-language support”."""
    kind = directory_queries.support_words(row.support_type)
    said = {"number": row.number, "hours": telling.hours_said(offered), "kind": kind[:1].lower() + kind[1:]}
    return row.title or _("Round %(number)s: %(hours)s of %(kind)s") % said


def round_of(number: int) -> Round:
    row: Round | None = Round.objects.filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def criteria(call: Call) -> tuple[Criterion, ...]:
    cards = sharing_queries.protocol_in_force(call, ProtocolKind.DECIDE).cards
    return criteria_of(cards[0].body) if cards else ()


def groups(ways: Sequence[Stored], chosen: Stored | None) -> Stored | None:
    """The way with groups, where another one is shown."""
    return next((w for w in ways if w.way is Way.GROUPS and w is not chosen), None)


def all_lines(
    call: Call,
    row: Round,
    chosen: Stored | None,
    term: TermCard,
    held: Collection[Holding],
    group: Stored | None,
) -> tuple[SuggestedLine, ...]:
    """Those still to be decided; who holds hours already stands among the agreed."""
    if chosen is None:
        return ()
    beside = {b.referral_id: b for b in RoundRequest.objects.reachable(call).filter(round_id=row.id)}
    done = {h.referral_id for h in held}
    every = [*chosen.placed(), *chosen.left_out()]
    return tuple(_line(chosen, r, term, beside.get(r.id), group) for r in every if r.id not in done)


def _line(
    chosen: Stored, r: RoundReferral, term: TermCard, beside: RoundRequest | None, group: Stored | None
) -> SuggestedLine:
    option = chosen.place.get(chosen.code(r.id))
    card = chosen.services[option.support] if option else None
    says = (
        telling.placed_says(chosen, r, term)
        if option
        else " ".join(filter(None, (*telling.would_take(chosen, r)[:2], telling.or_a_group(group, r))))
        or telling.why_placed_or_not(chosen, r)
    )
    return SuggestedLine(
        r.id, r.learner_id, r.name, r.place, r.public_id, option is not None,
        Decimal(str(option.hours)) if option else r.hours or NOTHING, card.id if card else None,
        card.name if card else "", card.with_whom if card else "", tuple(o.name for o in chosen.others_with(r.id)),
        says, beside.offer if beside else "", r.waited_days,
    )  # fmt: skip


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


def why_of(
    call: Call, row: Round, ways: Sequence[Stored], chosen: Stored, referral_id: uuid.UUID,
    other_id: uuid.UUID | None = None,
) -> WhyPage:  # fmt: skip
    """The panel of one request under one way."""
    request = chosen.known[chosen.code(referral_id)]
    others = tuple(r for r in [*chosen.placed(), *chosen.left_out()] if r.id != referral_id)
    other = next((r for r in others if r.id == other_id), _nearest(chosen, request, others))
    rules, term = criteria(call), directory_queries.terms(call).named(row.term)
    beside = RoundRequest.objects.reachable(call).filter(round_id=row.id, referral_id=referral_id).first()
    option = chosen.place.get(chosen.code(referral_id))
    steady, same, tries = telling.steady_said(chosen, request)
    shown = balances(row.service_ids, row.term)
    return WhyPage(
        row.id, row.number, call.post.cluster_code, row.version,
        title_of(row, sum((b.offered for b in shown), NOTHING)), chosen.way, request, option is not None,
        Decimal(str(option.hours)) if option else request.hours or NOTHING,
        telling.placed_says(chosen, request, term) if option else "", telling.why_placed_or_not(chosen, request),
        telling.rules_said(rules, request.rules), telling.whole_split_rules(rules), others, other,
        telling.compared(chosen, request, other, rules) if other else (),
        what_it_takes(chosen, request, groups(ways, chosen)),
        steady, (same, tries), beside.offer if beside else "", beside.note if beside else "",
        beside.version if beside else 0, chosen.row.protocol_version,
        Permission.ROUND_MANAGE in ROLES[call.role].permissions and beside is not None,
        _seen_by(call, request.learner_id),
        frozenset({request.learner_id, *(r.learner_id for r in others)}),
    )  # fmt: skip


def what_it_takes(chosen: Stored, request: RoundReferral, group: Stored | None) -> tuple[str, ...]:
    said = telling.would_take(chosen, request)
    return (*said, *filter(None, (telling.or_a_group(group, request),))) if said else ()


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
