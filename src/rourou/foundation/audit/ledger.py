"""Writing and walking the ledger: one row for each act, hash-chained per cluster (access.md, The ledger)."""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import connection

from rourou.foundation.store import planned

SYSTEM_CHAIN: Final = uuid.UUID(int=0)
GENESIS: Final = b"\x00" * 32


@dataclass(frozen=True, slots=True)
class Row:
    """What one act leaves behind. Subjects are people's ids here; the function stores their ledger names."""

    actor: uuid.UUID | None
    role: str
    organisation_id: uuid.UUID | None
    event: str
    outcome: str
    purposes: Collection[int]
    subjects: Collection[uuid.UUID]
    cause: str


_ADD: Final = (
    "select audit_add(%s::uuid, %s::uuid, %s, %s::uuid, %s, %s, %s::smallint[], %s::uuid[], c.grants, %s::uuid, %s,"
    " %s), c.covered from {covering} c"
)
NOTHING_COVERED: Final = "(select '{}'::bigint[] as grants, cardinality(%s::uuid[]) * 0 as covered)"


def write(
    cluster_id: uuid.UUID,
    rows: Sequence[Row],
    protocol_id: uuid.UUID | None,
    request_id: str,
    *,
    covering: str = NOTHING_COVERED,
) -> int:
    """Append the rows as the last statement of a transaction; returns how many subjects of the first are covered.

    `covering` is a row source of (grants, covered) for the subjects.
    """
    covered = 0
    with planned.once() as cursor:
        for place, row in enumerate(rows):
            subjects = sorted(row.subjects)
            cursor.execute(
                _ADD.replace("{covering}", covering),
                [
                    cluster_id, row.actor, str(row.role), row.organisation_id, row.event, row.outcome,
                    sorted(int(p) for p in row.purposes), subjects, protocol_id, row.cause, request_id, subjects,
                ],
            )  # fmt: skip
            found = cursor.fetchone()
            if place == 0:
                covered = int(found[1])
    return covered


def write_outside(actor: uuid.UUID | None, event: str, outcome: str, request_id: str = "") -> None:
    """An act outside any cluster: a list of schools, a sign-in. Its chain can name no learner."""
    with connection.cursor() as cursor:
        cursor.execute("select audit_add_outside(%s::uuid, %s, %s, %s)", [actor, event, outcome, request_id])


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it is walked."""

    cluster_id: uuid.UUID
    seq: int
    at: datetime
    text: str
    previous: bytes
    hash: bytes


# The canonical text of a row, in SQL: the same expression stands in the function that writes it.
CANONICAL: Final = (
    "concat_ws('|', e.seq, (extract(epoch from e.at) * 1000000)::bigint, coalesce(e.actor::text, ''), e.role,"
    " coalesce(e.organisation_id::text, ''), e.event, e.outcome, array_to_string(e.purposes, ','),"
    " array_to_string(e.subjects, ','), array_to_string(e.grants, ','), coalesce(e.protocol_id::text, ''), e.cause,"
    " e.request_id)"
)


@dataclass(frozen=True, slots=True)
class Past:
    """One act as it is loaded in bulk: its moment is given, and everybody stands under their ledger name already.

    Ids may be given as their texts: millions of rows repeat the same few.
    """

    at: datetime
    role: str
    event: str
    actor: uuid.UUID | str | None = None
    organisation_id: uuid.UUID | str | None = None
    outcome: str = "done"
    purposes: Sequence[int] = ()
    subjects: Sequence[uuid.UUID | str] = ()
    grants: Sequence[int] = ()
    protocol_id: uuid.UUID | str | None = None
    cause: str = ""
    request_id: str = ""


def canonical(seq: int, past: Past) -> str:
    """The same text as CANONICAL, in Python; a test holds the two together."""
    return "|".join(
        (
            str(seq), str(_microseconds(past.at)), _text(past.actor), past.role, _text(past.organisation_id),
            past.event,
            past.outcome, _listed(past.purposes), _listed(past.subjects), _listed(past.grants), _text(past.protocol_id),
            past.cause, past.request_id,
        )
    )  # fmt: skip


def chained(seq: int, previous: bytes, rows: Iterable[Past]) -> Iterator[tuple[int, Past, bytes, bytes]]:
    """(seq, row, previous hash, hash) of rows that continue a chain which ends at `seq` with `previous`."""
    for past in rows:
        seq += 1
        digest = hashlib.sha256(previous + canonical(seq, past).encode()).digest()
        yield seq, past, previous, digest
        previous = digest


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def _microseconds(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def _text(value: uuid.UUID | str | None) -> str:
    return "" if value is None else str(value)


def _listed(values: Sequence[object]) -> str:
    return ",".join(map(str, values))


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a chain does not hold."""

    cluster_id: uuid.UUID
    seq: int
    sentence: str


Heads = dict[uuid.UUID, tuple[int, bytes]]


def walk(entries: Iterable[Entry], heads: Heads, held: Heads | None = None) -> Iterator[Fault]:
    """Faults of chains given in (cluster, seq) order: changed, removed, reordered, inserted rows, a cut tail.

    `heads` are the ends the store says it reaches. `held` are earlier ends that somebody else kept: without one, a
    chain that was written anew from its first row to its last cannot be told from the true one.
    """
    reached: Heads = {}
    kept = {(cluster_id, seq): digest for cluster_id, (seq, digest) in (held or {}).items()}
    for entry in entries:
        seq, digest = reached.get(entry.cluster_id, (0, GENESIS))
        yield from _of_entry(entry, seq, digest, kept.pop((entry.cluster_id, entry.seq), None))
        reached[entry.cluster_id] = (entry.seq, bytes(entry.hash))
    for cluster_id in sorted(heads.keys() | reached.keys()):
        seq, _digest = heads.get(cluster_id, (0, GENESIS))
        if reached.get(cluster_id, (0, GENESIS)) != heads.get(cluster_id, (0, GENESIS)):
            yield Fault(cluster_id, seq, f"the chain does not end at row {seq} as its head says")
    for (cluster_id, seq), digest in kept.items():
        if (seq, digest) != (0, GENESIS):
            yield Fault(cluster_id, seq, f"row {seq}, whose hash was held, is gone")


def _of_entry(entry: Entry, seq: int, digest: bytes, kept: bytes | None) -> Iterator[Fault]:
    if entry.seq != seq + 1:
        yield Fault(entry.cluster_id, entry.seq, f"row {entry.seq} follows row {seq}: a row is missing or added")
    if bytes(entry.previous) != digest:
        yield Fault(entry.cluster_id, entry.seq, f"row {entry.seq} does not continue the row before it")
    if hashlib.sha256(bytes(entry.previous) + entry.text.encode()).digest() != bytes(entry.hash):
        yield Fault(entry.cluster_id, entry.seq, f"row {entry.seq} was changed after it was written")
    if kept is not None and kept != bytes(entry.hash):
        yield Fault(entry.cluster_id, entry.seq, f"row {entry.seq} is not the one whose hash was held")


def heads(cursor: Any, cluster_id: uuid.UUID | None = None) -> Heads:
    """The ends the store says its chains reach; `cursor` is the owner's."""
    where = "where cluster_id = %s" if cluster_id else ""
    cursor.execute(
        f"select cluster_id, seq, hash from audit_head {where} order by 1", [cluster_id] if cluster_id else []
    )
    return {cluster: (seq, bytes(digest)) for cluster, seq, digest in cursor.fetchall()}


def entries(cursor: Any, cluster_id: uuid.UUID | None = None) -> Iterator[Entry]:
    """All rows in chain order, streamed; `cursor` is a server-side cursor of the owner."""
    where = "where e.cluster_id = %s" if cluster_id else ""
    cursor.execute(
        f"select e.cluster_id, e.seq, e.at, {CANONICAL}, e.previous, e.hash from audit_entry e {where}"
        " order by e.cluster_id, e.seq",
        [cluster_id] if cluster_id else [],
    )
    for row in cursor:
        yield Entry(*row)
