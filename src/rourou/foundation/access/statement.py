"""The only raw SQL outside migrations and the foundation: one statement for a fast page, over public views.

A guard reads every use and refuses a private table of another context.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from rourou.foundation.access import gate, opened
from rourou.foundation.access.call import Call
from rourou.foundation.kernel.errors import Fault
from rourou.foundation.store import planned


def statement(
    call: Call,
    sql: str,
    parameters: Sequence[Any] | Mapping[str, Any] = (),
    *,
    prepared: bool = False,
    walks: bool = False,
) -> list[tuple[Any, ...]]:
    """Rows of one SELECT under the open gate of this call; row security applies as to everything else.

    `prepared` is for a statement of many parts whose text never changes: planning it costs more than running it.
    `walks` is for one that goes through learners by their order or a search and not by ids (`policies.learner`).
    """
    if opened.current().call != call:
        raise Fault("a statement was made for another call than the gate is open for")
    with planned.once() if prepared else connection.cursor() as cursor:
        if walks:
            cursor.execute(gate.WALKING)
        cursor.execute(sql, parameters)
        return cursor.fetchall()
