"""One learner: the overview (look/05)."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rourou.contexts.home import queries
from rourou.contexts.home.types import LearnerPage, Next, NextKind, Said
from rourou.contexts.home.views.links import to
from rourou.contexts.sharing.queries import Sharing
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.access.purposes import Hat, Withheld
from rourou.foundation.kernel import clock
from rourou.foundation.ui import audiences, dates
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Action, ConsentLine, Kind, Link, Mark, Pair, Pairs, Row, Voice
from rourou.foundation.ui.words import StatusWord, Tag


def learner(request: CallRequest, learner: PublicId) -> HttpResponse:
    """The overview of one learner. Whānau have a page of their own, in their own words."""
    if request.call.hat is Hat.FAMILY:
        return see_other(request, "whanau_of", learner.text)
    page = queries.learner_page(request.call, learner.inner)
    return show(request, "home/learner.html", _overview(page, learner.text), section="register")


def _overview(page: LearnerPage, public: str) -> dict[str, Any]:
    return {
        "page": page,
        "where": _where(page),
        "consent": _consent(page, public),
        "voice": voice_of(page.voice),
        "subnav": subnav(page.sections, public, "learner"),
        "buttons": _buttons(page.sections, public),
        "withheld": Withheld(_("Not shared with you")),
        "strengths": page.strengths,
        "ways": _ways(page),
        "seen_strengths": audiences.line(page.seen_strengths),
        "seen_needs": audiences.line(page.seen_needs),
        "lately": tuple(_noted(n.on, n.title, n.words, n.by) for n in page.lately or ()),
        "timeline_url": to("timeline", public) if "timeline" in page.sections else "",
        "next": tuple(_next(page, n) for n in page.next),
        "who": tuple(audiences.who_can(w) for w in page.who),
    }  # fmt: skip


def _ways(page: LearnerPage) -> Pairs | None:
    rows = tuple((w.gets_in_the_way, w.helps) for w in page.ways or ())
    return Pairs(_("What gets in the way"), _("What helps"), rows) if rows else None


def _where(page: LearnerPage) -> str:
    """Year, room, what they are called: what may be known, held together."""
    card, place = page.learner, page.place
    year = _("Year %(year)s") % {"year": card.year_level} if card.year_level else ""
    room = place.room if place else ""
    setting = place.setting if place and "note" not in page.sections else ""
    said = ", ".join(filter(None, (year, room, setting))).replace(" ", dates.NBSP).replace("," + dates.NBSP, ", ")
    called = _("Called %(name)s.") % {"name": card.called} if card.called and card.called not in card.name else ""
    say_it = _("Say it: %(sound)s.") % {"sound": card.say_it} if card.say_it else ""
    return " ".join(filter(None, (f"{said}." if said else "", called, say_it)))


_PLAIN: dict[Sharing, StatusWord] = {
    Sharing.NOT_ASKED: StatusWord.SHARING_NOT_ASKED,
    Sharing.TO_CONFIRM: StatusWord.SHARING_SPOKEN,
    Sharing.ENDS_SOON: StatusWord.SHARING_ENDS_SOON,
    Sharing.NO: StatusWord.SHARING_NO,
}


def _consent(page: LearnerPage, public: str) -> ConsentLine | None:
    """What has been agreed: for the setting as whānau said it; for the cluster that they said yes, until when."""
    url = to("sharing", public) if "sharing" in page.sections else ""
    link = "" if not url else _("Talk about sharing") if _to_ask(page) else _("Sharing")
    if page.sharing is not None:
        return ConsentLine(sharing_tag(page.sharing), _shared(page.sharing.word), url, link)
    if page.shared_until is not None:
        day = dates.day_year(page.shared_until)
        return ConsentLine(
            StatusWord.SHARING_YES.tag(date=day), _("Whānau said yes to the cluster’s table."), url, link
        )
    return None


def _to_ask(page: LearnerPage) -> bool:
    """Nobody has been asked, and this reader may."""
    return page.sharing is not None and page.sharing.word is Sharing.NOT_ASKED and "ask" in page.sections


def sharing_tag(state: Any) -> Tag:
    """The tag of a state (ux.md §6.7)."""
    if state.word is Sharing.YES and state.on:
        return StatusWord.SHARING_YES.tag(date=dates.day_year(state.on))
    if state.word is Sharing.STOPPED and state.on:
        return StatusWord.SHARING_STOPPED.tag(date=dates.day_year(state.on))
    return _PLAIN.get(state.word, StatusWord.SHARING_NOT_NOW).tag()


def _shared(word: Sharing) -> str:
    if word in {Sharing.YES, Sharing.ENDS_SOON}:
        return _("The hui may say their name.")
    if word is Sharing.TO_CONFIRM:
        return _("Opens nothing until a second person confirms it.")
    return _("Nobody outside this setting can see that they are here.")


def voice_of(said: Said | None) -> Voice | None:
    if said is None:
        return None
    how = {"drawn": _("drawn and told"), "signed": _("signed"), "written": _("written"), "aac": _("said with a device")}
    told = _("told to %(name)s") % {"name": said.told_to} if said.told_to else ""
    by = ", ".join(filter(None, (said.who, how.get(said.form, ""), told, dates.day(said.on))))
    return Voice(said.words, by, "" if said.language.startswith("en") else said.language)


def subnav(sections: frozenset[str], public: str, here: str) -> tuple[Link, ...]:
    """The pages about this learner that are routed and that this hat could open."""
    listed = (
        ("learner", "", _("Overview")),
        ("entry", "entry", _("Entry")),
        ("timeline", "timeline", _("Timeline")),
        ("plan", "plan", _("Plan")),
        ("requests_of", "requests", _("Requests")),
        ("sharing", "sharing", _("Sharing")),
        ("people_of", "people", _("People")),
    )
    links = ((name, words, to(name, public)) for name, section, words in listed if not section or section in sections)
    return tuple(Link(words, url, current=name == here) for name, words, url in links if url)


def _buttons(sections: frozenset[str], public: str) -> tuple[Action, ...]:
    note = to("note_new", public) if "note" in sections else ""
    ask = to("request_new", query=f"learner={public}") if "ask" in sections else ""
    move = to("move_new", query=f"learner={public}") if "move" in sections else ""
    listed = (
        (_("Quick note"), note, Kind.GO),
        (_("Ask for support"), ask, Kind.PLAIN),
        (_("Plan a move"), move, Kind.QUIET),
    )
    return tuple(Action(words, url, kind=kind) for words, url, kind in listed if url)


def _noted(on: Any, title: str, words: str, by: str) -> Row:
    return Row(dates.day(on), title or words, " ".join(filter(None, (f"{by}." if by else "", words if title else ""))))


def _next(page: LearnerPage, coming: Next) -> Pair:
    today = clock.today(page.at)
    said = {NextKind.REVIEW: _("Look at the plan again together"), NextKind.HUI: _("The hui")}.get(coming.kind, "")
    mark = Mark.RING if coming.kind is NextKind.PROMISE else Mark.NONE
    late = coming.on < today
    term = _("Was %(day)s") % {"day": dates.day(coming.on)} if late else dates.when(coming.on, today)
    return Pair(term, coming.what or said, mark=mark, strong=late)
