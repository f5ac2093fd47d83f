"""Our page, and the page of a learner who signs in: what is next, who to ring, what was promised, who can see what."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rourou.contexts.home import queries
from rourou.contexts.home.types import Agreed, Asked, Decided, Next, NextKind, OurPage, Promised
from rourou.contexts.home.views.learner import voice_of
from rourou.contexts.home.views.links import to
from rourou.contexts.meetings.types import TellHow
from rourou.contexts.sharing.types import Question
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.access.roles import Role
from rourou.foundation.audit.looks import BY_LABEL
from rourou.foundation.ui import audiences, dates
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Action, Kind, Link, Mark, Row, Step
from rourou.foundation.ui.signing_in import ROLE_WORDS
from rourou.foundation.ui.words import StatusWord


def whanau(request: CallRequest) -> HttpResponse:
    """Our page, of the first child where there are several."""
    return _show(request, queries.our_page(request.call))


def whanau_of(request: CallRequest, learner: PublicId) -> HttpResponse:
    """Our page, of one child."""
    return _show(request, queries.our_page(request.call, learner.inner))


def whanau_plan(request: CallRequest) -> HttpResponse:
    """The plan of the child, or which child."""
    return _of_which(request, "plan", _("Whose plan?"))


def whanau_sharing(request: CallRequest) -> HttpResponse:
    """What was agreed for the child, or which child."""
    return _of_which(request, "whanau_change_sharing", _("Sharing for whom?"))


def _of_which(request: CallRequest, name: str, headline: str) -> HttpResponse:
    cards = queries.children(request.call).cards
    if len(cards) == 1 and (url := to(name, cards[0].public_id)):
        return see_other(request, url)
    rows = tuple(Row("", c.name, url=to(name, c.public_id)) for c in cards)
    return show(request, "home/which.html", {"headline": headline, "rows": rows})


def _show(request: CallRequest, page: OurPage) -> HttpResponse:
    own = request.call.role is Role.LEARNER
    public = page.learner.public_id
    context = {
        "page": page,
        "own": own,
        "called": request.call.post.person_called,
        "headline": _headline(page, own=own),
        "lede": _lede(page),
        "contact": page.contact,
        "digits": "".join(c for c in page.contact.phone if c.isdigit() or c == "+") if page.contact else "",
        "children": _children(page),
        "asked": tuple(_asked(a) for a in page.asked),
        "decided": tuple(_decided(d) for d in page.decided),
        "promised": tuple(_promise(p) for p in page.promised),
        "voice": voice_of(page.voice),
        "goals": tuple({"words": g.words, "whose": g.whose, "steps": _steps(g.steps, g.now)} for g in page.goals),
        "seen_plan": audiences.line(page.seen_plan),
        "plan_url": to("plan", public),
        "agreed": tuple(_agreed(a, page) for a in page.agreed),
        "sharing_url": to("whanau_change_sharing", public),
        "who": tuple(audiences.who_can(w) for w in page.who),
        "looked": tuple(_visit(v) for v in page.looked),
        "looked_url": to("looked", public),
    }
    return show(request, "home/whanau.html", context, section="my" if own else "whanau")


def _headline(page: OurPage, *, own: bool) -> str:
    """The next thing, as a sentence."""
    who, coming = page.learner.short, page.next[0] if page.next else None
    if coming is None:
        return _("Nothing has a day yet for you.") if own else _("Nothing has a day yet for %(who)s.") % {"who": who}
    said = {"who": who, "what": _what(coming), "day": dates.day_long(coming.on).replace(dates.NBSP, " ")}
    if own:
        return _("Next for you: %(what)s %(day)s.") % said
    return _("Next for %(who)s: %(what)s %(day)s.") % said


def _what(coming: Next) -> str:
    if coming.kind is NextKind.REVIEW:
        return _("we look at the plan together on")
    if coming.kind is NextKind.HUI:
        return _("the hui on")
    if coming.kind is NextKind.TELLING:
        return _("you hear what the hui decided, by")
    return _("something we promised you, by")


def _lede(page: OurPage) -> str:
    """What it is about, in a sentence; who would start something where nothing is planned."""
    coming = page.next[0] if page.next else None
    if coming is not None and coming.kind is NextKind.TELLING:
        return _tells(coming.what, coming.by)
    if coming is not None and coming.kind is NextKind.PROMISE:
        return coming.what if coming.what.endswith(".") else f"{coming.what}."
    if coming is not None and coming.kind is NextKind.HUI:
        return _("You can come, and bring who you like.")
    if coming is not None:
        return _("You can change anything in it. Bring who you like.")
    if not page.goals:
        return _("There is no plan yet.")
    return ""


def _children(page: OurPage) -> tuple[Link, ...]:
    if len(page.children) < 2:
        return ()
    return tuple(Link(c.short, to("whanau_of", c.public_id), current=c.id == page.learner.id) for c in page.children)


def _tells(how: str, name: str) -> str:
    """Who tells whānau what the hui decided, and in which way."""
    said = {
        TellHow.PHONE: _("%(name)s rings you with what the hui decided."),
        TellHow.IN_PERSON: _("%(name)s talks with you about what the hui decided."),
        TellHow.MESSAGE: _("%(name)s sends you a message with what the hui decided."),
        TellHow.LETTER: _("%(name)s writes to you with what the hui decided."),
    }
    return said[TellHow(how)] % {"name": name}


def _decided(decided: Decided) -> Row:
    """What was decided, as it was told; what is offered meanwhile; when it is looked at again."""
    starts = _("Starts: %(week)s.") % {"week": decided.starts} if decided.starts else ""
    again = _("We look at it again: %(week)s.") % {"week": decided.again} if decided.again else ""
    offer = _("Now: %(offer)s.") % {"offer": decided.offer} if decided.offer else ""
    return Row(
        dates.day(decided.on), decided.words, " ".join(filter(None, (offer, starts, again))), mark=Mark.DOT
    )  # fmt: skip


def _asked(asked: Asked) -> Row:
    who = _("%(name)s has it.") % {"name": asked.with_whom} if asked.with_whom else ""
    return Row("", asked.ask or asked.what, who, url=to("request", asked.public_id), tag=asked.tag)


def _promise(promise: Promised) -> Row:
    if promise.tells:
        said = _tells(promise.tells, promise.by)
        return Row(_("By %(day)s") % {"day": dates.day(promise.due_on)}, said, mark=Mark.RING, strong=True)
    if promise.kept_on is not None:
        return Row(_("Done %(day)s") % {"day": dates.day(promise.kept_on)}, promise.what, promise.by, mark=Mark.DOT)
    return Row(
        _("By %(day)s") % {"day": dates.day(promise.due_on)}, promise.what, promise.by, mark=Mark.RING, strong=True
    )


def _steps(steps: tuple[str, ...], now: int | None) -> tuple[Step, ...]:
    placed = enumerate(steps, start=1)
    return tuple(Step(words, now=place == now, sub=_("today") if place == now else "") for place, words in placed)


def _agreed(agreed: Agreed, page: OurPage) -> Row:
    """Your own yes. What is not in effect is said in the same words whatever the reason (decisions.md 18)."""
    what = (
        _("People at the cluster’s table may talk about %(who)s by name") % {"who": page.learner.short}
        if agreed.question == Question.CLUSTER
        else _("%(place)s may see what you ticked") % {"place": ", ".join(agreed.organisations)}
    )
    until = dates.day_year(agreed.until_on) if agreed.until_on else ""
    stop = Action(_("Stop sharing"), to("sharing_stop", agreed.stop_id), about=what, kind=Kind.STOP)
    if not agreed.in_effect:
        ring = _("Ring %(name)s.") % {"name": page.contact.name} if page.contact else _("Ring the school office.")
        return Row(until, what, ring, tag=StatusWord.SHARING_NOT_NOW.tag(for_whanau=True), actions=(stop,))
    said = _("Until %(day)s") % {"day": until} if until else _("Now")
    return Row(said, what, _places(agreed), mark=Mark.DOT, actions=(stop,))


def _places(agreed: Agreed) -> str:
    """Few are named; many are counted, and all of them stand on the page about sharing."""
    if agreed.question != Question.CLUSTER:
        return ""
    if len(agreed.organisations) <= 4:
        return ", ".join(agreed.organisations)
    return _("%(count)s organisations of the cluster.") % {"count": len(agreed.organisations)}


def _visit(visit: Any) -> Row:
    title = visit.title or _(ROLE_WORDS.get(visit.role, "Staff"))
    done = [_(event.sentence) for deed in visit.deeds[:2] if (event := BY_LABEL.get(deed.event))]
    return Row(
        dates.day(visit.day), ", ".join(filter(None, (title, visit.organisation))), ". ".join([*done, ""]).strip()
    )
