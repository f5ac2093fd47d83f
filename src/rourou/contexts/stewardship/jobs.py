"""`rourou verify`: grants derived again, chains walked, the catalogue read. Each difference has a line of its own.

It runs as the database's owner, outside every gate: it looks at the locks themselves and shows no record. What it
prints names clusters by their code, learners by their public id, and otherwise only codes and numbers.
"""

import argparse
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg

from rourou.foundation.access import catalogue, verifying
from rourou.foundation.audit import ledger
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Refused, WrongUse
from rourou.foundation.kernel.ids import PublicIds
from rourou.foundation.store.address import Address, from_environment

ROWS: Final = 2000  # fetched from the server at a time
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Store:
    """What the lines need to name things: codes of clusters, and the key of public ids."""

    stamp: str
    codes: dict[uuid.UUID, str]
    public: PublicIds

    def name(self, cluster_id: uuid.UUID) -> str:
        if cluster_id == ledger.SYSTEM_CHAIN:
            return "acts outside any cluster"
        return f"cluster {self.codes.get(cluster_id, cluster_id)}"

    def learner(self, cluster_id: uuid.UUID, subject: uuid.UUID) -> str:
        return self.public.public(self.codes.get(cluster_id, "0000"), subject)


def run(args: argparse.Namespace) -> int:
    """Verify the store, or one cluster of it; 0 where nothing differs, 1 where something does."""
    held = _held(getattr(args, "head", None))
    with psycopg.connect(from_environment("owner").dsn()) as connection:
        store = _store(connection)
        cluster = _cluster(connection, getattr(args, "cluster", None))
        found = 0
        for number, line in enumerate(lines(connection, store, cluster, held), 1):
            found = number
            print(line, flush=True)
        if kept := getattr(args, "save_head", None):
            _keep(connection, Path(kept), cluster)
    ledger.write_outside(None, Event.LEDGER_VERIFIED.label, "done")  # reading the ledger is an act
    print(_verdict(found, bool(held)))
    return 1 if found else 0


def check(address: Address) -> list[str]:
    """The same for another command, which has a store to believe in: every difference."""
    with psycopg.connect(address.dsn()) as connection:
        return list(lines(connection, _store(connection), None, {}))


def _verdict(found: int, was_held: bool) -> str:
    said = f"{found} differences." if found else "Nothing differs: grants, bars, chains, row security and keys."
    if was_held:
        return said
    return f"{said} Nobody else’s head was compared: a chain written anew as a whole would not be seen. Use --head."


def lines(connection: Connection, store: Store, cluster: uuid.UUID | None, held: ledger.Heads) -> Iterator[str]:
    """Every difference of the catalogue, the grants and the chains, in this order."""
    for sentence in catalogue.faults(lambda text: connection.execute(text).fetchall(), is_live=store.stamp == "live"):
        yield f"catalogue: {sentence}"
    connection.rollback()
    for one in [cluster] if cluster else sorted(store.codes):
        for found in verifying.differences(connection, one):
            about = f", learner {store.learner(one, found.subject)}" if found.subject else ""
            yield f"{store.name(one)}{about}: {found.sentence}"
    connection.rollback()
    for fault in _faults(connection, cluster, held):
        yield f"ledger of {store.name(fault.cluster_id)}: {fault.sentence}"


def _faults(connection: Connection, cluster: uuid.UUID | None, held: ledger.Heads) -> Iterator[ledger.Fault]:
    """One snapshot of heads and rows, so that acts of this moment are not taken for faults; streamed in batches."""
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        with connection.cursor() as cursor:
            heads = ledger.heads(cursor, cluster)
        with connection.cursor("rourou_chain") as rows:
            rows.itersize = ROWS
            yield from ledger.walk(ledger.entries(rows, cluster), heads, held)


def _store(connection: Connection) -> Store:
    row = connection.execute("select stamp, ids_key from tenancy_store where id = 1").fetchone()
    if row is None:
        raise Refused("verify.empty", "This store was never made: run `rourou migrate` first.")
    codes = dict(connection.execute("select id, code from tenancy_cluster").fetchall())
    return Store(row[0], codes, PublicIds(bytes(row[1])))


def _cluster(connection: Connection, named: str | None) -> uuid.UUID | None:
    """A cluster by its code or its name."""
    if not named:
        return None
    row = connection.execute(
        "select id from tenancy_cluster where code = lower(%s) or lower(name) = lower(%s)", [named, named]
    ).fetchone()
    if row is None:
        raise WrongUse("verify.cluster", f"There is no cluster {named} here: give its code or its whole name.")
    found: uuid.UUID = row[0]
    return found


def _held(file: str | None) -> ledger.Heads:
    """Ends of chains as `--save-head` writes them: {cluster id: [row, hash]}."""
    if not file:
        return {}
    try:
        read = json.loads(Path(file).read_text())
        return {uuid.UUID(cluster): (int(seq), bytes.fromhex(digest)) for cluster, (seq, digest) in read.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise WrongUse(
            "verify.head", f"{file} holds no ends of chains: `rourou verify --save-head` writes one."
        ) from error


def _keep(connection: Connection, file: Path, cluster: uuid.UUID | None) -> None:
    with connection.cursor() as cursor:
        ends = ledger.heads(cursor, cluster)
    file.write_text(json.dumps({str(c): [seq, digest.hex()] for c, (seq, digest) in ends.items()}, indent=1) + "\n")
