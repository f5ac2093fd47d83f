"""Who has looked, asking about a look, and the privacy officer's desk."""

from datetime import date
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from rourou.contexts.stewardship import commands, queries
from rourou.contexts.stewardship.forms import AnswerForm, AskForm
from rourou.contexts.stewardship.types import Deed, QuestionCard, QuestionState, Visit
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.public_ids import PublicId, PublicIdConverter
from rourou.foundation.access.purposes import Hat, Purpose, Reason
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.audit.looks import BY_LABEL
from rourou.foundation.ui import dates
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Action, Audience, Kind, Mark, More, Row

SAID: Final = 6  # deeds of one line


_ROLES: Final = {
    Role.COORDINATOR: noop("Learning Support Coordinator"),
    Role.SENCO: noop("SENCO"),
    Role.TEACHER: noop("Teacher"),
    Role.SCHOOL_PRINCIPAL: noop("Principal"),
    Role.CLUSTER_LEAD: noop("Cluster lead"),
    Role.FACILITATOR: noop("Ministry facilitator"),
    Role.RTLB: noop("Resource teacher (RTLB)"),
    Role.PROVIDER: noop("Support provider"),
    Role.PRIVACY_OFFICER: noop("Privacy officer"),
}
_PURPOSES: Final = {
    Purpose.PLANNING: noop("to get ready for the hui"),
    Purpose.TRANSITION: noop("to get ready for a move"),
    Purpose.OVERSIGHT: noop("to answer a privacy question"),
}
_REASONS: Final = {
    Reason.ENROLMENT: noop("as part of work at the setting"),
    Reason.CASELOAD: noop("as part of giving support"),
    Reason.SUPPORT_TEAM: noop("as part of the support team"),
    Reason.CONSENT: noop("because whānau said yes"),
    Reason.NAMED_DISCLOSURE: noop("because somebody told them, by name"),
    Reason.BREAK_GLASS: noop("in an emergency"),
    Reason.RECORDS: noop("to keep the records of a former setting"),
}


def role_words(role: str) -> str:
    """A role as whānau read it, where a post has no title of its own."""
    return _(_ROLES.get(role, noop("Staff")))  # type: ignore[call-overload]


def who(visit: Visit) -> str:
    """Speech-language therapist, Te Ara Reo Trust."""
    return ", ".join(filter(None, (visit.title or role_words(visit.role), visit.organisation)))


def _why(purpose: int | None, reason: int | None) -> str:
    """What it was for: the purpose where it says enough, else the reason the grant stood on."""
    if reason is None:
        return ""
    words = _PURPOSES.get(Purpose(purpose or 1)) or _REASONS.get(Reason(reason))
    return _(words) if words else ""


def deeds_words(deeds: tuple[Deed, ...]) -> str:
    """Looked at the plan; wrote a note, as part of the support team. One sentence for each reason."""
    by_why: dict[str, list[str]] = {}
    for deed in deeds:
        event = BY_LABEL.get(deed.event)
        by_why.setdefault(_why(deed.purpose, deed.reason), []).append(_(event.sentence) if event else _("Looked"))
    return " ".join(_sentence(dict.fromkeys(done), why) for why, done in by_why.items())


def _sentence(done: dict[str, None], why: str) -> str:
    first, *others = list(done)[:SAID]
    what = "; ".join([first, *(o[:1].lower() + o[1:] for o in others)])
    return _("%(what)s, %(why)s.") % {"what": what, "why": why} if why else _("%(what)s.") % {"what": what}


def looked(request: CallRequest, learner: PublicId) -> HttpResponse:
    """Who has looked at this learner, in words, the latest first."""
    page = queries.looks(request.call, learner.inner, after=_after(request))
    may_ask = Permission.LOOK_ASK in ROLES[request.call.role].permissions
    rows = [_visit_row(learner, v, page.today, may_ask=may_ask) for v in page.visits]
    context = {
        "page": page, "rows": rows, "questions": [_question_row(q) for q in page.questions],
        "latest": page.visits[0] if page.visits else None,
        "latest_who": who(page.visits[0]) if page.visits else "",
        "more": More(f"{request.path}?after={page.after}", _("Show earlier days")) if page.after else None,
        "learner": learner.text,
    }  # fmt: skip
    family = request.call.hat is Hat.FAMILY
    template = "stewardship/whanau_looked.html" if family else "stewardship/looked.html"
    return show(request, template, context, section="whanau" if family else "register")


def _after(request: CallRequest) -> PublicId | None:
    try:
        return PublicIdConverter().to_python(request.GET["after"]) if "after" in request.GET else None
    except ValueError:
        return None


def _visit_row(learner: PublicId, visit: Visit, today: date, *, may_ask: bool) -> Row:
    said = deeds_words(visit.deeds)
    no_reason = any(deed.reason is None for deed in visit.deeds)
    about = f"{dates.day(visit.day)}, {who(visit)}"
    actions: tuple[Action, ...] = ()
    if may_ask and not visit.is_asked_about:
        url = reverse("look_ask", args=[learner.text, visit.public_id])
        actions = (Action(_("Ask about this"), url, about=about, kind=Kind.PLAIN if no_reason else Kind.QUIET),)
    return Row(
        dates.when(visit.day, today), who(visit), said + (" " + _("No reason given.") if no_reason else ""),
        note=_("You asked about this.") if visit.is_asked_about else "", actions=actions,
    )  # fmt: skip


def _question_row(card: QuestionCard) -> Row:
    what = _("About %(who)s, %(day)s") % {"who": who(card.look), "day": dates.day(card.look.day)}
    if card.state is QuestionState.ANSWERED and card.answered_on:
        return Row(_("Answered %(day)s") % {"day": dates.day(card.answered_on)}, what, card.answer, mark=Mark.DOT)
    return Row(
        _("By %(day)s") % {"day": dates.day(card.answer_by_on)}, what, _("The privacy officer answers you here."),
        note=card.words, mark=Mark.RING, strong=True,
    )  # fmt: skip


def ask(request: CallRequest, learner: PublicId, look: PublicId) -> HttpResponse:
    """Ask about one look: the privacy officer of the setting answers by a day that is said."""
    page = queries.look_page(request.call, learner.inner, look)
    audience = Audience(_("you, and the privacy officer of the setting"), _("the person who looked"))
    form = form_for(request, AskForm, audience=audience, back=reverse("looked", args=[learner.text]))
    if form.is_valid():
        with form.attempt():
            commands.ask_about(request.call, learner.inner, look, words=form.cleaned_data["words"])
            return see_other(request, form.back)
    context = {"page": page, "form": form, "who": who(page.visit), "did": deeds_words(page.visit.deeds)}
    return show(request, "stewardship/ask.html", context, status=form.status, section="whanau")


def privacy(request: CallRequest) -> HttpResponse:
    """The privacy officer's desk: open questions about looks, the next one due first."""
    desk = queries.desk(request.call)
    context = {
        "headline": _headline(len(desk.open)),
        "open": [_desk_row(q, desk.today) for q in desk.open],
        "answered": [_question_row(q) for q in desk.answered],
    }
    return show(request, "stewardship/privacy.html", context, section="privacy")


def _headline(count: int) -> str:
    if not count:
        return _("Nobody is waiting for an answer about a look.")
    said = ngettext(
        "One question about a look waits for your answer.",
        "%(count)s questions about looks wait for your answer.",
        count,
    )
    return said % {"count": count}


def _desk_row(card: QuestionCard, today: date) -> Row:
    past = card.answer_by_on < today
    when = _("Was %(day)s") if past else _("By %(day)s")
    return Row(
        when % {"day": dates.day(card.answer_by_on)},
        _("%(who)s, %(day)s") % {"who": who(card.look), "day": dates.day(card.look.day)},
        deeds_words(card.look.deeds), note=card.words, mark=Mark.RING, strong=card.answer_by_on <= today,
        actions=(Action(_("Answer"), reverse("look_answer", args=[card.public_id]), about=card.reference),),
    )  # fmt: skip


def answer(request: CallRequest, question: PublicId) -> HttpResponse:
    """Answer one question; the person who asked reads it on their page."""
    card = queries.question_page(request.call, question.inner)
    audience = Audience(_("the person who asked, and you"), _("the person who looked"))
    form = form_for(request, AnswerForm, audience=audience, version=card.version, back=reverse("privacy"))
    if form.is_valid():
        with form.attempt():
            commands.answer_question(
                request.call, question.inner, words=form.cleaned_data["words"], version=card.version
            )
            return see_other(request, form.back)
    context = {"card": card, "form": form, "who": who(card.look), "did": deeds_words(card.look.deeds)}
    return show(request, "stewardship/answer.html", context, status=form.status, section="privacy")
