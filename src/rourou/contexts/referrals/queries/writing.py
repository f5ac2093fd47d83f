"""What a request is written from: everything already known, so that nothing is typed twice, and the gaps."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.directory.types import SupportType
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.referrals import rules
from rourou.contexts.referrals.models import Referral
from rourou.contexts.referrals.queries._known import Held, Known, known_of
from rourou.contexts.referrals.queries._reading import rules_met, seen_by, visible
from rourou.contexts.referrals.types import RuleMet, State
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import ProtocolKind
from rourou.foundation.access import audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, HolderKind, Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class RuleAsked:
    """One of the protocol's rules, in its own words, and what this request says of it."""

    code: str
    words: str
    example: str
    met: RuleMet | None


@dataclass(frozen=True, slots=True)
class NewRequestPage:
    """What is known, what is missing, who would see it, whether it may be sent."""

    learner: LearnerCard
    referral_public_id: str
    version: int
    state: State | None
    known: tuple[Known, ...]
    written: dict[str, Any]
    rules: tuple[RuleAsked, ...]
    supports: tuple[tuple[str, str], ...]
    organisations: tuple[tuple[uuid.UUID, str], ...]
    missing: tuple[str, ...]
    may_send: bool
    why_not: str
    seen: audience.Audience
    would_be_seen: audience.Audience
    today: date
    subjects: frozenset[uuid.UUID]


@query(Permission.REQUEST_WRITE, audits=Event.LEARNER_LOOKED_AT, purposes={Purpose.SUPPORT})
def writing_page(
    call: Call, learner_id: uuid.UUID | None = None, referral_id: uuid.UUID | None = None
) -> NewRequestPage:
    """The page on which a request is written: a new one for a learner, or one that is not sent yet."""
    r: Referral | None = visible(call).get_or_refuse(referral_id) if referral_id else None
    if r is not None and (
        r.custodian_id != call.organisation_id or State(r.state) not in rules.UNSENT | {State.MORE_INFO}
    ):
        raise NotFound
    learner = people_queries.learner_or_refuse(call, r.learner_id if r else learner_id).id  # type: ignore[arg-type]
    card = people_queries.learner_cards(call, [learner]).by_id[learner]
    seers = audience.seers(call, learner)
    to = r.to_organisation_id if r else None
    held = known_of(call, learner)
    return NewRequestPage(
        card, call.public(r.id) if r else "", r.version if r else 0, State(r.state) if r else None, held.known,
        _written(r, held) | _who_agreed(call, r, learner), _rules_asked(call, r), _supports(call),
        _organisations(call, seers), _missing(r),
        _may_send(seers, to), _why_not(call, seers, to), seen_by(call, r, learner),
        audience.words(call, [s for s in seers if s.categories & Category.SUPPORTS and s.ceiling >= 2]),
        call.today,
        frozenset({learner}),
    )  # fmt: skip


def _written(r: Referral | None, held: Held) -> dict[str, Any]:
    if r is None:
        return {"hope": held.hope, "tried": held.tried}
    names = (
        "support_type", "ask", "hope", "tried", "hours", "weeks", "when", "group_ok", "agreed_on", "agreed_with",
        "still_true", "to_organisation_id", "area",
    )  # fmt: skip
    return {name: getattr(r, name) for name in names}


def _who_agreed(call: Call, r: Referral | None, learner: uuid.UUID) -> dict[str, Any]:
    """Where one adult decides with the learner, a new request names them; people change it where it was another."""
    deciding = [a for a in people_queries.people_page(call, learner).adults if a.is_confirmed] if r is None else []
    return {"agreed_with": deciding[0].name} if len(deciding) == 1 else {}


def _rules_asked(call: Call, r: Referral | None) -> tuple[RuleAsked, ...]:
    met = {rule.code: rule for rule in rules_met(r)} if r else {}
    cards = sharing_queries.protocol_in_force(call, ProtocolKind.DECIDE).cards
    return tuple(
        RuleAsked(c["code"], c.get("words", c["code"]), c.get("example", ""), met.get(c["code"]))
        for card in cards
        for c in card.body.get("criteria", ())
    )


def _supports(call: Call) -> tuple[tuple[str, str], ...]:
    """What somebody here offers first, then everything else that can be asked for."""
    known = directory_queries.terms(call)
    terms = [t.name for t in (known.coming, known.now) if t]
    offered = {c.support_type for name in terms[:1] for c in directory_queries.services_for_term(call, name).cards}
    ordered = [*(t for t in SupportType if t in offered), *(t for t in SupportType if t not in offered)]
    return tuple((t.value, directory_queries.support_words(t)) for t in ordered)


def _organisations(call: Call, seers: list[audience.Seer]) -> tuple[tuple[uuid.UUID, str], ...]:
    """Organisations that whānau have said yes to by name."""
    found = {s.place_id: s.name for s in seers if s.kind is HolderKind.ORGANISATION_TEAM and s.place_id}
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


def _missing(r: Referral | None) -> tuple[str, ...]:
    if r is None:
        return ()
    facts = rules.RequestFacts(State(r.state), r.agreed_on, r.ask, r.hope, r.tried, r.hours)
    return rules.missing(facts)


def _may_send(seers: list[audience.Seer], to: uuid.UUID | None) -> bool:
    if to is None:
        return any(s.kind is HolderKind.CLUSTER_TEAM and s.categories & Category.SUPPORTS for s in seers)
    return any(s.kind is HolderKind.ORGANISATION_TEAM and s.place_id == to for s in seers)


def _why_not(call: Call, seers: list[audience.Seer], to: uuid.UUID | None) -> str:
    if _may_send(seers, to):
        return ""
    if to is not None:
        return _("Whānau have not said yes to sharing with that organisation, so this cannot be sent yet. It is kept.")
    return _(
        "Whānau have not said yes to talking about this learner by name in the cluster, so this cannot be sent yet. "
        "It is kept."
    )
