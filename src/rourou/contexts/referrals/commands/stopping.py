"""What follows when whānau stop sharing: unplaced requests are withdrawn at once, placed ones become a task."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.referrals import rules
from rourou.contexts.referrals.commands import _stepping as stepping
from rourou.contexts.referrals.commands._stepping import Moved
from rourou.contexts.referrals.models import Referral, ReferralTask
from rourou.contexts.referrals.types import State, Step, StepMade, TaskKind
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import Question
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound, Refused

_STOPPED = frozenset({sharing_queries.Sharing.NO, sharing_queries.Sharing.STOPPED})


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a stop of sharing did to the requests of a learner."""

    did: bool
    steps: tuple[StepMade, ...]
    tasks: tuple[uuid.UUID, ...]
    subjects: frozenset[uuid.UUID]


@command(Permission.REQUEST_WRITE, audits=Event.REQUESTS_WITHDRAWN, purposes={Purpose.UPKEEP})
def withdraw_open_requests(call: Call, *, cause: Event, result: Any, subjects: frozenset[uuid.UUID]) -> Stopped:
    """A No to those who would read a request ends it, from draft to waiting, in the same second.

    Support that has been agreed goes on until a named person has decided, within five school days (decisions.md 18).
    """
    open_ones = Referral.objects.reachable(call).filter(learner_id__in=subjects, state__in=[str(s) for s in rules.OPEN])
    stopped = _stopped(call, list(open_ones.order_by("id").for_update()))
    steps = [
        stepping.take(call, r, Step.WITHDRAW, words="Sharing has stopped.")
        for r in stopped
        if State(r.state) in rules.STOPPED_AT_ONCE
    ]
    placed = [r for r in stopped if State(r.state) in rules.PLACED]
    tasks = _tasks(call, placed)
    touched = frozenset(s.learner_id for s in steps) | frozenset(r.learner_id for r in placed if tasks)
    return Stopped(bool(steps or tasks), tuple(steps), tasks, touched)


def _stopped(call: Call, referrals: list[Referral]) -> list[Referral]:
    """Those whose readers have just been told No: sharing says so, and no grant stands."""
    ids = {r.learner_id for r in referrals}
    if not ids:
        return []
    cluster = sharing_queries.states(call, ids, Question.CLUSTER).by_id
    named = sharing_queries.states(call, ids, Question.ORGANISATION).by_id
    return [
        r
        for r in referrals
        if (cluster if r.to_organisation_id is None else named)[r.learner_id].word in _STOPPED
        and not stepping.may_be_read(call, r.learner_id, r.to_organisation_id)
    ]


def _tasks(call: Call, placed: list[Referral]) -> tuple[uuid.UUID, ...]:
    """One for each placed request that has none open, for whoever asked."""
    if not placed:
        return ()
    has_one = set(
        ReferralTask.objects.reachable(call)
        .filter(referral_id__in=[r.id for r in placed], kind=TaskKind.DECIDE_AFTER_STOP.value, done_at=None)
        .values_list("referral_id", flat=True)
    )
    due = _due_on(call)
    made = [
        ReferralTask(**stepping.of_row(call, r), kind=TaskKind.DECIDE_AFTER_STOP.value, for_user=r.asked_by, due_on=due)
        for r in placed
        if r.id not in has_one
    ]
    ReferralTask.objects.bulk_create(made)
    return tuple(task.id for task in made)


def _due_on(call: Call) -> date:
    """Five school days from today; working days where the calendar does not reach that far."""
    calendar = directory_queries.terms(call).calendar
    found = calendar.add_open_days(call.today, rules.DECIDE_WITHIN)
    return found or calendar.add_working_days(call.today, rules.DECIDE_WITHIN)


@command(Permission.REQUEST_WRITE, audits=Event.REQUEST_MOVED)
def finish_task(call: Call, task_id: uuid.UUID, *, goes_on: bool, words: str) -> Moved:
    """The named person's decision, talked through with whānau: support goes on within the setting, or is taken back."""
    task = ReferralTask.objects.reachable(call).for_update().get_or_refuse(task_id)
    if task.for_user != call.person_id:
        raise NotFound
    if task.done_at is not None:
        raise Refused("task.done", "This has been decided already.")
    rules.check_has_words(words, "Enter what you decided with whānau.")
    referral = stepping.locked(call, task.referral_id)
    task.done_at, task.done_by = call.at, call.person_id
    task.save(update_fields=["done_at", "done_by"])
    step = stepping.note if goes_on else stepping.take
    done = step(call, referral, Step.NOTE if goes_on else Step.WITHDRAW, words=words)
    return stepping.moved(referral, done)
