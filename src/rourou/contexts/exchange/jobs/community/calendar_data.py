"""New Zealand's school terms and public holidays, as a cluster in North or Central Canterbury keeps them.

Sources, and how sure each is:

- Terms of 2025 and 2026: announced by the Ministry of Education (checked against published school calendars).
  Term 1 may start on any day from the last week of January to about 7–9 February, and Term 4 may end on any day up
  to the one the Ministry gives; the days here are the ones the Matipo Valley settings agreed, inside those limits.
- Terms of 2027 and 2028: **not confirmed here.** They continue the Ministry's pattern of two weeks' holiday around
  each term; check them against education.govt.nz before relying on them.
- Matariki: Te Kāhui o Matariki Public Holiday Act 2022, which lists the day for every year to 2052.
- Fixed holidays, “Mondayised” where the Holidays Act 2003 moves them (Waitangi and Anzac Day since 2014).
- Easter Tuesday: no public holiday, but schools are closed.
- Canterbury Anniversary (Show Day): the second Friday after the first Tuesday of November.
"""

from datetime import date
from typing import Final

from rourou.foundation.kernel.calendar import Calendar, ClosedDay, Period

_TERMS: Final = (
    ("2025-1", date(2025, 2, 3), date(2025, 4, 11)),
    ("2025-2", date(2025, 4, 28), date(2025, 6, 27)),
    ("2025-3", date(2025, 7, 14), date(2025, 9, 19)),
    ("2025-4", date(2025, 10, 6), date(2025, 12, 17)),
    ("2026-1", date(2026, 2, 3), date(2026, 4, 2)),
    ("2026-2", date(2026, 4, 20), date(2026, 7, 3)),
    ("2026-3", date(2026, 7, 20), date(2026, 9, 25)),
    ("2026-4", date(2026, 10, 12), date(2026, 12, 17)),
    # From here on continued by pattern, not announced dates.
    ("2027-1", date(2027, 2, 2), date(2027, 4, 9)),
    ("2027-2", date(2027, 4, 27), date(2027, 7, 2)),
    ("2027-3", date(2027, 7, 19), date(2027, 9, 24)),
    ("2027-4", date(2027, 10, 11), date(2027, 12, 17)),
    ("2028-1", date(2028, 2, 1), date(2028, 4, 13)),
    ("2028-2", date(2028, 5, 1), date(2028, 7, 7)),
    ("2028-3", date(2028, 7, 24), date(2028, 9, 29)),
    ("2028-4", date(2028, 10, 16), date(2028, 12, 18)),
)

_CLOSED: Final = (
    (date(2025, 1, 1), "New Year’s Day"),
    (date(2025, 1, 2), "Day after New Year’s Day"),
    (date(2025, 2, 6), "Waitangi Day"),
    (date(2025, 4, 18), "Good Friday"),
    (date(2025, 4, 21), "Easter Monday"),
    (date(2025, 4, 22), "Easter Tuesday"),
    (date(2025, 4, 25), "Anzac Day"),
    (date(2025, 6, 2), "King’s Birthday"),
    (date(2025, 6, 20), "Matariki"),
    (date(2025, 10, 27), "Labour Day"),
    (date(2025, 11, 14), "Canterbury Anniversary"),
    (date(2025, 12, 25), "Christmas Day"),
    (date(2025, 12, 26), "Boxing Day"),
    (date(2026, 1, 1), "New Year’s Day"),
    (date(2026, 1, 2), "Day after New Year’s Day"),
    (date(2026, 2, 6), "Waitangi Day"),
    (date(2026, 4, 3), "Good Friday"),
    (date(2026, 4, 6), "Easter Monday"),
    (date(2026, 4, 7), "Easter Tuesday"),
    (date(2026, 4, 27), "Anzac Day"),  # Saturday 25 April
    (date(2026, 6, 1), "King’s Birthday"),
    (date(2026, 7, 10), "Matariki"),
    (date(2026, 10, 26), "Labour Day"),
    (date(2026, 11, 13), "Canterbury Anniversary"),
    (date(2026, 12, 25), "Christmas Day"),
    (date(2026, 12, 28), "Boxing Day"),  # Saturday 26 December
    (date(2027, 1, 1), "New Year’s Day"),
    (date(2027, 1, 4), "Day after New Year’s Day"),  # Saturday 2 January
    (date(2027, 2, 8), "Waitangi Day"),  # Saturday 6 February
    (date(2027, 3, 26), "Good Friday"),
    (date(2027, 3, 29), "Easter Monday"),
    (date(2027, 3, 30), "Easter Tuesday"),
    (date(2027, 4, 26), "Anzac Day"),  # Sunday 25 April
    (date(2027, 6, 7), "King’s Birthday"),
    (date(2027, 6, 25), "Matariki"),
    (date(2027, 10, 25), "Labour Day"),
    (date(2027, 11, 12), "Canterbury Anniversary"),
    (date(2027, 12, 27), "Christmas Day"),  # Saturday 25 December
    (date(2027, 12, 28), "Boxing Day"),  # Sunday 26 December
    (date(2028, 1, 3), "New Year’s Day"),  # Saturday 1 January
    (date(2028, 1, 4), "Day after New Year’s Day"),  # Sunday 2 January
    (date(2028, 2, 7), "Waitangi Day"),  # Sunday 6 February
    (date(2028, 4, 14), "Good Friday"),
    (date(2028, 4, 17), "Easter Monday"),
    (date(2028, 4, 18), "Easter Tuesday"),
    (date(2028, 4, 25), "Anzac Day"),
    (date(2028, 6, 5), "King’s Birthday"),
    (date(2028, 7, 14), "Matariki"),
    (date(2028, 10, 23), "Labour Day"),
    (date(2028, 11, 17), "Canterbury Anniversary"),
    (date(2028, 12, 25), "Christmas Day"),
    (date(2028, 12, 26), "Boxing Day"),
)

TERMS: Final = tuple(Period(name=name, starts_on=first, ends_on=last) for name, first, last in _TERMS)
CLOSED_DAYS: Final = tuple(ClosedDay(on, name) for on, name in _CLOSED)
CALENDAR: Final = Calendar(TERMS, CLOSED_DAYS)


def term_title(name: str) -> str:
    """“2026-4” as people say it: Term 4 2026."""
    year, _, number = name.partition("-")
    return f"Term {number} {year}"
