"""Reading the ledger in tests, as the owner: the web role can not."""

import uuid
from dataclasses import dataclass

import psycopg

from rourou.foundation.audit import ledger
from rourou.foundation.store.address import from_environment


@dataclass(frozen=True)
class Line:
    seq: int
    role: str
    event: str
    outcome: str
    cause: str
    people: tuple[uuid.UUID, ...]
    grants: tuple[int, ...]


def owner() -> psycopg.Connection:
    """A connection of the owner; close it."""
    return psycopg.connect(from_environment("owner").dsn(), autocommit=True)


def rows(cluster_id: uuid.UUID) -> list[Line]:
    """The cluster's rows in order, with the people that ledger names stand for."""
    sql = (
        "select e.seq, e.role, e.event, e.outcome, e.cause, array(select n.person_id from audit_name n"
        " where n.cluster_id = e.cluster_id and n.name = any(e.subjects)), e.grants"
        " from audit_entry e where e.cluster_id = %s order by e.seq"
    )
    with owner() as connection:
        return [Line(*r[:5], tuple(r[5]), tuple(r[6])) for r in connection.execute(sql, [cluster_id])]


def count(cluster_id: uuid.UUID) -> int:
    return len(rows(cluster_id))


def raw(cluster_id: uuid.UUID) -> str:
    """Everything the ledger holds of a cluster, as text."""
    with owner() as connection:
        return str(
            connection.execute("select e::text from audit_entry e where cluster_id = %s", [cluster_id]).fetchall()
        )


def faults(connection: psycopg.Connection, cluster_id: uuid.UUID) -> list[ledger.Fault]:
    """What a walk of one chain finds."""
    with connection.cursor() as cursor:
        head = cursor.execute("select seq, hash from audit_head where cluster_id = %s", [cluster_id]).fetchone()
        return list(ledger.walk(ledger.entries(cursor, cluster_id), {cluster_id: (head[0], bytes(head[1]))}))
