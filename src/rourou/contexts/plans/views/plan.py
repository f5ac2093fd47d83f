"""The one plan: read by staff and whānau alike, written together, suggested upon."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rourou.contexts.plans import commands, queries
from rourou.contexts.plans.forms import EndForm, PlanForm, SuggestForm, SuggestionAnswerForm, filled
from rourou.contexts.plans.queries import GoalCard, PlanCard, PlanPage, SuggestionCard
from rourou.contexts.plans.types import PlanStatus
from rourou.contexts.plans.views.register import plan_tag
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.access.purposes import Hat
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.kernel.text import fold
from rourou.foundation.ui import audiences, dates, stamps
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Action, ConsentLine, Kind, Mark, Row, Step
from rourou.foundation.ui.stamps import seal, stamp_for
from rourou.foundation.ui.words import StatusWord

MORE = "more"


def plan(request: CallRequest, learner: PublicId) -> HttpResponse:
    """Goals in their words, how we will know, who does what, when we look again."""
    page = queries.plan_page(request.call, learner.inner)
    family = request.call.hat is Hat.FAMILY
    context = {
        "page": page,
        "learner": learner.text,
        "base": "ui/base_whanau.html" if family else "ui/base.html",
        "family": family,
        "line": _line(page, family=family),
        "written": _written(page.plan, family=family),
        "goals": [_goal(request, page, n, goal, family=family) for n, goal in enumerate(page.plan.goals)]
        if page.plan
        else [],
        "suggestions": [_suggestion(page, s) for s in page.suggestions],
        "audience": audiences.line(page.audience),
    }
    return show(request, "plans/plan.html", context, section="whanau_plan" if family else "register")


def _line(page: PlanPage, *, family: bool) -> ConsentLine | None:
    if page.plan is None:
        return None
    state, day = page.plan.state, dates.day(page.plan.state.review_on)
    tag = StatusWord.PLAN_DRAFT.tag(for_whanau=True) if state.status is PlanStatus.DRAFT else None
    if family and tag is None:
        near = state.is_due(page.today) or state.is_overdue(page.today)
        tag = (StatusWord.PLAN_REVIEW_DUE if near else StatusWord.PLAN_IN_PLACE).tag(for_whanau=True)
    said = (
        _("We were to look again together on %(day)s.")
        if state.is_overdue(page.today)
        else _("Look again together on %(day)s.")
    )
    return ConsentLine(tag if family and tag else plan_tag(state, page.today), said % {"day": day})


def _written(card: PlanCard | None, *, family: bool) -> str:
    """With whom it was written. No adult of a whānau is named to another."""
    if card is None:
        return ""
    since = {"day": dates.day(card.from_on)}
    number = _("Plan number %(n)s, since %(day)s.") % {**since, "n": card.number}
    first = _("The first plan, since %(day)s.") % since
    names = card.written_with
    together = " ".join((", ".join(names[:-1]), _("and"), names[-1])) if len(names) > 1 else "".join(names)
    with_whom = _("Written with %(names)s.") % {"names": together} if names and not family else ""
    return " ".join(filter(None, (with_whom, first if card.number == 1 else number)))


def _goal(request: CallRequest, page: PlanPage, n: int, goal: GoalCard, *, family: bool) -> dict[str, Any]:
    assert page.plan is not None
    numbers = {
        "n": n + 1,
        "of": len(page.plan.goals),
        "whose": _("whānau") if family and goal.by_whanau else goal.whose,
    }
    return {
        "words": goal.words,
        "label": _("Goal %(n)s of %(of)s, in the words of %(whose)s") % numbers,
        "measure": goal.measure,
        "steps": tuple(Step(s, now=i + 1 == goal.now) for i, s in enumerate(goal.steps))[::-1],
        "actions": tuple(_action(request, page, action) for action in goal.actions),
    }


def _action(request: CallRequest, page: PlanPage, action: queries.ActionCard) -> Row:
    due = _("By %(day)s.") % {"day": dates.day(action.due_on)} if action.due_on else ""
    done = _("Done %(day)s.") % {"day": dates.day(action.done_on)} if action.done_on else ""
    acts: tuple[Action, ...] = ()
    if page.can_act and not action.done_on:
        sealed = seal(stamp_for(request, audiences.line(page.audience), back=request.path))
        url = reverse("action_done", args=[action.public_id])
        acts = (Action(_("Done"), url, about=action.what, kind=Kind.QUIET, post=True, stamp=sealed),)
    past = bool(action.due_on and not action.done_on and action.due_on < page.today)
    return Row(
        action.who, action.what, " ".join(filter(None, (f"{action.when}." if action.when else "", done or due))),
        mark=Mark.DOT if action.done_on else Mark.NONE, strong=past, actions=acts,
    )  # fmt: skip


def _suggestion(page: PlanPage, card: SuggestionCard) -> Row:
    said = _("%(who)s answered: %(answer)s") % {"who": card.answered_by, "answer": card.answer} if card.answer else ""
    url = reverse("suggestion_answer", args=[card.public_id])
    acts = (Action(_("Answer"), url, about=card.words[:60]),) if page.can_edit and not card.answer else ()
    mark = Mark.DOT if card.answer else Mark.RING
    return Row(dates.day(card.at), card.words, said or card.by, mark=mark, actions=acts)


# Writing it


def plan_edit(request: CallRequest, learner: PublicId) -> HttpResponse:
    """The whole plan on one page; “Add rows” keeps everything and saves nothing."""
    page = queries.plan_form(request.call, learner.inner)
    form = _form(request, learner, page)
    if MORE not in request.POST and form.is_valid():
        with form.attempt():
            commands.save_plan(request.call, learner.inner, form.draft(page.stands, _names(page)), version=page.version)
            return see_other(request, form.back)
    context = {"page": page, "form": form, "learner": learner.text, "more": MORE}
    return show(request, "plans/plan_edit.html", context, status=form.status, section="register")


def _names(page: queries.PlanForm) -> set[str]:
    """What the learner is called, folded: their own goals are told from whānau’s by it."""
    card = page.learner
    return {fold(name) for name in (card.name, card.called, card.short) if name}


def _form(request: CallRequest, learner: PublicId, page: queries.PlanForm) -> PlanForm:
    line, back = audiences.line(page.audience), reverse("plan", args=[learner.text])
    shape = _shape(request, page)
    if MORE in request.POST:
        stamp = stamp_for(request, line, version=page.version, back=back)
        wider = (*(actions + 1 for actions in shape), 2)
        made = PlanForm(None, stamp=stamp, today=page.today, initial=request.POST.dict(), shape=wider)
        made.audience = line
        return made
    return form_for(
        request, PlanForm, audience=line, version=page.version, back=back, today=page.today,
        initial=filled(page.stands, page.hopes), shape=shape,
    )  # fmt: skip


def _shape(request: CallRequest, page: queries.PlanForm) -> tuple[int, ...]:
    """How many actions each goal has room for: what was sent, or what stands there and one more."""
    if request.method == "POST":
        sent = min(sum(name.startswith("goal_") for name in request.POST), 12)
        return tuple(min(sum(n.startswith(f"who_{g}_") for n in request.POST), 20) for g in range(sent))
    goals = page.stands.goals if page.stands else page.hopes
    return tuple(max(len(goal.actions) + 1, 2) for goal in goals) or (2, 2)


def plan_end(request: CallRequest, learner: PublicId) -> HttpResponse:
    """End the plan, on a page of its own."""
    page = queries.plan_form(request.call, learner.inner)
    if page.is_new:
        raise NotFound
    form = form_for(
        request, EndForm, audience=audiences.line(page.audience), version=page.version,
        back=reverse("plan", args=[learner.text]),
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            commands.end_plan(request.call, learner.inner, version=page.version)
            return see_other(request, form.back)
    context = {"page": page, "form": form, "learner": learner.text}
    return show(request, "plans/plan_end.html", context, status=form.status, section="register")


def plan_suggest(request: CallRequest, learner: PublicId) -> HttpResponse:
    """Suggest a change: whānau, the learner, and everybody who reads the plan."""
    page = queries.plan_page(request.call, learner.inner)
    if page.plan is None:
        raise NotFound
    family = request.call.hat is Hat.FAMILY
    form = form_for(
        request, SuggestForm, audience=audiences.line(page.suggestion_audience),
        back=reverse("plan", args=[learner.text]),
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            said = form.cleaned_data
            client = said["client_id"] or uuid.uuid4()
            commands.suggest_change(request.call, learner.inner, words=said["words"], client_id=client)
            return see_other(request, form.back)
    context = {
        "page": page,
        "form": form,
        "learner": learner.text,
        "base": "ui/base_whanau.html" if family else "ui/base.html",
    }
    section = "whanau_plan" if family else "register"
    return show(request, "plans/plan_suggest.html", context, status=form.status, section=section)


def suggestion_answer(request: CallRequest, suggestion: PublicId) -> HttpResponse:
    """Say what became of a suggestion."""
    page = queries.suggestion_page(request.call, suggestion.inner)
    back = reverse("plan", args=[page.learner.public_id])
    form = form_for(request, SuggestionAnswerForm, audience=audiences.line(page.audience), back=back)
    if form.is_valid():
        with form.attempt():
            commands.answer_suggestion(request.call, suggestion.inner, answer=form.cleaned_data["answer"])
            return see_other(request, form.back)
    context = {"page": page, "form": form}
    return show(request, "plans/suggestion_answer.html", context, status=form.status, section="register")


def action_done(request: CallRequest, action: PublicId) -> HttpResponse:
    """Somebody says that a thing in the plan was done."""
    page = queries.action_page(request.call, action.inner)
    here = reverse("plan", args=[page.learner.public_id])
    stamp = stamp_for(request, audiences.line(page.audience), back=here)
    sealed = request.POST.get(stamps.FIELD, "")
    fault = stamps.check(sealed, stamp) if request.method == "POST" else None
    if request.method == "POST" and fault is None:
        commands.finish_action(request.call, action.inner)
        return see_other(request, stamps.back_of(request, sealed, here))
    context = {"page": page, "stamp": seal(stamp), "fault": fault.sentence if fault else ""}
    return show(request, "plans/action_done.html", context, status=409 if fault else 200, section="register")
