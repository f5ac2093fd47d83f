"""Pages of sharing and of who is who: translate a request, make one call, translate the answer."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.people import commands as people_commands
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.contexts.sharing import commands, queries
from rourou.contexts.sharing.forms import AnswersForm, CheckForm, ConfirmForm, PauseForm, PersonForm, StopForm
from rourou.contexts.sharing.queries import AnswerCard, Sharing, SharingPage, SharingState
from rourou.contexts.sharing.types import Answer, ProtocolKind, Question
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.access.purposes import Hat
from rourou.foundation.access.roles import ROLES
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import audiences, dates
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Action, Audience, Kind, Pair, Row
from rourou.foundation.ui.words import StatusWord, Tag

_QUESTIONS = {
    Question.REGISTER: lambda: _("On the setting’s register"),
    Question.CLUSTER: lambda: _("Talked about by name in the cluster"),
    Question.ORGANISATION: lambda: _("Shared with one named organisation"),
    Question.COUNTED: lambda: _("Counted in summaries"),
}


def tag_of(state: SharingState, *, for_whanau: bool = False) -> Tag:
    """The one tag that stands for a state (ux.md §6.7)."""
    day = dates.day_year(state.on) if state.on else ""
    if state.word is Sharing.YES:
        return StatusWord.SHARING_YES.tag(for_whanau=for_whanau, date=day or _("it is changed"))
    if state.word is Sharing.STOPPED and day:
        return StatusWord.SHARING_STOPPED.tag(for_whanau=for_whanau, date=day)
    plain = {
        Sharing.NOT_ASKED: StatusWord.SHARING_NOT_ASKED,
        Sharing.TO_CONFIRM: StatusWord.SHARING_SPOKEN,
        Sharing.ENDS_SOON: StatusWord.SHARING_ENDS_SOON,
        Sharing.STOPPED: StatusWord.SHARING_NOT_NOW,
        Sharing.NO: StatusWord.SHARING_NO,
    }
    return plain[state.word].tag(for_whanau=for_whanau)


def sharing(request: CallRequest, learner: PublicId) -> HttpResponse:
    """What was agreed for one learner, and who can see what, and why."""
    page = queries.sharing_page(request.call, learner.inner)
    family = request.call.hat is Hat.FAMILY
    context = {
        "page": page,
        "learner": learner.text,
        "questions": [_question(request, page, q, family=family) for q in Question],
        "who": [audiences.who_can(w) for w in page.who],
        "family": family,
        "may_record": Permission.CONSENT_RECORD in ROLES[request.call.role].permissions,
    }
    template = "sharing/whanau_sharing.html" if family else "sharing/sharing.html"
    return show(request, template, context, section="whanau_sharing" if family else "register")


def _question(request: CallRequest, page: SharingPage, question: Question, *, family: bool) -> dict[str, Any]:
    return {
        "words": _QUESTIONS[question](),
        "tag": None if _put_off(page, question) else tag_of(page.states[question], for_whanau=family),
        "rows": [_answer_row(request, a, family=family) for a in page.answers[question]],
    }


def _put_off(page: SharingPage, question: Question) -> bool:
    """Asked, and not today: “not asked” would not be true."""
    return page.states[question].word is Sharing.NOT_ASKED and bool(page.answers[question])


def _answer_row(request: CallRequest, card: AnswerCard, *, family: bool) -> Row:
    said = {Answer.YES: _("Yes"), Answer.NO: _("No"), Answer.NOT_TODAY: _("Not today")}[card.answer]
    who = (
        _("You said %(said)s") % {"said": said}
        if family
        else _("%(who)s said %(said)s") % {"who": card.given_by or _("Whānau"), "said": said}
    )
    until = (
        _("Until %(day)s.") % {"day": dates.day_year(card.until_on)}
        if card.until_on and card.answer is Answer.YES
        else ""
    )
    ended = "" if card.is_live else _("No longer in use.")
    few = len(card.organisations) <= _FEW
    whom = f"{', '.join(card.organisations)}." if card.organisations and few else _many(card.organisations)
    return Row(
        dates.day_year(card.from_on), who, " ".join(filter(None, (whom, until, ended))),
        note="" if few else ", ".join(card.organisations), actions=_answer_actions(request, card),
    )  # fmt: skip


_FEW = 4


def _many(organisations: tuple[str, ...]) -> str:
    """Few are named in the sentence; many are counted there, and named below it."""
    return _("%(count)s organisations.") % {"count": len(organisations)} if organisations else ""


def _answer_actions(request: CallRequest, card: AnswerCard) -> tuple[Action, ...]:
    if not card.is_live or card.answer is not Answer.YES:
        return ()
    may = ROLES[request.call.role].permissions
    made = []
    if not card.is_confirmed and request.call.hat is Hat.STAFF and Permission.CONSENT_CONFIRM in may:
        made.append(Action(_("Look and confirm"), reverse("sharing_confirm", args=[card.public_id])))
    if Permission.CONSENT_WITHDRAW not in may:
        return tuple(made)
    made.append(Action(_("Stop sharing"), reverse("sharing_stop", args=[card.public_id]), kind=Kind.STOP))
    return tuple(made)


def answers(request: CallRequest, learner: PublicId) -> HttpResponse:
    """The four answers of one adult, on one page, each its own."""
    page = queries.talk_page(request.call, learner.inner)
    givers = {public: member for member, _name, public in page.givers}
    places = {public: place for place, _name, public in page.members}
    form = form_for(
        request, AnswersForm, audience=audiences.line(page.audience), version=page.version,
        back=reverse("sharing", args=[learner.text]), today=_today(request),
        givers=[(public, name) for _member, name, public in page.givers],
        members=[(public, name) for _place, name, public in page.members],
        initial={
            "until_on": date(_today(request).year + 1, 12, 17),
            "giver": page.givers[0][2] if len(page.givers) == 1 else "",
        },
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            drafts = form.drafts(
                learner.inner, givers[form.cleaned_data["giver"]], places, request.call.organisation_id
            )
            commands.record_answers(request.call, learner.inner, drafts)
            return see_other(request, form.back)
    return show(
        request,
        "sharing/answers.html",
        {"page": page, "form": form, "learner": learner.text},
        status=form.status,
        section="register",
    )


def _today(request: CallRequest) -> date:
    return people_queries.today(request.call).day


def confirm(request: CallRequest, consent: PublicId) -> HttpResponse:
    """A second person reads a spoken yes and confirms it."""
    page = queries.yes_page(request.call, consent.inner)
    back = reverse("sharing", args=[page.learner.public_id])
    form = form_for(request, ConfirmForm, audience=audiences.line(page.audience), back=back)
    if form.is_valid():
        with form.attempt():
            commands.confirm_consent(request.call, consent.inner)
            return see_other(request, form.back)
    title = _("Confirm the yes of %(name)s?") % {"name": page.card.given_by}
    return _confirming(request, page, form, title, _yes_facts(page), _("Confirm this yes"))


def _confirming(
    request: CallRequest, page: Any, form: ConfirmForm, title: str, facts: list[Pair], button: str
) -> HttpResponse:
    context = {"page": page, "form": form, "title": title, "facts": facts, "button": button}
    context["learner"] = page.learner.public_id
    return show(request, "sharing/confirm.html", context, status=form.status, section="register")


def _yes_facts(page: queries.YesPage) -> list[Pair]:
    card = page.card
    facts = [
        Pair(_("Said yes to"), _QUESTIONS[card.question]()),
        Pair(_("For"), ", ".join(card.organisations)),
        Pair(_("Last day of a yes"), dates.day_year(card.until_on) if card.until_on else ""),
        Pair(_("Also there"), page.witness),
        Pair(_("Written down"), dates.day_time(page.recorded_at)),
    ]
    return [fact for fact in facts if fact.said]


def stop(request: CallRequest, consent: PublicId) -> HttpResponse:
    """Stop sharing: what stops now, what cannot be undone, then one button."""
    page = queries.stop_page(request.call, consent.inner)
    family = request.call.hat is Hat.FAMILY
    back = reverse("whanau_change_sharing" if family else "sharing", args=[page.learner.public_id])
    form = form_for(request, StopForm, audience=Audience(_("you, and the setting’s coordinator")), back=back)
    if form.is_valid():
        with form.attempt():
            commands.withdraw_consent(request.call, consent.inner)
            return see_other(request, form.back)
    context = {"page": page, "form": form, "back": back, "what": _what_stops(page), "family": family}
    template = "sharing/whanau_stop.html" if family else "sharing/stop.html"
    return show(request, template, context, status=form.status, section="whanau_sharing" if family else "register")


def _what_stops(page: queries.StopPage) -> str:
    said = _QUESTIONS[page.question]()
    if not page.organisations:
        return said
    whom = ", ".join(page.organisations)
    if len(page.organisations) > _FEW:
        whom = _("%(count)s organisations") % {"count": len(page.organisations)}
    return _("%(what)s: %(whom)s") % {"what": said, "whom": whom}


# Who is who


def people(request: CallRequest, learner: PublicId) -> HttpResponse:
    """The whānau circle: who they are in their own words, what was checked, whether they can sign in."""
    page = people_queries.people_page(request.call, learner.inner)
    rows = [_adult(request, learner, a) for a in page.adults]
    may_add = Permission.PEOPLE_MANAGE in ROLES[request.call.role].permissions
    context = {"page": page, "rows": rows, "learner": learner.text, "may_add": may_add}
    return show(request, "sharing/people.html", context, section="register")


def _adult(request: CallRequest, learner: PublicId, card: people_queries.WhanauCard) -> Row:
    if not card.authority:
        said = _("Not yet checked, so there is no online access.")
    elif not card.is_confirmed:
        said = _("Checked, and waits for a second person to confirm.")
    elif card.signs_in and card.email:
        said = _("Checked and confirmed. Signs in with %(email)s, by a code.") % {"email": card.email}
    else:
        said = _("Checked and confirmed.")
    if card.is_paused:
        said = _("Online access is paused. Ring them from the office if you need to.")
    return Row(audiences.sentence(card.relationship), card.name, said, actions=_adult_actions(request, learner, card))


def _adult_actions(request: CallRequest, learner: PublicId, card: people_queries.WhanauCard) -> tuple[Action, ...]:
    may = ROLES[request.call.role].permissions
    made = []
    if Permission.AUTHORITY_CHECK in may and (not card.authority or card.is_paused):
        url = reverse("authority_check", args=[learner.text, card.public_id])
        made.append(Action(_("Record what you checked"), url, about=card.name))
    if Permission.AUTHORITY_CONFIRM in may and card.authority and not card.is_confirmed and not card.checked_by_caller:
        url = reverse("authority_confirm", args=[card.authority_public_id])
        made.append(Action(_("Look and confirm"), url, about=card.name))
    if Permission.ACCESS_PAUSE in may and card.signs_in and card.is_confirmed and not card.is_paused:
        url = reverse("people_pause", args=[learner.text, card.public_id])
        made.append(Action(_("Pause access"), url, about=card.name, kind=Kind.QUIET))
    return tuple(made)


def add_person(request: CallRequest, learner: PublicId) -> HttpResponse:
    """Add an adult and record what was seen of their authority; it waits for a second person."""
    page = people_queries.adding_page(request.call, learner.inner)
    line = audiences.line(page.audience)
    form = form_for(request, PersonForm, audience=line, back=reverse("people_of", args=[learner.text]))
    if form.is_valid():
        with form.attempt():
            data = form.cleaned_data
            draft = NewWhanauMember(data["name"], data["relationship"], phone=data["phone"], email=data["email"])
            kind = AuthorityKind(data["kind"]) if data["kind"] else None
            people_commands.add_adult(request.call, learner.inner, draft, kind=kind, document=data["document"])
            return see_other(request, form.back)
    return show(
        request,
        "sharing/add_person.html",
        {"page": page, "form": form, "learner": learner.text},
        status=form.status,
        section="register",
    )


def check_authority(request: CallRequest, learner: PublicId, member: PublicId) -> HttpResponse:
    """Record what was seen of the authority of somebody who stands in the circle; it waits for a second person."""
    page = people_queries.checking_page(request.call, learner.inner)
    adult = next((a for a in page.adults if a.member_id == member.inner), None)
    if adult is None:
        raise NotFound
    line = audiences.line(page.audience)
    form = form_for(
        request, CheckForm, audience=line, back=reverse("people_of", args=[learner.text]),
        initial={"email": adult.email},
    )  # fmt: skip
    if adult.signs_in:
        del form.fields["email"]
    if form.is_valid():
        with form.attempt():
            said = form.cleaned_data
            people_commands.check_authority(
                request.call, learner.inner, member_id=member.inner, kind=AuthorityKind(said["kind"]),
                document=said["document"], email=said.get("email", ""),
            )  # fmt: skip
            return see_other(request, form.back)
    context = {"page": page, "adult": adult, "form": form, "learner": learner.text}
    return show(request, "sharing/check_authority.html", context, status=form.status, section="register")


def confirm_authority(request: CallRequest, authority: PublicId) -> HttpResponse:
    """The second person reads what a colleague checked, and confirms it."""
    page = people_queries.authority_page(request.call, authority.inner)
    back = reverse("people_of", args=[page.learner.public_id])
    form = form_for(request, ConfirmForm, audience=audiences.line(page.audience), back=back)
    if form.is_valid():
        with form.attempt():
            people_commands.confirm_authority(request.call, authority.inner)
            return see_other(request, form.back)
    title = _("Confirm the authority of %(name)s?") % {"name": page.name}
    return _confirming(request, page, form, title, _authority_facts(page), _("Confirm this authority"))


def _authority_facts(page: people_queries.AuthorityPage) -> list[Pair]:
    facts = [
        Pair(_("Who they are"), page.relationship),
        Pair(_("Authority"), _(page.kind.label)),
        Pair(_("What was seen"), page.document),
        Pair(_("Checked"), dates.day_time(page.checked_at)),
        Pair(_("Signs in with"), page.email, note=_("By a code, from the moment you confirm.") if page.email else ""),
    ]
    return [fact for fact in facts if fact.said]


def pause(request: CallRequest, learner: PublicId, member: PublicId) -> HttpResponse:
    """Pause one adult's online access: a private reason, a day to look again."""
    page = people_queries.pausing_page(request.call, learner.inner)
    line = audiences.line(page.audience)
    today = _today(request)
    form = form_for(
        request, PauseForm, audience=line, back=reverse("people_of", args=[learner.text]), today=today,
        initial={"review_on": today + timedelta(days=7)},
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            data = form.cleaned_data
            people_commands.pause_person(
                request.call, learner.inner, member.inner, reason=data["reason"], review_on=data["review_on"]
            )
            return see_other(request, form.back)
    return show(
        request,
        "sharing/pause.html",
        {"page": page, "form": form, "learner": learner.text},
        status=form.status,
        section="register",
    )


# The protocol


def protocol(request: CallRequest, cluster: str = "") -> HttpResponse:
    """How this community decides and what it shares: the versions in force first."""
    cards = queries.protocols(request.call).cards
    in_force = [c for c in cards if c.state == "in_force"]
    return show(
        request,
        "sharing/protocol.html",
        {"in_force": [_protocol(c) for c in in_force], "all": [_version(c) for c in cards]},
        section="protocol",
    )


def _protocol(card: queries.ProtocolCard) -> dict[str, Any]:
    body = card.body
    facts = [
        Pair(_("In short"), body["summary"]),
        Pair(_("Looked at again"), dates.day_year(card.review_on) if card.review_on else _("Each year")),
    ]
    if card.kind is ProtocolKind.DECIDE:
        facts += [
            Pair(_("How we decide"), _METHODS.get(body["method"], lambda: body["method"])()),
            Pair(_("Who must be there"), _quorum(body["quorum"])),
            Pair(_("Standing aside"), body["standing_aside"]), Pair(_("Conflicts of interest"), body["conflicts"]),
            Pair(_("Asking for another look"), body["another_look"]),
        ]  # fmt: skip
    else:
        facts += [
            Pair(_("What it is for"), ", ".join(body["purposes"])),
            Pair(_("How it is kept"), body["storage"]),
            Pair(_("How long"), body["retention"]),
        ]
    criteria = [
        Row(str(n), c.get("words", ""), c.get("example", "")) for n, c in enumerate(body.get("criteria", ()), 1)
    ]
    return {
        "title": card.title,
        "tag": StatusWord.PROTOCOL_IN_FORCE.tag(),
        "facts": [f for f in facts if f.said],
        "criteria": criteria,
    }


_METHODS = {
    "consensus": lambda: _("By consensus"),
    "consent": lambda: _("By consent: nobody objects"),
    "vote": lambda: _("By vote"),
    "sign_off": lambda: _("One person signs off"),
}


def _quorum(number: int) -> str:
    return ngettext("%(n)s organisation", "%(n)s organisations", number) % {"n": number}


def _version(card: queries.ProtocolCard) -> dict[str, Any]:
    words = {
        "draft": StatusWord.PROTOCOL_DRAFT,
        "signing": StatusWord.PROTOCOL_SIGNING,
        "in_force": StatusWord.PROTOCOL_IN_FORCE,
        "replaced": StatusWord.PROTOCOL_REPLACED,
    }
    return {
        "when": dates.day_year(card.in_force_from) if card.in_force_from else "",
        "title": _("%(title)s, version %(n)s") % {"title": card.title, "n": card.version},
        "tag": words[card.state].tag(),
        "signed": sorted(f"{organisation}: {who}" for organisation, who, _day in card.signed),
    }
