"""The list of requests, and one request: two clocks, what happened, what can be done next."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.referrals import queries
from rourou.contexts.referrals.queries import RequestLine, RequestPage
from rourou.contexts.referrals.types import PauseKind, State, Step
from rourou.contexts.referrals.views._showing import ask_or_hope, hours_said, reverse_or_nothing, rule_row, since
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.access.roles import ROLES
from rourou.foundation.ui import audiences, charts, dates
from rourou.foundation.ui.charts import Stretch
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import show
from rourou.foundation.ui.parts import Action, Empty, Kind, Link, Mark, More, Pair, Row


def requests(request: CallRequest) -> HttpResponse:
    """Requests: what waits on the reader first, then the longest wait."""
    page = queries.requests_page(request.call, show=request.GET.get("show", "open"), after=request.GET.get("after", ""))
    ended, here = page.show == "ended", reverse("requests")
    context = {
        "page": page,
        "headline": _headline(page),
        "mine": [_row(line, first=True) for line in page.mine],
        "rows": [_row(line) for line in page.lines if line.state not in _STARTED],
        "started": [_row(line) for line in page.lines if line.state in _STARTED],
        "links": (
            Link(_("Open"), here, current=not ended),
            Link(_("Ended"), f"{here}?show=ended", current=ended),
        ),
        "more": More(f"{here}?show={page.show}&after={page.after}") if page.after else None,
        "nothing": Empty(_nothing(ended)),
        "cluster_url": _cluster_url(request),
    }
    return show(request, "referrals/requests.html", context, fragment="referrals/_rows.html", section="requests")


def _cluster_url(request: CallRequest) -> str:
    """The cluster's register, for whoever sits at its table: of six places in the menu none is left for it."""
    if Permission.CLUSTER_REGISTER_READ not in ROLES[request.call.role].permissions:
        return ""
    return reverse_or_nothing("cluster_register", request.call.post.cluster_code)


_STARTED: Final = (State.IN_PROGRESS, State.ON_HOLD)


def _headline(page: queries.RequestsPage) -> str:
    if page.show == "ended":
        return _("Requests that have ended")
    if not page.mine:
        return _("No request waits on you")
    n = len(page.mine)
    return ngettext("%(n)s request waits on you", "%(n)s requests wait on you", n) % {"n": n}


def _nothing(ended: bool) -> str:
    if ended:
        return _("No request has ended yet.")
    return _("No other request is open. Ask for support from a learner’s page.")


def _row(line: RequestLine, *, first: bool = False) -> Row:
    place = "" if line.own else str(line.place)
    note = " · ".join(filter(None, (place, _with(line))))
    return Row(
        _waited(line), _("%(support)s for %(name)s") % {"support": line.support, "name": line.learner.short},
        ask_or_hope(line.ask, line.hope, line.support), note=note, url=reverse("request", args=[line.public_id]),
        tag=line.tag, strong=first,
        actions=(Action(line.needs_you, _first_step(line), about=line.learner.short, kind=Kind.PLAIN),)
        if line.needs_you
        else (),
    )  # fmt: skip


def _with(line: RequestLine) -> str:
    return _("%(name)s has it") % {"name": line.with_whom} if line.with_whom else ""


def _waited(line: RequestLine) -> str:
    if line.days is None:
        return _("Not sent")
    return ngettext("%(n)s day", "%(n)s days", line.days) % {"n": line.days}


def _first_step(line: RequestLine) -> str:
    steps = {"draft": "", "ready": "", "submitted": Step.ACKNOWLEDGE, "more_info": Step.SUPPLY, "allocated": Step.BEGIN}
    step = steps.get(str(line.state), "")
    if not step:
        return reverse("request_write", args=[line.public_id])
    return reverse("request_step", args=[line.public_id, str(step)])


def request_detail(request: CallRequest, referral: PublicId) -> HttpResponse:
    """One request for everybody who reaches it; whānau read the same page in their own words."""
    page = queries.request_page(request.call, referral.inner)
    context = _detail(page)
    return show(request, "referrals/request.html", context, section="whanau" if page.for_whanau else "requests")


def _detail(page: RequestPage) -> dict[str, Any]:
    return {
        "page": page,
        "base": "ui/base_whanau.html" if page.for_whanau else "ui/base.html",
        "headline": _("%(support)s for %(name)s") % {"support": page.support, "name": page.learner.short},
        "learner_url": reverse_or_nothing("learner", page.learner.public_id),
        "has_it": _has_it(page),
        "clocks": _clocks(page),
        "clock_note": _clock_note(page),
        "rows": _happened(page),
        "facts": _facts(page),
        "rules": [rule_row(words, rule) for words, rule in page.rules],
        "audience": audiences.line(page.seen),
        "whanau_read": _whanau_read(page),
        "offers": [{"words": o.words, "url": _step_url(page, o.step), "kind": _offer_kind(o)} for o in page.offers],
        "write_url": reverse("request_write", args=[page.public_id]) if page.own and page.state in _WRITABLE else "",
        "task_url": reverse("request_task", args=[page.public_id, page.task_public_id]) if page.task_public_id else "",
    }


def _offer_kind(offer: queries.StepOffer) -> str:
    if offer.step is Step.WITHDRAW:
        return "quiet"
    return "go" if offer.is_first else ""


_WRITABLE: Final = ("draft", "ready", "more_info")


def _step_url(page: RequestPage, step: Step) -> str:
    if step is Step.SUBMIT:
        return reverse("request_check", args=[page.public_id])
    return reverse("request_step", args=[page.public_id, str(step)])


def _has_it(page: RequestPage) -> str:
    if page.with_person and page.with_place:
        return _("%(name)s, %(place)s, has it now.") % {"name": page.with_person, "place": page.with_place}
    if page.with_person or page.with_place:
        return _("%(name)s has it now.") % {"name": page.with_person or page.with_place}
    return _("Nobody has picked it up yet.") if page.agreed_on and page.state == "submitted" else ""


def _clocks(page: RequestPage) -> tuple[charts.Clock, ...]:
    """Both on one scale, so that they can be held against each other; the hui is a tick on it."""
    if page.clocks is None:
        return ()
    found, start = page.clocks, page.clocks.start_on
    ahead = (page.hui_on - start).days if page.hui_on and _hui_ahead(page) else None
    scale = max(found.support.days, found.talk.days, ahead or 0, 1) * 1.25
    return (
        charts.clock(
            days=found.talk.days, says=_("To the first real conversation"), state=_talk_state(page),
            stopped=found.talk.stopped, stretches=[Stretch(0, found.talk.days)], scale=scale,
        ),
        charts.clock(
            days=found.support.days, says=_("To the first real support"), state=_support_state(page),
            stopped=found.support.stopped, stretches=_stretches(page), scale=scale, next_day=ahead,
        ),
    )  # fmt: skip


def _hui_ahead(page: RequestPage) -> bool:
    """Whether the hui is still to come and the second clock still runs: then it stands on the scale."""
    return bool(page.hui_on and page.hui_on >= page.today and page.clocks and page.clocks.support.running)


def _stretches(page: RequestPage) -> list[Stretch]:
    """The second clock as it ran and rested. Rested days are drawn, and counted all the same."""
    assert page.clocks is not None
    start, at, found = page.clocks.start_on, 0.0, []
    for first, last in page.clocks.pauses:
        rests, goes_on = (first - start).days, (last - start).days + 1
        found += [Stretch(at, rests)] if rests > at else []
        found.append(Stretch(rests, goes_on, rested=True))
        at = goes_on
    return [*found, Stretch(at, page.clocks.support.days)]


def _talk_state(page: RequestPage) -> str:
    assert page.clocks is not None
    if page.clocks.talk.stopped:
        return _("Stopped %(day)s") % {"day": dates.day(page.clocks.talk.until_on)}
    return _("Still counting") if page.clocks.talk.running else _("Ended without one")


def _support_state(page: RequestPage) -> str:
    assert page.clocks is not None
    if page.clocks.support.stopped:
        return _("Stopped %(day)s, at the first session") % {"day": dates.day(page.clocks.support.until_on)}
    if page.clocks.support.running:
        return _("Still counting. A phone call does not stop it")
    return _("Ended without it")


_PAUSES: Final[dict[PauseKind, Callable[[], str]]] = {
    PauseKind.ASKED_FOR_MORE: lambda: _("somebody needed to know more"),
    PauseKind.WHANAU: lambda: _("whānau asked for time"),
    PauseKind.HOLD: lambda: _("support paused"),
    PauseKind.HOLIDAYS: lambda: _("school holidays"),
}


def _clock_note(page: RequestPage) -> str:
    if page.clocks is None:
        return ""
    said = [
        _("Both start on the day whānau and the setting agreed to ask: %(day)s.")
        % {"day": dates.day(page.clocks.start_on)}
    ]
    if page.clocks.paused_days:
        why = ", ".join(dict.fromkeys(_PAUSES[p.kind]() for p in page.pauses))
        days = page.clocks.paused_days
        gap = ngettext("The gap is %(n)s day: %(why)s.", "The gap is %(n)s days: %(why)s.", days) % {
            "n": days,
            "why": why,
        }
        without = _("Without it: %(n)s days.") % {"n": page.clocks.without_pauses}
        said += [gap, without]
    if _hui_ahead(page):
        said.append(_("The upright line is the hui on %(day)s.") % {"day": dates.day(page.hui_on)})
    return " ".join(said)


def _happened(page: RequestPage) -> list[Row]:
    """Newest first, with what is coming above it as a ring."""
    rows = [
        Row(
            dates.day(s.on), s.says, s.words, note=_("By %(name)s") % {"name": s.by} if s.by else "", mark=Mark.NONE,
        )
        for s in page.steps
    ]  # fmt: skip
    if page.agreed_on:
        rows.append(Row(dates.day(page.agreed_on), _("Agreed to ask"), _agreed(page)))
    if page.hui_on and page.state in ("triaged", "waiting"):
        coming = Row(dates.day(page.hui_on), _("Will be talked about at the hui"), mark=Mark.RING)
        return [coming, *rows]
    return rows


def _agreed(page: RequestPage) -> str:
    if page.agreed_with:
        return _("With %(name)s. Both clocks start here.") % {"name": page.agreed_with}
    return _("Both clocks start here.")


def _facts(page: RequestPage) -> tuple[Pair, ...]:
    facts = [Pair(_("Asked for"), _asked_for(page))]
    facts += [Pair(_("In one line"), page.ask)] if ask_or_hope(page.ask, "", page.support) else []
    facts += [Pair(_("Tried first"), page.tried)] if page.tried else []
    if page.group_ok:
        facts.append(Pair(_("A small group"), _("Would suit too")))
    facts += [Pair(k.term, k.says, note=since(k.on)) for k in page.known]
    if page.to:
        facts.append(Pair(_("Sent to"), page.to))
    if page.offered_instead:
        facts.append(Pair(_("Offered now"), page.offered_instead, mark=Mark.DOT))
    return tuple(facts)


def _asked_for(page: RequestPage) -> str:
    hours = hours_said(page.hours)
    if hours and page.when:
        return _("%(hours)s, %(when)s") % {"hours": hours, "when": page.when}
    return hours or page.when or page.support


def _whanau_read(page: RequestPage) -> tuple[str, ...]:
    """What stands on their page, word for word: the next day, the person, and no promise."""
    if page.state in ("withdrawn", "closed", "advice", "redirected", "declined"):
        return ()
    if page.hui_on and page.state in ("triaged", "waiting"):
        next_day = _("Next date: the hui on %(day)s.") % {"day": dates.day(page.hui_on)}
    else:
        next_day = _("Nobody has set the next date yet.") if page.state != "in_progress" else _("Support has started.")
    ring = _("Ring %(name)s if things change.") % {"name": page.asker} if page.asker else ""
    few = _("Too few requests like this have been made here to say how long it usually takes.")
    return (few, " ".join(filter(None, (next_day, ring))))
