"""Everything that happened around one learner, newest first."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rourou.contexts.home.views.learner import subnav
from rourou.contexts.home.views.links import to
from rourou.contexts.register import queries as register_queries
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.access.purposes import Hat
from rourou.foundation.ui import dates
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import show
from rourou.foundation.ui.parts import Link, Mark, Row

# Which pages stand beside it: those of the setting's own team, who alone have a timeline.
_SECTIONS = frozenset({"timeline", "plan", "requests", "sharing", "people"})


def timeline(request: CallRequest, learner: PublicId) -> HttpResponse:
    """Newest first, narrowed to one kind by a link."""
    kinds = _kinds()
    kind = request.GET.get("kind", "") if request.GET.get("kind") in kinds else ""
    page = register_queries.timeline(request.call, learner.inner, kind=kind)
    family = request.call.hat is Hat.FAMILY
    context = {
        "page": page,
        "base": "ui/base_whanau.html" if family else "ui/base.html",
        "headline": _headline(page, kind),
        "subnav": () if family else subnav(_SECTIONS, learner.text, "timeline"),
        "kinds": _links(request.path, kind, kinds),
        "rows": tuple(_row(m, kinds) for m in page.moments),
        "note_url": "" if family else to("note_new", learner.text),
    }
    return show(request, "home/timeline.html", context, section="register")


def _kinds() -> dict[str, str]:
    return {
        "note": _("Notes"), "promise": _("Promises"), "voice": _("Voices"), "concern": _("Concerns"),
        "entry": _("Register"), "support": _("Supports"),
    }  # fmt: skip


def _headline(page: Any, kind: str) -> str:
    if not page.moments:
        return _("Nothing is written down about %(who)s yet") % {"who": page.learner.short}
    last = {"who": page.learner.short, "day": dates.day(page.moments[0].on)}
    return _("The latest about %(who)s is from %(day)s") % last


def _links(path: str, kind: str, kinds: dict[str, str]) -> tuple[Link, ...]:
    every = Link(_("Everything"), path, current=not kind)
    return (every, *(Link(words, f"{path}?kind={code}", current=code == kind) for code, words in kinds.items()))


def _row(moment: Any, kinds: dict[str, str]) -> Row:
    words = moment.words if moment.words != moment.title else ""
    by = f"{moment.by}." if moment.by else ""
    mark = Mark.RING if moment.kind == "promise" else Mark.NONE
    said = f"“{moment.title}”" if moment.kind == "voice" else moment.title
    return Row(dates.day(moment.on), said or words, " ".join(filter(None, (by, words if said else ""))), mark=mark,
        note=kinds[moment.kind])  # fmt: skip
