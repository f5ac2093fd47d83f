"""Raise a concern, the list of them, and one."""

import uuid
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.register import commands, queries
from rourou.contexts.register.forms import AnswerForm, ConcernForm, PlaceForm, ReplyForm
from rourou.contexts.register.queries import Candidate, ConcernCard, ConcernPage, ConcernsPage
from rourou.contexts.register.types import ConcernStatus, FirstStep, Tried, WhanauHeard
from rourou.foundation.access.public_ids import PublicId, PublicIdConverter
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import audiences, dates
from rourou.foundation.ui.forms import PlainForm, form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Action, Kind, Mark, Pair, Row
from rourou.foundation.ui.words import StatusWord, Tag

SHORT = 140


def inner(public: str) -> uuid.UUID | None:
    """The id inside a public id that came in a query string or a form; nothing is not found by itself."""
    if not public:
        return None
    try:
        return PublicIdConverter().to_python(public).inner
    except ValueError as fault:
        raise NotFound from fault


def concern_new(request: CallRequest) -> HttpResponse:
    """Four fields, one page, ninety seconds."""
    asked = inner(request.GET.get("learner", ""))
    typed = request.POST.get("who", "")
    page = queries.concern_form(request.call, asked, typed=typed)
    form = form_for(
        request, ConcernForm, audience=audiences.line(page.audience), back=reverse("concerns"),
        named=page.learner is not None, matches=_choices(page.list) if typed and len(page.list) > 1 else (),
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            done = commands.raise_concern(request.call, form.draft(asked or _chosen(form, page.list)))
            return see_other(request, reverse("concern", args=[request.call.public(done.id)]) + "?sent=1")
    context = {
        "page": page,
        "form": form,
        "about": page.learner.words if page.learner else "",
        "send": _("Send to %(name)s") % {"name": page.receiver} if page.receiver else _("Send"),
        "sorting": _("About a minute. %(name)s will do the sorting.") % {"name": page.receiver}
        if page.receiver
        else "",
        "reply": _replies_by(page),
    }
    return show(request, "register/concern_new.html", context, status=form.status, section="concerns")


def _replies_by(page: queries.ConcernForm) -> str:
    day = dates.day(page.reply_by)
    if not page.receiver:
        return _("You hear back by %(day)s.") % {"day": day}
    return _("%(name)s will reply by %(day)s. You will see it under Concerns.") % {"name": page.receiver, "day": day}


def _choices(found: tuple[Candidate, ...]) -> list[tuple[str, str]]:
    year = _("Year %(year)s")
    return [(c.public_id, f"{c.words}, {year % {'year': c.year_level}}" if c.year_level else c.words) for c in found]


def _chosen(form: ConcernForm, found: tuple[Candidate, ...]) -> uuid.UUID | None:
    which = form.cleaned_data.get("which", "")
    return next((c.id for c in found if c.public_id == which), None)


# The list


def concerns(request: CallRequest) -> HttpResponse:
    """Unanswered first, oldest first."""
    page = queries.concerns_page(request.call)
    context = {
        "page": page,
        "headline": _headline(page),
        "open": tuple(row_of(card, page.today, answering=page.can_answer) for card in page.open),
        "closed": tuple(row_of(card, page.today, answering=False) for card in page.closed),
    }
    return show(request, "register/concerns.html", context, section="concerns")


def _headline(page: ConcernsPage) -> str:
    waiting = sum(card.status is ConcernStatus.NEW for card in page.open)
    if waiting:
        words = ngettext("%(n)s concern waits for an answer.", "%(n)s concerns wait for an answer.", waiting)
        return words % {"n": waiting}
    if page.open:
        return _("Every concern has an answer.")
    return _("No concerns waiting.")


def tag_of(card: ConcernCard) -> Tag:
    """The one tag of a concern's state (ux.md §6.7)."""
    plain = {
        ConcernStatus.NEW: StatusWord.CONCERN_NEW,
        ConcernStatus.WAITING: StatusWord.CONCERN_WAITING,
        ConcernStatus.FIRST_STEP: StatusWord.CONCERN_FIRST_STEP,
        ConcernStatus.CLOSED: StatusWord.CONCERN_CLOSED,
    }
    if card.status is ConcernStatus.WITH_SOMEONE:
        return StatusWord.CONCERN_WITH.tag(name=card.with_name or _("the coordinator"))
    return plain[card.status].tag()


def row_of(card: ConcernCard, today: date, *, answering: bool) -> Row:
    """One concern on the spine."""
    url = reverse("concern", args=[card.public_id])
    late = card.reply_by is not None and card.status is ConcernStatus.NEW and card.reply_by < today
    note = _("From %(name)s.") % {"name": card.by}
    if card.reply_by and card.status is ConcernStatus.NEW:
        note += " " + (_("Reply was due %(day)s.") if late else _("Reply by %(day)s.")) % {
            "day": dates.day(card.reply_by)
        }
    if card.waiting_on:
        note += " " + _("Waiting on %(name)s.") % {"name": card.waiting_on}
    step = answering and card.status in {ConcernStatus.NEW, ConcernStatus.WITH_SOMEONE, ConcernStatus.WAITING}
    words = _("Choose first step") if step and card.learner else _("Say who it is") if step else ""
    actions = (Action(words, url, about=card.who),) if words else ()
    return Row(
        dates.day(card.at), card.who or _("A concern you sent"), _short(card.saw), note, url,
        mark=Mark.RING if card.status is ConcernStatus.NEW else Mark.NONE, strong=late, tag=tag_of(card),
        actions=actions,
    )  # fmt: skip


def _short(words: str) -> str:
    return words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"


# One concern


def concern(request: CallRequest, concern: PublicId) -> HttpResponse:
    """What was seen, what was answered, and what happens first."""
    page = queries.concern_page(request.call, concern.inner, who=request.GET.get("who", ""))
    form, done = _act(request, concern, page)
    if done is not None:
        return done
    context = {
        "page": page,
        "form": form,
        "button": _button(page),
        "title": _title(page),
        "tag": tag_of(page.card),
        "sent": _sent(page) if request.GET.get("sent") else "",
        "tried": _listed([_(Tried(t).label) for t in page.tried if t in set(Tried)]),
        "facts": _facts(page),
        "replies": [Row(dates.day_time(r.at), r.words, r.by) for r in page.replies],
        "audience": audiences.line(page.audience),
        "who": request.GET.get("who", "") or page.card.who,
    }
    return show(request, "register/concern.html", context, status=form.status if form else 200, section="concerns")


def _act(request: CallRequest, concern: PublicId, page: ConcernPage) -> tuple[PlainForm | None, HttpResponse | None]:
    """The form that this reader has here, and what it led to."""
    back = reverse("concern", args=[concern.text])
    if page.can_place:
        return _place(request, concern, page)
    if page.card.learner is None:
        return None, None
    kind = AnswerForm if page.can_answer else ReplyForm
    line = audiences.line(page.audience if page.can_answer else page.reply_audience)
    form = form_for(request, kind, audience=line, version=page.version, back=back)
    if not form.is_valid():
        return form, None
    with form.attempt():
        if isinstance(form, AnswerForm):
            commands.answer_concern(request.call, concern.inner, form.answer(), version=page.version)
            if form.opens_entry:
                entry = reverse("entry_new", args=[page.card.learner.public_id])
                return form, see_other(request, f"{entry}?concern={concern.text}")
        else:
            commands.reply_to_concern(request.call, concern.inner, words=form.cleaned_data["words"])
        return form, see_other(request, form.back)
    return form, None


def _place(request: CallRequest, concern: PublicId, page: ConcernPage) -> tuple[PlainForm | None, HttpResponse | None]:
    if not page.candidates:
        return None, None
    form = form_for(
        request, PlaceForm, audience=audiences.line(page.audience), back=reverse("concerns"),
        matches=_choices(page.candidates),
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            chosen = next(c.id for c in page.candidates if c.public_id == form.cleaned_data["learner"])
            done = commands.place_concern(request.call, concern.inner, chosen)
            return form, see_other(request, "concern", request.call.public(done.id))
    return form, None


def _listed(labels: list[str]) -> str:
    """“Moved seat, a job to do.”"""
    return ", ".join([*labels[:1], *(label[:1].lower() + label[1:] for label in labels[1:])])


def _button(page: ConcernPage) -> str:
    if page.can_place:
        return _("This is who it is")
    return _("Choose first step") if page.can_answer else _("Send reply")


def _title(page: ConcernPage) -> str:
    who = page.card.who or _("a learner")
    return _("%(by)s has a concern about %(who)s") % {"by": page.card.by, "who": who}


def _sent(page: ConcernPage) -> str:
    day = dates.day(page.card.reply_by) if page.card.reply_by else ""
    said = _("Sent %(time)s.") % {"time": dates.time_of(page.card.at)}
    waits = bool(day) and page.card.status is ConcernStatus.NEW
    return f"{said} " + (_("You hear back by %(day)s.") % {"day": day} if waits else "")


def _facts(page: ConcernPage) -> list[Pair]:
    made = [Pair(_("Raised"), dates.day_time(page.card.at))]
    heard = {
        WhanauHeard.YES: _("Whānau have heard this."),
        WhanauHeard.NOT_YET: _("Whānau have not heard this yet."),
        WhanauHeard.WOULD_LIKE_HELP: _("Not yet. %(by)s would like help with that.") % {"by": page.card.by},
    }
    mark = Mark.DOT if page.heard is WhanauHeard.YES else Mark.RING
    made.append(Pair(_("Whānau"), heard[page.heard], mark=mark))
    if page.card.waiting_on:
        made.append(Pair(_("Waiting on"), page.card.waiting_on, mark=Mark.RING))
    elif page.card.reply_by and page.card.status is ConcernStatus.NEW:
        made.append(Pair(_("Reply by"), dates.day(page.card.reply_by), mark=Mark.RING))
    if page.card.learner:
        url = reverse("learner", args=[page.card.learner.public_id])
        made.append(Pair(_("Learner"), page.card.who, url=url))
    if page.step_kind is FirstStep.ENTRY and page.card.learner:
        made.append(Pair(_("Entry"), _("Open"), url=reverse("entry", args=[page.card.learner.public_id])))
    return made


__all__ = ["Kind", "concern", "concern_new", "concerns", "inner", "row_of", "tag_of"]
