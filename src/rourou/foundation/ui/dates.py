"""Days and times in words: “Fri 21 Nov”, “Fri 21 Nov (Term 4, Week 7)”, “2:14 pm”; and reading what people type.

Everything is Pacific/Auckland, held together with no-break spaces, and in the reader's language.
Te reo Māori names of days and months wait for review, like every other word of it.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import get_language, gettext

from rourou.foundation.kernel.calendar import Calendar
from rourou.foundation.kernel.clock import local
from rourou.foundation.kernel.text import fold

NBSP: Final = "\u00a0"

_DAYS_EN: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Two sets of day names are in use; a community chooses (ROUROU_TE_REO_DAYS).
_DAYS_MI: Final = {
    "maramataka": ("Rāhina", "Rātū", "Rāapa", "Rāpare", "Rāmere", "Rāhoroi", "Rātapu"),
    "transliterated": ("Mane", "Tūrei", "Wenerei", "Tāite", "Paraire", "Hātarei", "Rātapu"),
}
_MONTHS_MI: Final = (
    "Kohitātea", "Huitanguru", "Poutūterangi", "Paengawhāwhā", "Haratua", "Pipiri",
    "Hōngongoi", "Hereturikōkā", "Mahuru", "Whiringa-ā-nuku", "Whiringa-ā-rangi", "Hakihea",
)  # fmt: skip
_MONTHS_MI_LOAN: Final = (
    "Hānuere", "Pēpuere", "Māehe", "Āperira", "Mei", "Hune",
    "Hūrae", "Ākuhata", "Hepetema", "Oketopa", "Noema", "Tīhema",
)  # fmt: skip


def _in_te_reo() -> bool:
    return (get_language() or "").startswith("mi") and bool(getattr(settings, "ROUROU_SHOW_UNREVIEWED", False))


def _set() -> str:
    return getattr(settings, "ROUROU_TE_REO_DAYS", "transliterated")


def weekday_name(day: date, *, short: bool = True) -> str:
    """Fri, Friday, Paraire."""
    if _in_te_reo():
        return _DAYS_MI[_set()][day.weekday()]
    name = _DAYS_EN[day.weekday()]
    return name[:3] if short else name


def month_name(day: date, *, short: bool = True) -> str:
    """Nov, November, Noema."""
    if _in_te_reo():
        return (_MONTHS_MI if _set() == "maramataka" else _MONTHS_MI_LOAN)[day.month - 1]
    return (_SHORT_EN if short else _MONTHS_EN)[day.month - 1]


def _as_date(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime, *, year: bool = False) -> str:
    """“Fri 21 Nov”, with the year only where it could be mistaken."""
    on = _as_date(value)
    parts = [weekday_name(on), str(on.day), month_name(on)]
    return NBSP.join([*parts, str(on.year)] if year else parts)


def day_year(value: date | datetime) -> str:
    """“17 Dec 2027”: an end date far enough away that its weekday says nothing."""
    on = _as_date(value)
    return NBSP.join([str(on.day), month_name(on), str(on.year)])


def day_long(value: date | datetime) -> str:
    """“Tuesday 24 November”, for headings."""
    on = _as_date(value)
    return NBSP.join([weekday_name(on, short=False), str(on.day), month_name(on, short=False)])


def term_week(value: date | datetime, calendar: Calendar) -> str:
    """“Term 4, Week 7”, or nothing between terms."""
    on = _as_date(value)
    period = calendar.period_on(on)
    if period is None:
        return ""
    term = period.name.rpartition("-")[2]
    return gettext("Term %(term)s, Week %(week)s").replace(" %", NBSP + "%") % {
        "term": term,
        "week": period.week_of(on),
    }


def day_term(value: date | datetime, calendar: Calendar) -> str:
    """“Fri 21 Nov (Term 4, Week 7)”, or the day alone between terms."""
    week = term_week(value, calendar)
    return f"{day(value)} ({week})" if week else day(value)


def time_of(value: datetime) -> str:
    """“2:14 pm”, in Auckland."""
    at = local(value)
    hour, half = at.hour % 12 or 12, "am" if at.hour < 12 else "pm"
    return f"{hour}:{at.minute:02}{NBSP}{half}"


def day_time(value: datetime) -> str:
    """“Fri 21 Nov, 2:14 pm”."""
    return f"{day(value)}, {time_of(value)}"


def when(value: date | datetime, today: date) -> str:
    """Today, tomorrow, yesterday, or the day: for the spine."""
    on = _as_date(value)
    near = {0: gettext("Today"), 1: gettext("Tomorrow"), -1: gettext("Yesterday")}
    return near.get((on - today).days) or day(on, year=abs((on - today).days) > 300)


def days_between(first: date, last: date) -> int:
    """Whole days from the first to the last; the numeral of a clock."""
    return (last - first).days


def age_words(years: int, months: int) -> str:
    """Years alone from six; below, years and months."""
    if years >= 6 or not months:
        return gettext("%(years)s years old") % {"years": years}
    return gettext("%(years)s years and %(months)s months old") % {"years": years, "months": months}


_MONTHS: Final = {
    fold(name): number
    for names in (_MONTHS_EN, _SHORT_EN, _MONTHS_MI, _MONTHS_MI_LOAN)
    for number, name in enumerate(names, start=1)
} | {"sept": 9}
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_WORDED: Final = re.compile(r"(?:[^\W\d]+\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([^\d]+?)(?:\s+(\d{4}|\d{2}))?")


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _nearest(month: int, on: int, today: date | None) -> date | None:
    """Without a year: the one closest to today, so “4 Feb” typed in November means the coming one."""
    if today is None:
        return None
    near = (_made(year, month, on) for year in (today.year - 1, today.year, today.year + 1))
    return min((d for d in near if d), key=lambda d: abs((d - today).days), default=None)


def _made(year: int, month: int, on: int) -> date | None:
    try:
        return date(year, month, on)
    except ValueError:
        return None


def _built(year: int | None, month: int, on: int, today: date | None) -> date | None:
    return _nearest(month, on, today) if year is None else _made(year, month, on)


def read_day(text: str, *, today: date | None = None) -> date | None:
    """A day in any sensible form: 2026-12-04, 4/12/2026, 4.12.26, 4 dec 2026, Fri 4 Dec, today; None if none."""
    typed = " ".join(text.replace(NBSP, " ").replace(",", " ").split())
    near = {"today": 0, "tomorrow": 1, "yesterday": -1, "apopo": 1, "inanahi": -1, "i tenei ra": 0}
    if today is not None and fold(typed) in near:
        return today + timedelta(days=near[fold(typed)])
    if m := _ISO.fullmatch(typed):
        return _made(int(m[1]), int(m[2]), int(m[3]))
    if m := _SLASHED.fullmatch(typed):
        return _built(_year(m[3]), int(m[2]), int(m[1]), today)
    if (m := _WORDED.fullmatch(typed)) and (month := _MONTHS.get(fold(m[2]))):
        return _built(_year(m[3]), month, int(m[1]), today)
    return None
