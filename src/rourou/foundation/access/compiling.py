"""Facts become grants and bars, in the transaction of the fact. `sharing` registers how; `access` knows no fact.

The facts of a learner are read by a definer function of the role `compiler`, as ids, codes and dates; the pure
function `derive` turns them into rows; another definer function writes the difference. Nothing else writes grants.
"""

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from rourou.foundation.access import opened
from rourou.foundation.access.call import Call, PostCard
from rourou.foundation.access.grants import Derived
from rourou.foundation.access.purposes import HolderKind
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel.errors import Fault

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Compiler:
    """What `sharing.apps` registers: the name of the SQL function that reads facts, and the pure function on them."""

    facts_function: str
    derive: Callable[[Iterable[dict[str, Any]]], dict[uuid.UUID, Derived]]


_installed: list[Compiler] = []


def install(compiler: Compiler) -> None:
    """Called once, by `sharing.apps`. With nothing installed the gate refuses every act about a person."""
    _installed[:] = [compiler]


def is_installed() -> bool:
    return bool(_installed)


def compile_now(call: Call, subjects: Iterable[uuid.UUID]) -> None:
    """Derive and write the grants and bars of these learners, set-wise. Inside a gate only.

    Takes the row lock of each learner, in id order, before facts are read.
    """
    now_open = opened.current()
    ids = sorted(set(subjects))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        with connection.cursor() as cursor:
            cursor.execute("select access_lock(%s::uuid[])", [batch])
            write(cursor, call.cluster_id, batch)
    now_open.due -= set(ids)


def lock(subjects: Iterable[uuid.UUID]) -> None:
    """Take the learners' rows before reading what a change depends on: two writers come one after the other."""
    opened.current()
    with connection.cursor() as cursor:
        cursor.execute("select access_lock(%s::uuid[])", [sorted(set(subjects))])


def facts(cursor: Any, cluster_id: uuid.UUID, ids: list[uuid.UUID]) -> list[dict[str, Any]]:
    """Facts of some learners: dictionaries with `subject`, `what` and ids, codes and dates."""
    if not _installed:
        raise Fault("no compiler is installed")
    cursor.execute(
        f"select subject_id, kind, fact from {_installed[0].facts_function}(%s::uuid, %s::uuid[])", [cluster_id, ids]
    )
    return [
        {"subject": subject, "what": kind} | (json.loads(fact) if isinstance(fact, str) else fact)
        for subject, kind, fact in cursor.fetchall()
    ]


def derive(rows: Iterable[dict[str, Any]]) -> dict[uuid.UUID, Derived]:
    """The pure function of `sharing`, by subject."""
    return _installed[0].derive(rows)


def write(cursor: Any, cluster_id: uuid.UUID, ids: list[uuid.UUID]) -> None:
    """Read facts, derive, and write only what differs."""
    derived = derive(facts(cursor, cluster_id, ids))
    grants = [row.to_json(subject) for subject in ids for row in _of(derived, subject).grants]
    bars = [row.to_json(subject) for subject in ids for row in _of(derived, subject).bars]
    cursor.execute("select access_write(%s::uuid[], %s::jsonb, %s::jsonb)", [ids, json.dumps(grants), json.dumps(bars)])


def _of(derived: dict[uuid.UUID, Derived], subject: uuid.UUID) -> Derived:
    return derived.get(subject) or Derived(frozenset(), frozenset())


def settle(call: Call, now_open: opened.Open) -> None:
    """What is still due after a body or a reaction is compiled now."""
    if now_open.due:
        compile_now(call, set(now_open.due))


def holder_id(kind: HolderKind, role: str, place_id: uuid.UUID | None) -> int:
    """The small integer of a holder of the cluster in force, made on first use."""
    with connection.cursor() as cursor:
        cursor.execute("select access_holder_for(%s::smallint, %s, %s::uuid)", [int(kind), role, place_id])
        found: int = cursor.fetchone()[0]
    return found


def bear(
    post_id: uuid.UUID, kind: HolderKind, role: str, place_id: uuid.UUID | None, *, start: datetime, end: datetime
) -> None:
    """From `start` to `end` this post bears this holder: a teacher's class, a role's organisation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select access_bear(%s::uuid, access_holder_for(%s::smallint, %s, %s::uuid), %s, %s)",
            [post_id, int(kind), role, place_id, start, end],
        )


def system_call(call: Call) -> Call:
    """The cluster's own hat; only the gate puts it on, and only for one act."""
    card = PostCard(
        uuid.UUID(int=0), Role.SYSTEM, "", call.organisation_id, "", call.cluster_id, call.post.cluster_code, "", "", ""
    )
    return Call(None, card, (holder_id(HolderKind.SYSTEM, "", None),), call.request_id)


def compile_cluster(call: Call) -> None:
    """Everybody's grants again: after a change of protocol, membership or keepers. In batches, set-wise."""
    with connection.cursor() as cursor:
        cursor.execute("select access_subjects()")
        ids = [row[0] for row in cursor.fetchall()]
    compile_now(call, ids)


def set_protocol(decide_id: uuid.UUID | None, share_id: uuid.UUID | None, narrowed: list[str]) -> None:
    """Tell the gate which versions are in force."""
    opened.current()
    with connection.cursor() as cursor:
        cursor.execute("select access_set_protocol(%s::uuid, %s::uuid, %s::text[])", [decide_id, share_id, narrowed])
