"""One cell to one value: dates, NSNs, numbers, lists. A value that cannot be had is a `Wrong` with the sentence why."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a cell cannot be read, and what to do."""

    sentence: str


_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DMY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 0?0:00(?::00)?)?")
_NAMED: Final = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
_SHORT_YEAR: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EMAIL: Final = re.compile(r"[^\s@;,<>()\"]{1,64}@[^\s@;,<>()\"]{1,190}\.[^\s@;,<>().\"]{2,}")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_TERM: Final = re.compile(r"(20\d\d)\s*[-/ ]?\s*(?:term|t|wāhanga)?\s*([1-4])", re.I)
_TERM_FIRST: Final = re.compile(r"(?:term|t|wāhanga)\s*([1-4])\s*[-/, ]?\s*(20\d\d)", re.I)
_YEAR_LEVEL: Final = re.compile(r"(?:year|yr|y|tau)?\s*(\d{1,2})(?:\.0)?", re.I)
_NEW_ENTRANT: Final = frozenset({"ne", "new entrant", "n", "year ne"})
OLDEST: Final = 22  # with support from the Ongoing Resourcing Scheme a learner may stay until the end of the year of 21


def ascii_digits(text: str) -> bool:
    """Digits 0 to 9 only; other scripts’ digits are not numbers of a New Zealand form."""
    return text.isascii() and text.isdigit()


def _date(year: str, month: str | int, day: str) -> date | Wrong:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return Wrong("There is no such day. Write the date as 2019-05-14 or 14/5/2019.")


def day_of(cell: str) -> date | Wrong:
    """ISO, d/m/yyyy, or 14 May 2019. Days come before months here."""
    if not cell.isascii():
        return Wrong("This is not a date. Write it as 2019-05-14 or 14/5/2019.")
    if found := _ISO.fullmatch(cell):
        return _date(found[1], found[2], found[3])
    if found := _DMY.fullmatch(cell):
        return _date(found[3], found[2], found[1])
    if (found := _NAMED.fullmatch(cell)) and found[2][:3].lower() in _MONTHS:
        return _date(found[3], _MONTHS.index(found[2][:3].lower()) + 1, found[1])
    if _SHORT_YEAR.fullmatch(cell):
        return Wrong("The year has two digits. Write all four, as 14/5/2019.")
    if ascii_digits(cell) and 4 <= len(cell) <= 6:
        return Wrong("The spreadsheet wrote this date as a number. Set the column to dates, and save again.")
    return Wrong("This is not a date. Write it as 2019-05-14 or 14/5/2019.")


def birth_date(cell: str, today: date) -> date | Wrong:
    """A day on which a learner of today can have been born."""
    if not cell:
        return Wrong("There is no birth date. It keeps two learners of one name apart.")
    born = day_of(cell)
    if isinstance(born, Wrong):
        return born
    if born > today:
        return Wrong("This day has not come yet. Check the year.")
    if today.year - born.year > OLDEST:
        return Wrong(f"This is more than {OLDEST} years ago. Check the year.")
    return born


def nsn(cell: str) -> str | Wrong | None:
    """Up to ten digits, or none; the shape is all that is checked (decisions.md 10). Zeros in front say nothing."""
    if not cell:
        return None
    digits = re.sub(r"[\s-]", "", cell).removesuffix(".0")
    if _SCIENTIFIC.fullmatch(digits):
        return Wrong("The spreadsheet shortened this NSN. Set the column to text, and export again.")
    if not ascii_digits(digits) or len(digits) > 10 or not digits.strip("0"):
        return Wrong("An NSN is up to ten digits. Leave the cell empty if it is not known.")
    return digits.lstrip("0")


def year_level(cell: str) -> int | Wrong | None:
    """0 to 15, from 3, Year 3 or Y3; a new entrant is 0."""
    if not cell:
        return None
    if cell.casefold() in _NEW_ENTRANT:
        return 0
    found = _YEAR_LEVEL.fullmatch(cell)
    if found and cell.isascii() and int(found[1]) <= 15:
        return int(found[1])
    return Wrong("A year level is a number from 0 to 15. Leave it empty before school.")


def items(cell: str) -> tuple[str, ...]:
    """The parts of a list: by semicolons; where there are none, by commas, strokes or slashes."""
    for sign in (";", ",", "|", "/"):
        if sign in cell:
            return tuple(dict.fromkeys(part.strip() for part in cell.split(sign) if part.strip()))
    return (cell,) if cell else ()


def names_list(cell: str) -> tuple[str, ...]:
    """The parts of a list of names: by semicolons only, since names hold commas."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def email(cell: str) -> str | Wrong:
    """An address that could be one, in lower case; or nothing."""
    if not cell or _EMAIL.fullmatch(cell):
        return cell.lower()
    return Wrong("This is not one e-mail address. Leave the cell empty if there is none.")


def phone(cell: str) -> str | Wrong:
    """A telephone number as written, if it holds six digits or more and is not a sentence; or nothing."""
    if not cell or (sum(c.isdigit() for c in cell) >= 6 and len(cell) <= 40):
        return cell
    return Wrong("This is not a telephone number. Leave the cell empty if there is none.")


def number(cell: str, low: int, high: int, what: str) -> int | Wrong | None:
    """A whole number within bounds, or nothing."""
    if not cell:
        return None
    digits = cell.removesuffix(".0").replace(",", "")
    if ascii_digits(digits) and len(digits) < 10 and low <= int(digits) <= high:
        return int(digits)
    return Wrong(f"{what} is a whole number from {low} to {high}.")


def hours(cell: str) -> Decimal | Wrong:
    """Hours for a term, 0 to 2,000, to the quarter hour; 12,5 is read as 12.5."""
    if not cell:
        return Wrong("There are no hours. Write how many hours the service has for the term.")
    plain = re.sub(r"\s*(?:h|hrs?|hours?)$", "", cell, flags=re.I)
    if re.fullmatch(r"\d{1,3},\d{1,2}", plain):
        plain = plain.replace(",", ".")
    try:
        value = Decimal(plain.replace(",", "")) if plain.isascii() else Decimal("NaN")
    except InvalidOperation:
        return Wrong("Hours are a number, as 12 or 12.5.")
    if not value.is_finite() or not 0 <= value <= 2000:
        return Wrong("Hours for a term are a number from 0 to 2,000.")
    if value * 4 % 1:
        return Wrong("Hours are counted in quarters: 12, 12.25, 12.5 or 12.75.")
    return value


def term(cell: str, coming: str) -> str | Wrong:
    """“2027-1”, from that, Term 1 2027 or 2027 T1; nothing written is the coming term."""
    if not cell:
        return coming
    if found := _TERM.fullmatch(cell):
        return f"{found[1]}-{found[2]}"
    if found := _TERM_FIRST.fullmatch(cell):
        return f"{found[2]}-{found[1]}"
    return Wrong("A term is written 2027-1. Without one, the coming term is meant.")


def decimal_degrees(cell: str, limit: int) -> float | Wrong | None:
    """Degrees between −limit and limit, or nothing."""
    if not cell:
        return None
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{1,12})?", cell, re.ASCII) and abs(float(cell)) <= limit:
        return float(cell)
    return Wrong(f"This is a number of degrees from -{limit} to {limit}.")
