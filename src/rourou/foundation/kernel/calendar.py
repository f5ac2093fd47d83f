"""Named periods and closed days: what a week of term is, what a working day is, when something is due.

The calendar knows nothing of schools; a cluster's terms and holidays are data given to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)


def monday_of(day: date) -> date:
    """The Monday on or before the day."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A named stretch of days, both ends counted, such as “2026-4” from 12 October to 18 December."""

    starts_on: date
    ends_on: date
    name: str = field(compare=False)

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError("a period ends on or after the day it starts")

    def covers(self, day: date) -> bool:
        """Whether the day lies within, ends included."""
        return self.starts_on <= day <= self.ends_on

    def week_of(self, day: date) -> int:
        """Weeks run from Monday; the week the period starts in is 1, however late in the week that is."""
        return (monday_of(day) - monday_of(self.starts_on)).days // 7 + 1

    def monday(self, week: int) -> date:
        """The Monday of the numbered week, which in week 1 may lie before the period starts."""
        return monday_of(self.starts_on) + timedelta(weeks=week - 1)

    @property
    def weeks(self) -> int:
        """How many weeks it touches."""
        return self.week_of(self.ends_on)


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which nobody is expected to work, with its name."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Periods in order, none overlapping, and closed days; weekends are closed without being listed."""

    periods: tuple[Period, ...] = ()
    closed_days: tuple[ClosedDay, ...] = ()
    _closed: frozenset[date] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        if any(b.starts_on <= a.ends_on for a, b in zip(self.periods, self.periods[1:], strict=False)):
            raise ValueError("periods must be in order and must not overlap")
        object.__setattr__(self, "_closed", frozenset(closed.on for closed in self.closed_days))

    def period_on(self, day: date) -> Period | None:
        """The period the day lies in, if any."""
        return next((p for p in self.periods if p.covers(day)), None)

    def named(self, name: str) -> Period | None:
        """The period of that name, if the calendar has one."""
        return next((p for p in self.periods if p.name == name), None)

    def period_after(self, day: date) -> Period | None:
        """The first period that starts after the day: the coming one."""
        return next((p for p in self.periods if p.starts_on > day), None)

    def period_before(self, day: date) -> Period | None:
        """The last period that ended before the day."""
        return next((p for p in reversed(self.periods) if p.ends_on < day), None)

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and not closed."""
        return day.weekday() < 5 and day not in self._closed

    def is_open_day(self, day: date) -> bool:
        """A working day inside a period: for school terms, a school day."""
        return self.is_working_day(day) and self.period_on(day) is not None

    def closed_name(self, day: date) -> str | None:
        """Why the day is closed, if it is listed."""
        return next((closed.name for closed in self.closed_days if closed.on == day), None)

    def working_day_on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after the day (the day itself is not counted); 0 is the next one not before it."""
        if count < 0:
            raise ValueError("count working days forward")
        if count == 0:
            return self.working_day_on_or_after(day)
        for _ in range(count):
            day = self.working_day_on_or_after(day + _DAY)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`: so many have passed. Never negative."""
        return sum(1 for day in days(start + _DAY, end) if self.is_working_day(day))

    def add_open_days(self, day: date, count: int) -> date | None:
        """The `count`-th open day after the day, or None when the calendar does not reach that far."""
        last = self.periods[-1].ends_on if self.periods else day
        open_days = (d for d in days(day + _DAY, last) if self.is_open_day(d))
        return next((d for n, d in enumerate(open_days, start=1) if n == count), None)

    def open_days_between(self, start: date, end: date) -> int:
        """Open days after `start`, up to and with `end`."""
        return sum(1 for day in days(start + _DAY, end) if self.is_open_day(day))


def days(first: date, last: date) -> Iterable[date]:
    """Every day from the first to the last, both counted; none when the last is earlier."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
