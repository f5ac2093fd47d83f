"""Deriving every grant and bar again and comparing: what is stored, as a set, against what the facts say now."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql

from rourou.foundation.access import catalogue, compiling
from rourou.foundation.access.grants import BarRow, GrantRow
from rourou.foundation.access.posts import holders_of
from rourou.foundation.access.purposes import HolderKind, Purpose, Reason
from rourou.foundation.access.roles import Role

BATCH: Final = 1000
Connection = psycopg.Connection[tuple[Any, ...]]

_GRANTS: Final = """
select g.subject_id, h.kind, h.role, h.place_id, g.purpose, g.custodian_id, g.categories, g.ceiling, g.reason,
    g.source_id, g.valid_from, g.valid_until, g.for_person
from access_grant g join access_holder h on h.id = g.holder_id and h.cluster_id = g.cluster_id
where g.cluster_id = %s and g.subject_id = any(%s)
"""
_BARS: Final = """
select subject_id, person_id, hats, categories, custodian_id, reason, source_id, valid_from, valid_until
from access_bar where cluster_id = %s and subject_id = any(%s)
"""
# A grant whose holder is of another cluster matches no holder above: it is named by itself.
_STRAY: Final = """
select g.id from access_grant g left join access_holder h on h.id = g.holder_id and h.cluster_id = g.cluster_id
where g.cluster_id = %s and h.id is null order by 1
"""
_BORNE: Final = """
select b.post_id, h.kind, h.role, h.place_id
from access_bearer b left join access_holder h on h.id = b.holder_id and h.cluster_id = b.cluster_id
where b.cluster_id = %s order by 1, 2
"""
_POSTS: Final = "select id, role, user_id, organisation_id from tenancy_post where cluster_id = %s"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row too many or too few, in words; `subject` where it is about one learner."""

    cluster_id: uuid.UUID
    subject: uuid.UUID | None
    sentence: str


def differences(connection: Connection, cluster_id: uuid.UUID) -> Iterator[Difference]:
    """What the stored grants, bars and bearers of a cluster have too much or too little. Memory is one batch.

    `connection` is the owner's, in a transaction of its own; everything is read as the role `compiler`.
    """
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        tables = catalogue.fact_tables(lambda text: cursor.execute(text).fetchall())
        posts = {row[0]: row[1:] for row in cursor.execute(_POSTS, [cluster_id]).fetchall()}
        cursor.execute("set local role compiler")
        yield from _bearers(cursor, cluster_id, posts)
        cursor.execute("select set_config('app.cluster', %s, true)", [str(cluster_id)])
        for (grant,) in cursor.execute(_STRAY, [cluster_id]).fetchall():
            yield Difference(cluster_id, None, f"grant {grant} is held by a holder of no cluster or of another")
        for ids in _batches(cursor, cluster_id, tables):
            yield from _of_batch(cursor, cluster_id, ids)


def _batches(
    cursor: "psycopg.Cursor[Any]", cluster_id: uuid.UUID, tables: Iterable[tuple[str, str]]
) -> Iterator[list[uuid.UUID]]:
    """Everybody whom a fact, a grant, a bar or a mark names, in order."""
    sources = [*tables, ("access_subject", "subject_id"), ("access_grant", "subject_id"), ("access_bar", "subject_id")]
    form = sql.SQL(" union ").join(
        sql.SQL("select {0} from {1} where cluster_id = {2} and {0} > {3}").format(
            sql.Identifier(column), sql.Identifier(table), sql.Placeholder("cluster"), sql.Placeholder("after")
        )
        for table, column in sources
    )
    after = uuid.UUID(int=0)
    while True:
        cursor.execute(
            sql.SQL("{} order by 1 limit {}").format(form, sql.Literal(BATCH)), {"cluster": cluster_id, "after": after}
        )
        ids = [row[0] for row in cursor.fetchall()]
        if not ids:
            return
        yield ids
        after = ids[-1]


def _of_batch(cursor: "psycopg.Cursor[Any]", cluster_id: uuid.UUID, ids: list[uuid.UUID]) -> Iterator[Difference]:
    derived = compiling.derive(compiling.facts(cursor, cluster_id, ids))
    due = {(subject, _grant(row)) for subject, one in derived.items() for row in one.grants}
    stored = {(row[0], row[1:]) for row in cursor.execute(_GRANTS, [cluster_id, ids]).fetchall()}
    for subject, values in sorted(due - stored, key=repr):
        yield Difference(cluster_id, subject, f"a grant is missing: {_grant_words(values)}")
    for subject, values in sorted(stored - due, key=repr):
        yield Difference(cluster_id, subject, f"a grant that no fact gives: {_grant_words(values)}")
    barred = {(subject, _bar(row)) for subject, one in derived.items() for row in one.bars}
    standing = {(row[0], row[1:]) for row in cursor.execute(_BARS, [cluster_id, ids]).fetchall()}
    for subject, values in sorted(barred - standing, key=repr):
        yield Difference(cluster_id, subject, f"a bar is missing: {values[4]}, from {values[5]}")
    for subject, values in sorted(standing - barred, key=repr):
        yield Difference(cluster_id, subject, f"a bar that no fact gives: {values[4]}, from {values[5]}")
    cursor.execute(
        "select subject_id from access_subject where cluster_id = %s and subject_id = any(%s) and due",
        [cluster_id, ids],
    )
    for (subject,) in cursor.fetchall():
        yield Difference(cluster_id, subject, "facts changed and their grants were not compiled")


def _grant(g: GrantRow) -> tuple[Any, ...]:
    return (
        int(g.holder.kind), g.holder.role, g.holder.place_id, int(g.purpose), g.custodian_id, int(g.categories),
        g.ceiling, int(g.reason), g.source_id, g.valid_from, g.valid_until, g.holder.kind is HolderKind.PERSON,
    )  # fmt: skip


def _bar(b: BarRow) -> tuple[Any, ...]:
    return (
        b.person_id, int(b.hats), int(b.categories), b.custodian_id, b.reason, b.source_id, b.valid_from, b.valid_until
    )  # fmt: skip


def _named(kind: type[Any], value: int) -> str:
    """A code as its word; a code that nobody knows as itself."""
    try:
        return str(kind(value).name).lower()
    except ValueError:
        return f"{kind.__name__.lower()} {value}"


def _grant_words(values: tuple[Any, ...]) -> str:
    """Reason, purpose and kind of holder: codes, never a name."""
    kind, role, _place, purpose, _custodian, categories, ceiling, reason, source, *_dates = values
    holder = f"{_named(HolderKind, kind)} {role}".strip()
    return (
        f"{_named(Reason, reason)} for {_named(Purpose, purpose)}, held by {holder}, categories {categories},"
        f" ceiling {ceiling}, from {source}"
    )


def _bearers(
    cursor: "psycopg.Cursor[Any]", cluster_id: uuid.UUID, posts: dict[uuid.UUID, tuple[Any, ...]]
) -> Iterator[Difference]:
    """A post bears what its role and its organisation give it, and classes; nothing of somebody else's."""
    for post, kind, role, place in cursor.execute(_BORNE, [cluster_id]).fetchall():
        if kind == HolderKind.CLASS and post in posts:
            continue
        post_role, user, organisation = posts.get(post, ("", None, None))
        own = holders_of(Role(post_role), user, organisation) if post_role in set(Role) else []
        if (kind, role, place) not in own:
            yield Difference(cluster_id, None, f"post {post} bears a holder that its role does not give it")
