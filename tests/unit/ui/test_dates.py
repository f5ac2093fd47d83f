from datetime import UTC, date, datetime

import pytest
from django.test import override_settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rourou.foundation.kernel.calendar import Calendar, Period
from rourou.foundation.ui import dates

FRIDAY = date(2025, 11, 21)
TERMS = Calendar((Period(date(2025, 10, 6), date(2025, 12, 19), "2025-4"),))


def test_days_as_people_say_them() -> None:
    assert dates.day(FRIDAY) == "Fri\u00a021\u00a0Nov"
    assert dates.day(FRIDAY, year=True) == "Fri\u00a021\u00a0Nov\u00a02025"
    assert dates.day_long(FRIDAY) == "Friday\u00a021\u00a0November"
    assert dates.day_year(FRIDAY) == "21\u00a0Nov\u00a02025"
    assert dates.day_term(FRIDAY, TERMS) == "Fri\u00a021\u00a0Nov (Term\u00a04, Week\u00a07)"
    assert dates.day_term(date(2026, 1, 5), TERMS) == "Mon\u00a05\u00a0Jan"


@pytest.mark.parametrize(
    ("utc", "said"),
    [
        ((2026, 11, 23, 19, 10), "8:10\u00a0am"),
        ((2026, 11, 24, 1, 14), "2:14\u00a0pm"),
        ((2026, 6, 1, 12, 0), "12:00\u00a0am"),
    ],
)
def test_times_are_auckland_s_in_twelve_hours(utc: tuple[int, ...], said: str) -> None:
    assert dates.time_of(datetime(*utc, tzinfo=UTC)) == said  # type: ignore[misc, arg-type]


def test_a_moment_is_of_the_day_it_is_in_auckland() -> None:
    assert dates.day(datetime(2026, 11, 23, 19, 10, tzinfo=UTC)) == "Tue\u00a024\u00a0Nov"


def test_near_days_have_names() -> None:
    today = date(2026, 11, 24)
    assert [dates.when(d, today) for d in (today, date(2026, 11, 25), date(2026, 11, 23))] == [
        "Today",
        "Tomorrow",
        "Yesterday",
    ]
    assert dates.when(date(2026, 12, 4), today) == "Fri\u00a04\u00a0Dec"
    assert dates.when(date(2027, 12, 17), today).endswith("2027")


@override_settings(ROUROU_SHOW_UNREVIEWED=True, ROUROU_TE_REO_DAYS="transliterated")
def test_te_reo_maori_names_where_they_may_be_shown() -> None:
    with translation.override("mi"):
        assert dates.day(FRIDAY) == "Paraire\u00a021\u00a0Noema"
        with override_settings(ROUROU_TE_REO_DAYS="maramataka"):
            assert dates.day(FRIDAY) == "Rāmere\u00a021\u00a0Whiringa-ā-rangi"
        with override_settings(ROUROU_SHOW_UNREVIEWED=False):
            assert dates.day(FRIDAY) == "Fri\u00a021\u00a0Nov"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("4/12/2026", date(2026, 12, 4)),
        ("04-12-26", date(2026, 12, 4)),
        ("4 dec 2026", date(2026, 12, 4)),
        ("4th December, 2026", date(2026, 12, 4)),
        ("Fri 4 Dec", date(2026, 12, 4)),
        ("4 Tihema 2026", date(2026, 12, 4)),
        ("4 feb", date(2027, 2, 4)),
        ("29 feb", None),
        ("tomorrow", date(2026, 11, 25)),
        ("āpōpō", date(2026, 11, 25)),
        ("12/13/2026", None),
        ("31 feb 2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_what_people_type(typed: str, read: date | None) -> None:
    assert dates.read_day(typed, today=date(2026, 11, 24)) == read


def test_without_a_today_a_year_is_needed() -> None:
    assert dates.read_day("4 dec") is None
    assert dates.read_day("today") is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_what_is_shown_is_read_back(on: date) -> None:
    for text in (dates.day(on, year=True), dates.day_year(on), on.isoformat(), f"{on.day}/{on.month}/{on.year}"):
        assert dates.read_day(text) == on


@given(st.text())
def test_reading_never_breaks(text: str) -> None:
    dates.read_day(text, today=FRIDAY)


def test_ages_in_months_only_below_six() -> None:
    assert dates.age_words(4, 3) == "4 years and 3 months old"
    assert dates.age_words(7, 3) == "7 years old"
