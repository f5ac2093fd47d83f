"""Two years in order: every event at its own moment, by the store's own clock, which only a demo or test store has."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Barrier
from types import TracebackType
from typing import Final, Self

import psycopg
from django.db import connection, connections

from rourou.foundation.kernel.clock import moment
from rourou.foundation.kernel.errors import Conflict, Fault, RourouError
from rourou.foundation.store.address import from_environment

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when, what it is called if it fails, and the command that does it.

    `about` is said where it concerns one learner alone: then it may happen beside what concerns others at that moment.
    """

    at: datetime
    label: str
    do: Callable[[], object]
    about: str = ""


def about(learner: str, events: Iterable[Event]) -> Iterator[Event]:
    """The same events, said to concern this learner alone."""
    return (replace(event, about=learner) for event in events)


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


class Crew:
    """A few threads, each with a connection of its own that does not wait for the disk.

    What is cut short is loaded again from nothing, and the last write of a load is durable.
    """

    def __init__(self, size: int = 2) -> None:
        self._size = size
        self._pool = ThreadPoolExecutor(size, "loading", _do_not_wait)

    def __enter__(self) -> Self:
        _do_not_wait()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        leaving = Barrier(self._size)
        for done in [self._pool.submit(_leave, leaving) for _ in range(self._size)]:
            done.result()
        self._pool.shutdown()
        with connection.cursor() as cursor:
            cursor.execute("set synchronous_commit = on")

    def happen(self, events: Iterable[Event]) -> None:
        """Events of one moment: those about one learner in their order, those about different learners side by side."""
        for about_somebody, group in itertools.groupby(events, key=lambda e: bool(e.about)):
            chains: dict[str, list[Event]] = defaultdict(list)
            for event in group:
                chains[event.about].append(event)
            if about_somebody and len(chains) > 1:
                list(self._pool.map(_happen, chains.values()))
            else:
                for chain in chains.values():
                    _happen(chain)


def _do_not_wait() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit = off")


def _leave(together: Barrier) -> None:
    together.wait()
    connections.close_all()


def _happen(events: Iterable[Event]) -> None:
    for event in events:
        try:
            _once_more_if_busy(event.do)
        except RourouError as error:
            raise Fault(f"the story cannot have happened: {event.label}: {error.sentence or error.code}") from error


def _once_more_if_busy(do: Callable[[], object]) -> None:
    try:
        do()
    except Conflict as busy:
        if busy.code != "busy":
            raise
        do()


_MILESTONES: Final = (
    (date(2026, 4, 2), "Term 1 2026"),
    (date(2026, 7, 3), "Term 2 2026"),
    (date(2026, 9, 25), "Term 3 2026"),
)


def replay(events: Iterable[Event], clock: Clock, crew: Crew, say: Say) -> None:
    """Do everything in order of time; events of one moment happen in the order in which they were told."""
    coming = list(_MILESTONES)
    for at, together in itertools.groupby(sorted(events, key=lambda e: e.at), key=lambda e: e.at):
        while coming and at > moment(coming[0][0], 23):
            say(f"{coming.pop(0)[1]} … done")
        clock.move_to(at)
        crew.happen(together)
    say("Term 4 2026 … done, to the morning of Tuesday 24 November")
