"""Each step of a request on a small page of its own."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rourou.contexts.referrals import commands, queries
from rourou.contexts.referrals.forms import StepForm, TaskForm
from rourou.contexts.referrals.queries import RequestPage
from rourou.contexts.referrals.types import Contact, Outcome, Step
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import audiences
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show


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
