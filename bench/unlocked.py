"""The site with one lock switched off, for `bench cost` alone: it refuses every store but a simulated one."""

import os
from collections.abc import Sequence
from typing import Any

WITHOUT = os.environ.get("ROUROU_BENCH_WITHOUT", "nothing")
if WITHOUT == "row security":
    os.environ["ROUROU_DB_ROLE"] = "owner"

from rourou.config.wsgi import application as whole  # noqa: E402  the role is chosen first
from rourou.foundation.audit import ledger  # noqa: E402
from rourou.foundation.tenancy.models import Stamp, Store  # noqa: E402

if Store.objects.get(id=1).stamp != Stamp.SIMULATED:
    raise SystemExit("The benchmark of locks runs on a simulated store and on no other.")


def _unwritten(
    _cluster: Any, rows: Sequence[ledger.Row], _protocol: Any, _request: str, *, prefix: str = "",
    covering: str = ledger.NOTHING_COVERED,
) -> int:  # fmt: skip
    """The end of an act without its row: what was shown is still checked, unless that is left out too."""
    from django.db import connection

    subjects = sorted(rows[0].subjects)
    if WITHOUT == "ledger and covering":
        return len(subjects)
    with connection.cursor() as cursor:
        cursor.execute(f"{prefix}select c.covered from {covering} c", [subjects])
        while cursor.cursor.nextset():
            pass
        return int(cursor.fetchone()[0])


if WITHOUT.startswith("ledger"):
    ledger.write = _unwritten  # type: ignore[assignment]
application = whole
