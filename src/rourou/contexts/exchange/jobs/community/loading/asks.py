"""Requests for support, each through its own states: every step on its day, by the person who took it."""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.allocation.types import NewPromise
from rourou.contexts.directory.types import SupportType
from rourou.contexts.exchange.jobs.community.loading.book import Book
from rourou.contexts.exchange.jobs.community.loading.replay import Event, on
from rourou.contexts.exchange.jobs.community.shapes import AgendaItem, Hui, Request, Step
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals.types import Contact, NewRequest, Outcome, RuleMet
from rourou.contexts.referrals.types import Step as Taken
from rourou.foundation.access.call import Call
from rourou.foundation.access.permissions import Permission as P
from rourou.foundation.kernel.calendar import Calendar

# When in the day each kind of step is taken, and what it needs.
TIMES: Final = {
    "mark_ready": (15, 0), "submit": (16, 20), "acknowledge": (9, 0), "triage": (9, 10), "first_conversation": (10, 30),
    "ask_for_more": (11, 0), "accept": (16, 30), "allocate": (16, 40), "redirect": (13, 0), "first_support": (14, 0),
    "supply": (15, 0), "note": (15, 10), "hold": (15, 0), "close": (15, 30), "move": (15, 30),
}  # fmt: skip
# Decided in the room: these follow from the hui's own record, and are not written a second time.
BY_THE_HUI: Final = {"accept", "allocate", "advice", "decline"}
BY_SHARING: Final = {"withdraw"}  # stopping sharing takes it back in the same second


def told(book: Book, calendar: Calendar) -> Iterator[Event]:
    """Every event of this part of the story."""
    for request in book.community.requests:
        if request.before is None:
            yield Event(on(request.agreed_on, 16), f"request {request.label}", lambda r=request: _start(book, r))
        steps = [s for s in request.steps if not _follows_by_itself(book, request, s)]
        if request.first_conversation_on and request.before is None and not _has(request, "first_conversation"):
            who = request.with_person or next(s.by for s in request.steps if s.event == "acknowledge")
            steps.append(Step(event="first_conversation", on=request.first_conversation_on, by=who))
        for step in steps:
            label = f"request {request.label} {step.event} {step.on}"
            yield Event(on(step.on, *TIMES[step.event]), label, lambda r=request, s=step: _take(book, calendar, r, s))


def _has(request: Request, event: str) -> bool:
    return any(step.event == event for step in request.steps)


def _decided_at(book: Book, request: Request) -> tuple[Hui, AgendaItem] | None:
    """The hui that has decided about a request, and how."""
    return next(
        ((h, i) for h in book.community.hui for i in h.items if i.request == request.label and i.decision), None
    )


def _follows_by_itself(book: Book, request: Request, step: Step) -> bool:
    found = _decided_at(book, request)
    by_hui = found is not None and found[1].decision != "carry" and step.event in BY_THE_HUI and step.on == found[0].on
    return by_hui or step.event in BY_SHARING


def _start(book: Book, request: Request) -> None:
    key = f"request {request.label}"
    with book.labelled(key):
        call = book.call(_asker(book, request), request.setting, P.REQUEST_WRITE)
        book.made[key] = referrals.start_request(call, book.learner(request.learner), _draft(book, request)).id


def _asker(book: Book, request: Request) -> str:
    """Of those who wrote it together, the one who works at the setting that asks."""
    at_setting = {p.person for p in book.community.posts if p.setting == request.setting}
    return next(who for who in request.written_by if who in at_setting)


def _draft(book: Book, request: Request) -> NewRequest:
    whanau = [w for w in request.written_by if (request.learner, w) in book.members or w == request.learner]
    agreed_with = ", ".join(book.name_of(w) for w in whanau)
    return NewRequest(
        support_type=SupportType(request.support_type), ask=request.title, hope=request.hope, tried=request.tried,
        hours=Decimal(str(request.hours)) if request.hours else None, when=request.when, languages=request.languages,
        group_ok=request.group_ok, agreed_on=request.agreed_on, agreed_with=agreed_with,
        to_organisation_id=_receiver(book, request.to), rules=_rules(book, request, agreed_with),
    )  # fmt: skip


def _receiver(book: Book, setting: str) -> uuid.UUID | None:
    """The cluster itself is asked through nobody in particular."""
    organisation = book.settings[setting]
    return None if organisation.kind == "cluster_body" else organisation.id


def _rules(book: Book, request: Request, agreed_with: str) -> tuple[RuleMet, ...]:
    """The rules of how we decide, each with what was seen for it."""
    if not request.criteria_met:
        return ()
    newest = max((p for p in book.community.protocols if p.kind == "decide"), key=lambda p: p.version)
    seen = {
        "tried_in_class": request.tried.rstrip("."), "whanau_asked": agreed_with,
        "unlocks_learning": "Seen in class, and told by kaiako", "move_near": "A new setting next year",
    }  # fmt: skip
    by = book.name_of(_asker(book, request))
    return tuple(
        RuleMet(c.code, True, seen.get(c.code, ""), request.agreed_on, by)
        if c.code in request.criteria_met
        else RuleMet(c.code, False)
        for c in newest.criteria
    )


def _take(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    with book.labelled("request", request.label, step.event, str(step.on)):
        _STEPS[step.event](book, calendar, request, step)


def _ids(book: Book, request: Request) -> uuid.UUID:
    return book.made[f"request {request.label}"]


def _call(book: Book, request: Request, step: Step, needs: P) -> Call:
    """In the seat at the setting that asks, where they have one; else in the seat they come with."""
    here = any(seat.setting == request.setting for seat in book.seats[step.by])
    return book.call(step.by, request.setting if here else None, needs)


def _mark_ready(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    referrals.mark_ready(_call(book, request, step, P.REQUEST_WRITE), _ids(book, request))


def _submit(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    referrals.send_request(_call(book, request, step, P.REQUEST_SEND), _ids(book, request), words=step.words)


def _acknowledge(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    referrals.acknowledge(_call(book, request, step, P.REQUEST_RECEIVE), _ids(book, request), words=step.words)


def _triage(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    day = next((h.on for h in book.community.hui if any(i.request == request.label for i in h.items)), None)
    call = _call(book, request, step, P.REQUEST_RECEIVE)
    referrals.take_to_hui(call, _ids(book, request), hui_on=day, words=step.words)


def _conversation(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    call = _call(book, request, step, P.SUPPORT_RECORD)
    referrals.record_conversation(
        call, _ids(book, request), on=step.on, contact=Contact.MEETING, words=step.words
    )  # fmt: skip


def _ask_for_more(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    referrals.ask_for_more(_call(book, request, step, P.REQUEST_RECEIVE), _ids(book, request), words=step.words)


def _supply(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    referrals.supply_more(_call(book, request, step, P.REQUEST_WRITE), _ids(book, request), words=step.words)


def _note(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    referrals.add_note(_call(book, request, step, P.REQUEST_WRITE), _ids(book, request), words=step.words)


def _accept(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    referrals.accept(_call(book, request, step, P.REQUEST_RECEIVE), _ids(book, request), words=step.words)


def _allocate(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    """Hours of the person's service, in the term in which support begins."""
    term = calendar.period_on(request.first_support_on or step.on + timedelta(days=7))
    assert term is not None
    service = next(s for s in book.community.supplies if s.person == request.with_person and s.term == term.name)
    allocation.promise_hours(
        _call(book, request, step, P.HOURS_PROMISE),
        NewPromise(
            book.made[f"service {service.label.rsplit('.', 1)[0]}"], term.name, Decimal(str(request.hours)),
            (_ids(book, request),), words=step.words,
        ),
    )  # fmt: skip


def _redirect(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    """Asked elsewhere: the new request goes on from the same day, and waits to be sent."""
    after = next(r for r in book.community.requests if r.before == request.label)
    done = referrals.redirect(
        _call(book, request, step, P.REQUEST_RECEIVE), _ids(book, request),
        to_organisation_id=book.settings[after.to].id, words=step.words,
    )  # fmt: skip
    book.made[f"request {after.label}"] = next(s.referral_id for s in done.steps if s.step is Taken.START)


def _begin(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    call = _call(book, request, step, P.SUPPORT_RECORD)
    referrals.begin_support(call, _ids(book, request), on=step.on, contact=Contact.SESSION, words=step.words)


def _hold(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    referrals.hold(_call(book, request, step, P.SUPPORT_RECORD), _ids(book, request), words=step.words)


def _close(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    call = _call(book, request, step, P.SUPPORT_RECORD)
    referrals.close(call, _ids(book, request), outcome=Outcome.MET, told_on=step.on, words=step.words)


def _move(book: Book, calendar: Calendar, request: Request, step: Step) -> None:
    referrals.move_with_learner(_call(book, request, step, P.MOVE_MANAGE), book.learner(request.learner))


_STEPS: Final[dict[str, Callable[[Book, Calendar, Request, Step], None]]] = {
    "mark_ready": _mark_ready, "submit": _submit, "acknowledge": _acknowledge, "triage": _triage,
    "first_conversation": _conversation, "ask_for_more": _ask_for_more, "supply": _supply, "note": _note,
    "accept": _accept, "allocate": _allocate, "redirect": _redirect, "first_support": _begin, "hold": _hold,
    "close": _close, "move": _move,
}  # fmt: skip
