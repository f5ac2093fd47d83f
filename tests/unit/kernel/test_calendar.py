"""Weeks of a period, working days, open days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rourou.foundation.kernel.calendar import Calendar, ClosedDay, Period, days, monday_of

TERM_3 = Period(name="2026-3", starts_on=date(2026, 7, 20), ends_on=date(2026, 9, 25))
TERM_4 = Period(name="2026-4", starts_on=date(2026, 10, 12), ends_on=date(2026, 12, 18))
TERM_1 = Period(name="2027-1", starts_on=date(2027, 2, 2), ends_on=date(2027, 4, 9))
CALENDAR = Calendar(
    (TERM_3, TERM_4, TERM_1),
    (ClosedDay(date(2026, 10, 26), "Labour Day"), ClosedDay(date(2026, 11, 13), "Canterbury Anniversary")),
)
near = st.dates(date(2026, 7, 1), date(2027, 3, 1))


def test_the_demo_day_is_in_week_seven() -> None:
    assert CALENDAR.period_on(date(2026, 11, 24)) is TERM_4
    assert TERM_4.week_of(date(2026, 11, 24)) == 7


def test_a_term_that_starts_on_a_tuesday_has_a_whole_first_week() -> None:
    assert TERM_1.week_of(date(2027, 2, 2)) == 1
    assert TERM_1.week_of(date(2027, 2, 8)) == 2
    assert TERM_1.monday(3) == date(2027, 2, 15)
    assert TERM_4.weeks == 10


def test_periods_before_and_after() -> None:
    assert CALENDAR.period_after(date(2026, 11, 24)) is TERM_1
    assert CALENDAR.period_before(date(2026, 11, 24)) is TERM_3
    assert CALENDAR.period_on(date(2026, 10, 1)) is None
    assert CALENDAR.named("2027-1") is TERM_1
    assert CALENDAR.named("2031-1") is None
    assert CALENDAR.period_after(date(2027, 5, 1)) is None


def test_closed_days_and_weekends_do_not_count() -> None:
    assert CALENDAR.add_working_days(date(2026, 10, 23), 1) == date(2026, 10, 27)
    assert CALENDAR.add_working_days(date(2026, 11, 12), 1) == date(2026, 11, 16)
    assert CALENDAR.add_working_days(date(2026, 11, 14), 0) == date(2026, 11, 16)
    assert CALENDAR.add_working_days(date(2026, 11, 24), 5) == date(2026, 12, 1)
    assert CALENDAR.closed_name(date(2026, 10, 26)) == "Labour Day"
    assert CALENDAR.closed_name(date(2026, 10, 27)) is None


def test_open_days_stop_at_the_end_of_term() -> None:
    assert CALENDAR.add_open_days(date(2026, 12, 18), 1) == date(2027, 2, 2)
    assert CALENDAR.add_open_days(date(2027, 4, 9), 1) is None
    assert CALENDAR.open_days_between(date(2026, 12, 17), date(2027, 2, 3)) == 3
    assert Calendar().add_open_days(date(2026, 1, 1), 1) is None


def test_counting_back_is_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add_working_days(date(2026, 11, 24), -1)


@given(near, st.integers(1, 40))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    due = CALENDAR.add_working_days(day, count)
    assert CALENDAR.working_days_between(day, due) == count
    assert CALENDAR.is_working_day(due)


@given(near, near)
def test_counts_are_never_negative_and_add_up(a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    middle = first + (last - first) / 2
    assert CALENDAR.working_days_between(last, first - timedelta(days=1)) == 0
    whole = CALENDAR.working_days_between(first, middle) + CALENDAR.working_days_between(middle, last)
    assert whole == CALENDAR.working_days_between(first, last)
    assert CALENDAR.open_days_between(first, last) <= CALENDAR.working_days_between(first, last)


@given(near)
def test_weeks_begin_on_monday(day: date) -> None:
    assert monday_of(day).weekday() == 0
    assert TERM_4.week_of(day) == TERM_4.week_of(monday_of(day))
    assert TERM_4.monday(TERM_4.week_of(day)) == monday_of(day)


def test_days_of_nothing() -> None:
    assert list(days(date(2026, 1, 2), date(2026, 1, 1))) == []


def test_impossible_calendars_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Calendar((TERM_4, TERM_3))
    with pytest.raises(ValueError, match="on or after"):
        Period(name="x", starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))
