"""Hui: called with their agenda, held with who came, decided item by item, their minutes confirmed."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.exchange.jobs.community.loading.book import Book
from rourou.contexts.exchange.jobs.community.loading.replay import Event, on
from rourou.contexts.exchange.jobs.community.loading.shared_out import service_of
from rourou.contexts.exchange.jobs.community.shapes import AgendaItem, Hui
from rourou.contexts.meetings import commands as meetings
from rourou.contexts.meetings import queries as meetings_queries
from rourou.contexts.meetings.types import (
    Choice,
    HuiKind,
    ItemKind,
    NewDecision,
    NewHui,
    Position,
    Stand,
    TellHow,
    Telling,
)
from rourou.foundation.access import rooms
from rourou.foundation.access.call import Call
from rourou.foundation.access.permissions import Permission as P
from rourou.foundation.kernel.errors import Fault

CALLED_BEFORE: Final = timedelta(days=9)  # a hui is called a week and a bit ahead, once there is a suggestion


def told(book: Book) -> Iterator[Event]:
    """Every event of this part of the story."""
    for hui in book.community.hui:
        key = f"hui {hui.label}"
        called = hui.on - CALLED_BEFORE
        yield Event(on(called, 12), key, lambda h=hui, k=key: _call_hui(book, h, k))
        yield Event(on(called, 12, 10), f"{key} agenda", lambda h=hui, k=key: _agenda(book, h, k))
        for person in hui.apologies:
            what = f"{person} cannot come to {hui.label}"
            yield Event(on(called, 17), what, lambda p=person, k=key: _apologise(book, p, k))
        if hui.status == "held":
            yield from _held(book, hui, key)


def _chair(book: Book, hui: Hui) -> Call:
    return book.call(hui.chair, None, P.HUI_MANAGE)


def _call_hui(book: Book, hui: Hui, key: str) -> None:
    draft = NewHui(
        held_on=hui.on, kind=HuiKind(hui.kind), title=hui.title, held_at=hui.at, place=hui.place,
        round_number=book.numbers[f"round {hui.round}"] if hui.round else None,
        invited=tuple(_seat(book, who) for who in hui.asked if who not in hui.observers),
        observers=tuple(_seat(book, who) for who in hui.observers),
    )  # fmt: skip
    with book.labelled(key):
        book.made[key] = meetings.call_hui(_chair(book, hui), draft).id


def _seat(book: Book, person: str) -> uuid.UUID:
    """The seat in which somebody comes to a hui: their first."""
    return book.post_of(person, None, P.HUI_READ).post_id


def _agenda(book: Book, hui: Hui, key: str) -> None:
    """What is missing is added, what belongs to another round is taken off, and all of it put in order."""
    call = _chair(book, hui)
    listed = {item.learner.id for item in meetings_queries.hui_page(call, book.made[key]).items if item.learner}
    for item in hui.items:
        with book.labelled(key, "item", str(item.number)):
            if item.kind != "named":
                meetings.add_item(call, book.made[key], title=item.title, kind=ItemKind(item.kind))
            elif book.learner(item.learner or "") not in listed:
                meetings.add_request(call, book.made[key], book.made[f"request {item.request}"])
    wanted = {book.learner(i.learner) if i.learner else i.title: i.number for i in hui.items}
    for item in meetings_queries.hui_page(call, book.made[key]).items:
        if (item.learner.id if item.learner else item.title) not in wanted:
            meetings.take_off(call, item.id)
    _put_in_order(book, call, key, wanted)


def _put_in_order(book: Book, call: Call, key: str, wanted: dict[object, int]) -> None:
    page = meetings_queries.hui_page(call, book.made[key]).items
    now = [(wanted[item.learner.id if item.learner else item.title], item.id) for item in page]
    for place in range(len(now)):
        at = now.index(min(now[place:], key=lambda pair: pair[0]))
        for step in range(at, place, -1):
            meetings.move_item(call, now[step][1], up=True)
            now[step - 1], now[step] = now[step], now[step - 1]


def _apologise(book: Book, person: str, key: str) -> None:
    meetings.apologise(book.call(person, None, P.HUI_READ), book.made[key])


def _held(book: Book, hui: Hui, key: str) -> Iterator[Event]:
    """From the welcome to the minutes: ten minutes for each item."""
    begins = on(hui.on, hui.at.hour, hui.at.minute)
    yield Event(begins, f"{key} begins", lambda: _begin(book, hui, key))
    decided = [item for item in hui.items if item.decision]
    for place, item in enumerate(decided, start=1):
        at = begins + timedelta(minutes=10 * place)
        yield Event(at, f"{key} item {item.number}", lambda i=item: _decide(book, hui, key, i))
        if item.told_on and item.learner:
            what = f"whānau hear of {key} item {item.number}"
            yield Event(on(item.told_on, 17), what, lambda i=item: _tell(book, hui, i))
    yield Event(
        begins + timedelta(minutes=110), f"{key} ends", lambda: meetings.close_hui(_chair(book, hui), book.made[key])
    )
    if hui.round:
        yield Event(begins + timedelta(minutes=115), f"{key} round agreed", lambda: _agree(book, hui))
    for place, person in enumerate(hui.confirmed_by):
        if hui.confirmed_on:
            at = on(hui.confirmed_on, 9, 10 * place)
            yield Event(at, f"{key} confirmed by {person}", lambda p=person: _confirm(book, p, key))


def _agree(book: Book, hui: Hui) -> None:
    """What the hui carries belongs to another round, so this one is agreed."""
    allocation.agree_round(book.call(hui.chair, None, P.ROUND_MANAGE), book.made[f"round {hui.round}"])


def _begin(book: Book, hui: Hui, key: str) -> None:
    present = {_seat(book, who): who in hui.observers for who in hui.present}
    with book.labelled(key, "begins"):
        meetings.start_hui(_chair(book, hui), book.made[key], present=present)


def _decide(book: Book, hui: Hui, key: str, item: AgendaItem) -> None:
    call = rooms.enter(_chair(book, hui), book.made[key])
    if call is None:
        raise Fault(f"{hui.chair} is not in the room")
    page = meetings_queries.hui_page(call, book.made[key]).items
    wanted = book.learner(item.learner) if item.learner else item.title
    number = next(i.number for i in page if (i.learner.id if i.learner else i.title) == wanted)
    with book.labelled(key, "item", str(item.number), "decided"):
        book.made[f"decision {key} {item.number}"] = meetings.record_decision(
            call, book.made[key], number, _decision(book, hui, item)
        ).id


def _decision(book: Book, hui: Hui, item: AgendaItem) -> NewDecision:
    choice = Choice(item.decision or "")
    round_ = next((r for r in book.community.rounds if r.label == hui.round), None)
    gives = choice is Choice.GIVE_HOURS and round_ is not None
    return NewDecision(
        choice,
        hours=Decimal(str(item.hours)) if item.hours else None,
        service_id=book.made[service_of(round_.supplies[0])] if gives and round_ else None,
        term=round_.term if gives and round_ else "",
        start_week=item.start, review_week=item.review, reason=item.words, offer=item.offer, departure=item.departure,
        positions=tuple(Position(book.settings[s.setting].id, Stand(s.stand), s.reason) for s in item.stands),
        telling=Telling(item.tell, _seat(book, item.told_by), TellHow.PHONE, item.tell_by)
        if item.learner and item.told_by
        else None,
    )  # fmt: skip


def _tell(book: Book, hui: Hui, item: AgendaItem) -> None:
    assert item.told_by is not None
    call = book.call_of(_seat(book, item.told_by))
    meetings.record_told(call, book.made[f"decision hui {hui.label} {item.number}"], on=item.told_on)


def _confirm(book: Book, person: str, key: str) -> None:
    with book.labelled(key, "confirmed", person):
        meetings.confirm_minutes(book.call(person, None, P.MINUTES_CONFIRM), book.made[key])
