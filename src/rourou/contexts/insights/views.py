"""The page of published counts, and a setting's own exact ones beneath it."""

import functools
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rourou.contexts.insights import queries, rules
from rourou.contexts.insights.types import Published, Shown, ShownTable
from rourou.contexts.register.types import Area, Tier, YearBand
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.roles import ROLES
from rourou.foundation.ui import dates
from rourou.foundation.ui.charts import HeatCell, HeatTable
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import show

STEPS: Final = 5


def _area(code: str) -> str:
    return _(Area(code).label)


def _band(code: str) -> str:
    band = _(YearBand(code).label)
    return band if code == YearBand.EARLY else _("Years %(band)s") % {"band": band}


def _tier(code: str) -> str:
    return _(Tier(int(code)).label).split(":")[0]


def insights(request: CallRequest) -> HttpResponse:
    """Two published tables: area by year, area by tier, as at a day."""
    page = queries.insights_page(request.call)
    context = {
        "page": page,
        **_published(page.published),
        "own_url": reverse("insights_areas") if _has_own(request) else "",
    }
    return show(request, "insights/insights.html", context, section="insights")


def areas(request: CallRequest) -> HttpResponse:
    """The same page, and beneath it the caller's own setting, exact, for people who reach every learner counted."""
    page = queries.insights_page(request.call)
    context: dict[str, Any] = {"page": page, **_published(page.published)}
    if _has_own(request):
        own = queries.own_counts(request.call)
        context |= {
            "own": own,
            "own_year": _table(own.by_year, _("In our setting, by area and year"), _band, 0),
            "own_tier": _table(own.by_tier, _("In our setting, by area and support"), _tier, 0),
        }
    return show(request, "insights/insights.html", context, section="insights")


def _has_own(request: CallRequest) -> bool:
    return Permission.REGISTER_READ in ROLES[request.call.role].permissions


def _published(published: Published | None) -> dict[str, Any]:
    if published is None:
        return {"headline": _("Nothing has been published here yet.")}
    return _drawn(published, get_language())


@functools.lru_cache(maxsize=256)
def _drawn(published: Published, _language: str | None) -> dict[str, Any]:
    """What the page says of a snapshot, drawn once for each language: the same for everybody, and it never changes."""
    limit = published.threshold
    return {
        "headline": _headline(published),
        "by_year": _table(published.by_year, _("Learners on registers, by area and year"), _band, limit),
        "by_tier": _table(published.by_tier, _("Learners on registers, by area and support"), _tier, limit),
        "year_finding": _year_finding(published.by_year),
        "tier_finding": _tier_finding(published.by_tier),
        "as_at": dates.day_year(published.as_at),
        "limit": limit,
        "has_held": any(
            value is Shown.HELD
            for table in (published.by_year, published.by_tier)
            for values in (*(row for _code, row in table.rows), table.totals)
            for value in values
        ),
    }


def _headline(published: Published) -> str:
    leading = rules.leading(published.by_year)
    if leading is None:
        return _("No one area stands out in what learners here have asked for help with.")
    return _("%(area)s leads in what learners here have asked for help with.") % {"area": _area(leading)}


def _year_finding(table: ShownTable) -> str:
    """The area that leads in the first and in the last band of school years where one can be named."""
    bands = [(n, column) for n, column in enumerate(table.columns) if column != YearBand.EARLY]
    leads = [(column, area) for n, column in bands if (area := rules.leading(table, n)) is not None]
    if not leads:
        return _("The counts are too small, or too even, to say which area leads in a year.")
    (first, area), (last, other) = leads[0], leads[-1]
    if len(leads) == 1:
        return _("%(area)s leads in Years %(years)s.") % {"area": _area(area), "years": _band(first)}
    if area == other:
        return _("%(area)s leads in every band of years where one area can be named.") % {"area": _area(area)}
    return _("%(area)s leads in Years %(first)s, and %(other)s in Years %(last)s.") % {
        "area": _area(area), "first": _band(first), "other": _lower(_area(other)), "last": _band(last),
    }  # fmt: skip


def _tier_finding(table: ShownTable) -> str:
    shown = [(value, n) for n, value in enumerate(table.totals[:-1]) if isinstance(value, int)]
    if len(shown) < len(table.columns) or not max(shown)[0]:
        return _("Support for everyone, for some and for one, area by area.")
    return _("Most learners have support of the kind %(tier)s.") % {"tier": _tier(table.columns[max(shown)[1]])}


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _table(table: ShownTable, caption: str, words: Callable[[str], str], limit: int) -> SafeString:
    return render_to_string("ui/components/heat.html", {"table": _heat(table, caption, words, limit)})


def _heat(table: ShownTable, caption: str, words: Callable[[str], str], limit: int) -> HeatTable:
    """Numbers in five steps of one hue; a hidden count is hatched and says why, never blank."""
    columns = [words(code) for code in table.columns] + [_("All")]
    inner = [v for _code, values in table.rows for v in values[:-1] if isinstance(v, int)]
    top = max(inner, default=0)

    def cells(values: tuple[int | Shown, ...]) -> tuple[HeatCell, ...]:
        last = len(values) - 1
        return tuple(_cell(columns[n], v, 0 if n == last else top, limit) for n, v in enumerate(values))

    rows = [(_area(code), cells(values)) for code, values in table.rows]
    totals = tuple(_cell(columns[n], v, 0, limit) for n, v in enumerate(table.totals))
    return HeatTable(caption, _("Area"), tuple(columns), (*rows, (_("Any area"), totals)))


def _cell(column: str, value: int | Shown, top: int, limit: int) -> HeatCell:
    if value is Shown.UNDER:
        return HeatCell(column, _("under %(limit)s") % {"limit": limit}, "under")
    if value is Shown.HELD:
        return HeatCell(column, _("not shown"), "under")
    step = f"h-{min(STEPS, 1 + int(STEPS * int(value) / top))}" if top and value else ""
    return HeatCell(column, str(value), step)
