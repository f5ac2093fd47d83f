"""What services offer in each term, and the rounds that share it out, with what was suggested."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.directory import commands as directory
from rourou.contexts.directory.types import NewService, SupportType, Tier
from rourou.contexts.exchange.jobs.community.loading.book import Book
from rourou.contexts.exchange.jobs.community.loading.replay import Event, on
from rourou.contexts.exchange.jobs.community.shapes import Round, Supply
from rourou.foundation.access.permissions import Permission as P
from rourou.foundation.kernel.calendar import Calendar

BEFORE_A_TERM: Final = timedelta(days=42)
FIRST: Final = date(2026, 7, 21)


def told(book: Book, calendar: Calendar, today: date) -> Iterator[Event]:
    """Every event of this part of the story."""
    known: set[str] = set()
    for supply in book.community.supplies:
        label, term = service_of(supply.label), calendar.named(supply.term)
        assert term is not None
        day = min(max(term.starts_on - BEFORE_A_TERM, FIRST), today - timedelta(days=15))
        if label not in known:
            known.add(label)
            yield Event(on(day, 10), label, lambda s=supply, k=label: _add(book, s, k))
        yield Event(on(day, 10, 30), f"hours {supply.label}", lambda s=supply, k=label: _offer(book, s, k))
    for round_ in book.community.rounds:
        yield from _round(book, round_)


def service_of(label: str) -> str:
    """A service has one label in every term: “ana.2027-1” is service ana."""
    return f"service {label.rsplit('.', 1)[0]}"


def lead(book: Book) -> str:
    return next(p.person for p in book.community.posts if p.role == "cluster_lead")


def _add(book: Book, supply: Supply, label: str) -> None:
    everywhere = supply.settings_served in {(), ("all",)}
    draft = NewService(
        organisation_id=book.settings[supply.setting].id, name=supply.service,
        support_type=SupportType(supply.support_type), tier=Tier(supply.tier),
        lead_id=book.people[supply.person].id if supply.person else None, languages=supply.languages,
        skills=supply.skills, days=supply.days, group_size_max=supply.group_size_max, year_from=supply.year_from,
        year_to=supply.year_to, serves_all=everywhere,
        settings_served=() if everywhere else tuple(book.settings[s].id for s in supply.settings_served),
        contact=supply.contact,
    )  # fmt: skip
    with book.labelled(label):
        book.made[label] = directory.add_service(book.call(lead(book), None, P.SUPPLY_MANAGE), draft).id


def _offer(book: Book, supply: Supply, label: str) -> None:
    with book.labelled("hours", supply.label):
        call = book.call(lead(book), None, P.SUPPLY_MANAGE)
        directory.set_hours(call, book.made[label], term=supply.term, hours=Decimal(str(supply.hours)))


def _round(book: Book, round_: Round) -> Iterator[Event]:
    """Opened, then suggested where a hui takes it; without a hui, agreed around the table it was opened at."""
    key = f"round {round_.label}"
    yield Event(on(round_.opened_on, 10), key, lambda: _open(book, round_, key))
    if round_.hui:
        yield Event(on(round_.opened_on, 11), f"{key} suggested", lambda: _suggest(book, round_, key))
    else:
        yield Event(on(round_.opened_on, 16, 50), f"{key} agreed", lambda: _agree(book, round_, key))


def _open(book: Book, round_: Round, key: str) -> None:
    supplies = [s for s in book.community.supplies if s.label in round_.supplies]
    day = next((h.on for h in book.community.hui if h.label == round_.hui), None)
    with book.labelled(key):
        made = allocation.open_round(
            book.call(round_.opened_by, None, P.ROUND_MANAGE), support_type=SupportType(supplies[0].support_type),
            term=round_.term, service_ids=[book.made[service_of(s.label)] for s in supplies],
            title=round_.title, hui_on=day,
        )  # fmt: skip
    book.made[key], book.numbers[key] = made.id, made.number


def _suggest(book: Book, round_: Round, key: str) -> None:
    with book.labelled(key, "suggested"):
        allocation.make_suggestion(book.call(round_.opened_by, None, P.ROUND_MANAGE), book.made[key])


def _agree(book: Book, round_: Round, key: str) -> None:
    call = book.call(round_.opened_by, None, P.ROUND_MANAGE)
    allocation.take_round_to_hui(call, book.made[key])
    allocation.agree_round(call, book.made[key])
