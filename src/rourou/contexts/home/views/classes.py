"""A class: what helps, one card a learner."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.home import queries
from rourou.contexts.home.types import ClassPage
from rourou.contexts.home.views.links import to
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.access.roles import Role
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Row


def my_class(request: CallRequest) -> HttpResponse:
    """A teacher's own class; the list where there is not exactly one."""
    cards = queries.classes(request.call).cards
    if request.call.role is Role.TEACHER and len(cards) == 1:
        return see_other(request, "class", cards[0].public_id)
    rows = tuple(Row("", card.name, url=to("class", card.public_id)) for card in cards)
    return show(request, "home/classes.html", {"rows": rows})


def school_class(request: CallRequest, school_class: PublicId) -> HttpResponse:
    """What helps, for every learner of a class."""
    page = queries.class_page(request.call, school_class.inner)
    shown = [
        {"card": c, "url": to("learner", c.learner.public_id), "note": to("note_new", c.learner.public_id)}
        for c in page.cards
    ]
    written = [s for s in shown if s["card"].helps or s["card"].strength]
    others = [s for s in shown if s not in written]
    context = {"page": page, "headline": _headline(page), "cards": written, "others": others}
    return show(request, "home/class.html", context)


def _headline(page: ClassPage) -> str:
    helped = sum(1 for card in page.cards if card.helps)
    if not page.cards:
        return _("Nobody is in %(room)s yet") % {"room": page.name}
    if not helped:
        return _("%(room)s: nothing is written yet about what helps") % {"room": page.name}
    return ngettext(
        "%(room)s: what helps, for one learner", "%(room)s: what helps, for %(count)s learners", helped
    ) % {"room": page.name, "count": helped}  # fmt: skip
