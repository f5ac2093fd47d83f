"""Time: stored in UTC, shown in Pacific/Auckland, passed in and never looked up (decisions.md 11).

A last day ends at midnight in Auckland, whatever that is in UTC on the night the clocks change.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

AUCKLAND: Final = ZoneInfo("Pacific/Auckland")


def aware(at: datetime) -> datetime:
    """The moment itself, or a fault: a time without a zone means nothing here."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at


def utc(at: datetime) -> datetime:
    """The same moment in UTC, as it is stored."""
    return aware(at).astimezone(UTC)


def local(at: datetime) -> datetime:
    """The same moment as a clock on a wall in Aotearoa shows it."""
    return aware(at).astimezone(AUCKLAND)


def today(at: datetime) -> date:
    """The date in Auckland at this moment."""
    return local(at).date()


def moment(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """A wall-clock time in Auckland as a moment in UTC (on the doubled hour of April, the first of the two)."""
    return datetime.combine(day, time(hour, minute), tzinfo=AUCKLAND).astimezone(UTC)


def start_of_day(day: date) -> datetime:
    """The first moment of the day in Auckland, in UTC."""
    return moment(day)


def end_of_day(day: date) -> datetime:
    """The first moment after the day in Auckland, in UTC: what counts until `day` counts while `at` is before this."""
    return moment(day + timedelta(days=1))


@dataclass(frozen=True, slots=True, order=True)
class Age:
    """Whole years and the whole months beyond them; under six, people say both (ux.md §1.3)."""

    years: int
    months: int


def age(born_on: date, on: date) -> Age:
    """How old somebody is on a day; who was born on 29 February is a year older on 1 March of a common year."""
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    if months < 0:
        raise ValueError("not born yet on that day")
    return Age(months // 12, months % 12)


@dataclass(frozen=True, slots=True)
class Days:
    """From a first day to a last day, both counted; without a last day it is still going on."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError("the last day is before the first")

    def covers(self, day: date) -> bool:
        """Whether the day lies within, ends included."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def starts_at(self) -> datetime:
        """The first moment of the first day."""
        return start_of_day(self.first)

    @property
    def ends_at(self) -> datetime | None:
        """The moment from which it no longer counts, or None while it has no last day."""
        return None if self.last is None else end_of_day(self.last)
