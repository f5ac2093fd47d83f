"""Pages of hui: translate a request, make one call, translate the answer. In the room, the call is the room's."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.meetings import commands, queries, rules
from rourou.contexts.meetings.forms import (
    AttendanceForm,
    CorrectionForm,
    DecisionForm,
    HuiForm,
    ItemForm,
    StepBackForm,
    ToldForm,
)
from rourou.contexts.meetings.queries import AgendaItem, AgendaPage, HuiCard, ItemPage, MinutedItem
from rourou.contexts.meetings.types import (
    Choice,
    HuiKind,
    HuiState,
    Interest,
    ItemKind,
    ItemState,
    MinutesState,
    NewDecision,
    Stand,
    TellHow,
)
from rourou.foundation.access import rooms
from rourou.foundation.access.call import Call
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.kernel.errors import Conflict, NotFound
from rourou.foundation.ui import audiences, charts, dates
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.navigation import url_of
from rourou.foundation.ui.pages import never_stored, see_other, show, wants_fragment
from rourou.foundation.ui.parts import Action, Audience, Empty, Kind, Mark, Pair, Row, Voice
from rourou.foundation.ui.stamps import check, seal, stamp_for
from rourou.foundation.ui.words import StatusWord, Tag

_CHOICES = {
    Choice.GIVE_HOURS: lambda: _("Give hours"),
    Choice.TRY_IN_CLASS: lambda: _("Try in class first"),
    Choice.KNOW_MORE: lambda: _("Need to know more"),
    Choice.ASK_OUTSIDE: lambda: _("Ask an outside agency"),
    Choice.NOT_NOW: lambda: _("Not now"),
    Choice.CARRY: lambda: _("Carry"),
}
_STANDS = {
    Stand.AGREED: lambda: _("agreed"),
    Stand.STOOD_ASIDE: lambda: _("stood aside"),
    Stand.DISAGREED: lambda: _("disagreed"),
}
_METHODS = {
    "consensus": lambda: _("consensus"),
    "consent": lambda: _("consent"),
    "vote": lambda: _("vote"),
    "sign_off": lambda: _("sign-off"),
}
_KINDS = {
    HuiKind.CLUSTER: lambda: _("Cluster hui"),
    HuiKind.PANEL: lambda: _("Panel"),
    HuiKind.LIAISON: lambda: _("Liaison hui"),
}
_HOW = {
    TellHow.PHONE: lambda: _("by phone"),
    TellHow.IN_PERSON: lambda: _("face to face"),
    TellHow.MESSAGE: lambda: _("by message"),
    TellHow.LETTER: lambda: _("by letter"),
}


_TELL_WITHIN = timedelta(days=7)


def _table_audience() -> Audience:
    """What names nobody is read by everybody who comes to hui in this cluster."""
    return Audience(_("people of this cluster who come to hui"), _("whānau and learners"))


def _in_the_room(request: CallRequest, hui: PublicId) -> Call:
    """The room's call for somebody who sits in it; else the person's own."""
    return rooms.enter(request.call, hui.inner) or request.call


def _named(card: HuiCard) -> str:
    said = card.title or _KINDS[card.kind]()
    return _("%(hui)s, %(day)s") % {"hui": said, "day": dates.day(card.held_on)}


def hui_list(request: CallRequest) -> HttpResponse:
    """Hui that come and hui that were."""
    page = queries.hui_list(request.call)
    context = {
        "page": page,
        "headline": _next_words(page.coming[0], page.today) if page.coming else _("No hui is called yet."),
        "coming": [_hui_row(c) for c in page.coming],
        "past": [_hui_row(c) for c in page.past],
        "nothing": Empty(_("No hui is called yet. One that is called appears here.")),
    }
    return show(request, "meetings/list.html", context, section="hui")


def _next_words(card: HuiCard, today: date) -> str:
    if card.state is HuiState.IN_SESSION:
        return _("A hui is going on.")
    said = {"when": dates.day(card.held_on), "n": card.items}
    if card.held_on == today:
        return ngettext("Today’s hui has %(n)s item.", "Today’s hui has %(n)s items.", card.items) % said
    return ngettext(
        "The next hui is on %(when)s, with %(n)s item.", "The next hui is on %(when)s, with %(n)s items.", card.items
    ) % said  # fmt: skip


def _hui_row(card: HuiCard) -> Row:
    where = ", ".join(filter(None, (card.held_at.strftime("%-I:%M %p").lower() if card.held_at else "", card.place)))
    count = ngettext("%(n)s item", "%(n)s items", card.items) % {"n": card.items}
    going_on = card.state is HuiState.IN_SESSION
    minutes = (Action(_("Minutes"), reverse("hui_minutes", args=[card.public_id]), about=_named(card)),)
    return Row(
        dates.day(card.held_on), card.title or _KINDS[card.kind](), ". ".join(filter(None, (where, count))),
        url=reverse("hui_page", args=[card.public_id]), strong=going_on,
        note=_("Going on now") if going_on else "", note_mark=Mark.DOT if going_on else Mark.NONE,
        actions=minutes if card.state is HuiState.CLOSED else (),
    )  # fmt: skip


def hui_new(request: CallRequest) -> HttpResponse:
    """Call a hui."""
    page = queries.new_hui_page(request.call)
    asked = request.GET.get("round", "")
    titles = {str(number): title for number, title in page.rounds}
    posts = {public: c.post_id for c, public in page.colleagues}
    form = form_for(
        request, HuiForm, audience=_table_audience(), back=reverse("hui"), today=page.today,
        colleagues=[(public, f"{c.name}, {c.organisation}") for c, public in page.colleagues],
        rounds=[(str(number), title) for number, title in page.rounds],
        initial={"round": asked, "invited": page.asked, "observers": page.listening},
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            made = commands.call_hui(request.call, form.draft(posts))
            return see_other(request, "hui_page", request.call.public(made.id))
    context = {
        "form": form,
        "round": titles.get(asked, ""),
        "coming": [_take_row(request, card, asked) for card in page.coming] if asked in titles else [],
    }
    return show(request, "meetings/new.html", context, status=form.status, section="hui")


def _take_row(request: CallRequest, card: HuiCard, number: str) -> Row:
    """A hui that is called and decides no round yet could take this one."""
    sealed = seal(stamp_for(request, _table_audience(), back=reverse("hui")))
    url = reverse("hui_round", args=[card.public_id])
    take = Action(
        _("Put it on this agenda"), url, about=_named(card), post=True, stamp=sealed, fields={"round": number}
    )
    return Row(dates.day(card.held_on), card.title or _KINDS[card.kind](), card.place, actions=(take,))


def take_round(request: CallRequest, hui: PublicId) -> HttpResponse:
    """A round goes on the agenda of a hui that is called already."""
    if request.method != "POST":
        return see_other(request, "hui_page", hui.text)
    _checked(request)
    number = request.POST.get("round", "")
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise NotFound
    commands.add_round(request.call, hui.inner, int(number))
    return see_other(request, "hui_page", hui.text)


def hui(request: CallRequest, hui: PublicId) -> HttpResponse:
    """The agenda; and, for whoever runs it, who is here."""
    page = queries.hui_page(_in_the_room(request, hui), hui.inner)
    form = None
    if page.may_manage and page.card.state is not HuiState.CLOSED:
        form = _attendance_form(request, page)
        if form.is_valid():
            with form.attempt():
                return _attend(request, hui, page, form)
    context = {
        "page": page,
        "hui": hui.text,
        "headline": _agenda_words(page),
        "rows": [_item_row(request, hui.text, page, item) for item in page.items],
        "form": form,
        "here": [_person_row(p) for p in page.people if p.is_here] if not form else [],
        "declared": [_declared(d) for d in page.declared],
        "method": _METHODS.get(page.method, lambda: page.method)(),
        "state": page.card.state.value,
        "first": next((i.number for i in page.items if i.state is ItemState.TO_DISCUSS), None),
        "seal": seal(stamp_for(request, _table_audience(), back=request.path)),
    }
    status = form.status if form is not None else 200
    return show(request, "meetings/hui.html", context, status=status, section="hui")


def now(request: CallRequest, hui: PublicId) -> HttpResponse:
    """What a screen asks every ten seconds. One that is only read is drawn again; one that is written on is told."""
    stands = queries.hui_standing(request.call, hui.inner).word
    if not wants_fragment(request):
        return see_other(request, "hui_page", hui.text)
    if stands == request.GET.get("seen"):
        return never_stored(HttpResponse(status=204))
    if request.GET.get("writing"):
        return show(request, "meetings/_changed.html")
    return never_stored(HttpResponse(status=204, headers={"HX-Refresh": "true"}))


def _attendance_form(request: CallRequest, page: AgendaPage) -> AttendanceForm:
    people = [(p.public_id, _person_words(p)) for p in page.people]
    return form_for(
        request, AttendanceForm, audience=_table_audience(), people=people,
        others=[(public, f"{c.name}, {c.organisation}") for c, public in page.others],
        initial={
            "here": [p.public_id for p in page.people if p.is_here],
            "listening": [p.public_id for p in page.people if p.is_observer],
        },
    )  # fmt: skip


def _person_words(person: Any) -> str:
    said = f"{person.colleague.name}, {person.colleague.organisation}"
    return _("%(who)s, listens") % {"who": said} if person.is_observer else said


def _attend(request: CallRequest, hui: PublicId, page: AgendaPage, form: AttendanceForm) -> HttpResponse:
    posts = {p.public_id: p.colleague.post_id for p in page.people} | {public: c.post_id for c, public in page.others}
    present = form.present(posts)
    if page.card.state is HuiState.PLANNED:
        commands.start_hui(request.call, hui.inner, present=present)
        return see_other(request, "hui_item", hui.text, page.items[0].number)
    commands.set_attendance(request.call, hui.inner, present=present)
    return see_other(request, "hui_page", hui.text)


def _agenda_words(page: AgendaPage) -> str:
    closed = sum(1 for i in page.items if i.is_locked or (i.closed_to and page.card.state is HuiState.PLANNED))
    count = ngettext("%(n)s item.", "%(n)s items.", len(page.items)) % {"n": len(page.items)}
    if page.card.state is HuiState.CLOSED:
        return _("This hui is over.")
    if not page.items:
        return _("The agenda is empty.")
    if page.card.state is HuiState.IN_SESSION:
        quorum = _("We are a quorum.") if page.has_quorum else _("We are not a quorum yet.")
        return f"{count} {quorum}"
    if closed:
        wait = ngettext("%(n)s waits for whānau.", "%(n)s wait for whānau.", closed) % {"n": closed}
        return f"{count} {wait}"
    return count


def _item_tag(item: AgendaItem | MinutedItem | ItemPage, state: ItemState, times: int = 0) -> Tag:
    if item.is_locked:
        return StatusWord.ITEM_LOCKED.tag()
    if state is ItemState.CARRIED:
        return (StatusWord.ITEM_CARRIED_AGAIN if times >= 2 else StatusWord.ITEM_CARRIED).tag()
    return (StatusWord.ITEM_DECIDED if state is ItemState.DECIDED else StatusWord.ITEM_TO_DISCUSS).tag()


def _closed_words(closed_to: tuple[str, ...]) -> str:
    """The words of ux.md §4.10. Without a name: whānau have taken back what they said, or no longer reach."""
    if not closed_to:
        return _("This whānau has not agreed to share with everybody in the room.")
    return _("This whānau has not agreed to share with %(who)s.") % {"who": _listed(closed_to)}


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def _item_row(request: CallRequest, hui: str, page: AgendaPage, item: AgendaItem) -> Row:
    what = item.learner.short if item.learner else item.title or _("A learner")
    why = _closed_words(item.closed_to) if item.is_locked else item.ask
    note = _closed_words(item.closed_to) if item.closed_to and not item.is_locked else ""
    return Row(
        _("Item %(n)s") % {"n": item.place}, what, why, note=note, note_mark=Mark.RING if note else Mark.NONE,
        url=reverse("hui_item", args=[hui, item.number]), tag=_item_tag(item, item.state, item.carried_times),
        actions=_row_actions(request, page, item) if page.may_manage else (),
    )  # fmt: skip


def _row_actions(request: CallRequest, page: AgendaPage, item: AgendaItem) -> tuple[Action, ...]:
    """Move up and down at any time before the end; take off before the beginning."""
    if page.card.state is HuiState.CLOSED:
        return ()
    sealed = seal(stamp_for(request, _table_audience(), back=reverse("hui_page", args=[page.card.public_id])))
    about = _("item %(n)s") % {"n": item.place}
    url = reverse("hui_move", args=[item.public_id])
    made = []
    if item.id != page.items[0].id:
        made.append(Action(_("Move up"), url, about, Kind.QUIET, post=True, stamp=sealed, fields={"up": "yes"}))
    if item.id != page.items[-1].id:
        made.append(Action(_("Move down"), url, about, Kind.QUIET, post=True, stamp=sealed))
    if page.card.state is HuiState.PLANNED and not item.is_locked:
        off = reverse("hui_take_off", args=[item.public_id])
        made.append(Action(_("Take off"), off, about, Kind.QUIET, post=True, stamp=sealed))
    return tuple(made)


def _person_row(person: Any) -> Row:
    return Row(
        person.colleague.organisation, person.colleague.name, _("listens") if person.is_observer else "",
        mark=Mark.DOT if person.is_here else Mark.RING,
    )  # fmt: skip


def _declared(row: tuple[int, str, Any]) -> str:
    return _("%(who)s steps back from item %(n)s.") % {"who": row[1], "n": row[0]}


def item_new(request: CallRequest, hui: PublicId) -> HttpResponse:
    """Put something on the agenda."""
    page = queries.hui_page(request.call, hui.inner)
    ids = {public: referral for referral, public, _learner, _ask in page.waiting}
    form = form_for(
        request, ItemForm, audience=_table_audience(), back=reverse("hui_page", args=[hui.text]),
        waiting=[(public, f"{learner.short}: {ask}") for _referral, public, learner, ask in page.waiting],
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            for public in form.cleaned_data.get("requests", ()):
                commands.add_request(request.call, hui.inner, ids[public])
            if form.cleaned_data["title"] or not form.cleaned_data.get("requests"):
                commands.add_item(request.call, hui.inner, title=form.cleaned_data["title"])
            return see_other(request, form.back)
    context = {"page": page, "form": form, "hui": hui.text, "named": _named(page.card)}
    return show(request, "meetings/item_new.html", context, status=form.status, section="hui")


def _checked(request: CallRequest) -> str:
    """A row's button carries the stamp; what no longer fits changes nothing."""
    back = reverse("hui")
    fault = check(request.POST.get("stamp", ""), stamp_for(request, _table_audience(), back=back))
    if fault is not None:
        raise Conflict("stamp", fault.sentence)
    return request.POST.get("stamp", "")


def move(request: CallRequest, item: PublicId) -> HttpResponse:
    """One place up or down."""
    if request.method != "POST":
        return see_other(request, "hui")
    _checked(request)
    done = commands.move_item(request.call, item.inner, up=request.POST.get("up") == "yes")
    return see_other(request, _back(request, request.call.public(done.id)))


def _back(request: CallRequest, hui: str) -> str:
    """Where the button stood: the agenda, or an item of it."""
    number = request.POST.get("item", "")
    return reverse("hui_item", args=[hui, int(number)]) if number.isdigit() else reverse("hui_page", args=[hui])


def take_off(request: CallRequest, item: PublicId) -> HttpResponse:
    """Off the agenda."""
    if request.method != "POST":
        return see_other(request, "hui")
    _checked(request)
    done = commands.take_off(request.call, item.inner)
    return see_other(request, "hui_page", request.call.public(done.id))


def close(request: CallRequest, hui: PublicId) -> HttpResponse:
    """The hui is over."""
    if request.method != "POST":
        return see_other(request, "hui_page", hui.text)
    _checked(request)
    commands.close_hui(request.call, hui.inner)
    return see_other(request, "hui_minutes", hui.text)


# One item


def item(request: CallRequest, hui: PublicId, number: int) -> HttpResponse:
    """One item, room and chair on one page: the form stands only before those who may decide."""
    call = _in_the_room(request, hui)
    page = queries.item_page(call, hui.inner, number)
    form = _decision_form(request, page) if _offers(request, page) else None
    draft = _decision_draft(call, page, form) if form is not None and form.is_valid() else None
    if form is not None and draft is not None and form.is_valid():
        with form.attempt():
            commands.record_decision(call, hui.inner, number, draft, version=form.cleaned_data["seen"])
            onward = page.after.number if page.after else number
            return see_other(request, "hui_item", hui.text, onward)
    context = _item_context(request, hui, page) | {"form": form}
    return show(request, "meetings/item.html", context, status=_status(request, form), section="hui")


def _decision_draft(call: Call, page: ItemPage, form: DecisionForm) -> NewDecision:
    """What was filled in; everything it still needs to say stands beside its field, all at once."""
    draft = form.draft(
        {g.public_id: (g.service_id, g.term) for g in page.givers},
        {call.public(o): o for o, _name in page.agencies},
        {call.public(c.post_id): c.post_id for c in page.tellers},
    )
    voices = frozenset(organisation for organisation, _name in page.voices)
    if page.item_state is ItemState.TO_DISCUSS and page.version == form.cleaned_data["seen"]:
        for field, sentence in rules.wanting(page.kind, voices, draft, page.suggested, page.today):
            form.add_error(field, _(sentence))
    return draft


def _offers(request: CallRequest, page: ItemPage) -> bool:
    """Somebody who came second still sees what they typed, beside what stands there now."""
    return page.shows_form or (request.method == "POST" and not page.is_locked and page.in_room)


def _status(request: CallRequest, form: DecisionForm | None) -> int:
    if form is None:
        return 409 if request.method == "POST" else 200
    return form.status


def _decision_form(request: CallRequest, page: ItemPage) -> DecisionForm:
    line = audiences.line(page.audience) if page.audience else _table_audience()
    suggested = page.suggested
    first = next((g.public_id for g in page.givers if suggested and g.service_id == suggested.service_id), "")
    initial = {
        "seen": page.version,
        "tell": _tell_words(page),
        "rules": [r.code for r in page.request.rules if r.met] if page.request else [],
        "tell_by": page.today + _TELL_WITHIN,
        "tell_who": request.call.public(page.tellers[0].post_id) if page.tellers else "",
    }
    if suggested and suggested.placed:
        initial |= {"choice": "give_hours", "hours": _plain(suggested.hours), "service": first}
    return form_for(
        request, DecisionForm, audience=line, back=request.path, today=page.today, initial=initial,
        voices=page.voices, named=page.kind is ItemKind.NAMED, suggested=suggested is not None, rules=page.criteria,
        services=[(g.public_id, _("%(who)s: %(left)s left") % {"who": g.words,
        "left": charts.hours_words(float(g.left))}) for g in page.givers],
        organisations=[(request.call.public(o), name) for o, name in page.agencies],
        tellers=[(request.call.public(c.post_id), f"{c.name}, {c.organisation}") for c in page.tellers],
    )  # fmt: skip


def _plain(hours: Any) -> str:
    return f"{hours:f}".rstrip("0").rstrip(".") if "." in f"{hours:f}" else f"{hours:f}"


def _tell_words(page: ItemPage) -> str:
    """Drafted in plain words from the suggestion; people change it before they record it."""
    if page.learner is None or page.suggested is None or not page.suggested.placed:
        return ""
    said = {
        "name": page.learner.short,
        "hours": charts.hours_words(float(page.suggested.hours)),
        "who": page.suggested.with_whom,
    }
    return _("%(name)s will have %(hours)s hours with %(who)s. We will look again together.") % said


def _item_context(request: CallRequest, hui: PublicId, page: ItemPage) -> dict[str, Any]:
    bar = page.bar
    sealed = seal(stamp_for(request, _table_audience(), back=request.path))
    return {
        "page": page,
        "hui": hui.text,
        "where": _("Item %(n)s of %(of)s") % {"n": page.position, "of": page.of},
        "method": _METHODS.get(page.method, lambda: page.method)(),
        "quorum": _("quorum met") if page.has_quorum else _("no quorum for this item yet"),
        "tag": _item_tag(page, page.item_state, page.carried_times),
        "locked_tag": StatusWord.ITEM_LOCKED.tag(),
        "closed_words": _closed_words(page.closed_to) if page.is_locked else "",
        "after_words": _closed_words(page.after.closed_to) if page.after and page.after.is_locked else "",
        "hours": bar
        and charts.hours_bar(agreed=bar.agreed, proposed=bar.proposed, total=bar.total, of=_("this round")),
        "known": _known(page),
        "rules": [_rule_row(r, dict(page.criteria)) for r in page.request.rules] if page.request else [],
        "voices": [_voice(v) for v in page.parts.voices[:3]] if page.parts else [],
        "decision": _decision_pairs(page.decision) if page.decision else [],
        "audience": audiences.line(page.audience) if page.audience else None,
        "decided": _CHOICES[page.decision.choice]() if page.decision else "",
        "stood": _stood(page.decision) if page.decision else [],
        "back_from": _listed(page.stepped_back),
        "seal": sealed,
        "session": page.state is HuiState.IN_SESSION,
    }  # fmt: skip


def _known(page: ItemPage) -> list[Pair]:
    request = page.request
    if request is None:
        return []
    strengths = " ".join(s.words for s in page.parts.strengths[:3]) if page.parts else ""
    waited = ngettext("%(n)s day for support", "%(n)s days for support", request.waited_days) % {
        "n": request.waited_days
    }
    pairs = [
        Pair(_("Strengths"), strengths),
        Pair(_("Tried in class"), request.tried),
        Pair(_("Waiting"), waited),
        Pair(_("Whānau hope"), request.hope),
        Pair(_("Suggested"), _suggested_words(page)),
    ]
    return [p for p in pairs if p.said]


def _suggested_words(page: ItemPage) -> str:
    suggested = page.suggested
    if suggested is None or not suggested.placed:
        return suggested.says if suggested else ""
    said = {"hours": charts.hours_words(float(suggested.hours)), "says": suggested.says}
    return _("%(hours)s hours. %(says)s") % said


def _rule_row(rule: Any, words: dict[str, str]) -> Row:
    evidence = ", ".join(filter(None, (rule.evidence, rule.by, dates.day(rule.on) if rule.on else "")))
    return Row(
        _("Met") if rule.met else _("Not met"), words.get(rule.code, rule.code), evidence,
        mark=Mark.DOT if rule.met else Mark.RING, strong=rule.met,
    )  # fmt: skip


def _voice(card: Any) -> Voice:
    by = ", ".join(filter(None, (card.who, _("to %(who)s") % {"who": card.told_to} if card.told_to else "",
    dates.day(card.said_on))))  # fmt: skip
    return Voice(card.words, by, card.language if card.language not in ("", "en") else "")


def _decision_pairs(card: Any) -> list[Pair]:
    """A decision, line by line; only lines that say something."""
    hours = charts.hours_words(float(card.hours)) if card.hours else ""
    given = _("%(hours)s hours, %(service)s") % {"hours": hours, "service": card.service} if hours else ""
    tell = card.tell_words
    who = (
        _("%(who)s, %(how)s, by %(day)s")
        % {"who": card.tell_who, "how": _HOW[card.tell_how](), "day": dates.day(card.tell_by)}
        if card.tell_by and card.tell_how
        else ""
    )
    pairs = [
        Pair(_("Hours"), given),
        Pair(_("Starts"), card.start_week),
        Pair(_("Look again"), card.review_week),
        Pair(_("Asked"), card.asked),
        Pair(_("Reason"), card.reason),
        Pair(_("Offered now"), card.offer),
        Pair(_("Suggested"), card.suggested if card.departure else ""),
        Pair(_("Why not as suggested"), card.departure),
        Pair(_("Whānau hear"), tell, note=who),
        Pair(_("Told"), dates.day(card.told_on) if card.told_on else "", mark=Mark.DOT),
        Pair(_("Recorded by"), card.recorded_by, note=dates.day_time(card.decided_at)),
    ]
    return [p for p in pairs if p.said]


def _stood(card: Any) -> list[str]:
    agreed = tuple(s.organisation for s in card.stood if s.stand is Stand.AGREED)
    others = [
        _("%(who)s %(stood)s: “%(reason)s”") % {"who": s.organisation, "stood": _STANDS[s.stand](), "reason": s.reason}
        for s in card.stood
        if s.stand is not Stand.AGREED
    ]
    if agreed and not others:
        said = ngettext("One organisation decided.", "All %(n)s organisations agreed.", len(agreed)) % {
            "n": len(agreed)
        }
    else:
        said = _("%(who)s agreed.") % {"who": _listed(agreed)} if agreed else ""
    return [line for line in (said, *others) if line]


def step_back(request: CallRequest, hui: PublicId, number: int) -> HttpResponse:
    """Declare an interest in an item."""
    page = queries.item_page(_in_the_room(request, hui), hui.inner, number)
    posts = {request.call.public(c.post_id): c.post_id for c in page.here}
    mine = request.call.public(request.call.post.post_id)
    people = [(p, f"{c.name}, {c.organisation}") for p, c in zip(posts, page.here, strict=True)]
    form = form_for(
        request, StepBackForm, audience=_table_audience(), back=reverse("hui_item", args=[hui.text, number]),
        people=people, initial={"who": mine},
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            commands.step_back(
                request.call,
                hui.inner,
                number,
                kind=Interest(form.cleaned_data["kind"]),
                post_id=posts[form.cleaned_data["who"]],
            )
            return see_other(request, form.back)
    return show(
        request, "meetings/step_back.html", {"form": form, "number": number, "hui": hui.text}, status=form.status
    )


# Minutes


def minutes(request: CallRequest, hui: PublicId) -> HttpResponse:
    """The minutes as this reader may see them; two who were there confirm them."""
    if request.method == "POST":
        _checked(request)
        commands.confirm_minutes(request.call, hui.inner)
        return see_other(request, "hui_minutes", hui.text)
    page = queries.minutes_page(request.call, hui.inner)
    confirmed = page.state is MinutesState.CONFIRMED
    together, stays = _stays(page.stays)
    context = {
        "page": page,
        "hui": hui.text,
        "named": _named(page.card),
        "tag": (StatusWord.MINUTES_CONFIRMED if confirmed else StatusWord.MINUTES_DRAFT).tag(),
        "headline": _minutes_words(page.items),
        "all_the_time": together,
        "stays": stays,
        "apologies": _listed(tuple(c.name for c in page.apologies)),
        "items": [_minuted(i) for i in page.items],
        "confirmed": _listed(page.confirmed_by),
        "corrections": [_corrected(c) for c in page.corrections],
        "seal": seal(stamp_for(request, _table_audience(), back=request.path)),
        "over": page.card.state is HuiState.CLOSED,
    }
    return show(request, "meetings/minutes.html", context, section="hui")


def _minutes_words(items: tuple[MinutedItem, ...]) -> str:
    decided = sum(1 for i in items if i.state is ItemState.DECIDED)
    carried = sum(1 for i in items if i.state is ItemState.CARRIED)
    said = ngettext("%(n)s decision", "%(n)s decisions", decided) % {"n": decided}
    if not carried:
        return _("%(decisions)s, nothing carried.") % {"decisions": said}
    return _("%(decisions)s, %(n)s carried.") % {"decisions": said, "n": carried}


def _span(stay: Any) -> str:
    until = dates.time_of(stay.left_at) if stay.left_at else _("now")
    return _("%(from)s to %(until)s") % {"from": dates.time_of(stay.arrived_at), "until": until}


def _stays(stays: Any) -> tuple[str, list[Pair]]:
    """Who was there. Where all came and went together, the time is said once."""
    spans = {_span(stay) for stay in stays}
    same = spans.pop() if len(spans) == 1 else ""
    return same, [_stay(stay, "" if same else _span(stay)) for stay in stays]


def _stay(stay: Any, span: str) -> Pair:
    listened = _("listened") if stay.is_observer else ""
    return Pair(stay.colleague.organisation, stay.colleague.name, note=", ".join(filter(None, (span, listened))))


def _minuted(item: MinutedItem) -> dict[str, Any]:
    what = item.learner.short if item.learner else item.title or _("A learner")
    return {
        "number": item.number,
        "what": what,
        "tag": _item_tag(item, item.state),
        "locked": _("Their whānau has not agreed to share this with you.") if item.is_locked else "",
        "decided": _CHOICES[item.decision.choice]() if item.decision else "",
        "pairs": _decision_pairs(item.decision) if item.decision else [],
        "stood": _stood(item.decision) if item.decision else [],
        "corrections": [_corrected(c) for c in item.corrections],
    }


def _corrected(row: Any) -> Row:
    return Row(dates.day_time(row.at), row.text, row.by)


def correct(request: CallRequest, hui: PublicId) -> HttpResponse:
    """Put something right: it is added."""
    page = queries.minutes_page(request.call, hui.inner)
    named = [
        (str(i.number), _("Item %(n)s: %(what)s") % {"n": place, "what": _minuted(i)["what"]})
        for place, i in enumerate(page.items, start=1)
        if not i.is_locked
    ]
    audience = Audience(_("everybody who may read that part of the minutes"))
    form = form_for(
        request, CorrectionForm, audience=audience, back=reverse("hui_minutes", args=[hui.text]), items=named
    )
    if form.is_valid():
        with form.attempt():
            number = int(form.cleaned_data["item"]) if form.cleaned_data["item"] else None
            commands.correct_minutes(request.call, hui.inner, text=form.cleaned_data["text"], number=number)
            return see_other(request, form.back)
    return show(request, "meetings/correct.html", {"form": form, "named": _named(page.card)}, status=form.status)


def told(request: CallRequest, decision: PublicId) -> HttpResponse:
    """Whānau have heard what was decided: what they were to hear stands above the button."""
    page = queries.telling_page(request.call, decision.inner)
    form = form_for(request, ToldForm, audience=Audience(_("people who work with this request")),
    back=url_of("today") or reverse("hui"))  # fmt: skip
    if form.is_valid():
        with form.attempt():
            commands.record_told(request.call, decision.inner, on=form.cleaned_data["on"])
            return see_other(request, form.back)
    how = _("%(who)s, %(how)s, by %(day)s") % {
        "who": page.who, "how": _HOW[page.card.how](), "day": dates.day(page.card.by),
    }  # fmt: skip
    context = {"form": form, "page": page, "voice": Voice(page.card.words, how)}
    return show(request, "meetings/told.html", context, status=form.status)


__all__ = [
    "close",
    "correct",
    "hui",
    "hui_list",
    "hui_new",
    "item",
    "item_new",
    "minutes",
    "move",
    "step_back",
    "take_off",
    "take_round",
    "told",
]
