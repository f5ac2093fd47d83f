"""Open, change and close a register entry."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rourou.contexts.register import commands, queries
from rourou.contexts.register.forms import CloseForm, EntryForm
from rourou.contexts.register.forms.entries import filled
from rourou.contexts.register.types import TAXONOMY, ExitReason, StrengthKind
from rourou.contexts.register.views.concerns import inner
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.ui import audiences
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.stamps import stamp_for

MORE = "more"


def entry(request: CallRequest, learner: PublicId) -> HttpResponse:
    """One page for opening and changing: strengths, hopes, what gets in the way, what helps."""
    page = queries.entry_form(request.call, learner.inner, concern_id=inner(request.GET.get("concern", "")))
    form = _form(request, learner, page)
    if MORE not in request.POST and form.is_valid():
        with form.attempt():
            draft = form.draft(page.stands)
            if page.is_open:
                commands.change_entry(request.call, learner.inner, draft, version=page.version)
            else:
                commands.open_entry(request.call, learner.inner, draft)
            return see_other(request, form.back)
    context = {"page": page, "form": form, "learner": learner.text, "more": MORE}
    return show(request, "register/entry.html", context, status=form.status, section="register")


def _form(request: CallRequest, learner: PublicId, page: queries.EntryForm) -> EntryForm:
    """As many rows as there are, and room for more; “Add rows” keeps everything and saves nothing."""
    line, back = audiences.line(page.audience), reverse("learner", args=[learner.text])
    hopes, needs = _rows(request, page)
    also = [n.leaf for n in page.stands.needs if not TAXONOMY[n.leaf].on_cluster_register]
    if MORE in request.POST:
        stamp = stamp_for(request, line, version=page.version, back=back)
        typed: dict[str, Any] = request.POST.dict()
        made = EntryForm(
            None, stamp=stamp, today=page.today, initial=typed, hopes=hopes + 1, needs=needs + 2, also=also
        )
        made.audience = line
        return made
    return form_for(
        request, EntryForm, audience=line, version=page.version, back=back, today=page.today,
        initial=filled(page.stands), hopes=hopes, needs=needs, also=also,
    )  # fmt: skip


def _rows(request: CallRequest, page: queries.EntryForm) -> tuple[int, int]:
    if request.method == "POST":
        hopes = sum(name.startswith("hope_") for name in request.POST)
        needs = sum(name.startswith("way_") for name in request.POST)
        return min(max(hopes, 1), 20), min(max(needs, 1), 30)
    stands = page.stands
    hopes = sum(s.kind is StrengthKind.HOPE for s in stands.strengths)
    return max(hopes + 1, 2), max(len(stands.needs) + 1, 2)


def entry_close(request: CallRequest, learner: PublicId) -> HttpResponse:
    """Close the entry, on a page of its own, with the reason."""
    page = queries.entry_form(request.call, learner.inner)
    form = form_for(
        request, CloseForm, audience=audiences.line(page.audience), version=page.version,
        back=reverse("learner", args=[learner.text]),
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            reason = ExitReason(form.cleaned_data["reason"])
            commands.close_entry(request.call, learner.inner, reason, version=page.version)
            return see_other(request, form.back)
    context = {"page": page, "form": form, "learner": learner.text, "words": _("Close this entry")}
    return show(request, "register/entry_close.html", context, status=form.status, section="register")
