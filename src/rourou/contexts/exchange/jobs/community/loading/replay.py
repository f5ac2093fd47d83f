"""Two years in order: every event at its own moment, by the store's own clock, which only a demo or test store has."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Final, Self

import psycopg
from django.db import connection

from rourou.foundation.kernel.clock import moment
from rourou.foundation.kernel.errors import Fault, RourouError
from rourou.foundation.store.address import from_environment

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when, what it is called if it fails, and the command that does it."""

    at: datetime
    label: str
    do: Callable[[], object]


def on(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of the day in Auckland."""
    return moment(day, hour, minute)


class Clock:
    """The clock of a store stamped demo or test, moved as its owner."""

    def __init__(self) -> None:
        self._connection = psycopg.connect(from_environment("owner").dsn(), autocommit=True)
        self._connection.execute("set synchronous_commit = off")
        self._stands_at: datetime | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def move_to(self, at: datetime | None) -> None:
        if at != self._stands_at:
            self._connection.execute("update tenancy_store set clock_at = %s", [at])
            self._stands_at = at

    def rest_at(self, at: datetime | None) -> None:
        """The last write of a load, and durable: with it, everything before it is on disk."""
        self._connection.execute("set synchronous_commit = on")
        self._connection.execute("update tenancy_store set clock_at = %s", [at])


@contextlib.contextmanager
def not_durable() -> Iterator[None]:
    """The application's own connection does not wait for the disk: what is cut short is loaded again from nothing."""
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit = off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set synchronous_commit = on")


_MILESTONES: Final = (
    (date(2026, 4, 2), "Term 1 2026"),
    (date(2026, 7, 3), "Term 2 2026"),
    (date(2026, 9, 25), "Term 3 2026"),
)


def replay(events: Iterable[Event], clock: Clock, say: Say) -> int:
    """Do everything in order of time; events of one moment happen in the order in which they were told."""
    coming, done = list(_MILESTONES), 0
    for event in sorted(events, key=lambda e: e.at):
        while coming and event.at > moment(coming[0][0], 23):
            say(f"{coming.pop(0)[1]} … done")
        clock.move_to(event.at)
        try:
            event.do()
        except RourouError as error:
            raise Fault(f"the story cannot have happened: {event.label}: {error.sentence or error.code}") from error
        done += 1
    say("Term 4 2026 … done, to the morning of Tuesday 24 November")
    return done
