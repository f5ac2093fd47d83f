"""Roster files for tests: rows as text, and many of them."""

from collections.abc import Iterable

HEADER = (
    "nsn,family_name,given_names,birth_date,year_level,room,caregiver_1_name,caregiver_1_relationship,caregiver_1_phone"
)
ROWS = (
    "990040001,Hapeta,Waiora,2020-05-11,1,Room 1,Kiriana Hapeta,Mum,027 555 0201",
    "990040002,Taufa,Sione,14/06/2019,2,Room 4,Seini Taufa,Faʻē,027 555 0202",
    ",O’Connell,Bridie,2018-11-19,3,,,,",
)


def roster(*rows: str, header: str = HEADER) -> bytes:
    """A file of these rows, or of three learners."""
    return "\n".join([header, *(rows or ROWS)]).encode() + b"\n"


def many(count: int, *, start: int = 0) -> bytes:
    """A file of so many learners, each with a whānau contact, thirty to a room."""
    return roster(*_rows(range(start, start + count)))


def _rows(numbers: Iterable[int]) -> Iterable[str]:
    for n in numbers:
        born = f"{2012 + n % 9}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        yield f"{800000000 + n},Whānau{n},Tama{n},{born},{n % 8},Room {n // 30},Mum{n} Whānau,Mum,027 555 {n:06}"
