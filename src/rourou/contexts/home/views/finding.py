"""Find: a box, and who was found."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rourou.contexts.home import queries
from rourou.contexts.home.types import FindPage, Found
from rourou.contexts.home.views.links import to
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import show
from rourou.foundation.ui.parts import Empty, Row


def find(request: CallRequest) -> HttpResponse:
    """Search the learners this hat reaches."""
    page = queries.find(request.call, request.GET.get("q", "")[:200])
    context = {
        "page": page,
        "headline": _headline(page),
        "rows": tuple(_row(f) for f in page.found),
        "none": _none(page),
    }
    return show(request, "home/find.html", context)


def _headline(page: FindPage) -> str:
    if not page.asked:
        return _("Who are you looking for?")
    if page.more:
        return _("More than %(count)s learners fit. Add another part of the name.") % {"count": len(page.found)}
    if len(page.found) == 1:
        return _("One learner fits “%(asked)s”") % {"asked": page.asked}
    return _("%(count)s learners fit “%(asked)s”") % {"count": len(page.found), "asked": page.asked}


def _none(page: FindPage) -> Empty | None:
    if page.found or not page.asked:
        return None
    said = _("No learner found for “%(asked)s”. Try part of a name. If they have moved, you may no longer have access.")
    return Empty(said % {"asked": page.asked})


def _row(found: Found) -> Row:
    year = _("Year %(year)s") % {"year": found.learner.year_level} if found.learner.year_level else ""
    place = ", ".join(filter(None, (found.place.room, found.place.setting))) if found.place else ""
    return Row(year, found.learner.name, place, url=to("learner", found.learner.public_id))
