"""Facts in, grants and bars out: pure, with no clock of its own (access.md). The one place that opens anything.

Precedence, without an empty cell: bar, pause, order, location > protocol not in force > sensitivity 3 > a No or
withdrawal > own record, enrolment, team, consent.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from rourou.contexts.sharing.rules.facts import (
    ALWAYS,
    Authority,
    ClusterFacts,
    Consent,
    Handover,
    LearnerFacts,
    Room,
    Span,
    sort_out,
)
from rourou.contexts.sharing.types import CLUSTER_CATEGORIES, Answer, NamedKind, Question
from rourou.foundation.access.grants import BarRow, Derived, GrantRow, HolderKey
from rourou.foundation.access.purposes import EVERYTHING, Category, Hat, HolderKind, Purpose, Reason
from rourou.foundation.access.roles import Role

TEACHING: Final = (
    Category.IDENTITY | Category.LOCATION | Category.STRENGTHS | Category.NEEDS | Category.SUPPORTS | Category.PLAN
    | Category.PROGRESS | Category.ATTENDANCE | Category.BEHAVIOUR
)  # fmt: skip
WHANAU: Final = (
    Category.IDENTITY | Category.STRENGTHS | Category.NEEDS | Category.SUPPORTS | Category.PLAN | Category.PROGRESS
)
OWN: Final = WHANAU | Category.ATTENDANCE | Category.BEHAVIOUR | Category.HEALTH
UPKEEP: Final = OWN | Category.FAMILY | Category.LOCATION  # counts are of every area, health and behaviour too
SETTING_ROLES: Final = (Role.COORDINATOR, Role.SENCO, Role.SCHOOL_PRINCIPAL)
RECEIVING_ROLES: Final = (Role.COORDINATOR, Role.SENCO)
SEATED: Final = frozenset({Reason.CONSENT, Reason.GUARDIANSHIP, Reason.SELF})


def derive(rows: Iterable[dict[str, Any]]) -> dict[uuid.UUID, Derived]:
    """Every grant and bar of each learner whose facts are among `rows`."""
    cluster, learners = sort_out(rows)
    return {learner: _of_learner(cluster, facts) for learner, facts in learners.items()}


def _of_learner(cluster: ClusterFacts, facts: LearnerFacts) -> Derived:
    bars = frozenset(_bars(facts))
    grants = {
        *_by_enrolment(cluster, facts),
        *_by_authority(facts),
        *_by_consent(cluster, facts),
        *_by_name(cluster, facts),
        *_by_handover(facts),
    }
    for room in facts.rooms:
        grants |= set(_by_room(room, grants, bars))
    return Derived(frozenset(grants), bars)


def _grant(
    holder: HolderKey, custodian: uuid.UUID, categories: Category, span: Span, reason: Reason, source: uuid.UUID,
    *, purpose: Purpose = Purpose.SUPPORT, ceiling: int = 2,
) -> GrantRow:  # fmt: skip
    return GrantRow(holder, purpose, custodian, categories, ceiling, reason, source, span.start, span.end)


def _by_enrolment(cluster: ClusterFacts, facts: LearnerFacts) -> Iterator[GrantRow]:
    for e in facts.enrolments:
        for role in SETTING_ROLES:
            yield _grant(
                HolderKey(HolderKind.ROLE, role, e.custodian), e.custodian, EVERYTHING, e.span, Reason.ENROLMENT, e.id
            )
        if e.class_id is not None:
            yield _grant(
                HolderKey(HolderKind.CLASS, "", e.class_id), e.custodian, TEACHING, e.span, Reason.ENROLMENT, e.id
            )
        for user, _source, span in cluster.keepers.get(e.custodian, ()):
            if both := e.span.within(span):
                holder = HolderKey(HolderKind.PERSON, "", user)
                yield _grant(holder, e.custodian, EVERYTHING, both, Reason.ENROLMENT, e.id, ceiling=3)
        after = Span(e.span.start, ALWAYS.end)
        yield _grant(
            HolderKey(HolderKind.SYSTEM), e.custodian, UPKEEP, after, Reason.UPKEEP, e.id, purpose=Purpose.UPKEEP
        )


def _at_setting(facts: LearnerFacts, custodian: uuid.UUID, span: Span) -> Iterator[Span]:
    """What rests on a setting's own check ends when the learner leaves that setting."""
    for e in facts.enrolments:
        if e.custodian == custodian and (both := e.span.within(span)):
            yield both


def _by_authority(facts: LearnerFacts) -> Iterator[GrantRow]:
    for a in facts.authorities:
        if a.user is None or not a.is_confirmed or a.is_paused:
            continue
        own = a.kind == "self"
        for span in _at_setting(facts, a.custodian, a.span):
            yield _grant(
                HolderKey(HolderKind.PERSON, "", a.user), a.custodian, OWN if own else WHANAU, span,
                Reason.SELF if own else Reason.GUARDIANSHIP, a.id, ceiling=3 if a.may_see_three else 2,
            )  # fmt: skip


def standing(facts: LearnerFacts, question: Question, organisation: uuid.UUID | None = None) -> list[Consent]:
    """The yeses that stand for a question: nobody's latest answer is a No, and each giver's authority was checked.

    Where a learner decides for themselves, theirs is the only answer that counts.
    """
    decides = any(a.kind == "self" and a.is_confirmed for a in facts.authorities)
    latest: dict[tuple[bool, uuid.UUID | None], Consent] = {}
    for c in sorted(facts.consents, key=lambda c: (c.recorded_at, str(c.id))):
        about = organisation is None or not c.organisations or organisation in c.organisations
        if c.question == question and about and c.answer != Answer.NOT_TODAY and (c.by_learner or not decides):
            latest[c.by_learner, None if c.by_learner else c.giver] = c
    if any(c.answer == Answer.NO for c in latest.values()):
        return []
    return [c for c in latest.values() if c.answer == Answer.YES and c.is_confirmed]


def _authorised(facts: LearnerFacts, consent: Consent) -> Iterator[Span]:
    """While the giver's authority lasts, at the setting where it was checked, inside the consent's own dates."""
    for a in facts.authorities:
        gave = a.kind == "self" if consent.by_learner else a.member == consent.giver and a.kind != "self"
        if gave and a.is_confirmed and a.custodian == consent.custodian and (both := a.span.within(consent.span)):
            yield from _at_setting(facts, consent.custodian, both)


def _location(facts: LearnerFacts) -> Category:
    """A protected learner's setting is named to nobody outside it."""
    return Category(0) if facts.protected else Category.LOCATION


def _by_consent(cluster: ClusterFacts, facts: LearnerFacts) -> Iterator[GrantRow]:
    if cluster.protocol is None:
        return
    for c in standing(facts, Question.CLUSTER):
        opens = c.categories & cluster.categories & CLUSTER_CATEGORIES | Category.IDENTITY | _location(facts)
        for organisation in set(c.organisations) & cluster.signers:
            holder = HolderKey(HolderKind.CLUSTER_TEAM, "", organisation)
            for span in _while_member(cluster, organisation, _authorised(facts, c)):
                yield _grant(
                    holder, c.custodian, opens, span, Reason.CONSENT, c.id, purpose=Purpose.PLANNING,
                    ceiling=min(2, c.ceiling, cluster.ceiling),
                )  # fmt: skip
    for organisation in {o for c in facts.consents if c.question == Question.ORGANISATION for o in c.organisations}:
        yield from _to_organisation(cluster, facts, organisation)


def _to_organisation(cluster: ClusterFacts, facts: LearnerFacts, organisation: uuid.UUID) -> Iterator[GrantRow]:
    holder = HolderKey(HolderKind.ORGANISATION_TEAM, "", organisation)
    for c in standing(facts, Question.ORGANISATION, organisation):
        opens = c.categories & ~(Category.CARE | Category.LOCATION) | Category.IDENTITY | _location(facts)
        for span in _while_member(cluster, organisation, _authorised(facts, c)):
            yield _grant(holder, c.custodian, opens, span, Reason.CONSENT, c.id, ceiling=min(2, c.ceiling))


def _while_member(cluster: ClusterFacts, organisation: uuid.UUID, spans: Iterable[Span]) -> Iterator[Span]:
    """Inside the protocol in force and the organisation's membership: when a member leaves, its sight ends."""
    for span in spans:
        lawful = cluster.protocol.within(span) if cluster.protocol else None
        for membership in cluster.members.get(organisation, ()):
            if lawful and (both := membership.within(lawful)):
                yield both


_NAMED_REASONS: Final = {
    NamedKind.SUPPORT_TEAM: Reason.SUPPORT_TEAM,
    NamedKind.CASELOAD: Reason.CASELOAD,
    NamedKind.NAMED_DISCLOSURE: Reason.NAMED_DISCLOSURE,
    NamedKind.RECORDS: Reason.RECORDS,
}


def _by_name(cluster: ClusterFacts, facts: LearnerFacts) -> Iterator[GrantRow]:
    for n in facts.named:
        outsider = n.organisation is not None and n.organisation != n.custodian
        alone = n.kind in {NamedKind.NAMED_DISCLOSURE, NamedKind.RECORDS}
        if not n.is_confirmed and (outsider or alone):
            continue
        spans: Iterable[Span] = [n.span] if alone else _at_setting(facts, n.custodian, n.span)
        if outsider and not alone:
            shared = list(_to_organisation(cluster, facts, n.organisation)) if n.organisation else []
            spans = [both for s in spans for g in shared if (both := s.within(Span(g.valid_from, g.valid_until)))]
        categories = n.categories & ~(Category(0) if not outsider else Category.CARE) | Category.IDENTITY
        for span in spans:
            holder = HolderKey(HolderKind.PERSON, "", n.user)
            ceiling = n.ceiling if n.kind == NamedKind.NAMED_DISCLOSURE else min(2, n.ceiling)
            yield _grant(
                holder, n.custodian, categories, span, _NAMED_REASONS[NamedKind(n.kind)], n.id, ceiling=ceiling
            )


def _bars(facts: LearnerFacts) -> Iterator[BarRow]:
    both = Hat.STAFF | Hat.FAMILY
    for r in facts.restrictions:
        hats = Hat.STAFF if r.kind == "staff_is_whanau" else both
        yield BarRow(r.person, hats, EVERYTHING, None, r.kind, r.id, r.span.start, r.span.end)
    for member, user in facts.whanau_users:
        yield BarRow(user, Hat.STAFF, EVERYTHING, None, "staff_is_whanau", member, ALWAYS.start, ALWAYS.end)


def _by_handover(facts: LearnerFacts) -> Iterator[GrantRow]:
    """A name and a month to the new setting's coordinators until they accept; then what whānau let travel.

    Earlier rows arrive only so. The old setting keeps sight of its own rows until the handover closes.
    """
    for h in facts.handovers:
        for role in RECEIVING_ROLES:
            holder = HolderKey(HolderKind.ROLE, role, h.to)
            who = Category.IDENTITY | Category.LOCATION
            yield _grant(holder, h.custodian, who, h.span, Reason.CONSENT, h.id, purpose=Purpose.TRANSITION, ceiling=1)
            if h.accepted_at and (opened := h.span.within(Span(h.accepted_at, h.span.end))):
                pack = h.categories & ~Category.CARE | Category.IDENTITY
                yield _grant(holder, h.custodian, pack, opened, Reason.CONSENT, h.id, purpose=Purpose.TRANSITION)
        if h.accepted_at:
            yield from _after_acceptance(facts, h, h.accepted_at)


def _after_acceptance(facts: LearnerFacts, h: Handover, accepted_at: datetime) -> Iterator[GrantRow]:
    """While the learner is at the new setting its staff see what travelled; the old one has its closing days."""
    pack = h.categories & ~Category.CARE | Category.IDENTITY
    since = Span(accepted_at, ALWAYS.end)
    for e in facts.enrolments:
        if e.custodian == h.to and (there := e.span.within(since)):
            for role in SETTING_ROLES:
                holder = HolderKey(HolderKind.ROLE, role, h.to)
                came_from = Category.IDENTITY | Category.LOCATION
                yield _grant(holder, h.custodian, came_from, there, Reason.CONSENT, h.id, ceiling=1)
                yield _grant(holder, h.custodian, pack, there, Reason.CONSENT, h.id)
    if closing := h.span.within(Span(h.moves_at, h.span.end)):
        for role in SETTING_ROLES:
            holder = HolderKey(HolderKind.ROLE, role, h.custodian)
            yield _grant(holder, h.custodian, EVERYTHING, closing, Reason.RECORDS, h.id)


def _by_room(room: Room, grants: Iterable[GrantRow], bars: Iterable[BarRow]) -> Iterator[GrantRow]:
    """The intersection of what everybody present may hear for planning; one barred or unreached person closes it.

    Whānau are present as whānau. Who sits at the table sits there for their organisation: they hear what whānau let
    its cluster team see, and what whānau agreed with that organisation by name.
    """
    if not room.present or any(_is_barred(person, holders, bars) for person, holders in room.present):
        return
    heard = [g for g in grants if g.holder.kind is not HolderKind.ROOM]
    planned = [g for g in heard if g.purpose is Purpose.PLANNING]
    shared = [g for g in heard if g.purpose is Purpose.SUPPORT and g.reason in SEATED]
    found: set[Opening] = {Opening(g.custodian_id, g.categories, g.ceiling, _span_of(g)) for g in planned}
    for _person, holders in room.present:
        theirs = [g for g in (*planned, *shared) if g.holder in holders | _table_of(holders)]
        found = {both for opening in found for g in theirs if (both := opening.within(g))}
    for o in found:
        yield _grant(
            HolderKey(HolderKind.ROOM, "", room.id), o.custodian, o.categories, o.span, Reason.CONSENT, room.id,
            purpose=Purpose.PLANNING, ceiling=o.ceiling,
        )  # fmt: skip


def _is_barred(person: uuid.UUID, holders: frozenset[HolderKey], bars: Iterable[BarRow]) -> bool:
    hat = Hat.STAFF if any(h.kind is HolderKind.ROLE for h in holders) else Hat.FAMILY
    return any(b.person_id == person and b.hats & hat for b in bars)


def _table_of(holders: frozenset[HolderKey]) -> frozenset[HolderKey]:
    """Whoever works for an organisation and is ticked present hears what its cluster team may."""
    return frozenset(HolderKey(HolderKind.CLUSTER_TEAM, "", h.place_id) for h in holders if h.kind is HolderKind.ROLE)


def _span_of(grant: GrantRow) -> Span:
    return Span(grant.valid_from, grant.valid_until)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a room may open so far, while those present are counted in one by one."""

    custodian: uuid.UUID
    categories: Category
    ceiling: int
    span: Span

    def within(self, grant: GrantRow) -> "Opening | None":
        """What this person may hear of it, or nothing."""
        span = self.span.within(_span_of(grant))
        categories = self.categories & grant.categories
        if span is None or grant.custodian_id != self.custodian or not categories & Category.IDENTITY:
            return None
        return Opening(self.custodian, categories, min(self.ceiling, grant.ceiling), span)


__all__ = ["Authority", "derive", "standing"]
