"""Loading the invented communities through the commands that everybody uses, so that nothing impossible is in them."""

from collections.abc import Iterator
from datetime import datetime

from rourou.contexts.exchange.jobs.community.loading import (
    agreed,
    asks,
    circles,
    founding,
    gathered,
    leaving,
    shared_out,
    told,
)
from rourou.contexts.exchange.jobs.community.loading.book import Book
from rourou.contexts.exchange.jobs.community.loading.replay import Clock, Crew, Event, Say, on, replay
from rourou.contexts.exchange.jobs.community.shapes import Community
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.calendar import Calendar


def load(
    seed: str, communities: tuple[Community, ...], calendar: Calendar, *, now: datetime, then: datetime | None, say: Say
) -> bool:
    """Found the communities and replay their history up to `now`; the store's clock is left at `then`.

    A store that has them already is left as it is, and the answer is False.
    """
    if all(founding.is_founded(seed, community) for community in communities):
        return False
    with Clock() as store_clock, Crew() as crew:
        store_clock.move_to(on(min(c.begins_on for c in communities), 9))
        books = [founding.found(seed, community, calendar) for community in communities]
        say(f"Two learning communities: {_size(books)} … done")
        replay((event for book in books for event in _events(book, calendar, now)), store_clock, crew, say)
        store_clock.rest_at(then)
    return True


def _size(books: list[Book]) -> str:
    places = len({o.id for book in books for o in book.settings.values()})
    return f"{places} places and services, {sum(len(book.people) for book in books)} people who sign in"


def _events(book: Book, calendar: Calendar, now: datetime) -> Iterator[Event]:
    today = clock.today(now)
    yield from circles.told(book)
    yield from agreed.told(book, today)
    yield from told.told(book, today)
    yield from shared_out.told(book, calendar, today)
    yield from asks.told(book, calendar)
    yield from gathered.told(book)
    yield from leaving.told(book)
