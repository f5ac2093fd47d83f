"""Pages of requests for support: translate a request, make one call, translate the answer."""

import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.referrals import commands, queries
from rourou.contexts.referrals.forms import RequestForm, StepForm, TaskForm
from rourou.contexts.referrals.queries import NewRequestPage, RequestLine, RequestPage
from rourou.contexts.referrals.types import Contact, Outcome, PauseKind, Step
from rourou.foundation.access.public_ids import PublicId, PublicIdConverter
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import audiences, charts, dates
from rourou.foundation.ui.charts import Stretch, hours_words
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Action, Empty, Kind, Link, Mark, More, Pair, Row

# The list


def requests(request: CallRequest) -> HttpResponse:
    """Requests: what waits on the reader first, then the longest wait."""
    page = queries.requests_page(request.call, show=request.GET.get("show", "open"), after=request.GET.get("after", ""))
    ended, here = page.show == "ended", reverse("requests")
    context = {
        "page": page,
        "headline": _headline(page),
        "mine": [_row(line, first=True) for line in page.mine],
        "rows": [_row(line) for line in page.lines],
        "links": (
            Link(_("Open"), here, current=not ended),
            Link(_("Ended"), f"{here}?show=ended", current=ended),
        ),
        "more": More(f"{here}?show={page.show}&after={page.after}") if page.after else None,
        "nothing": Empty(_nothing(ended)),
    }
    return show(request, "referrals/requests.html", context, fragment="referrals/_rows.html", section="requests")


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
        line.ask or line.hope, note=note, url=reverse("request", args=[line.public_id]), tag=line.tag, strong=first,
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


# One request


def request_detail(request: CallRequest, referral: PublicId) -> HttpResponse:
    """One request for everybody who reaches it; whānau read the same page in their own words."""
    page = queries.request_page(request.call, referral.inner)
    context = _detail(page, page.today)
    return show(request, "referrals/request.html", context, section="whanau" if page.for_whanau else "requests")


def _detail(page: RequestPage, today: date) -> dict[str, Any]:
    return {
        "page": page,
        "base": "ui/base_whanau.html" if page.for_whanau else "ui/base.html",
        "headline": _("%(support)s for %(name)s") % {"support": page.support, "name": page.learner.short},
        "learner_url": reverse_or_nothing("learner", page.learner.public_id),
        "has_it": _has_it(page),
        "clocks": _clocks(page, today),
        "clock_note": _clock_note(page),
        "rows": _happened(page),
        "facts": _facts(page),
        "rules": [_rule_row(words, rule) for words, rule in page.rules],
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


def reverse_or_nothing(name: str, *args: str) -> str:
    """The page of another context, where it is routed."""
    from django.urls import NoReverseMatch

    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _step_url(page: RequestPage, step: Step) -> str:
    if step is Step.SUBMIT:
        return reverse("request_write", args=[page.public_id])
    return reverse("request_step", args=[page.public_id, str(step)])


def _has_it(page: RequestPage) -> str:
    if page.with_person and page.with_place:
        return _("%(name)s, %(place)s, has it now.") % {"name": page.with_person, "place": page.with_place}
    if page.with_person or page.with_place:
        return _("%(name)s has it now.") % {"name": page.with_person or page.with_place}
    return _("Nobody has picked it up yet.") if page.agreed_on and page.state == "submitted" else ""


def _clocks(page: RequestPage, today: date) -> tuple[charts.Clock, ...]:
    """Both on one scale, so that they can be held against each other; the hui is a tick on it."""
    if page.clocks is None:
        return ()
    found, start = page.clocks, page.clocks.start_on
    ahead = (page.hui_on - start).days if page.hui_on and page.hui_on >= today and found.support.running else None
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
    facts += [Pair(_("In one line"), page.ask)] if page.ask else []
    facts += [Pair(_("Tried first"), page.tried)] if page.tried else []
    if page.group_ok:
        facts.append(Pair(_("A small group"), _("Would suit too")))
    facts += [Pair(k.term, k.says, note=_since(k.on)) for k in page.known]
    if page.to:
        facts.append(Pair(_("Sent to"), page.to))
    if page.offered_instead:
        facts.append(Pair(_("Offered now"), page.offered_instead, mark=Mark.DOT))
    return tuple(facts)


def _since(on: date | None) -> str:
    return _("Known since %(day)s") % {"day": dates.day(on)} if on else ""


def _asked_for(page: RequestPage) -> str:
    hours = _hours(page.hours)
    if hours and page.when:
        return _("%(hours)s, %(when)s") % {"hours": hours, "when": page.when}
    return hours or page.when or page.support


def _hours(hours: Decimal | None) -> str:
    if hours is None:
        return ""
    number = hours_words(float(hours))
    return ngettext("%(n)s hour", "%(n)s hours", 1 if number == "1" else 2) % {"n": number}


def _rule_row(words: str, rule: Any) -> Pair:
    said = ", ".join(filter(None, (rule.evidence, rule.by, dates.day(rule.on) if rule.on else "")))
    if not rule.evidence:
        said = _("Yes") if rule.met else _("No")
    return Pair(words, said, mark=Mark.DOT if rule.met else Mark.RING)


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


# Steps


def request_step(request: CallRequest, referral: PublicId, step: str) -> HttpResponse:
    """The small page of one step, and the step itself."""
    taken = _step(step)
    page = queries.request_page(request.call, referral.inner)
    offer = next((o for o in page.offers if o.step is taken), None)
    if offer is None and request.method != "POST":
        raise NotFound
    here = reverse("request", args=[page.public_id])
    form = form_for(request, StepForm, audience=audiences.line(page.seen), version=page.version, back=here, step=taken)
    if form.is_valid():
        with form.attempt():
            _take(request, page, taken, form.cleaned_data)
            return see_other(request, form.back)
    words = offer.words if offer else _("Check what stands there now")
    context = {"page": page, "form": form, "words": words, "asks": page.asks, "here": here, "step": taken}
    return show(request, "referrals/step.html", context, status=form.status, section="requests")


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError:
        raise NotFound from None


_PLAIN: Final[dict[Step, Callable[..., Any]]] = {
    Step.SUPPLY: commands.supply_more,
    Step.NOTE: commands.add_note,
    Step.REOPEN: commands.reopen,
    Step.WITHDRAW: commands.withdraw,
    Step.ACKNOWLEDGE: commands.acknowledge,
    Step.ASK_FOR_MORE: commands.ask_for_more,
    Step.RESUME: commands.resume,
    Step.HOLD: commands.hold,
}


def _take(request: CallRequest, page: RequestPage, step: Step, said: dict[str, Any]) -> None:
    call, words = request.call, said.get("words", "")
    if step in _PLAIN:
        _PLAIN[step](call, page.id, words=words, shown=page.version)
    elif step is Step.TRIAGE:
        commands.take_to_hui(call, page.id, hui_on=said["hui_on"], words=words, shown=page.version)
    elif step is Step.CONVERSATION:
        commands.record_conversation(
            call, page.id, on=said["on"], contact=Contact(said["contact"]), words=words, shown=page.version
        )
    elif step is Step.BEGIN:
        commands.begin_support(
            call, page.id, on=said["on"], contact=Contact(said["contact"]), words=words, shown=page.version
        )
    elif step is Step.CLOSE:
        commands.close(
            call, page.id, outcome=Outcome(said["outcome"]), told_on=said["told_on"], words=words, shown=page.version
        )
    elif step is Step.PAUSE:
        commands.pause_wait(call, page.id, words=words)
    else:
        raise NotFound


def request_task(request: CallRequest, referral: PublicId, task: PublicId) -> HttpResponse:
    """Sharing has stopped: a named person decides with whānau what happens to the support."""
    page = queries.request_page(request.call, referral.inner)
    if page.task_public_id != task.text:
        raise NotFound
    here = reverse("request", args=[page.public_id])
    form = form_for(request, TaskForm, audience=audiences.line(page.seen), version=page.version, back=here)
    if form.is_valid():
        with form.attempt():
            data = form.cleaned_data
            commands.finish_task(request.call, task.inner, goes_on=data["goes_on"] == "yes", words=data["words"])
            return see_other(request, form.back)
    context = {"page": page, "form": form, "here": here}
    return show(request, "referrals/task.html", context, status=form.status, section="requests")


# Writing


def request_new(request: CallRequest) -> HttpResponse:
    """Ask for support: what is known is there already."""
    learner = _learner_of(request)
    return _write(request, queries.writing_page(request.call, learner_id=learner), learner)


def request_write(request: CallRequest, referral: PublicId) -> HttpResponse:
    """Go on writing a request that is not sent, and send it."""
    page = queries.writing_page(request.call, referral_id=referral.inner)
    return _write(request, page, None, referral.inner)


def _learner_of(request: HttpRequest) -> uuid.UUID:
    try:
        return PublicIdConverter().to_python(request.GET.get("learner", "")).inner
    except ValueError:
        raise NotFound from None


def _write(
    request: CallRequest, page: NewRequestPage, learner: uuid.UUID | None, referral: uuid.UUID | None = None
) -> HttpResponse:
    back = reverse("request", args=[page.referral_public_id]) if referral else reverse("requests")
    organisations = {request.call.public(i): (i, name) for i, name in page.organisations}
    form = form_for(
        request, RequestForm, audience=audiences.line(page.seen), version=page.version, back=back,
        today=page.today, initial=_initial(page, organisations), supports=page.supports, rules=page.rules,
        known=page.known, organisations=[(public, name) for public, (_i, name) in organisations.items()],
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            to = organisations.get(form.cleaned_data.get("to", ""), (None, ""))[0]
            draft = form.draft(today=page.today, by=request.call.post.person_called, to_organisation_id=to)
            done = (
                commands.change_request(request.call, referral, draft, shown=page.version)
                if referral
                else commands.start_request(request.call, learner, draft)  # type: ignore[arg-type]
            )
            if request.POST.get("then") == "check":
                return see_other(request, "request_check", request.call.public(done.id))
            return see_other(request, "request", request.call.public(done.id))
    context = {"page": page, "form": form, "known": [_known(k) for k in page.known], "back": back}
    context |= {"sharing_url": reverse_or_nothing("sharing", page.learner.public_id), "is_new": referral is None}
    return show(request, "referrals/write.html", context, status=form.status, section="requests")


def _known(k: queries.Known) -> dict[str, str]:
    return {"key": k.key, "term": k.term, "says": k.says, "note": _since(k.on)}


def _initial(page: NewRequestPage, organisations: dict[str, tuple[uuid.UUID, str]]) -> dict[str, Any]:
    known = [k.key for k in page.known]
    written = dict(page.written)
    to = written.pop("to_organisation_id", None)
    written["to"] = next((public for public, (i, _n) in organisations.items() if i == to), "")
    return {**written, "still_true": written.get("still_true") or known}


def request_check(request: CallRequest, referral: PublicId) -> HttpResponse:
    """Check before sending: all of it, who will see it, what happens next."""
    page = queries.writing_page(request.call, referral_id=referral.inner)
    here = reverse("request", args=[page.referral_public_id])
    form = form_for(
        request,
        StepForm,
        audience=audiences.line(page.would_be_seen),
        version=page.version,
        back=here,
        step=Step.SUBMIT,
    )
    if form.is_valid():
        with form.attempt():
            commands.send_request(request.call, referral.inner, shown=page.version)
            return see_other(request, form.back)
    write = reverse("request_write", args=[page.referral_public_id])
    context = {
        "page": page, "form": form, "facts": _check_facts(page, write), "write_url": write, "here": here,
        "sharing_url": reverse_or_nothing("sharing", page.learner.public_id),
        "rules": [
            _rule_row(r.words, r.met) for r in page.rules if r.met is not None
        ],
    }  # fmt: skip
    return show(request, "referrals/check.html", context, status=form.status, section="requests")


def _check_facts(page: NewRequestPage, write: str) -> tuple[Pair, ...]:
    said, gaps = page.written, set(page.missing)
    supports = dict(page.supports)
    lines = (
        ("support_type", _("Support"), supports.get(said["support_type"], "")),
        ("ask", _("In one line"), said["ask"]),
        ("hope", _("Whānau hope"), said["hope"]),
        ("tried", _("Tried first"), said["tried"]),
        ("hours", _("Hours"), _hours(said["hours"])),
        ("when", _("When"), said["when"]),
        ("agreed_on", _("Agreed to ask"), dates.day_year(said["agreed_on"]) if said["agreed_on"] else ""),
    )
    asked = [
        Pair(
            term, words or _("Still to be written"), mark=Mark.RING if name in gaps else Mark.NONE,
            change_url=f"{write}#f-{name}",
        )
        for name, term, words in lines
        if words or name in gaps
    ]  # fmt: skip
    kept = set(said["still_true"])
    return (*asked, *(Pair(k.term, k.says, note=_since(k.on), mark=Mark.DOT) for k in page.known if k.key in kept))
