"""A call: one person, in one role, for one organisation, in one cluster. One hat, never a union (access.md)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from rourou.foundation.access import opened, public_ids
from rourou.foundation.access.purposes import Hat
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.store import planned


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


# A post that is live today, confirmed, with its organisation, cluster and person, and every holder it bears now.
_CARD: Final = (
    "p.id, p.role, p.title, o.id, o.name, c.id, c.code, c.name, u.id, u.name, u.called, c.contact, c.phone,"
    " case when p.id is not null then access_borne(c.id, p.id) end"
)
_LIVE: Final = """
tenancy_post p
join tenancy_user u on u.id = p.user_id and u.is_active
join tenancy_organisation o on o.id = p.organisation_id
join tenancy_cluster c on c.id = p.cluster_id
"""
_TODAY: Final = (
    "p.confirmed_at is not null and p.valid_from <= (select tenancy_today())"
    " and (p.valid_until is null or p.valid_until >= (select tenancy_today()))"
)
_POST: Final = f"select {_CARD} from {_LIVE} where {{where}} and {_TODAY} order by p.valid_from, p.id"
# Session, person and hats in one round trip: what every page asks first.
_SESSION: Final = (
    f"select s.session_data, {_CARD} from tenancy_session s left join ({_LIVE}) on p.user_id = s.user_id and {_TODAY}"
    " where s.session_key = %s and s.expire_date > now() order by p.valid_from, p.id"
)


def _rows(sql: str, parameters: Sequence[object]) -> list[tuple[object, ...]]:
    with planned.once() as cursor:
        cursor.execute(sql, list(parameters))
        rows: list[tuple[object, ...]] = cursor.fetchall()
    return rows


def _call(row: Sequence[object], request_id: str) -> Call:
    (post, role, title, org, org_name, cluster, code, cluster_name, user, name, called, contact, phone, holders) = row
    card = PostCard(
        post, Role(str(role)), title, org, org_name, cluster, code, cluster_name, name,
        called or str(name).split(" ")[0], contact, phone,
    )  # type: ignore[arg-type]  # fmt: skip
    return Call(user, card, tuple(holders or ()), request_id)  # type: ignore[arg-type]


def for_post(post_id: uuid.UUID, *, request_id: str = "") -> Call:
    """The call of one post that is live today and confirmed; NotFound otherwise."""
    found = _rows(_POST.format(where="p.id = %s"), [post_id])
    if not found:
        raise NotFound
    return _call(found[0], request_id)


def for_user(user_id: uuid.UUID, *, request_id: str = "") -> list[Call]:
    """Every hat a person can wear today."""
    return [_call(row, request_id) for row in _rows(_POST.format(where="p.user_id = %s"), [user_id])]


def for_session(session_key: str, *, request_id: str = "") -> tuple[str | None, list[Call]]:
    """(what the session holds, every hat of its person); (None, []) for a session that is over or never was."""
    rows = _rows(_SESSION, [session_key])
    data = str(rows[0][0]) if rows else None
    return data, [_call(row[1:], request_id) for row in rows if row[1] is not None]


def in_room(call: Call, room_id: uuid.UUID, holder_id: int) -> Call:
    """The same person, seeing only what everybody present may see. Made by `access.rooms` alone."""
    return replace(call, holders=(holder_id,), room_id=room_id)
