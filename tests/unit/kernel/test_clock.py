"""A last day ends at midnight in Auckland, in summer and in winter."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rourou.foundation.kernel import clock

some_day = st.dates(date(1975, 1, 1), date(2100, 1, 1))


def test_a_last_day_ends_at_midnight_in_auckland() -> None:
    assert clock.end_of_day(date(2026, 11, 24)) == datetime(2026, 11, 24, 11, tzinfo=UTC)
    assert clock.end_of_day(date(2026, 7, 1)) == datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 4, 5), 25), (date(2026, 9, 27), 23), (date(2026, 11, 24), 24)])
def test_days_on_which_the_clocks_change_have_their_own_length(day: date, hours: int) -> None:
    assert clock.end_of_day(day) - clock.start_of_day(day) == timedelta(hours=hours)


@given(some_day)
def test_the_end_of_a_day_is_the_start_of_the_next(day: date) -> None:
    assert clock.end_of_day(day) == clock.start_of_day(day + timedelta(days=1))


@given(some_day)
def test_today_changes_exactly_at_the_end_of_the_day(day: date) -> None:
    end = clock.end_of_day(day)
    assert clock.today(end - timedelta(microseconds=1)) == day
    assert clock.today(end) == day + timedelta(days=1)


def test_the_demo_day() -> None:
    at = clock.moment(date(2026, 11, 24), 8, 10)
    assert at == datetime(2026, 11, 23, 19, 10, tzinfo=UTC)
    assert clock.today(at) == date(2026, 11, 24)
    assert f"{clock.local(at):%A %H:%M}" == "Tuesday 08:10"


def test_a_moment_without_a_zone_is_refused() -> None:
    for act in (clock.utc, clock.local, clock.today):
        with pytest.raises(ValueError, match="time zone"):
            act(datetime(2026, 11, 24))


@pytest.mark.parametrize(
    ("born", "on", "years", "months"),
    [
        (date(2020, 2, 29), date(2026, 2, 28), 5, 11),
        (date(2020, 2, 29), date(2026, 3, 1), 6, 0),
        (date(2021, 11, 24), date(2026, 11, 24), 5, 0),
        (date(2021, 11, 25), date(2026, 11, 24), 4, 11),
        (date(2026, 1, 31), date(2026, 2, 28), 0, 0),
    ],
)
def test_age_in_years_and_months(born: date, on: date, years: int, months: int) -> None:
    assert clock.age(born, on) == clock.Age(years, months)


def test_nobody_is_younger_than_born() -> None:
    with pytest.raises(ValueError, match="not born"):
        clock.age(date(2027, 1, 1), date(2026, 11, 24))


@given(some_day, some_day)
def test_age_never_falls(a: date, b: date) -> None:
    born, on = min(a, b), max(a, b)
    assert clock.age(born, on) <= clock.age(born, on + timedelta(days=1))


def test_days_count_both_ends() -> None:
    term = clock.Days(date(2026, 10, 12), date(2026, 12, 18))
    assert term.covers(date(2026, 10, 12))
    assert term.covers(date(2026, 12, 18))
    assert not term.covers(date(2026, 12, 19))
    assert term.ends_at == clock.end_of_day(date(2026, 12, 18))
    assert clock.Days(date(2026, 1, 1)).covers(date(2099, 1, 1))
    assert clock.Days(date(2026, 1, 1)).ends_at is None
    with pytest.raises(ValueError, match="before the first"):
        clock.Days(date(2026, 2, 1), date(2026, 1, 1))
