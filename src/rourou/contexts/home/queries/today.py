"""Today: what is due, what others owe, what is new. A list is asked of its own context, where the role may read it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Final

from rourou.contexts.home.queries._reading import BOTH
from rourou.contexts.home.types import Coming, Do, DoKind, TodayPage
from rourou.contexts.meetings import queries as meetings_queries
from rourou.contexts.people import queries as people_queries
from rourou.contexts.plans import queries as plans_queries
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.register import queries as register_queries
from rourou.contexts.sharing import queries as sharing_queries
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.roles import ROLES
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.tenancy.calendars import calendar_of

SOON: Final = timedelta(days=10)
_LAST: Final = date.max


@query(Permission.TODAY_READ, audits=Event.TODAY_READ, purposes=BOTH)
def today(call: Call) -> TodayPage:
    """Sorted by promise date, then by time waiting. A role that may not read a list has none."""
    due = [*_promises(call), *_tellings(call), *_tasks(call), *_reviews(call)]
    waiting, asked = _requests(call)
    new = [*_concerns(call), *asked, *_confirmations(call), *_minutes(call)]
    everybody = [*due, *waiting, *new]
    return TodayPage(
        due=tuple(sorted(due, key=lambda d: (d.on or _LAST, d.kind, d.public_id))),
        waiting=tuple(sorted(waiting, key=lambda d: (-(d.days or 0), d.on or _LAST, d.public_id))),
        new=tuple(sorted(new, key=lambda d: (d.on or _LAST, d.kind, d.public_id))),
        hui=_hui(call),
        today=call.today,
        term=_term(call),
        subjects=frozenset(d.learner.id for d in everybody if d.learner is not None),
    )


def _may(call: Call, permission: Permission) -> bool:
    return permission in ROLES[call.role].permissions


def _promises(call: Call) -> Iterable[Do]:
    if not _may(call, Permission.LEARNER_READ):
        return ()
    cards = register_queries.promises_due(call).cards
    return [Do(DoKind.PROMISE, c.due_on, c.learner, c.what, c.why, c.public_id) for c in cards]


def _tellings(call: Call) -> Iterable[Do]:
    if not _may(call, Permission.HUI_READ):
        return ()
    cards = meetings_queries.tellings(call).cards
    return [Do(DoKind.TELL, c.by, c.learner, "", c.words, c.public_id) for c in cards]


def _tasks(call: Call) -> Iterable[Do]:
    if not _may(call, Permission.REQUEST_READ):
        return ()
    lines = referrals_queries.tasks_due(call).lines
    return [Do(DoKind.TASK, x.due_on, x.learner, x.says, "", x.request_public_id) for x in lines]


def _reviews(call: Call) -> Iterable[Do]:
    """A plan is looked at again by those who write plans; others see it on the learner's page."""
    if not _may(call, Permission.PLAN_WRITE):
        return ()
    cards = plans_queries.reviews_due(call).cards
    return [Do(DoKind.REVIEW, c.state.review_on, c.learner, "", "", c.learner.public_id) for c in cards]


def _requests(call: Call) -> tuple[list[Do], list[Do]]:
    """Requests that others have now, and those that wait on the reader."""
    if not _may(call, Permission.REQUEST_READ):
        return [], []
    page = referrals_queries.requests_page(call)
    asked = [Do(DoKind.REQUEST, r.agreed_on, r.learner, r.needs_you, r.ask, r.public_id, r.days) for r in page.mine]
    sent = [r for r in page.lines if r.own and _may(call, Permission.REQUEST_SEND)]
    coming = {r.id: r.hui_on for r in sent if r.hui_on is not None and r.hui_on >= call.today}
    return [
        Do(DoKind.WAITING, coming.get(r.id), r.learner, r.with_whom, r.ask, r.public_id, r.days) for r in sent
    ], asked


def _concerns(call: Call) -> Iterable[Do]:
    if not _may(call, Permission.CONCERN_READ):
        return ()
    cards = register_queries.new_concerns(call).cards
    return [Do(DoKind.CONCERN, clock.today(c.at), c.learner, c.by, c.saw, c.public_id) for c in cards]


def _confirmations(call: Call) -> Iterable[Do]:
    """What a colleague recorded and what starts only once a second person has confirmed it."""
    asked: tuple[tuple[Permission, DoKind, Callable[[Call], Any]], ...] = (
        (Permission.AUTHORITY_CONFIRM, DoKind.AUTHORITY, people_queries.authorities_to_confirm),
        (Permission.POST_CONFIRM, DoKind.POST, people_queries.posts_to_confirm),
        (Permission.CONSENT_CONFIRM, DoKind.YES, sharing_queries.yeses_to_confirm),
    )
    return [
        Do(kind, card.since, card.learner, card.who, card.what, card.public_id)
        for permission, kind, ask in asked
        if _may(call, permission)
        for card in ask(call).cards
    ]


def _minutes(call: Call) -> Iterable[Do]:
    if not _may(call, Permission.MINUTES_CONFIRM):
        return ()
    cards = meetings_queries.minutes_to_confirm(call).cards
    return [Do(DoKind.MINUTES, c.held_on, None, c.title, "", c.public_id) for c in cards]


def _hui(call: Call) -> tuple[Coming, ...]:
    if not _may(call, Permission.HUI_READ):
        return ()
    coming = meetings_queries.hui_list(call).coming
    near = [h for h in coming if call.today <= h.held_on <= call.today + SOON]
    return tuple(Coming(h.held_on, h.title, h.place, h.public_id) for h in near)


def _term(call: Call) -> str:
    """The term's name, as the calendar has it: `2026-4`, and the week in it; between terms nothing."""
    period = calendar_of(call.cluster_id).period_on(call.today)
    return f"{period.name.rpartition('-')[2]} {period.week_of(call.today)}" if period else ""
