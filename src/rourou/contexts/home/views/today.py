"""Today: a sentence, three short lists, the hui that come."""

from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from rourou.contexts.home import queries
from rourou.contexts.home.types import Coming, Do, DoKind, TodayPage
from rourou.contexts.home.views.links import to
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.roles import ROLES
from rourou.foundation.ui import dates
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import show
from rourou.foundation.ui.parts import Action, Kind, Link, Mark, More, Row
from rourou.foundation.ui.signing_in import ROLE_WORDS
from rourou.foundation.ui.stamps import seal, stamp_for

SHOWN: Final = 7


def today(request: CallRequest) -> HttpResponse:
    """The reader's own day. At most seven rows of a list, then the rest by a link."""
    page = queries.today(request.call)
    whole = request.GET.get("all", "")
    done = seal(stamp_for(request, "", back="/today"))
    lists = (
        ("due", _("Promises due"), page.due, _("Nothing is due. What you promise in a note stands here.")),
        ("waiting", _("Waiting on others"), page.waiting, ""),
        ("new", _("New to you"), page.new, _("Nothing new has come in.")),
    )
    context = {
        "page": page,
        "called": request.call.post.person_called,
        "day": _day(page),
        "headline": _headline(page),
        "buttons": _buttons(request),
        "lists": tuple(_list(page, *of, whole=whole, done=done) for of in lists if of[2] or of[3]),
        "hui": tuple(_hui(h, page) for h in page.hui),
    }
    return show(request, "home/today.html", context, section="today")


def _day(page: TodayPage) -> str:
    """Tuesday 24 November, Term 4, Week 7."""
    term, _space, week = page.term.partition(" ")
    said = dates.day_long(page.today)
    if not week:
        return said
    return _("%(day)s, Term %(term)s, Week %(week)s") % {"day": said, "term": term, "week": week}


def _count(number: int) -> str:
    """Counts up to ten are words."""
    words = (
        "", _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"), _("ten"),
    )  # fmt: skip
    return words[number] if 0 < number < len(words) else str(number)


def _headline(page: TodayPage) -> str:
    """A sentence, never a counter: “Four promises are due, and one concern came in.”"""
    due = sum(1 for d in page.due if d.on is None or d.on <= page.today)
    new = len(page.new)
    slots = {"due": _count(due), "new": _count(new)}
    if due and new:
        first = ngettext("%(due)s promise is due,", "%(due)s promises are due,", due) % slots
        return f"{_capital(first)} {_came(page, slots)}"
    if due:
        return _capital(ngettext("%(due)s promise is due.", "%(due)s promises are due.", due) % slots)
    if new:
        return _("Nothing is due today, %(came)s") % {"came": _came(page, slots)}
    return _("Nothing is due today, and nothing new has come in.")


def _came(page: TodayPage, slots: dict[str, str]) -> str:
    number = len(page.new)
    if all(d.kind is DoKind.CONCERN for d in page.new):
        return ngettext("and %(new)s concern came in.", "and %(new)s concerns came in.", number) % slots
    return ngettext("and %(new)s thing is new to you.", "and %(new)s things are new to you.", number) % slots


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _buttons(request: CallRequest) -> tuple[Link, ...]:
    """What this role begins most days with."""
    may = ROLES[request.call.role].permissions
    listed = (
        (Permission.CONCERN_RAISE, "concern_new", _("Raise a concern")),
        (Permission.FIND, "find", _("Find a learner")),
    )
    return tuple(Link(words, url) for allowed, name, words in listed if allowed in may and (url := to(name)))


def _list(
    page: TodayPage, code: str, title: str, rows: tuple[Do, ...], nothing: str, *, whole: str, done: str
) -> dict[str, Any]:
    """One list. The first row of the first is one step larger: that is the next thing to do."""
    shown = rows if whole == code else rows[:SHOWN]
    hidden = len(rows) - len(shown)
    more = ngettext("Show %(n)s more", "Show %(n)s more", hidden) % {"n": hidden} if hidden else ""
    return {
        "code": code,
        "title": title,
        "rows": tuple(_row(page, d, done) for d in shown),
        "nothing": nothing,
        "lead": code == "due",
        "more": More(f"/today?all={code}#{code}", more) if more else None,
    }


def _row(page: TodayPage, do: Do, done: str) -> Row:
    what, why, actions = _SAID[do.kind](do, done)
    when, strong = _when(page, do)
    mark = Mark.RING if do.kind in {DoKind.PROMISE, DoKind.TELL, DoKind.TASK, DoKind.REVIEW} else Mark.NONE
    return Row(when, what, why, mark=mark, strong=strong and bool(mark), actions=actions)


def _when(page: TodayPage, do: Do) -> tuple[str, bool]:
    """Was Fri 20 Nov; today; Wed 25 Nov; or how long it has waited."""
    if do.days is not None:
        return ngettext("%(n)s day", "%(n)s days", do.days) % {"n": do.days}, False
    if do.on is None:
        return "", False
    if do.kind in {DoKind.CONCERN, DoKind.AUTHORITY, DoKind.POST, DoKind.YES, DoKind.MINUTES}:
        return dates.when(do.on, page.today), False
    if do.on < page.today:
        return _("Was %(day)s") % {"day": dates.day(do.on)}, True
    return dates.when(do.on, page.today), do.on == page.today


Said = tuple[str, str, tuple[Action, ...]]


def _link(words: str, name: str, do: Do, kind: Kind = Kind.PLAIN) -> tuple[Action, ...]:
    url = to(name, do.public_id)
    return (Action(words, url, about=do.learner.short if do.learner else do.what, kind=kind),) if url else ()


def _promise(do: Do, done: str) -> Said:
    kept = to("promise_keep", do.public_id)
    button = (Action(_("Done"), kept, about=do.what, post=True, stamp=done),) if kept else ()
    move = _link(pgettext("promise", "Move"), "promise_move", do, Kind.QUIET)
    about = _("About %(who)s.") % {"who": do.learner.name}
    return do.what, " ".join(filter(None, (about, do.why))), (*button, *move)


def _tell(do: Do, _done: str) -> Said:
    return _("Tell %(who)s’s whānau what the hui decided") % {"who": do.learner.short}, do.why, _link(
        _("Record that you told them"), "hui_told", do
    )  # fmt: skip


def _task(do: Do, _done: str) -> Said:
    return do.what, _("About %(who)s.") % {"who": do.learner.name}, _link(_("Open request"), "request", do)


def _review(do: Do, _done: str) -> Said:
    said = _("Look at %(who)s’s plan again, together") % {"who": do.learner.short}
    return said, "", _link(_("Open the plan"), "plan", do)


def _concern(do: Do, _done: str) -> Said:
    if do.learner is None:
        said = _("A concern about a child who is not placed yet, from %(by)s") % {"by": do.what}
    else:
        said = _("A concern about %(who)s, from %(by)s") % {"who": do.learner.short, "by": do.what}
    return said, do.why, _link(_("Choose first step"), "concern", do)


def _minutes(do: Do, _done: str) -> Said:
    said = _("Confirm the minutes of %(hui)s") % {"hui": do.what} if do.what else _("Confirm the minutes of the hui")
    return said, _("You were there. Two people confirm them."), _link(_("Read and confirm"), "hui_minutes", do)


def _request(do: Do, _done: str) -> Said:
    said = _("%(what)s: %(who)s’s request") % {"what": do.what, "who": do.learner.short}
    return said, do.why, _link(_("Open request"), "request", do)


def _waiting(do: Do, _done: str) -> Said:
    who = {"who": do.learner.short, "with": do.what}
    if do.on is not None:
        said = _("The hui on %(day)s, about %(who)s’s request") % {"day": dates.day(do.on), **who}
    elif do.what:
        said = _("%(with)s, about %(who)s’s request") % who
    else:
        said = _("The cluster, about %(who)s’s request") % who
    return said, do.why, _link(_("Open request"), "request", do, Kind.QUIET)


def _authority(do: Do, _done: str) -> Said:
    said = _("Confirm %(name)s’s authority for %(who)s") % {"name": do.what, "who": do.learner.short}
    why = _("A colleague checked it. Nothing is open to them until you confirm.")
    return said, why, _link(_("Look and confirm"), "authority_confirm", do)


def _post(do: Do, _done: str) -> Said:
    said = _("Confirm a role for %(name)s") % {"name": do.what}
    return said, _("%(role)s. It waits for a second person.") % {"role": _(ROLE_WORDS.get(do.why, do.why))}, _link(
        _("Look and confirm"), "post_confirm", do
    )  # fmt: skip


def _yes(do: Do, _done: str) -> Said:
    said = _("Confirm a spoken yes for %(who)s") % {"who": do.learner.short}
    return said, _("It opens nothing until a second person has confirmed it."), _link(
        _("Look and confirm"), "sharing_confirm", do
    )  # fmt: skip


_SAID: Final = {
    DoKind.PROMISE: _promise, DoKind.TELL: _tell, DoKind.TASK: _task, DoKind.REVIEW: _review,
    DoKind.CONCERN: _concern, DoKind.REQUEST: _request, DoKind.WAITING: _waiting, DoKind.AUTHORITY: _authority,
    DoKind.POST: _post, DoKind.YES: _yes, DoKind.MINUTES: _minutes,
}  # fmt: skip


def _hui(coming: Coming, page: TodayPage) -> Row:
    return Row(dates.when(coming.on, page.today), coming.title, coming.place, url=to("hui_page", coming.public_id))
