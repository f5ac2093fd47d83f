"""A quick note, the timeline, and promises."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rourou.contexts.register import commands, queries
from rourou.contexts.register.forms import MoveForm, NoteForm
from rourou.contexts.register.queries import Moment
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.ui import audiences, dates, stamps
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Link, Row
from rourou.foundation.ui.stamps import seal, stamp_for


def note_new(request: CallRequest, learner: PublicId) -> HttpResponse:
    """Write a note, with or without a promise."""
    page = queries.note_form(request.call, learner.inner)
    form = form_for(
        request, NoteForm, audience=audiences.line(page.audience), back=reverse("learner", args=[learner.text]),
        today=page.today,
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            commands.add_note(request.call, learner.inner, form.draft())
            return see_other(request, form.back)
    context = {"page": page, "form": form, "learner": learner.text}
    return show(request, "register/note_new.html", context, status=form.status, section="register")


def timeline(request: CallRequest, learner: PublicId) -> HttpResponse:
    """What happened, newest first, and only what this reader may read."""
    kinds = _kinds()
    asked = request.GET.get("kind", "")
    kind = asked if asked in kinds else ""
    page = queries.timeline(request.call, learner.inner, kind=kind)
    here = reverse("timeline", args=[learner.text])
    filters = [Link(words, f"{here}?kind={k}" if k else here, current=k == kind) for k, words in kinds.items()]
    rows = tuple(_line(m, this_year=m.on.year == page.today.year) for m in page.moments)
    context = {"page": page, "rows": rows, "filters": filters, "learner": learner.text}
    return show(request, "register/timeline.html", context, section="register")


def _kinds() -> dict[str, str]:
    return {
        "": _("Everything"), "note": _("Notes"), "promise": _("Promises"), "voice": _("Their words"),
        "concern": _("Concerns"), "support": _("Supports"),
    }  # fmt: skip


def _line(moment: Moment, *, this_year: bool) -> Row:
    said = {
        "concern": _("A concern: %(words)s"), "entry": _("The register entry was opened. %(words)s"),
        "voice": "“%(words)s”", "support": _("Support began: %(words)s"), "promise": _("Promised: %(words)s"),
    }  # fmt: skip
    what = said.get(moment.kind, "%(words)s") % {"words": moment.title or moment.words}
    why = ". ".join(filter(None, (moment.by, moment.words if moment.title else "")))
    url = reverse("concern", args=[moment.url_id]) if moment.kind == "concern" else ""
    return Row(dates.day(moment.on, year=not this_year), what, why, url=url)


def promise_keep(request: CallRequest, note: PublicId) -> HttpResponse:
    """It was done: one button on Today, or this small page. The stamp says who pressed it, and where to go back to."""
    stamp = stamp_for(request, "", back="/today")
    sealed = request.POST.get(stamps.FIELD, "")
    fault = stamps.check(sealed, stamp) if request.method == "POST" else None
    if request.method == "POST" and fault is None:
        commands.keep_promise(request.call, note.inner)
        return see_other(request, stamps.back_of(request, sealed, "/today"))
    page = queries.promise_page(request.call, note.inner)
    context = {"page": page, "stamp": seal(stamp), "fault": fault.sentence if fault else ""}
    return show(request, "register/promise_keep.html", context, status=409 if fault else 200)


def promise_move(request: CallRequest, note: PublicId) -> HttpResponse:
    """Another day for a promise."""
    page = queries.promise_page(request.call, note.inner)
    form = form_for(
        request, MoveForm, audience=audiences.line(page.audience), back="/today", today=page.today,
        initial={"due_on": page.card.due_on},
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            commands.move_promise(request.call, note.inner, due_on=form.cleaned_data["due_on"])
            return see_other(request, form.back)
    return show(request, "register/promise_move.html", {"page": page, "form": form}, status=form.status)
