"""What whānau are still to hear, what was decided about one learner, and who was in the room."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from rourou.contexts.meetings.models import Attendance, Confirmation, Decision, Hui, Minutes
from rourou.contexts.meetings.queries.cards import DecisionCard
from rourou.contexts.meetings.types import HuiState, MinutesState, TellHow
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.foundation.access import staff
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Hat, Purpose
from rourou.foundation.access.staff import Colleague
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound

BOTH = frozenset({Purpose.SUPPORT, Purpose.PLANNING})


@dataclass(frozen=True, slots=True)
class TellingCard:
    """Somebody promised to tell whānau something by a day."""

    decision_id: uuid.UUID
    public_id: str
    learner: LearnerCard
    words: str
    how: TellHow
    by: date


@dataclass(frozen=True, slots=True)
class Tellings:
    """What the caller promised to tell whānau, soonest first."""

    cards: tuple[TellingCard, ...]
    subjects: frozenset[uuid.UUID]


@query(Permission.HUI_READ, audits=Event.HUI_READ, purposes=BOTH)
def tellings(call: Call) -> Tellings:
    """For Today: decisions of hui that this person is to tell whānau and has not yet."""
    rows = list(
        Decision.objects.reachable(call).filter(tell_post_id=call.post.post_id, told_on=None).order_by("tell_by", "id")
    )
    learners = people_queries.learner_cards(call, {r.learner_id for r in rows}).by_id
    cards = tuple(
        TellingCard(r.id, call.public(r.id), learners[r.learner_id], r.tell_words, TellHow(r.tell_how), r.tell_by)
        for r in rows
        if r.learner_id in learners
    )
    return Tellings(cards, frozenset(learners))


@dataclass(frozen=True, slots=True)
class TellingPage:
    """What one learner's whānau are to hear, by whom and by when: beside the button that says they have."""

    card: TellingCard
    who: str
    subjects: frozenset[uuid.UUID]


@query(Permission.HUI_READ, audits=Event.HUI_READ, purposes=BOTH)
def telling_page(call: Call, decision_id: uuid.UUID) -> TellingPage:
    """One decision in the words for whānau, for whoever reaches it and works with the learner."""
    row: Decision = Decision.objects.reachable(call).get_or_refuse(decision_id)
    learner = people_queries.learner_cards(call, {row.learner_id}).by_id.get(row.learner_id)
    if learner is None or call.hat is Hat.FAMILY:
        raise NotFound
    card = TellingCard(row.id, call.public(row.id), learner, row.tell_words, TellHow(row.tell_how), row.tell_by)
    people = staff.by_post(call, [row.tell_post_id])
    who = people[row.tell_post_id].name if row.tell_post_id in people else ""
    return TellingPage(card, who, frozenset({row.learner_id}))


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision about a learner. To whānau: the decision and its reason, never who stood where."""

    held_on: date
    card: DecisionCard


@dataclass(frozen=True, slots=True)
class Decisions:
    """What hui decided about one learner, newest first."""

    lines: tuple[DecisionLine, ...]
    subjects: frozenset[uuid.UUID]


@query(Permission.HUI_READ, audits=Event.HUI_READ, purposes=BOTH)
def decisions_about(call: Call, learner_id: uuid.UUID) -> Decisions:
    """Decisions of hui about one learner, for the request's page and for whānau."""
    rows = list(Decision.objects.reachable(call).filter(learner_id=learner_id).order_by("-decided_at", "-id"))
    held = dict(Hui.objects.filter(id__in={r.hui_id for r in rows}).values_list("id", "held_on"))
    if call.hat is Hat.FAMILY:
        for row in rows:
            row.positions, row.departure, row.suggested = [], "", ""
    cards = DecisionCard.made(call, rows)
    lines = tuple(DecisionLine(held[r.hui_id], cards[r.item_id]) for r in rows)
    return Decisions(lines, frozenset({learner_id}) if rows else frozenset())


@dataclass(frozen=True, slots=True)
class DraftMinutes:
    """Minutes that wait for the caller, who was there: about nobody."""

    public_id: str
    title: str
    held_on: date


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Minutes that the caller could confirm, oldest first."""

    cards: tuple[DraftMinutes, ...]


@query(Permission.MINUTES_CONFIRM, audits=Event.HUI_READ, purposes=BOTH, nobody=True)
def minutes_to_confirm(call: Call) -> ToConfirm:
    """For Today: hui that are over, that the caller was at, and whose minutes they have not confirmed."""
    was_at = Attendance.objects.filter(user_id=call.person_id).values("hui_id")
    done = Confirmation.objects.filter(user_id=call.person_id).values("minutes_id")
    drafts = Minutes.objects.filter(state=MinutesState.DRAFT, hui_id__in=was_at).exclude(id__in=done)
    over = Hui.objects.filter(state=HuiState.CLOSED, id__in=drafts.values("hui_id")).order_by("held_on", "id")[:20]
    return ToConfirm(tuple(DraftMinutes(call.public(row.id), row.title, row.held_on) for row in over))


@dataclass(frozen=True, slots=True)
class Present:
    """Who was in the room at a moment: what "people at the hui on …" means."""

    held_on: date
    people: tuple[Colleague, ...]


@query(Permission.HUI_READ, audits=Event.HUI_READ, purposes=BOTH, nobody=True)
def those_present(call: Call, hui_id: uuid.UUID, at: datetime) -> Present:
    """Everybody who was in the room of a hui at a moment: all of them looked."""
    hui: Hui = Hui.objects.get_or_refuse(hui_id)
    rows = Attendance.objects.filter(hui_id=hui.id, arrived_at__lte=at)
    posts = [r.post_id for r in rows if r.left_at is None or r.left_at >= at]
    return Present(hui.held_on, tuple(staff.by_post(call, posts).values()))
