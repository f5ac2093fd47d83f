"""How many statements something makes."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(act: Callable[[], object]) -> int:
    """Statements sent to the database while it ran."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)
