"""Requests in lists: the page of them, those of one learner, those of a round, what is due."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _

from rourou.contexts.directory.queries import support_words
from rourou.contexts.directory.types import SupportType
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.referrals import rules
from rourou.contexts.referrals.models import Referral, ReferralTask
from rourou.contexts.referrals.queries._reading import (
    BOTH,
    EVERY,
    organisations,
    places,
    receives,
    rules_met,
    staff,
    tag_of,
    visible,
)
from rourou.contexts.referrals.types import RoundReferral, State, TaskKind
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Hat, Purpose, Withheld
from rourou.foundation.access.roles import ROLES
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.ui.words import Tag

MANY: Final = 50
SENT: Final = (State.SUBMITTED, State.ACKNOWLEDGED, State.TRIAGED, State.WAITING)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request in a list."""

    id: uuid.UUID
    public_id: str
    learner: LearnerCard
    support: str
    ask: str
    hope: str
    state: State
    tag: Tag
    days: int | None
    agreed_on: date | None
    place: str | Withheld
    with_whom: str
    own: bool
    needs_you: str
    hui_on: date | None


@dataclass(frozen=True, slots=True)
class RequestLines:
    """Some requests, longest wait first."""

    lines: tuple[RequestLine, ...]
    subjects: frozenset[uuid.UUID]


def _lines(call: Call, rows: Collection[Referral]) -> tuple[RequestLine, ...]:
    """A handful of statements, whatever their number. A learner out of reach takes their request along."""
    cards = people_queries.learner_cards(call, {r.learner_id for r in rows}).by_id
    shown = [r for r in rows if r.learner_id in cards]
    where = places(call, shown)
    people = staff(r.with_person for r in shown)
    houses = organisations(r.with_organisation_id for r in shown)
    return tuple(_line(call, r, cards[r.learner_id], where, people, houses) for r in shown)


def _line(
    call: Call, r: Referral, card: LearnerCard, where: dict[Any, str | Withheld], people: dict[uuid.UUID, str],
    houses: dict[uuid.UUID, str],
) -> RequestLine:  # fmt: skip
    state = State(r.state)
    place = where[r.learner_id, r.custodian_id]
    hidden = isinstance(place, Withheld) and r.with_organisation_id == r.custodian_id
    clock = _days(r, call.today)
    return RequestLine(
        r.id, call.public(r.id), card, support_words(r.support_type), r.ask, r.hope, state,
        tag_of(state, r.hui_on, for_whanau=call.hat is Hat.FAMILY), clock, r.agreed_on, place,
        "" if hidden else people.get(r.with_person) or houses.get(r.with_organisation_id, ""),
        r.custodian_id == call.organisation_id, _needs(call, r, state), r.hui_on,
    )  # fmt: skip


def _days(r: Referral, today: date) -> int | None:
    """Days to the first real support, as the second clock has them."""
    if r.agreed_on is None:
        return None
    found = rules.clocks(
        r.agreed_on, talked_on=r.first_conversation_on, supported_on=r.first_support_on, ended_on=r.ended_on, pauses=(),
        today=today,
    )  # fmt: skip
    return found.support.days


def _needs(call: Call, r: Referral, state: State) -> str:
    """What waits on the reader, if anything does."""
    may = ROLES[call.role].permissions
    own = r.custodian_id == call.organisation_id
    if own and Permission.REQUEST_SEND in may and state in rules.UNSENT:
        return _("Finish and send it")
    if own and Permission.REQUEST_WRITE in may and state is State.MORE_INFO:
        return _("Answer what they asked")
    if Permission.REQUEST_RECEIVE in may and state is State.SUBMITTED and receives(call, r):
        return _("Pick it up")
    if Permission.SUPPORT_RECORD in may and state is State.ALLOCATED and r.with_person == call.person_id:
        return _("Record the first session")
    return ""


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """The page of requests: those that wait on the reader, then the rest, longest wait first."""

    mine: tuple[RequestLine, ...]
    lines: tuple[RequestLine, ...]
    show: str
    after: str
    for_whanau: bool
    subjects: frozenset[uuid.UUID]


@query(Permission.REQUEST_READ, audits=Event.REQUESTS_LISTED, purposes=BOTH)
def requests_page(call: Call, *, show: str = "open", after: str = "") -> RequestsPage:
    """Requests within the caller's reach: their setting's own, and those that whānau let the cluster talk about."""
    ended = show == "ended"
    rows = visible(call).filter(state__in=[str(s) for s in (rules.ENDED if ended else rules.OPEN - rules.UNSENT)])
    rows = _after(rows, after).order_by("agreed_on", "id")[: MANY + 1]
    found = list(rows)
    unsent = () if ended or after else _unsent(call)
    lines = _lines(call, [*unsent, *found[:MANY]])
    mine = tuple(x for x in lines if x.needs_you and not ended)
    rest = tuple(x for x in lines if not x.needs_you or ended)
    last = found[MANY - 1] if len(found) > MANY else None
    return RequestsPage(
        mine, rest, "ended" if ended else "open", _cursor(call, last) if last else "", call.hat is Hat.FAMILY,
        frozenset(x.learner.id for x in lines),
    )  # fmt: skip


def _unsent(call: Call) -> tuple[Referral, ...]:
    rows = visible(call).filter(state__in=[str(s) for s in rules.UNSENT])
    return tuple(rows.order_by("-created_at", "id")[:MANY])


def _cursor(call: Call, row: Referral) -> str:
    return f"{row.agreed_on.isoformat()}~{call.public(row.id)}" if row.agreed_on else ""


def _after(rows: Any, after: str) -> Any:
    """Keyset: from the request named on. A cursor that cannot be read begins at the beginning."""
    from rourou.foundation.access.public_ids import PublicIdConverter

    day, _tilde, public = after.partition("~")
    try:
        on, inner = date.fromisoformat(day), PublicIdConverter().to_python(public).inner
    except ValueError:
        return rows
    return rows.filter(Q(agreed_on__gt=on) | Q(agreed_on=on, id__gt=inner))


@query(Permission.REQUEST_READ, audits=Event.REQUESTS_LISTED, purposes=EVERY)
def requests_of(call: Call, learner_id: uuid.UUID, *, only_open: bool = False) -> RequestLines:
    """The requests of one learner, newest first: for the learner's page and for whānau."""
    rows = visible(call).filter(learner_id=learner_id)
    if only_open:
        rows = rows.filter(state__in=[str(s) for s in rules.OPEN])
    lines = _lines(call, list(rows.order_by("-created_at", "id")[:MANY]))
    return RequestLines(lines, frozenset(x.learner.id for x in lines))


@query(Permission.REQUEST_READ, audits=Event.REQUESTS_LISTED, purposes=EVERY)
def to_answer(call: Call) -> RequestLines:
    """For Today: requests that wait on the reader, longest wait first."""
    may, states = ROLES[call.role].permissions, []
    if Permission.REQUEST_RECEIVE in may:
        states.append(Q(state=str(State.SUBMITTED)))
    if Permission.REQUEST_WRITE in may:
        waiting = [str(s) for s in (*rules.UNSENT, State.MORE_INFO)]
        states.append(Q(state__in=waiting, custodian_id=call.organisation_id))
    if Permission.SUPPORT_RECORD in may:
        states.append(Q(state=str(State.ALLOCATED), with_person=call.person_id))
    if not states:
        return RequestLines((), frozenset())
    wanted = states[0]
    for each in states[1:]:
        wanted |= each
    rows = visible(call).filter(wanted).order_by("agreed_on", "id")[:MANY]
    lines = tuple(x for x in _lines(call, list(rows)) if x.needs_you)
    return RequestLines(lines, frozenset(x.learner.id for x in lines))


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What one person has to do about a request, by a day."""

    id: uuid.UUID
    public_id: str
    request_public_id: str
    learner: LearnerCard
    says: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Tasks:
    """The reader's own tasks about requests."""

    lines: tuple[TaskLine, ...]
    subjects: frozenset[uuid.UUID]


@query(Permission.REQUEST_READ, audits=Event.REQUESTS_LISTED, purposes=EVERY)
def tasks_due(call: Call) -> Tasks:
    """Decisions that wait for the reader by name, soonest first."""
    rows = list(
        ReferralTask.objects.reachable(call)
        .filter(for_user=call.person_id, done_at=None)
        .order_by("due_on", "id")[:MANY]
    )
    cards = people_queries.learner_cards(call, {r.learner_id for r in rows}).by_id
    words = {TaskKind.DECIDE_AFTER_STOP: _("Sharing has stopped. Decide with whānau what happens to the support")}
    lines = tuple(
        TaskLine(
            r.id, call.public(r.id), call.public(r.referral_id), cards[r.learner_id], words[TaskKind(r.kind)], r.due_on
        )
        for r in rows
        if r.learner_id in cards
    )
    return Tasks(lines, frozenset(x.learner.id for x in lines))


# For the round


@dataclass(frozen=True, slots=True)
class Referrals:
    """Requests as the allocation sees them."""

    rows: tuple[RoundReferral, ...]
    subjects: frozenset[uuid.UUID]

    @property
    def by_id(self) -> dict[uuid.UUID, RoundReferral]:
        return {r.id: r for r in self.rows}


def _round_referrals(call: Call, rows: Collection[Referral]) -> Referrals:
    cards = people_queries.learner_cards(call, {r.learner_id for r in rows}).by_id
    shown = [r for r in rows if r.learner_id in cards]
    where = places(call, shown)
    made = tuple(
        RoundReferral(
            r.id, call.public(r.id), r.learner_id, r.custodian_id, cards[r.learner_id].short,
            "" if isinstance(place := where[r.learner_id, r.custodian_id], Withheld) else place,
            cards[r.learner_id].year_level, SupportType(r.support_type), State(r.state), r.ask, r.hope, r.hours,
            r.weeks, r.when, tuple(r.languages), r.group_ok, r.agreed_on or call.today, r.tried, rules_met(r),
            _days(r, call.today) or 0, r.version,
        )
        for r in shown
    )  # fmt: skip
    return Referrals(made, frozenset(r.learner_id for r in made))


@query(Permission.ROUND_READ, audits=Event.ROUND_READ, purposes=EVERY)
def for_round(call: Call, support_type: SupportType) -> Referrals:
    """Every request of a kind that is sent to the cluster, not placed, and within the caller's reach."""
    rows = visible(call).filter(
        support_type=str(support_type), state__in=[str(s) for s in SENT], to_organisation_id=None
    )
    return _round_referrals(call, list(rows.order_by("agreed_on", "id")))


@dataclass(frozen=True, slots=True)
class RequestIds:
    """Requests by id, and whose they are."""

    ids: frozenset[uuid.UUID]
    subjects: frozenset[uuid.UUID]


def _ids(rows: Collection[Referral]) -> RequestIds:
    return RequestIds(frozenset(r.id for r in rows), frozenset(r.learner_id for r in rows))


@query(Permission.REQUEST_READ, audits=Event.REQUESTS_LISTED, purposes={Purpose.UPKEEP})
def ended_without_support(call: Call, learner_ids: Collection[uuid.UUID]) -> RequestIds:
    """For the hours: requests of these learners that are over, and of which no support ever began."""
    over = [str(s) for s in rules.ENDED]
    rows = Referral.objects.reachable(call).filter(
        learner_id__in=list(learner_ids), state__in=over, first_support_on=None
    )
    return _ids(list(rows))


@query(Permission.REQUEST_READ, audits=Event.REQUESTS_LISTED, purposes={Purpose.UPKEEP})
def taken_up_and_not_sent(call: Call, before: date) -> RequestIds:
    """For the hours: what a new setting took up with a learner before a day, and has not sent on."""
    rows = Referral.objects.reachable(call).filter(
        state__in=[str(s) for s in rules.UNSENT], before_id__isnull=False, created_at__lt=clock.start_of_day(before)
    )
    return _ids(list(rows))


@query(Permission.REQUEST_READ, audits=Event.REQUESTS_LISTED, purposes=EVERY)
def by_ids(call: Call, ids: Collection[uuid.UUID]) -> Referrals:
    """These requests, those of them within reach."""
    return _round_referrals(call, list(visible(call).filter(id__in=list(ids)).order_by("agreed_on", "id")))
