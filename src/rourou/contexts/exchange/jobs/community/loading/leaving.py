"""Moves from one setting of the community to another: agreed, shared, accepted, begun, settled."""

from collections.abc import Iterator
from datetime import date, timedelta

from rourou.contexts.exchange.jobs.community.loading.book import COORDINATING, Book
from rourou.contexts.exchange.jobs.community.loading.replay import Event, on
from rourou.contexts.exchange.jobs.community.shapes import Move
from rourou.contexts.moves import commands as moves
from rourou.contexts.moves.types import NewMove, SettledCheck
from rourou.foundation.access.call import Call
from rourou.foundation.access.permissions import Permission as P
from rourou.foundation.access.purposes import Category

WEEK_SIX = timedelta(days=39)


def told(book: Book) -> Iterator[Event]:
    """Every event of this part of the story."""
    for move in book.community.moves:
        key = f"move {move.label}"
        yield Event(on(move.agreed_on, 17), key, lambda m=move, k=key: _agree(book, m, k))
        if move.shared_on:
            yield Event(on(move.shared_on, 15), f"{key} shared", lambda m=move, k=key: _share(book, m, k))
        if move.status in {"met", "moved", "settled"}:
            yield from _accepted(book, move, key)


def _old(book: Book, move: Move) -> Call:
    return book.call(_coordinating(book, move.old_lead, move.old), move.old, P.MOVE_MANAGE)


def _new(book: Book, move: Move) -> Call:
    return book.call(move.new_lead, move.new, P.MOVE_MANAGE)


def _coordinating(book: Book, person: str, setting: str) -> str:
    """Who leads the move may be the head; the coordinator records it."""
    mine = any(seat.setting == setting and seat.role in COORDINATING for seat in book.seats[person])
    return person if mine else book.coordinator(setting)


def _agree(book: Book, move: Move, key: str) -> None:
    categories = Category(0)
    for name in move.travels:
        categories |= Category[name.upper()]
    lines = tuple(f"{line.strip()}." for line in move.on_day_one.split(".") if line.strip())
    draft = NewMove(
        book.learner(move.learner), book.settings[move.new].id, move.moves_on, categories, lines,
        keeper_user_id=book.people[book.head(move.old)].id,
    )  # fmt: skip
    with book.labelled(key):
        book.made[key] = moves.agree_move(_old(book, move), draft).id


def _share(book: Book, move: Move, key: str) -> None:
    moves.share_pack(_old(book, move), book.made[key], read_by_whanau=True)


def _accepted(book: Book, move: Move, key: str) -> Iterator[Event]:
    """The new setting accepts, meets the learner, begins, and looks again in week 6."""
    assert move.shared_on is not None
    room = next((e.room for e in book.community.enrolments if (e.learner, e.setting) == (move.learner, move.new)), None)
    began: date = move.moves_on

    def accept() -> None:
        with book.labelled(key, "accepted"):
            moves.accept_move(_new(book, move), book.made[key], class_id=book.rooms[room] if room else None)

    def settle() -> None:
        said = SettledCheck("I know where things are.", "He comes home with stories.", "He has found his people.", True)
        with book.labelled(key, "settled"):
            moves.record_week_six(_new(book, move), book.made[key], said)

    def first_day() -> None:
        with book.labelled(key, "moved"):
            moves.record_first_day(_new(book, move), book.made[key])

    yield Event(on(move.shared_on, 16), f"{key} accepted", accept)
    if move.status in {"moved", "settled"}:
        yield Event(on(began, 15), f"{key} first day", first_day)
    if move.status == "settled":
        yield Event(on(began + WEEK_SIX, 15), f"{key} settled", settle)
