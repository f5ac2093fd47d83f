"""A room: a call whose reach is the intersection over everybody present, made only for somebody who is present.

`sharing` says who is in a room and derives what it reaches; here a caller who sits in it puts the room on.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from rourou.foundation.access import call as calls
from rourou.foundation.access import compiling, opened, posts
from rourou.foundation.access.call import Call
from rourou.foundation.access.grants import HolderKey
from rourou.foundation.access.purposes import HolderKind
from rourou.foundation.access.roles import Role
from rourou.foundation.tenancy.models import Post

_NOWHERE: Final = uuid.UUID(int=0)


def enter(call: Call, room_id: uuid.UUID) -> Call | None:
    """The same person seeing only what everybody present may see; None where their own post is not present."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select access_room_holder(%s::uuid, %s::uuid, %s::uuid)", [call.cluster_id, call.post.post_id, room_id]
        )
        found = cursor.fetchone()
    return None if found is None or found[0] is None else calls.in_room(call, room_id, found[0])


def seat(room_id: uuid.UUID, present: Collection[uuid.UUID]) -> None:
    """Exactly these posts sit in the room from now on."""
    opened.current()
    with connection.cursor() as cursor:
        cursor.execute("select access_seat(%s::uuid, %s::uuid[])", [room_id, sorted(set(present))])


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is, or would be, in a room."""

    post_id: uuid.UUID
    user_id: uuid.UUID
    organisation_id: uuid.UUID
    holders: frozenset[HolderKey]


def seats(call: Call, post_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Seat]:
    """What each post brings into a room: the person, and on the staff side its role and its organisation's teams."""
    rows = Post.objects.filter(cluster_id=call.cluster_id, id__in=list(post_ids), confirmed_at__isnull=False)
    return {row.id: Seat(row.id, row.user_id, row.organisation_id, _holders(row)) for row in rows}


def _holders(post: Post) -> frozenset[HolderKey]:
    held = posts.holders_of(Role(post.role), post.user_id, post.organisation_id)
    return frozenset(HolderKey(kind, role, place) for kind, role, place in held)


def unreached(
    call: Call, learners: Iterable[uuid.UUID], present: Iterable[Seat]
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """For each learner: the organisations of those present before whom they may not be talked about.

    The same rule that opens a room, asked of a room with one person in it. Learners are ones the caller reaches.
    """
    opened.current()
    ids = sorted(set(learners))
    if not ids:
        return {}
    with connection.cursor() as cursor:
        facts = [fact for fact in compiling.facts(cursor, call.cluster_id, ids) if fact["what"] != "room"]
    found: dict[uuid.UUID, set[uuid.UUID]] = {learner: set() for learner in ids}
    for who in present:
        derived = compiling.derive([*facts, *(_alone(learner, who) for learner in ids)])
        for learner in ids:
            if not any(g.holder.kind is HolderKind.ROOM for g in derived[learner].grants):
                found[learner].add(who.organisation_id)
    return {learner: frozenset(organisations) for learner, organisations in found.items()}


def _alone(learner: uuid.UUID, who: Seat) -> dict[str, Any]:
    holders = [{"kind": int(h.kind), "role": h.role, "place": str(h.place_id)} for h in who.holders]
    return {
        "subject": learner,
        "what": "room",
        "id": str(_NOWHERE),
        "present": [{"user": str(who.user_id), "holders": holders}],
    }
