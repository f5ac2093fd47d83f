"""Travel in time, in a store that was stamped as a test store when it was made."""

import contextlib
from collections.abc import Iterator
from datetime import datetime

from tests import ledgers


def set_to(moment: datetime | None) -> None:
    """The store's clock stands at a moment; None lets it run."""
    with ledgers.owner() as connection:
        connection.execute("update tenancy_store set clock_at = %s", [moment])


@contextlib.contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, it is this moment for policies, grants and calls."""
    set_to(moment)
    try:
        yield
    finally:
        set_to(None)
