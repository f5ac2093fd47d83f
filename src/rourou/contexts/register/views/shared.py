"""The cluster's register: nobody types it, it is what whānau said yes to."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rourou.contexts.register import queries
from rourou.contexts.register.forms import FilterForm
from rourou.contexts.register.queries import SharedPage, SharedRow
from rourou.contexts.register.types import After, Area, Filters
from rourou.contexts.register.views.concerns import inner
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Withheld
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import filtering
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Audience, Cell, Table

_ANY = "0" * 30  # a public id to take the place of each learner's: an address is looked up once for a page


def clusters(request: CallRequest) -> HttpResponse:
    """The register of the cluster that one's own post belongs to."""
    return see_other(request, "cluster_register", request.call.post.cluster_code)


def _call_in(request: CallRequest, code: str) -> Call:
    """One's own post in that cluster; in no post there, it is a page that never was."""
    if request.call.post.cluster_code == code:
        return request.call
    found = next((call for call in request.calls if call.post.cluster_code == code), None)
    if found is None:
        raise NotFound
    return found


def cluster_register(request: CallRequest, cluster: str) -> HttpResponse:
    """By name, fifty at a time; only who was shared, and of them only what was shared."""
    call = _call_in(request, cluster)
    form = FilterForm(request.GET)
    anchor = inner(request.GET.get(filtering.AFTER, ""))
    filters = Filters.asked(request.GET, After("", anchor) if anchor else None)
    page = queries.cluster_register_page(call, filters)
    context = {
        "page": page,
        "form": form,
        "chips": filtering.chips(request, _said(filters)),
        "table": _table(page),
        "more": filtering.more(request, call.public(page.after.id) if page.after else ""),
        "narrowed": filters.is_narrowed,
        "audience": Audience(
            _("the cluster’s teams of the organisations that whānau chose. Each opening is recorded"),
            _("anybody else. What is health, behaviour or care stays with the setting"),
        ),
    }
    return show(
        request, "register/cluster_register.html", context, fragment="register/_cluster_list.html", section="register"
    )


def _said(filters: Filters) -> dict[str, str]:
    return {
        "q": filters.name.strip(),
        "year": _("Years %(band)s") % {"band": filters.year.label} if filters.year else "",
        "area": _(filters.area.label) if filters.area else "",
    }


def _table(page: SharedPage) -> Table:
    columns = (_("Learner"), _("Support with"), _("What helps first"), _("Where"))
    any_learner, year, nothing = reverse("learner", args=[_ANY]), _("Year %(year)s"), _("Not shared with you")
    areas = {str(area): _(area.label) for area in Area}
    rows = tuple(_row(row, any_learner.replace(_ANY, row.learner.public_id), areas, year, nothing) for row in page.rows)
    return Table(_("Learners whom whānau let the cluster plan for"), columns, rows)


def _row(row: SharedRow, url: str, areas: dict[str, str], year: str, nothing: str) -> tuple[Cell, ...]:
    return (
        Cell(row.learner.name, url, year % {"year": row.learner.year_level} if row.learner.year_level else ""),
        Cell(", ".join(areas[a] for a in row.areas) or nothing),
        Cell(row.helps_first),
        Cell(nothing if isinstance(row.place, Withheld) else row.place),
    )
