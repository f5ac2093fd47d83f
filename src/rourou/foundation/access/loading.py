"""Loading in bulk: the only way into the tables that is not the gate, and only into a store that was made for it.

`rourou simulate` and the tests fill a store with invented people through it, as the database's owner. A live store
refuses it, here and in its policies (`tenancy_may_load`). What it leaves passes `rourou verify`: grants come out of
the same `derive`, ledger rows out of the same canonical text, and every lock it sets aside for a batch (forced row
security, which COPY does not know; the marks of due learners, which it keeps itself) is back before that batch commits.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Final, Self

import psycopg
from psycopg import sql

from rourou.foundation.access import compiling
from rourou.foundation.access.grants import FOREVER, BarRow, GrantRow, HolderKey
from rourou.foundation.access.posts import holders_of
from rourou.foundation.access.purposes import HolderKind
from rourou.foundation.access.roles import Role
from rourou.foundation.audit import ledger
from rourou.foundation.kernel.errors import Fault, Refused
from rourou.foundation.kernel.ids import keyed_id
from rourou.foundation.store.address import Address, from_environment

LOADABLE: Final = frozenset({"simulated", "demo", "test"})
BATCH: Final = 2000

_GRANT: Final = (
    "cluster_id", "subject_id", "holder_id", "purpose", "custodian_id", "categories", "ceiling", "reason", "source_id",
    "valid_from", "valid_until", "for_person",
)  # fmt: skip
_BAR: Final = (
    "cluster_id", "subject_id", "person_id", "hats", "categories", "custodian_id", "reason", "source_id", "valid_from",
    "valid_until",
)  # fmt: skip
_ENTRY: Final = (
    "cluster_id", "seq", "at", "actor", "role", "organisation_id", "event", "outcome", "purposes", "subjects", "grants",
    "protocol_id", "cause", "request_id", "previous", "hash",
)  # fmt: skip
_TABLE: Final = """
select c.relforcerowsecurity, coalesce(array_agg(t.tgname::text) filter (where t.oid is not null), '{}')
from pg_class c
left join pg_trigger t on t.tgrelid = c.oid and t.tgfoid = 'access_fact_changed'::regproc and t.tgenabled <> 'D'
where c.oid = to_regclass(%s) group by c.oid, c.relforcerowsecurity
"""


class Loader:
    """Rows in bulk, a batch at a time: `copy` facts and rows, `compile` their learners, `ledger`, then `commit`.

    One loader works alone: a batch locks each table that it touches until it commits. An error takes the batch back.
    """

    def __init__(self, seed: str = "", *, address: Address | None = None) -> None:
        self.seed = seed
        self._address = address
        self._opened: dict[str, list[str]] = {}
        self._due: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        self._holders: dict[tuple[uuid.UUID, HolderKey], int] = {}
        self._heads: dict[uuid.UUID, tuple[int, bytes]] = {}
        self._named: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        self._dropped: dict[str, str] = {}

    def __enter__(self) -> Self:
        self.connection = psycopg.connect((self._address or from_environment("owner")).dsn())
        row = self.connection.execute("select stamp from tenancy_store where id = 1").fetchone()
        if row is None or row[0] not in LOADABLE:
            self.connection.close()
            raise Refused(
                "loading.live", "This is a live store: nothing is loaded into it in bulk. Name an empty folder."
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.commit()
            else:
                self.connection.rollback()
            self._make_indexes()
        finally:
            self.connection.close()

    def ids(self, table: str, label: object) -> uuid.UUID:
        """The id of a loaded row: a keyed hash of (seed, table, label), never a sequence."""
        return keyed_id(self.seed, table, str(label))

    # rows

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Stream rows into a table; returns how many. Keys are checked as the rows arrive, or at the commit."""
        noting = self._noting(table, columns) if self._open(table) else None
        form = sql.SQL("copy {} ({}) from stdin").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        number = 0
        with self.connection.cursor() as cursor, cursor.copy(form) as stream:
            for row in rows:
                if noting is not None:
                    noting(row)
                stream.write_row(row)
                number += 1
        return number

    def without_index(self, *names: str) -> None:
        """Set an index aside while millions of rows come in; it is made again when the loader closes."""
        for name in names:
            row = self.connection.execute("select pg_get_indexdef(to_regclass(%s))", [name]).fetchone()
            if row and row[0]:
                self._dropped[name] = row[0]
                self.connection.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
                self.connection.commit()

    def commit(self) -> None:
        """The batch is whole: every learner compiled, every key checked, every lock back in its place."""
        if missing := sum(len(due) for due in self._due.values()):
            raise Fault(f"facts of {missing} learners were loaded and their grants were not compiled")
        self._write_heads()
        if self._opened:
            self.connection.execute("set constraints all immediate")
        for table, triggers in self._opened.items():
            name = sql.Identifier(table)
            self.connection.execute(sql.SQL("alter table {} force row level security").format(name))
            for trigger in triggers:
                self.connection.execute(
                    sql.SQL("alter table {} enable trigger {}").format(name, sql.Identifier(trigger))
                )
        self.connection.commit()
        self._opened, self._holders, self._heads = {}, {}, {}

    def _open(self, table: str) -> bool:
        """Whether the table holds facts that grants are derived from."""
        if table in self._opened:
            return bool(self._opened[table])
        row = self.connection.execute(_TABLE, [table]).fetchone()
        if row is None:
            raise Fault(f"there is no table {table}")
        forced, triggers = row
        if forced:
            name = sql.Identifier(table)
            self.connection.execute(sql.SQL("alter table {} no force row level security").format(name))
            for trigger in triggers:
                self.connection.execute(
                    sql.SQL("alter table {} disable trigger {}").format(name, sql.Identifier(trigger))
                )
            self._opened[table] = triggers
        return bool(triggers)

    def _noting(self, table: str, columns: Sequence[str]) -> Callable[[Sequence[Any]], None]:
        if not {"cluster_id", "learner_id"} <= set(columns):
            raise Fault(f"rows of {table} name their cluster and their learner")
        cluster, learner, due = columns.index("cluster_id"), columns.index("learner_id"), self._due

        def note(row: Sequence[Any]) -> None:
            due[row[cluster]].add(row[learner])

        return note

    def _make_indexes(self) -> None:
        while self._dropped:
            _name, definition = self._dropped.popitem()
            self.connection.execute(definition)
        self.connection.commit()

    def settle(self) -> None:
        """After the last batch: dead rows swept and statistics made, or the first pages are planned blindly."""
        with psycopg.connect((self._address or from_environment("owner")).dsn(), autocommit=True) as connection:
            connection.execute("vacuum (analyze)")

    # grants

    def bear(
        self, cluster_id: uuid.UUID, post_id: uuid.UUID, held: Iterable[HolderKey], *, start: datetime,
        end: datetime = FOREVER,
    ) -> None:  # fmt: skip
        """From `start` to `end` this post bears these holders: a class, a role's organisation."""
        self.bear_many(cluster_id, [(post_id, list(held), start, end)])

    def bear_many(
        self, cluster_id: uuid.UUID, borne: Iterable[tuple[uuid.UUID, Sequence[HolderKey], datetime, datetime]]
    ) -> None:
        """The same for many posts of one cluster."""
        listed = list(borne)
        self._know(cluster_id, {key for _post, held, _start, _end in listed for key in held})
        self.copy(
            "access_bearer",
            ("cluster_id", "post_id", "holder_id", "valid_from", "valid_until"),
            (
                (cluster_id, post, self._holders[cluster_id, key], start, end)
                for post, held, start, end in listed
                for key in held
            ),
        )

    @staticmethod
    def held_by(role: Role, user_id: uuid.UUID, organisation_id: uuid.UUID) -> list[HolderKey]:
        """What a post bears by itself, as the gate would have it."""
        return [HolderKey(kind, name, place) for kind, name, place in holders_of(role, user_id, organisation_id)]

    def compile(self, cluster_id: uuid.UUID, subjects: Iterable[uuid.UUID]) -> None:
        """Derive grants and bars of these learners by the same function as the gate, and write them."""
        ids = sorted(set(subjects))
        for start in range(0, len(ids), BATCH):
            self._compile(cluster_id, ids[start : start + BATCH])
        self._due[cluster_id].difference_update(ids)

    def _compile(self, cluster_id: uuid.UUID, ids: list[uuid.UUID]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("select set_config('app.cluster', %s, true)", [str(cluster_id)])
            cursor.execute(
                "select 1 from access_subject where cluster_id = %s and subject_id = any(%s) limit 1", [cluster_id, ids]
            )
            if cursor.fetchone() is not None:  # not the first time: write what differs
                compiling.write(cursor, cluster_id, ids)
                return
            derived = compiling.derive(compiling.facts(cursor, cluster_id, ids))
        self._know(cluster_id, {g.holder for one in derived.values() for g in one.grants})
        self.copy("access_subject", ("cluster_id", "subject_id"), ((cluster_id, subject) for subject in ids))
        ordered = sorted(derived)
        self.copy(
            "access_grant",
            _GRANT,
            (row for subject in ordered for row in self._grants(cluster_id, subject, derived[subject].grants)),
        )
        self.copy(
            "access_bar",
            _BAR,
            (row for subject in ordered for row in self._bars(cluster_id, subject, derived[subject].bars)),
        )

    def _grants(
        self, cluster_id: uuid.UUID, subject: uuid.UUID, grants: Iterable[GrantRow]
    ) -> Iterator[tuple[Any, ...]]:
        for g in grants:
            yield (
                cluster_id, subject, self._holders[cluster_id, g.holder], int(g.purpose), g.custodian_id,
                int(g.categories), g.ceiling, int(g.reason), g.source_id, g.valid_from, g.valid_until,
                g.holder.kind is HolderKind.PERSON,
            )  # fmt: skip

    @staticmethod
    def _bars(cluster_id: uuid.UUID, subject: uuid.UUID, bars: Iterable[BarRow]) -> Iterator[tuple[Any, ...]]:
        for b in bars:
            yield (
                cluster_id, subject, b.person_id, int(b.hats), int(b.categories), b.custodian_id, b.reason, b.source_id,
                b.valid_from, b.valid_until,
            )  # fmt: skip

    def _know(self, cluster_id: uuid.UUID, keys: Iterable[HolderKey]) -> None:
        """The small integers of holders, made where they are missing."""
        missing = sorted(
            {key for key in keys if (cluster_id, key) not in self._holders},
            key=lambda k: (k.kind, k.role, str(k.place_id)),
        )
        if not missing:
            return
        with self.connection.cursor() as cursor:
            cursor.execute("select set_config('app.cluster', %s, true)", [str(cluster_id)])
            cursor.execute(
                "select access_holder_for(k, r, p) from unnest(%s::smallint[], %s::text[], %s::uuid[])"
                " with ordinality as t (k, r, p, n) order by n",
                [[int(k.kind) for k in missing], [k.role for k in missing], [k.place_id for k in missing]],
            )
            for key, (number,) in zip(missing, cursor.fetchall(), strict=True):
                self._holders[cluster_id, key] = number

    # the ledger

    def ledger_name(self, cluster_id: uuid.UUID, person_id: uuid.UUID) -> uuid.UUID:
        """The name a person stands under in a loaded ledger; `ledger` writes the map."""
        self._named[cluster_id].add(person_id)
        return keyed_id(self.seed, "audit_name", str(cluster_id), str(person_id))

    def ledger(self, cluster_id: uuid.UUID, rows: Iterable[ledger.Past]) -> int:
        """Append rows to a cluster's chain. Actor and subjects are names that `ledger_name` gave."""
        seq, digest = self._head(cluster_id)

        def written() -> Iterator[tuple[Any, ...]]:
            nonlocal seq, digest
            for number, row, previous, made in ledger.chained(seq, digest, rows):
                seq, digest = number, made
                yield (
                    cluster_id, number, row.at, row.actor, row.role, row.organisation_id, row.event, row.outcome,
                    _array(row.purposes), _array(row.subjects), _array(row.grants), row.protocol_id, row.cause,
                    row.request_id, previous, made,
                )  # fmt: skip

        number = self.copy("audit_entry", _ENTRY, written())
        self._heads[cluster_id] = (seq, digest)
        self._write_names(cluster_id)
        return number

    def _head(self, cluster_id: uuid.UUID) -> tuple[int, bytes]:
        if cluster_id not in self._heads:
            row = self.connection.execute(
                "select seq, hash from audit_head where cluster_id = %s for update", [cluster_id]
            ).fetchone()
            self._heads[cluster_id] = (row[0], bytes(row[1])) if row else (0, ledger.GENESIS)
        return self._heads[cluster_id]

    def _write_names(self, cluster_id: uuid.UUID) -> None:
        people = sorted(self._named.pop(cluster_id, set()))
        self.connection.execute(
            "insert into audit_name (cluster_id, person_id, name)"
            " select %s, p, n from unnest(%s::uuid[], %s::uuid[]) as t (p, n) on conflict do nothing",
            [cluster_id, people, [keyed_id(self.seed, "audit_name", str(cluster_id), str(p)) for p in people]],
        )

    def _write_heads(self) -> None:
        for cluster_id, (seq, digest) in self._heads.items():
            self.connection.execute(
                "insert into audit_head (cluster_id, seq, hash) values (%s, %s, %s)"
                " on conflict (cluster_id) do update set seq = excluded.seq, hash = excluded.hash",
                [cluster_id, seq, digest],
            )


def _array(values: Sequence[object]) -> str:
    """An array of ids or numbers as PostgreSQL writes it; neither can hold a comma or a quote."""
    return "{" + ",".join(map(str, values)) + "}"
