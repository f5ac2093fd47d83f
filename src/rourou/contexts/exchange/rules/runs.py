"""When a run may be loaded or undone, and how the directory of schools is read as a whole."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from rourou.contexts.exchange.types import RunState
from rourou.foundation.kernel.errors import Conflict, NotFound, Refused

KEPT_FOR: Final = timedelta(hours=24)
AT_ONCE: Final = 1_000  # rows that are loaded within one request; the next would keep the page waiting three seconds
SILENT: Final = timedelta(minutes=2)  # a load that has said nothing for so long was cut short
NAMED: Final = 12
COVERS: Final = 0.9


def check_can_load(
    state: RunState, *, faults: int, checked_by: uuid.UUID, actor: uuid.UUID | None, expires_at: datetime, now: datetime
) -> None:
    """Whoever checked a file loads it, while what was checked is kept."""
    if state is RunState.LOADED:
        raise Conflict("changed", "This file was loaded a moment ago. Nothing was loaded twice.")
    if state is RunState.UNDONE:
        raise Conflict("changed", "This load was undone. Check the file again to load it.")
    if checked_by != actor:
        raise NotFound
    if faults:
        raise Refused("run.faults", "Put right what stands above in the file, then check it again.")
    if expires_at <= now:
        raise Refused("run.expired", "What was checked is kept for a day, and that is over. Check the file again.")


def is_silent(said_at: datetime, now: datetime) -> bool:
    """Whether a load has said nothing for so long that it must have been cut short."""
    return now - said_at > SILENT


def check_can_undo(state: RunState) -> None:
    """Only what was loaded can be undone, once."""
    if state is RunState.UNDONE:
        raise Conflict("changed", "Somebody undid this load already.")
    if state is not RunState.LOADED:
        raise Refused("run.not_loaded", "Nothing of this file was loaded, so there is nothing to undo.")


def check_unused(rows: Collection[int]) -> None:
    """A load of which something has been used since stays as it is, with the rows named."""
    if rows:
        raise Refused("run.used", f"{used(rows)} been used since, so nothing was undone. Look at them first.")


def used(rows: Collection[int]) -> str:
    """“Row 3 has”, “Rows 3, 7 and 12 have”, “Rows 3, 4 … and 80 others have”."""
    listed = sorted(rows)
    if len(listed) == 1:
        return f"Row {listed[0]} has"
    if len(listed) <= NAMED:
        return f"Rows {', '.join(map(str, listed[:-1]))} and {listed[-1]} have"
    return f"Rows {', '.join(map(str, listed[:NAMED]))} and {len(listed) - NAMED} others have"


def gone_on(known: int, named_again: int, today: date) -> date | None:
    """The day from which schools that a directory leaves out are gone; none where the file is only part of it."""
    return today if known and named_again >= known * COVERS else None


def coming_term(names: Collection[str], today: date) -> str:
    """The term after this one where no calendar says which: four terms a year, from February, May, July, October."""
    starts = ((2, "1"), (5, "2"), (7, "3"), (10, "4"))
    later = next((number for month, number in starts if today.month < month), None)
    guess = f"{today.year}-{later}" if later else f"{today.year + 1}-1"
    return next(iter(names), guess)
