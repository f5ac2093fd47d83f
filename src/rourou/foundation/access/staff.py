"""Who works here: live posts of the cluster and who holds them. About staff, never about learners."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from rourou.foundation.access import opened
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Hat
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.tenancy.models import Post


@dataclass(frozen=True, slots=True)
class Colleague:
    """One live post, in words."""

    post_id: uuid.UUID
    user_id: uuid.UUID
    role: Role
    title: str
    name: str
    called: str
    organisation_id: uuid.UUID
    organisation: str


def _live(call: Call) -> Q:
    today = call.today
    until = Q(valid_until=None) | Q(valid_until__gte=today)
    return Q(cluster_id=call.cluster_id, confirmed_at__isnull=False, valid_from__lte=today) & until


def _colleague(row: Post) -> Colleague:
    called = row.user.called or row.user.name.split(" ")[0]
    return Colleague(
        row.id,
        row.user_id,
        Role(row.role),
        row.title,
        row.user.name,
        called,
        row.organisation_id,
        row.organisation.name,
    )


def by_post(call: Call, posts: Collection[uuid.UUID | None]) -> dict[uuid.UUID, Colleague]:
    """Posts of this cluster by id, ended ones too: what was recorded keeps its names."""
    opened.current()
    ids = [p for p in posts if p is not None]
    rows = Post.objects.filter(cluster_id=call.cluster_id, id__in=ids).select_related("user", "organisation")
    return {row.id: _colleague(row) for row in rows} if ids else {}


def of_cluster(call: Call) -> tuple[Colleague, ...]:
    """Everybody who works in this cluster today, by organisation and name. Whānau and learners are not staff."""
    opened.current()
    roles = [role for role, card in ROLES.items() if card.hat is Hat.STAFF]
    rows = Post.objects.filter(_live(call), role__in=roles).select_related("user", "organisation")
    return tuple(_colleague(row) for row in rows.order_by("organisation__name", "user__name", "id"))


def of_setting(call: Call) -> tuple[Colleague, ...]:
    """Everybody who works at the caller's own organisation today, each person once."""
    mine = {c.user_id: c for c in reversed(of_cluster(call)) if c.organisation_id == call.organisation_id}
    return tuple(sorted(mine.values(), key=lambda c: c.name))
