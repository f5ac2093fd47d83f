"""A call: one person, in one role, for one organisation, in one cluster. One hat, never a union (access.md)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from django.db import connection

from rourou.foundation.access import opened, public_ids
from rourou.foundation.access.purposes import Hat
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class PostCard:
    """The hat, in words, for headers and sentences. Names of staff only."""

    post_id: uuid.UUID
    role: Role
    title: str
    organisation_id: uuid.UUID
    organisation_name: str
    cluster_id: uuid.UUID
    cluster_code: str
    cluster_name: str
    person_name: str
    person_called: str
    cluster_contact: str = ""
    cluster_phone: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks, under which hat. Built by the middleware or `for_post`; the gate takes it from there."""

    person_id: uuid.UUID | None
    post: PostCard
    holders: tuple[int, ...]
    request_id: str = field(default="", compare=False)
    room_id: uuid.UUID | None = None

    @property
    def cluster_id(self) -> uuid.UUID:
        return self.post.cluster_id

    @property
    def organisation_id(self) -> uuid.UUID:
        return self.post.organisation_id

    @property
    def role(self) -> Role:
        return self.post.role

    @property
    def hat(self) -> Hat:
        return ROLES[self.post.role].hat

    def public(self, inner: uuid.UUID) -> str:
        """The id of a record of this cluster as it may stand in a URL."""
        return public_ids.public(self.post.cluster_code, inner)

    @property
    def at(self) -> datetime:
        """The moment of this act, taken from the database when the gate opened."""
        return opened.current().at

    @property
    def today(self) -> date:
        return clock.today(self.at)


# One statement: the post, its organisation and cluster, and every holder the post bears at this moment.
_POST: Final = """
select p.id, p.role, p.title, o.id, o.name, c.id, c.code, c.name, u.id, u.name, u.called, c.contact, c.phone,
       access_borne(c.id, p.id)
from tenancy_post p
join tenancy_user u on u.id = p.user_id and u.is_active
join tenancy_organisation o on o.id = p.organisation_id
join tenancy_cluster c on c.id = p.cluster_id
where {where} and p.confirmed_at is not null and p.valid_from <= tenancy_today()
  and (p.valid_until is null or p.valid_until >= tenancy_today())
order by p.valid_from, p.id
"""


def _calls(where: str, parameters: Sequence[object], request_id: str) -> list[Call]:
    with connection.cursor() as cursor:
        cursor.execute(_POST.format(where=where), list(parameters))
        rows = cursor.fetchall()
    return [_call(row, request_id) for row in rows]


def _call(row: Sequence[object], request_id: str) -> Call:
    (post, role, title, org, org_name, cluster, code, cluster_name, user, name, called, contact, phone, holders) = row
    card = PostCard(
        post, Role(str(role)), title, org, org_name, cluster, code, cluster_name, name,
        called or str(name).split(" ")[0],
        contact, phone,
    )  # type: ignore[arg-type]  # fmt: skip
    return Call(user, card, tuple(holders or ()), request_id)  # type: ignore[arg-type]


def for_post(post_id: uuid.UUID, *, request_id: str = "") -> Call:
    """The call of one post that is live today and confirmed; NotFound otherwise."""
    found = _calls("p.id = %s", [post_id], request_id)
    if not found:
        raise NotFound
    return found[0]


def for_user(user_id: uuid.UUID, *, request_id: str = "") -> list[Call]:
    """Every hat a person can wear today."""
    return _calls("p.user_id = %s", [user_id], request_id)


def in_room(call: Call, room_id: uuid.UUID, holder_id: int) -> Call:
    """The same person, seeing only what everybody present may see. Made by `access.rooms` alone."""
    return replace(call, holders=(holder_id,), room_id=room_id)
