"""Asking for support: written from what is known, checked, sent."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rourou.contexts.referrals import commands, queries
from rourou.contexts.referrals.forms import RequestForm, StepForm
from rourou.contexts.referrals.queries import NewRequestPage
from rourou.contexts.referrals.types import Step
from rourou.contexts.referrals.views._showing import hours_said, reverse_or_nothing, rule_row, since
from rourou.foundation.access.public_ids import PublicId, PublicIdConverter
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import audiences, dates
from rourou.foundation.ui.charts import hours_words
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Mark, Pair


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
    return {"key": k.key, "term": k.term, "says": k.says, "note": since(k.on)}


def _initial(page: NewRequestPage, organisations: dict[str, tuple[uuid.UUID, str]]) -> dict[str, Any]:
    known = [k.key for k in page.known]
    written = dict(page.written)
    to = written.pop("to_organisation_id", None)
    if written.get("hours") is not None:
        written["hours"] = hours_words(float(written["hours"]))
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
            rule_row(r.words, r.met) for r in page.rules if r.met is not None
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
        ("hours", _("Hours"), hours_said(said["hours"])),
        ("when", _("When"), said["when"]),
        ("agreed_on", _("Agreed to ask"), dates.day_year(said["agreed_on"]) if said["agreed_on"] else ""),
        ("agreed_with", _("Agreed with"), said["agreed_with"]),
    )
    asked = [
        Pair(
            term, words or _("Still to be written"), mark=Mark.RING if name in gaps else Mark.NONE,
            change_url=f"{write}#f-{name}{'_day' if name == 'agreed_on' else ''}",
        )
        for name, term, words in lines
        if words or name in gaps
    ]  # fmt: skip
    kept = set(said["still_true"])
    return (*asked, *(Pair(k.term, k.says, note=since(k.on), mark=Mark.DOT) for k in page.known if k.key in kept))
