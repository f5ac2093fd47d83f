"""A term’s supply: services, hours, skills, languages, and where they can go (contract.md, Files)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from rourou.contexts.exchange.rules import cells, tables
from rourou.contexts.exchange.rules.reading import Layout, Reading, Record, records
from rourou.contexts.exchange.rules.roster import languages, take
from rourou.contexts.exchange.types import Sheet, SupplyRow
from rourou.foundation.kernel.text import fold

MAX_ROWS: Final = 5_000

LAYOUT: Final = Layout(
    kind="supply",
    names={
        "organisation": ("organization", "provider", "agency", "organisation name"),
        "service": ("service name", "programme", "program"),
        "support_type": ("type", "support", "type of support", "service type"),
        "tier": ("te tūāpapa", "level", "tier of support"),
        "term": ("wāhanga", "school term"),
        "hours_per_term": ("hours", "hours a term", "hours for the term", "hāora"),
        "group_size_max": ("group size", "max group size", "largest group"),
        "skills": ("skills and knowledge", "knowledge", "specialities"),
        "languages": ("language", "ngā reo"),
        "days": ("days of the week", "available days", "day"),
        "settings_served": ("settings", "schools served", "schools", "where", "settings served by name"),
        "year_from": ("from year", "year level from", "years from"),
        "year_to": ("to year", "year level to", "years to"),
        "contact": ("contact person", "contact email", "ring"),
    },
    required=("organisation", "service", "support_type", "hours_per_term"),
    max_rows=MAX_ROWS,
    too_many=f"This file has more than {MAX_ROWS:,} rows. One cluster’s services are far fewer. Check the file.",
    phones=frozenset({"contact"}),
)


def read_supply(data: bytes, *, coming_term: str, progress: Callable[[int], None] | None = None) -> Sheet[SupplyRow]:
    """Every service the file names, or everything that must be put right first."""
    reading = Reading()
    found = records(data, LAYOUT, reading, progress)
    rows = [row for record in found if (row := _service(record, reading, coming_term))]
    _twice(rows, reading)
    return Sheet(
        tuple(rows),
        tuple(sorted(reading.faults)),
        reading.unknown,
        tuple(reading.notes),
        reading.encoding,
        reading.separator,
    )


def _service(record: Record, reading: Reading, coming_term: str) -> SupplyRow | None:
    before = len(reading.faults)
    for column in ("organisation", "service"):
        if not record.get(column):
            reading.fault(record.row, column, "This cell is empty. Say whose service it is, and what it is called.")
    year_from, year_to = (_year(record, reading, column) for column in ("year_from", "year_to"))
    if year_from is not None and year_to is not None and year_from > year_to:
        reading.fault(record.row, "year_to", "The last year level comes before the first.")
    group = cells.number(record.get("group_size_max"), 1, 500, "The largest group")
    row = SupplyRow(
        row=record.row,
        organisation=record.get("organisation"),
        service=record.get("service"),
        support_type=_support_type(record, reading),
        tier=_tier(record, reading),
        term=take(cells.term(record.get("term"), coming_term), record, "term", reading, coming_term),
        hours_per_term=take(cells.hours(record.get("hours_per_term")), record, "hours_per_term", reading, Decimal(0)),
        group_size_max=take(group, record, "group_size_max", reading, None),
        skills=cells.names_list(record.get("skills")),
        languages=languages(record, reading),
        days=_days(record, reading),
        settings_served=_settings(record, reading),
        year_from=year_from,
        year_to=year_to,
        contact=record.get("contact"),
        aside=record.aside,
    )
    return row if len(reading.faults) == before else None


def _year(record: Record, reading: Reading, column: str) -> int | None:
    return take(cells.year_level(record.get(column)), record, column, reading, None)


def _support_type(record: Record, reading: Reading) -> str:
    code = tables.support_type(record.get("support_type")) if record.get("support_type") else None
    if code is None:
        sentence = "This is not a kind of support we know. Use one of the list, as speech_language or “Other support”."
        reading.fault(record.row, "support_type", sentence)
    return code or ""


def _tier(record: Record, reading: Reading) -> int:
    """1, 2 or 3; a service that says nothing is for some (2), and the report says so."""
    cell = record.get("tier")
    if not cell:
        reading.notes.append(f"Row {record.row}, tier: nothing is written. Read as 2, Te Kāhui.")
        return 2
    tier = tables.tier(cell)
    if tier is None:
        reading.fault(record.row, "tier", "A tier is 1, 2 or 3: Te Matua, Te Kāhui or Te Arotahi.")
    return tier or 2


def _days(record: Record, reading: Reading) -> tuple[str, ...]:
    cell = record.get("days")
    whole = (cell,) if cell and tables.day(cell) else cells.items(cell)
    found = [tables.day(word) for word in whole]
    if None in found:
        reading.fault(record.row, "days", "Write days of the school week, as Mon;Wed.")
    order = list(tables.DAYS)
    return tuple(sorted({day for day in found if day}, key=order.index))


def _settings(record: Record, reading: Reading) -> tuple[str, ...]:
    names = cells.names_list(record.get("settings_served"))
    if not names and "settings_served" in record.cells:
        reading.fault(record.row, "settings_served", "This cell is empty. Name the settings, or write all.")
    if not names or any(fold(name) in {"all", "katoa", "all settings"} for name in names):
        return ("all",)
    return names


def _twice(rows: list[SupplyRow], reading: Reading) -> None:
    """One service of one organisation has its hours for a term once, else they could be promised twice."""
    seen: dict[tuple[str, str, str, str], int] = {}
    for row in rows:
        key = (fold(row.organisation), fold(row.service), row.support_type, row.term)
        first = seen.setdefault(key, row.row)
        if first != row.row:
            reading.fault(
                row.row, "service", f"This service and term stand in row {first} too. Add up the hours in one."
            )
