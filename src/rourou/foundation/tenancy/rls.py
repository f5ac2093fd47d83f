"""Row security in migrations: the second of the two scopes, kept by PostgreSQL.

`protect("table")` is the last operation of every migration that makes a table of one cluster. Tables about
a learner are protected by `foundation.access.policies` instead, which adds grants and bars.
"""

from collections.abc import Callable
from typing import Any, Final

from django.db import migrations

SCOPE: Final = "(select nullif(current_setting('app.cluster', true), '')::uuid)"
MAY_LOAD: Final = "(select tenancy_may_load())"


def now_expression(schema_editor: Any) -> str:
    """`now()` in a live store; the store's own clock only where the store was stamped as demo, test or simulated."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select stamp from tenancy_store where id = 1")
        row = cursor.fetchone()
    return "now()" if row is None or row[0] in ("live", "simulated") else "(select tenancy_now())"


class Statements(migrations.RunPython):
    """SQL that depends on the store's stamp; runs statement lists, reversible by dropping the table."""

    reduces_to_sql = False

    def __init__(self, build: Callable[[str], list[str]], undo: list[str] | None = None) -> None:
        super().__init__(_nothing, _nothing, elidable=False)
        self.build, self.undo = build, undo or []

    def database_forwards(self, _label: str, schema_editor: Any, _before: Any, _after: Any) -> None:
        """Without the models of the moment: nobody here asks for them, and making them took most of a migration."""
        for statement in self.build(now_expression(schema_editor)):
            schema_editor.execute(statement, None)

    def database_backwards(self, _label: str, schema_editor: Any, _before: Any, _after: Any) -> None:
        for statement in self.undo:
            schema_editor.execute(statement, None)


def _nothing(_apps: Any, _schema_editor: Any) -> None: ...


def statements(build: Callable[[str], list[str]], undo: list[str] | None = None) -> migrations.RunPython:
    """An operation out of a function of the clock expression."""
    return Statements(build, undo)


def policy(name: str, table: str, rule: str) -> list[str]:
    """One policy, made anew: a later migration calls the same function again when the rule behind it has changed."""
    return [f"drop policy if exists {name} on {table}", f"create policy {name} on {table} {rule}"]


def enable(table: str) -> list[str]:
    """Row security on and forced, and the two policies that every table of one cluster has beside its own."""
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        *policy(f"{table}_loading", table, f"to current_user using ({MAY_LOAD}) with check ({MAY_LOAD})"),
    ]


def protect(table: str) -> migrations.RunPython:
    """A table of one cluster that names no learner: readable and writable by the cluster in force."""

    def build(_now: str) -> list[str]:
        own = f"cluster_id = {SCOPE}"
        return [
            *enable(table),
            f"create policy {table}_cluster on {table} to app using ({own}) with check ({own})",
            f"grant select, insert, update, delete on {table} to app",
        ]

    return statements(build)


def shared(*tables: str, write: bool = True) -> migrations.RunPython:
    """Small tables of the whole store: the application reads them, and writes where it must."""

    def build(_now: str) -> list[str]:
        rights = "select, insert, update, delete" if write else "select"
        return [f"grant {rights} on {table} to app" for table in tables]

    return statements(build)


def key(table: str, column: str, target: str, *, deferred: bool = False, on_delete: str = "no action") -> Any:
    """The composite foreign key (cluster_id, column) → target(cluster_id, id), kept by PostgreSQL."""
    name = f"{table}_{column}_key"[:63]
    later = " deferrable initially deferred" if deferred else ""
    return migrations.RunSQL(
        f"alter table {table} add constraint {name} foreign key (cluster_id, {column})"
        f" references {target} (cluster_id, id) on delete {on_delete}{later}",
        f"alter table {table} drop constraint if exists {name}",
    )


def of_cluster(table: str) -> Any:
    """The key from a table's cluster_id to the list of clusters."""
    return migrations.RunSQL(
        f"alter table {table} add constraint {table}_cluster_key"
        " foreign key (cluster_id) references tenancy_cluster (id)",
        f"alter table {table} drop constraint if exists {table}_cluster_key",
    )


def definers(*functions: str) -> list[str]:
    """Functions, each as `name(argument types)`, that run as the role `compiler` and that `app` may call.

    The new owner must be allowed to create in the schema; that right lasts for these statements only.
    """
    listed = ", ".join(functions)
    handed = [f"alter function {function} owner to compiler" for function in functions]
    return [
        "grant create on schema public to compiler",
        *handed,
        "set role compiler",
        f"revoke all on function {listed} from public",
        f"grant execute on function {listed} to app, owner",
        "reset role",
        "revoke create on schema public from compiler",
    ]
