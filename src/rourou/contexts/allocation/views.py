"""Rounds, one round, why this suggestion: translate a request, make one call, translate the answer."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rourou.contexts.allocation import commands, queries
from rourou.contexts.allocation.forms import NoteForm, OfferForm, OursForm, RoundForm
from rourou.contexts.allocation.queries import RoundPage, WhyPage
from rourou.contexts.allocation.types import RoundState, SuggestedLine
from rourou.contexts.directory.types import SupportType
from rourou.foundation.access.public_ids import PublicId, PublicIdConverter
from rourou.foundation.kernel.errors import NotFound, Refused
from rourou.foundation.ui import audiences, charts, stamps
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Action, Audience, Empty, Kind, Mark, Option, Pair, Row
from rourou.foundation.ui.stamps import seal, stamp_for
from rourou.foundation.ui.words import StatusWord, Tag

_STATES = {
    RoundState.OPEN: StatusWord.ROUND_OPEN,
    RoundState.SUGGESTED: StatusWord.ROUND_SUGGESTED,
    RoundState.AT_HUI: StatusWord.ROUND_AT_HUI,
    RoundState.AGREED: StatusWord.ROUND_AGREED,
}


def _of_this_cluster(request: CallRequest, cluster: str) -> None:
    """A page of another cluster is no page of theirs."""
    if cluster and cluster.lower() != request.call.post.cluster_code:
        raise NotFound


def _tag(state: RoundState) -> Tag:
    return _STATES[state].tag()


def _table_audience() -> Audience:
    """The people at the cluster's table whom each learner's whānau said yes to; nobody else reaches a line of it."""
    return Audience(
        _("people at the cluster’s table whom whānau said yes to"), _("whānau of other learners, and other clusters")
    )


# Rounds


def rounds(request: CallRequest, cluster: str = "") -> HttpResponse:
    """Every round, newest first, and a form for a new one."""
    _of_this_cluster(request, cluster)
    page = queries.rounds_page(request.call)
    form = form_for(
        request, RoundForm, audience=Audience(_("everybody at the cluster’s table")), supports=page.supports,
        terms=page.terms, back=reverse("rounds", args=[page.code]),
        initial={"term": dict(page.terms[:1]).popitem()[0], "support_type": dict(page.supports[:1]).popitem()[0]}
        if page.supports
        else {},
    )  # fmt: skip
    if page.may_open and form.is_valid():
        with form.attempt():
            said = form.cleaned_data
            made = commands.open_round(
                request.call, support_type=SupportType(said["support_type"]), term=said["term"], hui_on=said["hui_on"]
            )
            return see_other(request, "round", page.code, made.number)
    context = {
        "rows": [_round_row(page.code, r) for r in page.lines],
        "nothing": Empty(_("No round has been opened yet. Open one for the hours of a term.")),
        "page": page, "form": form, "supply_url": _supply_url(page.code),
    }  # fmt: skip
    return show(request, "allocation/rounds.html", context, status=form.status, section="rounds")


def _round_row(code: str, r: queries.RoundLine) -> Row:
    return Row(r.term, r.title, url=reverse("round", args=[code, r.number]), tag=_tag(r.state))


def _supply_url(code: str) -> str:
    try:
        return reverse("supply", args=[code])
    except NoReverseMatch:
        return ""


# One round


def round_detail(request: CallRequest, cluster: str, number: int) -> HttpResponse:
    """One round: the hours, what is suggested, who misses out and what they are offered now."""
    _of_this_cluster(request, cluster)
    page = queries.round_page(request.call, number, way=request.GET.get("way", ""))
    return _show_round(request, page)


def _show_round(request: CallRequest, page: RoundPage, notice: str = "", status: int = 200) -> HttpResponse:
    context = {
        "page": page, "tag": _tag(page.state), "notice": notice, "bar": _bar(page), "options": _options(page),
        "placed": [_line_row(page, x) for x in page.placed], "left_out": [_left_row(page, x) for x in page.left_out],
        "already": [_line_row(page, x, agreed=True) for x in page.already],
        "waiting": [
            Row(_hours_cells(float(r.hours or 0)), _named(r.name, r.place), r.ask, note=_waited(r.waited_days),
                url=reverse("request", args=[r.public_id]))
            for r in page.waiting
        ],
        "stamp": seal(stamp_for(request, _table_audience(), version=page.version, back=_url(page))),
        "criteria": [Pair(str(n), c.words, note=c.example) for n, c in enumerate(page.criteria, 1)],
        "panel": _why_context(page.why) | {"here": _why_of(page.why)} if page.why else None,
        "urls": _urls(page), "hui_url": _hui_url(),
        "agenda_url": _agenda_url(page.number),
        "not_ours": page.chosen in ("longest_wait", "most_placed"),
    }  # fmt: skip
    return show(request, "allocation/round.html", context, status=status, section="rounds")


def _url(page: RoundPage | WhyPage) -> str:
    return reverse("round", args=[page.code, page.number])


def _urls(page: RoundPage) -> dict[str, str]:
    args = [page.code, page.number]
    return {
        "rounds": reverse("rounds", args=[page.code]), "suggest": reverse("round_suggest", args=args),
        "hui": reverse("round_to_hui", args=args), "ours": reverse("round_ours", args=args),
    }  # fmt: skip


def _hui_url() -> str:
    try:
        return reverse("hui")
    except NoReverseMatch:
        return ""


def _bar(page: RoundPage) -> charts.HoursBar:
    of = _("with %(who)s, %(term)s") % {"who": page.with_whom, "term": page.term} if page.with_whom else page.term
    return charts.hours_bar(agreed=float(page.agreed), proposed=float(page.proposed), total=float(page.offered), of=of)


def _options(page: RoundPage) -> tuple[Option, ...]:
    here = _url(page)
    return tuple(
        Option(w.words, ". ".join(filter(None, (w.sub, w.note))), f"{here}?way={w.way}", current=w.current)
        for w in page.ways
    )


def _hours_cells(hours: float, *, agreed: bool = False) -> SafeString:
    """“4 h” with its cells, so that bar and list can be counted against each other."""
    from django.template.loader import render_to_string

    return render_to_string("ui/components/small_hours.html", {"hours": charts.small_hours(hours, agreed=agreed)})


def _named(name: str, place: str) -> str:
    return f"{name}, {place}" if place else name


def _waited(days: int) -> str:
    return _("Waited %(n)s days.") % {"n": days}


def _why_url(page: RoundPage, line: SuggestedLine) -> str:
    url = reverse("round_why", args=[page.code, page.number, line.public_id])
    return f"{url}?way={page.chosen}" if page.chosen and page.chosen != "suggestion" else url


def _line_row(page: RoundPage, line: SuggestedLine, *, agreed: bool = False) -> Row:
    why = Action(_("Why?"), _why_url(page, line), about=line.name, kind=Kind.QUIET)
    return Row(
        _hours_cells(float(line.hours), agreed=agreed), _named(line.name, line.place), line.says,
        note=_waited(line.waited_days), actions=() if agreed else (why,),
    )  # fmt: skip


def _left_row(page: RoundPage, line: SuggestedLine) -> Row:
    offer_url = reverse("round_offer", args=[page.code, page.number, line.public_id])
    why = Action(_("Why?"), _why_url(page, line), about=line.name, kind=Kind.QUIET)
    choose = Action(_("Choose an offer"), offer_url, about=line.name)
    now = (
        _("Now: %(offer)s") % {"offer": line.offer}
        if line.offer
        else _("Now: nothing yet. Choose an offer before the hui")
    )
    return Row(
        _("%(hours)s h") % {"hours": charts.hours_words(float(line.hours))}, _named(line.name, line.place), line.says,
        note=now, note_mark=Mark.DOT if line.offer else Mark.RING,
        url=_why_url(page, line), actions=(choose,) if page.may_manage and not line.offer else (why,),
    )  # fmt: skip


def round_suggest(request: CallRequest, cluster: str, number: int) -> HttpResponse:
    """Ask for a suggestion."""
    return _post(request, cluster, number, commands.make_suggestion)


def round_to_hui(request: CallRequest, cluster: str, number: int) -> HttpResponse:
    """Take the round to the hui: the next page asks which hui takes it."""
    return _post(request, cluster, number, commands.take_round_to_hui, onward=_agenda_url(number))


def _agenda_url(number: int) -> str:
    try:
        return f"{reverse('hui_new')}?round={number}"
    except NoReverseMatch:
        return ""


def _post(request: CallRequest, cluster: str, number: int, act: Any, onward: str = "") -> HttpResponse:
    """A button of the round's page. Where a rule or somebody else was faster, the same page says so."""
    _of_this_cluster(request, cluster)
    page = queries.round_page(request.call, number)
    if request.method != "POST":
        return see_other(request, _url(page))
    stamp = stamp_for(request, _table_audience(), version=page.version, back=_url(page))
    if fault := stamps.check(request.POST.get("stamp", ""), stamp):
        return _show_round(request, page, fault.sentence, 409)
    try:
        act(request.call, page.id, shown=page.version)
    except Refused as refused:
        return _show_round(request, page, refused.sentence, 422)
    return see_other(request, onward or _url(page))


def round_ours(request: CallRequest, cluster: str, number: int) -> HttpResponse:
    """Our own split: the same limits, one reason, nobody's permission."""
    _of_this_cluster(request, cluster)
    page = queries.round_page(request.call, number, way=request.GET.get("way", ""))
    if not page.may_manage or not (lines := (*page.placed, *page.left_out)):
        raise NotFound
    services = {request.call.public(s.id): s.id for s in page.services}
    names = [(request.call.public(s.id), s.with_whom) for s in page.services]
    form = form_for(
        request, OursForm, audience=_table_audience(), version=page.version, back=f"{_url(page)}?way=ours", lines=lines,
        services=names,
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            commands.use_ours(
                request.call, page.id, form.split(services), reason=form.cleaned_data["reason"], shown=page.version
            )
            return see_other(request, form.back)
    context = {"page": page, "form": form, "bar": _bar(page), "here": _url(page)}
    return show(request, "allocation/ours.html", context, status=form.status, section="rounds")


def round_offer(request: CallRequest, cluster: str, number: int, referral: PublicId) -> HttpResponse:
    """What somebody who misses out is offered now."""
    _of_this_cluster(request, cluster)
    page = queries.why_page(request.call, number, referral.inner)
    if not page.may_manage:
        raise NotFound
    form = form_for(
        request, OfferForm, audience=audiences.line(page.seen), version=page.beside_version, back=_url(page),
        initial={"offer": page.offer},
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            commands.save_offer(
                request.call, page.round_id, referral.inner, offer=form.cleaned_data["offer"], shown=page.beside_version
            )
            return see_other(request, form.back)
    context = {"page": page, "form": form, "here": _url(page)}
    return show(request, "allocation/offer.html", context, status=form.status, section="rounds")


# Why


def round_why(request: CallRequest, cluster: str, number: int, referral: PublicId) -> HttpResponse:
    """Why this suggestion: one sentence, the rules, a comparison, what it would take, how steady, what was left out."""
    _of_this_cluster(request, cluster)
    page = queries.why_page(
        request.call, number, referral.inner, way=request.GET.get("way", ""), other_id=_other(request)
    )
    here = _why_of(page)
    form = form_for(
        request, NoteForm, audience=audiences.line(page.seen), version=page.beside_version, back=here,
        initial={"note": page.note},
    )  # fmt: skip
    if page.may_manage and form.is_valid():
        with form.attempt():
            commands.save_note(
                request.call, page.round_id, referral.inner, note=form.cleaned_data["note"], shown=page.beside_version
            )
            return see_other(request, form.back)
    context = _why_context(page) | {"form": form, "here": here}
    return show(
        request, "allocation/why.html", context, fragment="allocation/_why.html", status=form.status, section="rounds"
    )


def _why_of(page: WhyPage) -> str:
    return reverse("round_why", args=[page.code, page.number, page.request.public_id])


def _other(request: CallRequest) -> uuid.UUID | None:
    try:
        return PublicIdConverter().to_python(request.GET.get("with", "")).inner
    except ValueError:
        return None


def _why_context(page: WhyPage) -> dict[str, Any]:
    same, tries = page.pips
    return {
        "page": page,
        "headline": _("Why this suggestion, for %(name)s?") % {"name": page.request.name}
        if page.placed
        else _("Why %(name)s misses out in this suggestion") % {"name": page.request.name},
        "rules": [(Mark.DOT if met else Mark.RING, words, evidence) for met, words, evidence in page.rules],
        "others": [(r.public_id, _named(r.name, r.place)) for r in page.others],
        "other": page.other.public_id if page.other else "",
        "pips": (round(10 * same / tries), 10) if tries else None,
        "round_url": _url(page),
        "request_url": reverse("request", args=[page.request.public_id]),
        "hours": charts.hours_words(float(page.hours)),
    }
