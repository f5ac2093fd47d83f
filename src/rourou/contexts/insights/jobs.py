"""Publishing: count on the day, hide what is small so that it cannot be worked out, freeze. On the role `counts` alone.

That role reads count rows, which name nobody, and no other record; it writes snapshots, which can never be changed.
"""

import hashlib
import hmac
import json
import uuid
from collections import defaultdict
from datetime import date, timedelta
from typing import Any, Final

import psycopg

from rourou.contexts.insights import rules
from rourou.contexts.insights.types import THRESHOLD, Counted, CountFact
from rourou.engines.measures.suppress import NotPublishable, PublishableTable, reopen, suppress_together
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.ids import new_id
from rourou.foundation.store.address import Address, from_environment

EARLIER: Final = 24  # snapshots that are audited against: two years of months
Connection = psycopg.Connection[tuple[Any, ...]]

# The latest note of each name before the end of the day.
_ROWS: Final = """
select r.name, r.setting_id, r.area, r.year_band, r.tier, r.counted_from, r.counted_until
from insights_countrow r
join (select name, max(note) as note from insights_countrow
      where cluster_id = %(cluster)s and created_at < %(end)s group by name) latest
  on latest.name = r.name and latest.note = r.note
where r.cluster_id = %(cluster)s and r.area <> '' order by r.name
"""


def publish_all(*, on: date | None = None, address: Address | None = None) -> dict[uuid.UUID, bool]:
    """Publish every cluster's tables as at a day (today, by the store's clock); False where nothing could be."""
    address = address or from_environment("counts")
    with psycopg.connect(address.dsn(), autocommit=True) as connection:
        rows = connection.execute("select id, tenancy_today() from tenancy_cluster order by id").fetchall()
    return {cluster: publish(cluster, on=on or today, address=address) for cluster, today in rows}


def publish(cluster_id: uuid.UUID, *, on: date, address: Address | None = None) -> bool:
    """Publish one cluster's two tables as at a day. A day that has its snapshot keeps it."""
    address = address or from_environment("counts")
    with psycopg.connect(address.dsn(), options=f"-c app.cluster={cluster_id}") as connection:
        if connection.execute("select 1 from insights_snapshot where as_at = %s", [on]).fetchone():
            return False
        key = _key(connection, cluster_id)
        made = _tables(connection, cluster_id, on, key)
        if made is None:
            return False
        tables, threshold = made
        stored = json.dumps({table.name: table.dump() for table in tables})
        connection.execute(
            "insert into insights_snapshot (cluster_id, id, created_at, as_at, threshold, tables)"
            " values (%s, %s, now(), %s, %s, %s)",
            [cluster_id, new_id(), on, threshold, stored],
        )
        connection.execute(
            "select audit_add(%s, null, 'system', null, %s, 'done', '{5}', '{}', '{}', null, '', '')",
            [cluster_id, Event.COUNTS_PUBLISHED.label],
        )
    return True


def _tables(
    connection: Connection, cluster_id: uuid.UUID, on: date, key: bytes
) -> tuple[tuple[PublishableTable, ...], int] | None:
    """The publishable tables and their threshold; None where a small count could be worked out whatever is hidden."""
    (limit,) = connection.execute("select insights_threshold()").fetchone() or (None,)
    threshold = max(THRESHOLD, limit or 0)
    everybody, by_setting = rules.members(_counted(connection, cluster_id, on), on)
    try:
        made = suppress_together(
            rules.tables(everybody), key=key, threshold=threshold, earlier=_earlier(connection, on, key),
            own=rules.own_cells(by_setting),
        )  # fmt: skip
    except NotPublishable:
        return None
    return made, threshold


def _counted(connection: Connection, cluster_id: uuid.UUID, on: date) -> list[Counted]:
    facts: dict[uuid.UUID, list[CountFact]] = defaultdict(list)
    rows = connection.execute(_ROWS, {"cluster": cluster_id, "end": clock.start_of_day(on + timedelta(days=1))})
    for name, *fact in rows:
        facts[name].append(CountFact(*fact))
    return [Counted(name, tuple(listed)) for name, listed in facts.items()]


def _earlier(connection: Connection, on: date, key: bytes) -> list[PublishableTable]:
    rows = connection.execute(
        "select tables from insights_snapshot where as_at < %s order by as_at desc limit %s", [on, EARLIER]
    )
    return [reopen(stored, key=key) for (tables,) in rows for stored in tables.values()]


def _key(connection: Connection, cluster_id: uuid.UUID) -> bytes:
    """The cluster's secret for rounding and seals: always the same, out of the store's own key."""
    (secret,) = connection.execute("select ids_key from tenancy_store where id = 1").fetchone() or (b"",)
    return hmac.digest(bytes(secret), b"counts|" + cluster_id.bytes, hashlib.sha256)
