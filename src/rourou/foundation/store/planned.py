"""Statements that PostgreSQL plans once for each connection: under row security planning costs more than running."""

from typing import Any

import psycopg
from django.db import connection


class _Kept(psycopg.Cursor[tuple[Any, ...]]):
    """A cursor whose statements are prepared in the server at their first use."""

    def execute(self, query: Any, params: Any = None, **_options: Any) -> "_Kept":
        super().execute(query, params, prepare=True)
        if connection.queries_logged:  # what Django's log of statements shows
            self._query = self._convert_query(query, params)
        return self


def once() -> Any:
    """A cursor for statements whose text never changes; their values are parameters.

    It has the same wrappers as every other cursor, so that statements are counted and shown alike.
    """
    connection.ensure_connection()
    connection.connection.prepare_threshold = connection.connection.prepare_threshold or 5
    made = _Kept(connection.connection)
    return connection.make_debug_cursor(made) if connection.queries_logged else connection.make_cursor(made)
