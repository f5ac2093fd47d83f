"""The setting's register (look/04): soonest date first, what helps first, what was agreed, where the plan is."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rourou.contexts.plans import queries
from rourou.contexts.plans.forms import RegisterFilterForm
from rourou.contexts.plans.queries import SettingRegister
from rourou.contexts.plans.rules import PlanState
from rourou.contexts.plans.types import PlanStatus
from rourou.contexts.register.queries import RegisterPage, RegisterRow
from rourou.contexts.register.types import After, Filters
from rourou.contexts.sharing.queries import Sharing, SharingState
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.public_ids import PublicIdConverter
from rourou.foundation.access.purposes import Withheld
from rourou.foundation.access.roles import ROLES
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import dates, filtering
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.navigation import url_of
from rourou.foundation.ui.pages import show
from rourou.foundation.ui.parts import Audience, Cell, Link, Table
from rourou.foundation.ui.words import StatusWord, Tag

_ANY = "0" * 30  # a public id to take the place of each learner's: an address is looked up once for a page


def register(request: CallRequest) -> HttpResponse:
    """Fifty at a time; what is asked for stands in the address."""
    filters = Filters.asked(request.GET, _anchor(request.GET.get(filtering.AFTER, "")))
    found = queries.setting_register(request.call, filters)
    compact = request.GET.get("rows") == "compact"
    after = found.page.after
    context = {
        "page": found.page,
        "lede": _lede(found.page, filters),
        "form": RegisterFilterForm(request.GET, knows_answers=found.knows_answers),
        "chips": filtering.chips(request, _said(filters, knows_answers=found.knows_answers)),
        "rows": _heights(request, compact=compact),
        "table": _table(found, compact=compact),
        "more": filtering.more(request, f"{after.key}.{request.call.public(after.id)}" if after else ""),
        "narrowed": filters.is_narrowed,
        "cluster_url": reverse("cluster_register", args=[request.call.post.cluster_code]) if found.at_the_table else "",
        "imports_url": url_of("imports") if Permission.FILE_IMPORT in ROLES[request.call.role].permissions else "",
        "audience": Audience(
            _("staff of %(place)s with a reason to look. Each opening is recorded") % {"place": found.page.place},
            _("the cluster, unless Sharing says yes"),
        ),
    }
    return show(request, "plans/register.html", context, fragment="plans/_list.html", section="register")


def _anchor(text: str) -> After | None:
    """A day and a public id: where the next page begins. Nobody's name stands in an address."""
    day, _dot, public = text.partition(".")
    if not text:
        return None
    try:
        return After(date.fromisoformat(day).isoformat(), PublicIdConverter().to_python(public).inner)
    except ValueError as fault:
        raise NotFound from fault


def _lede(page: RegisterPage, filters: Filters) -> str:
    place = {"place": page.place}
    if page.total is None:
        return _("Learners at %(place)s, soonest date first.") % place
    if filters.is_narrowed and page.found is not None:
        numbers = {"found": page.found, "total": page.total}
        return _("%(found)s of %(total)s learners at %(place)s, soonest date first.") % {**place, **numbers}
    return _("%(total)s learners at %(place)s, soonest date first.") % {**place, "total": page.total}


def _said(filters: Filters, *, knows_answers: bool) -> dict[str, str]:
    return {
        "q": filters.name.strip(),
        "year": _("Years %(band)s") % {"band": filters.year.label} if filters.year else "",
        "area": _(filters.area.label) if filters.area else "",
        "sharing": _("Sharing: %(answer)s") % {"answer": _(filters.sharing.label)}
        if filters.sharing and knows_answers
        else "",
        "due": _(filters.due.label) if filters.due else "",
    }


def _heights(request: CallRequest, *, compact: bool) -> tuple[Link, ...]:
    """Two heights of row, as links; the one in use is current."""
    asked = request.GET.copy()
    asked.pop("rows", None)
    plain = f"{request.path}?{asked.urlencode()}" if asked else request.path
    asked["rows"] = "compact"
    tight = f"{request.path}?{asked.urlencode()}"
    return (Link(_("comfortable"), plain, current=not compact), Link(_("compact"), tight, current=compact))


def _table(found: SettingRegister, *, compact: bool) -> Table:
    columns = (_("Learner"), _("What helps first"), _("Sharing with the cluster"), _("Plan"), _("Next"))
    words = _Words(found)
    rows = tuple(words.row(row) for row in found.page.rows)
    return Table(_("Learners on the register, soonest date first"), columns, rows, compact=compact)


class _Words:
    """What the cells of one page say. Everything that is the same in every row is looked up once."""

    def __init__(self, found: SettingRegister) -> None:
        self.found, self.today = found, found.page.today
        self.year = _("Year %(year)s").replace(" ", dates.NBSP)
        self.was, self.no_plan = _("%(what)s was %(day)s"), Cell(_("No plan yet"))
        self.withheld = Cell(_(str(Withheld())))
        self.near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
        self.any_learner = reverse("learner", args=[_ANY])
        self.tags: dict[object, Cell] = {}

    def row(self, row: RegisterRow) -> tuple[Cell, ...]:
        learner = row.learner
        year = self.year % {"year": learner.year_level} if learner.year_level else ""
        where = ", ".join(filter(None, (year, row.room.replace(" ", dates.NBSP))))
        url = self.any_learner.replace(_ANY, learner.public_id)
        plan, agreed = self.found.plans.get(learner.id), self.found.sharing.get(learner.id)
        return (
            Cell(learner.name, url, where),
            Cell(row.helps_first),
            self._once(agreed, lambda: _agreed(agreed)) if isinstance(agreed, SharingState) else self.withheld,
            self._once(plan, lambda: Cell(tag=plan_tag(plan, self.today))) if plan else self.no_plan,
            Cell(self._next(row)),
        )

    def _once(self, state: object, made: Callable[[], Cell]) -> Cell:
        if state not in self.tags:
            self.tags[state] = made()
        return self.tags[state]

    def _next(self, row: RegisterRow) -> str:
        if row.next_on is None:
            return row.next_what
        away = (row.next_on - self.today).days
        day = self.near.get(away) or dates.day(row.next_on, year=row.next_on.year != self.today.year)
        if away < 0 and row.next_what:
            return self.was % {"what": row.next_what, "day": day}
        return f"{row.next_what} {day}".strip()


def plan_tag(state: PlanState, today: date) -> Tag:
    """Where a plan is, in the one word there is for it."""
    if state.status is PlanStatus.DRAFT:
        return StatusWord.PLAN_DRAFT.tag()
    if state.status is PlanStatus.ENDED:
        return StatusWord.PLAN_ENDED.tag()
    if state.is_overdue(today):
        return StatusWord.PLAN_REVIEW_OVERDUE.tag()
    return (StatusWord.PLAN_REVIEW_DUE if state.is_due(today) else StatusWord.PLAN_IN_PLACE).tag()


_PLAIN = {
    Sharing.NOT_ASKED: StatusWord.SHARING_NOT_ASKED,
    Sharing.TO_CONFIRM: StatusWord.SHARING_SPOKEN,
    Sharing.ENDS_SOON: StatusWord.SHARING_ENDS_SOON,
    Sharing.NO: StatusWord.SHARING_NO,
    Sharing.STOPPED: StatusWord.SHARING_NOT_NOW,
}


def _agreed(state: SharingState) -> Cell:
    if state.on is not None and state.word in {Sharing.YES, Sharing.STOPPED}:
        word = StatusWord.SHARING_YES if state.word is Sharing.YES else StatusWord.SHARING_STOPPED
        return Cell(tag=word.tag(date=dates.day_year(state.on)))
    return Cell(tag=_PLAIN.get(state.word, StatusWord.SHARING_ENDS_SOON).tag())
