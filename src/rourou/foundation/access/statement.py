"""The only raw SQL outside migrations and the foundation: one statement for a fast page, over public views.

A guard reads every use and refuses a private table of another context.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection

from rourou.foundation.access import opened
from rourou.foundation.access.call import Call
from rourou.foundation.kernel.errors import Fault


class _Kept(psycopg.Cursor[tuple[Any, ...]]):
    """A cursor whose statement the server plans once for each connection and keeps."""

    def execute(self, query: Any, params: Any = None, **_options: Any) -> "_Kept":
        super().execute(query, params, prepare=True)
        if connection.queries_logged:  # what Django's log of statements shows
            self._query = self._convert_query(query, params)
        return self


def statement(
    call: Call, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = (), *, prepared: bool = False
) -> list[tuple[Any, ...]]:
    """Rows of one SELECT under the open gate of this call; row security applies as to everything else.

    `prepared` is for a statement of many parts whose text never changes: planning it costs more than running it.
    """
    if opened.current().call != call:
        raise Fault("a statement was made for another call than the gate is open for")
    with _kept() if prepared else connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _kept() -> Any:
    """The same wrappers as every other cursor has, so that statements are counted and shown alike."""
    connection.ensure_connection()
    connection.connection.prepare_threshold = connection.connection.prepare_threshold or 5
    made = _Kept(connection.connection)
    return connection.make_debug_cursor(made) if connection.queries_logged else connection.make_cursor(made)
