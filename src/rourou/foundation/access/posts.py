"""What a post bears by itself, and how a cluster begins: the acts that no gate can be open for yet."""

import uuid
from datetime import date, datetime
from typing import Final

from django.db import connection, transaction

from rourou.foundation.access import compiling
from rourou.foundation.access.grants import FOREVER
from rourou.foundation.access.purposes import Hat, HolderKind
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.audit import ledger
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock, ids
from rourou.foundation.tenancy.models import Cluster, ClusterMembership, Organisation, Post, User

SET_UP: Final = uuid.UUID(int=1)  # who confirmed the first posts of a cluster: its set-up, recorded as such


def holders_of(role: Role, user_id: uuid.UUID, organisation_id: uuid.UUID) -> list[tuple[HolderKind, str, uuid.UUID]]:
    """The holders a post bears by itself: the person, its role at its organisation, the teams it belongs to."""
    card = ROLES[role]
    held = [(HolderKind.PERSON, "", user_id)]
    if card.hat is Hat.STAFF:
        held.append((HolderKind.ROLE, str(role), organisation_id))
    if card.in_cluster_team:
        held.append((HolderKind.CLUSTER_TEAM, "", organisation_id))
    if card.in_organisation_team:
        held.append((HolderKind.ORGANISATION_TEAM, "", organisation_id))
    return held


def bear_holders(post: Post, *, ends_at: datetime | None = None) -> None:
    """Write down what a post bears from its first day to its last."""
    start = clock.start_of_day(post.valid_from)
    end = ends_at or (clock.end_of_day(post.valid_until) if post.valid_until else FOREVER)
    for kind, role, place in holders_of(Role(post.role), post.user_id, post.organisation_id):
        compiling.bear(post.id, kind, role, place, start=start, end=end)


def found_cluster(
    name: str, *, valid_from: date, contact: str = "", phone: str = "", cluster_id: uuid.UUID | None = None
) -> Cluster:
    """Begin a cluster: a code that nobody has, and a chain of its own."""
    inner = cluster_id or ids.new_id()
    code, tries = ids.code_from(inner.bytes), 0
    while Cluster.objects.filter(code=code).exists():
        tries += 1
        code = ids.code_from(inner.bytes + bytes([tries]))
    made = Cluster.objects.create(id=inner, code=code, name=name, valid_from=valid_from, contact=contact, phone=phone)
    with transaction.atomic():
        ledger.write_outside(None, Event.CLUSTER_FOUNDED.label, "done")
    return made


def join(organisation: Organisation, cluster: Cluster, *, valid_from: date, is_home: bool) -> ClusterMembership:
    """An organisation takes part in a cluster from a day."""
    return ClusterMembership.objects.create(
        organisation=organisation, cluster=cluster, valid_from=valid_from, is_home=is_home
    )


def seat(
    user: User, cluster: Cluster, organisation: Organisation, role: Role, *, valid_from: date, title: str = ""
) -> Post:
    """A first post, at set-up. Later posts are given and confirmed by two people (`people.commands`)."""
    with transaction.atomic():
        at = clock.start_of_day(valid_from)
        post = Post.objects.create(
            user=user, cluster=cluster, organisation=organisation, role=role, title=title, valid_from=valid_from,
            confirmed_by=SET_UP, confirmed_at=at,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(f"set local app.cluster = '{cluster.id}'", None)
        bear_holders(post)
    return post
