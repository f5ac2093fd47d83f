"""What a colleague recorded, and what starts only once a second person has confirmed it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rourou.contexts.people.models import Authority, WhanauMember
from rourou.contexts.people.queries.cards import EVERY_PURPOSE, learner_cards
from rourou.contexts.people.types import AuthorityKind, LearnerCard
from rourou.foundation.access.audience import Audience, audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.roles import Role
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.tenancy.models import Post


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """One thing that a colleague recorded and that starts only once another has confirmed it."""

    public_id: str
    who: str
    what: str
    learner: LearnerCard | None
    since: date


@dataclass(frozen=True, slots=True)
class Confirmations:
    """What waits for the caller as the second person, oldest first."""

    cards: tuple[ToConfirm, ...]
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """One authority as a colleague checked it, for the second person."""

    learner: LearnerCard
    name: str
    relationship: str
    kind: AuthorityKind
    document: str
    email: str
    checked_at: datetime
    is_confirmed: bool
    audience: Audience
    subjects: frozenset[uuid.UUID]


@query(Permission.AUTHORITY_CONFIRM, audits=Event.PEOPLE_LOOKED_AT)
def authority_page(call: Call, authority_id: uuid.UUID) -> AuthorityPage:
    """Who it is, to whom, and what was seen: nobody confirms what they cannot read."""
    row = Authority.objects.reachable(call).get_or_refuse(authority_id)
    learner = learner_cards(call, [row.learner_id]).by_id.get(row.learner_id)
    if learner is None:
        raise NotFound
    member = WhanauMember.objects.reachable(call).filter(id=row.member_id).first()
    return AuthorityPage(
        learner, member.name if member else learner.name, member.relationship if member else "",
        AuthorityKind(row.kind), row.document, member.email if member else "", row.checked_at,
        row.confirmed_at is not None, audience(call, row.learner_id, Category.FAMILY), frozenset({row.learner_id}),
    )  # fmt: skip


@query(Permission.AUTHORITY_CONFIRM, audits=Event.PEOPLE_LOOKED_AT, purposes=EVERY_PURPOSE)
def authorities_to_confirm(call: Call) -> Confirmations:
    """Authorities that somebody else checked here and that nobody has confirmed."""
    rows = list(
        Authority.objects.reachable(call)
        .filter(custodian_id=call.organisation_id, confirmed_at=None).exclude(checked_by=call.person_id)
        .order_by("checked_at", "id")[:50]
    )  # fmt: skip
    members = {m.id: m for m in WhanauMember.objects.reachable(call).filter(id__in=[r.member_id for r in rows])}
    names = learner_cards(call, {r.learner_id for r in rows}).by_id
    cards = tuple(
        ToConfirm(
            call.public(r.id), members[r.member_id].name if r.member_id in members else "",
            members[r.member_id].relationship if r.member_id in members else "", names[r.learner_id],
            clock.today(r.checked_at),
        )
        for r in rows
        if r.learner_id in names and (r.user_id is None or r.user_id != call.person_id)
    )  # fmt: skip
    return Confirmations(cards, frozenset(c.learner.id for c in cards if c.learner))


def _posts_waiting(call: Call) -> Any:
    """Posts that wait and that the caller neither gave nor receives; the privacy officer's are everybody's here."""
    rows = Post.objects.filter(cluster_id=call.cluster_id, confirmed_at=None)
    rows = rows.exclude(user_id=call.person_id).exclude(made_by=call.person_id)
    if call.role is not Role.PRIVACY_OFFICER:
        rows = rows.filter(organisation_id=call.organisation_id)
    return rows.select_related("user", "organisation").order_by("valid_from", "id")


def _post_card(call: Call, post: Post) -> ToConfirm:
    return ToConfirm(call.public(post.id), post.user.name, post.title or str(post.role), None, post.valid_from)


@query(Permission.POST_CONFIRM, audits=Event.PEOPLE_LOOKED_AT, purposes=EVERY_PURPOSE, nobody=True)
def posts_to_confirm(call: Call) -> Confirmations:
    """Roles that were given and wait: of the caller's organisation; for the privacy officer, of every one here."""
    return Confirmations(tuple(_post_card(call, post) for post in _posts_waiting(call)[:50]), frozenset())


@dataclass(frozen=True, slots=True)
class PostPage:
    """One role that waits, with the place it is at."""

    card: ToConfirm
    place: str


@query(Permission.POST_CONFIRM, audits=Event.PEOPLE_LOOKED_AT, purposes=EVERY_PURPOSE, nobody=True)
def post_to_confirm(call: Call, post_id: uuid.UUID) -> PostPage:
    """One of them, or NotFound."""
    post = _posts_waiting(call).filter(id=post_id).first()
    if post is None:
        raise NotFound
    return PostPage(_post_card(call, post), post.organisation.name)
