"""Facts in, grants and bars out: pure, with no clock of its own (access.md). The one place that opens anything.

Precedence, without an empty cell: bar, pause, order, location > protocol not in force > sensitivity 3 > a No or
withdrawal > own record, enrolment, team, consent.
"""

import uuid
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, Final

from rourou.contexts.sharing.rules.facts import (
    ALWAYS,
    Authority,
    ClusterFacts,
    Consent,
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
UPKEEP: Final = WHANAU | Category.FAMILY | Category.LOCATION
SETTING_ROLES: Final = (Role.COORDINATOR, Role.SENCO, Role.SCHOOL_PRINCIPAL)


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


def _by_room(room: Room, grants: Iterable[GrantRow], bars: Iterable[BarRow]) -> Iterator[GrantRow]:
    """The intersection of what everybody present reaches for planning; one barred or unreached person closes it."""
    barred = {b.person_id for b in bars if b.hats & Hat.STAFF}
    if not room.present or any(user in barred for user, _holders in room.present):
        return
    planning = [g for g in grants if g.purpose is Purpose.PLANNING]
    each = [[g for g in planning if g.holder in holders] for _user, holders in room.present]
    found = {both for combination in product(*each) if (both := _intersection(combination))}
    for custodian, categories, ceiling, span in found:
        yield _grant(
            HolderKey(HolderKind.ROOM, "", room.id), custodian, categories, span, Reason.CONSENT, room.id,
            purpose=Purpose.PLANNING, ceiling=ceiling,
        )  # fmt: skip


def _intersection(combination: tuple[GrantRow, ...]) -> tuple[uuid.UUID, Category, int, Span] | None:
    custodians = {g.custodian_id for g in combination}
    categories, span = EVERYTHING, ALWAYS
    for g in combination:
        categories &= g.categories
        both = span.within(Span(g.valid_from, g.valid_until))
        if both is None:
            return None
        span = both
    if len(custodians) != 1 or not categories & Category.IDENTITY:
        return None
    return custodians.pop(), categories, min(g.ceiling for g in combination), span


__all__ = ["Authority", "derive", "standing"]
