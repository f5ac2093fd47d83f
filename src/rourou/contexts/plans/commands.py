"""The writes of plans: written together, kept in versions, suggested upon by whoever reads it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from rourou.contexts.people import queries as people_queries
from rourou.contexts.plans import rules
from rourou.contexts.plans.models import Action, Goal, Plan, PlanVersion, Suggestion
from rourou.contexts.plans.types import NewAction, NewGoal, NewPlan, PlanStatus
from rourou.contexts.register import commands as register
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.loading import Loader
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import Conflict, NotFound
from rourou.foundation.kernel.ids import new_id
from rourou.foundation.kernel.text import nfc


@dataclass(frozen=True, slots=True)
class PlanDone:
    """A plan that was written, changed or ended."""

    id: uuid.UUID
    version: int
    subjects: frozenset[uuid.UUID]


def _own(plan: Plan, call: Call) -> dict[str, Any]:
    return {"learner_id": plan.learner_id, "custodian_id": plan.custodian_id, "created_at": call.at, "plan_id": plan.id}


@command(Permission.PLAN_WRITE, audits=Event.PLAN_CHANGED)
def save_plan(call: Call, learner_id: uuid.UUID, draft: NewPlan, *, version: int | None = None) -> PlanDone:
    """Write the plan as it was agreed. What stood before stays as a version; the review date goes on the register."""
    people_queries.learner_or_refuse(call, learner_id)
    rules.check_can_save(draft, call.today)
    plan = _active(call, learner_id)
    _check_unchanged(plan, version)
    plan = _begin(call, learner_id, draft) if plan is None else _change(call, plan, draft)
    kept = {_goal(call, plan, n, goal).id for n, goal in enumerate(draft.goals)}
    _end(call, Goal.objects.reachable(call).filter(plan_id=plan.id, ended_at=None).exclude(id__in=kept), plan)
    _keep_version(call, plan, draft)
    register.set_next(call, learner_id, on=plan.review_on, what=_("Plan review"))
    return PlanDone(plan.id, plan.version, frozenset({learner_id}))


def _active(call: Call, learner_id: uuid.UUID) -> Plan | None:
    found = (
        Plan.objects.reachable(call).filter(learner_id=learner_id, custodian_id=call.organisation_id)
        .exclude(status="ended").for_update().first()
    )  # fmt: skip
    return found  # type: ignore[no-any-return]


def _check_unchanged(plan: Plan | None, version: int | None) -> None:
    stands = plan.version if plan else 0
    if version is None or version == stands:
        return
    if plan is None:
        raise Conflict("changed", _("This plan was ended while you were writing. Nothing of it was lost."))
    raise Conflict(
        "changed",
        _("%(who)s changed this plan at %(time)s. Nothing of theirs was lost. Put in what is still right.")
        % {"who": plan.changed_by, "time": clock.local(plan.changed_at).strftime("%-I:%M %p").lower()},
        details={_("Look again on"): plan.review_on.isoformat(), _("Plan"): PlanStatus(plan.status).label},
    )


def _begin(call: Call, learner_id: uuid.UUID, draft: NewPlan) -> Plan:
    earlier = Plan.objects.reachable(call).filter(learner_id=learner_id, custodian_id=call.organisation_id).count()
    made: Plan = Plan.objects.create(
        learner_id=learner_id, custodian_id=call.organisation_id, created_at=call.at, number=earlier + 1,
        status=str(draft.status), from_on=draft.from_on or call.today, review_on=draft.review_on,
        written_with=[nfc(who) for who in draft.written_with], lead_post=call.post.post_id,
        lead_name=call.post.person_name, changed_by=call.post.person_name, changed_at=call.at,
    )  # fmt: skip
    return made


def _change(call: Call, plan: Plan, draft: NewPlan) -> Plan:
    rules.check_can_move(PlanStatus(plan.status), draft.status)
    plan.status, plan.review_on = str(draft.status), draft.review_on
    plan.written_with = [nfc(who) for who in draft.written_with]
    _touch(call, plan)
    plan.save()
    return plan


def _touch(call: Call, plan: Plan) -> None:
    plan.version += 1
    plan.changed_by, plan.changed_at = call.post.person_name, call.at


def _goal(call: Call, plan: Plan, place: int, draft: NewGoal) -> Goal:
    """The goal with this id changed in place, or a new one; its actions likewise."""
    said = {
        "words": nfc(draft.words), "whose": nfc(draft.whose), "speaker": draft.speaker, "measure": nfc(draft.measure),
        "steps": [nfc(step) for step in draft.steps], "now": draft.now, "place": place,
    }  # fmt: skip
    goal: Goal = _put(call, plan, Goal, draft.id, said)
    kept = {_action(call, plan, goal, n, action).id for n, action in enumerate(draft.actions)}
    for gone in Action.objects.reachable(call).filter(goal_id=goal.id, ended_at=None).exclude(id__in=kept):
        gone.ended_at = call.at
        gone.save(update_fields=["ended_at"])
    return goal


def _action(call: Call, plan: Plan, goal: Goal, place: int, draft: NewAction) -> Action:
    said = {
        "who": nfc(draft.who), "what": nfc(draft.what), "when": nfc(draft.when), "due_on": draft.due_on,
        "done_on": draft.done_on, "place": place, "goal_id": goal.id,
    }  # fmt: skip
    made: Action = _put(call, plan, Action, draft.id, said)
    return made


def _put(call: Call, plan: Plan, model: Any, row_id: uuid.UUID | None, said: dict[str, Any]) -> Any:
    if row_id is None:
        return model.objects.create(**_own(plan, call), **said)
    row = model.objects.reachable(call).filter(plan_id=plan.id, ended_at=None).get_or_refuse(row_id)
    for name, value in said.items():
        setattr(row, name, value)
    row.save()
    return row


def _end(call: Call, goals: Iterable[Goal], plan: Plan) -> None:
    for goal in goals:
        goal.ended_at = call.at
        goal.save(update_fields=["ended_at"])
        for action in Action.objects.reachable(call).filter(plan_id=plan.id, goal_id=goal.id, ended_at=None):
            action.ended_at = call.at
            action.save(update_fields=["ended_at"])


def _keep_version(call: Call, plan: Plan, draft: NewPlan) -> None:
    PlanVersion.objects.create(
        **_own(plan, call), version=plan.version, body=_plain(asdict(draft)), made_name=call.post.person_name
    )


def _plain(value: Any) -> Any:
    """As JSON holds it: days and ids as text."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, date | uuid.UUID | PlanStatus) else value


@command(Permission.PLAN_WRITE, audits=Event.PLAN_CHANGED)
def end_plan(call: Call, learner_id: uuid.UUID, *, version: int | None = None, on: date | None = None) -> PlanDone:
    """The plan is finished. It stays readable; the next one begins anew."""
    plan = _active(call, learner_id)
    if plan is None:
        raise NotFound
    _check_unchanged(plan, version)
    rules.check_can_move(PlanStatus(plan.status), PlanStatus.ENDED)
    plan.status, plan.ended_on = str(PlanStatus.ENDED), on or call.today
    _touch(call, plan)
    plan.save()
    register.set_next(call, learner_id, on=None, what="")
    return PlanDone(plan.id, plan.version, frozenset({learner_id}))


@command(Permission.NOTE_WRITE, audits=Event.PLAN_CHANGED)
def finish_action(call: Call, action_id: uuid.UUID) -> PlanDone:
    """Somebody of the team says that a thing in the plan was done."""
    action = Action.objects.reachable(call).filter(ended_at=None).for_update().get_or_refuse(action_id)
    if action.done_on is None:
        action.done_on = call.today
        action.save(update_fields=["done_on"])
    return PlanDone(action.plan_id, 0, frozenset({action.learner_id}))


@command(Permission.PLAN_SUGGEST, audits=Event.PLAN_SUGGESTED)
def suggest_change(call: Call, learner_id: uuid.UUID, *, words: str, client_id: uuid.UUID | None = None) -> PlanDone:
    """Whoever reads the plan may suggest a change: whānau, the learner, a teacher. Two sends are one."""
    rules.check_can_suggest(words)
    plan = Plan.objects.reachable(call).filter(learner_id=learner_id).exclude(status="ended").first()
    if plan is None:
        raise NotFound
    row = Suggestion(
        cluster_id=call.cluster_id, **_own(plan, call), client_id=client_id or new_id(), words=nfc(words),
        written_by=call.person_id, written_name=call.post.person_name,
    )  # fmt: skip
    Suggestion.objects.bulk_create([row], ignore_conflicts=True)
    return PlanDone(plan.id, plan.version, frozenset({learner_id}))


@command(Permission.PLAN_WRITE, audits=Event.PLAN_CHANGED)
def answer_suggestion(call: Call, suggestion_id: uuid.UUID, *, answer: str) -> PlanDone:
    """Say what became of a suggestion. Who suggested reads it."""
    row = Suggestion.objects.reachable(call).for_update().get_or_refuse(suggestion_id)
    rules.check_can_answer(answer, is_answered=row.answered_at is not None)
    row.answered_at, row.answered_name, row.answer = call.at, call.post.person_name, nfc(answer)
    row.save(update_fields=["answered_at", "answered_name", "answer"])
    return PlanDone(row.plan_id, 0, frozenset({row.learner_id}))


_LOADED: Final = ("cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity")
LOADS: Final[dict[str, tuple[str, ...]]] = {
    "plans_plan": (
        *_LOADED, "number", "status", "from_on", "review_on", "lead_name", "written_with", "changed_by", "changed_at",
        "ended_on", "version",
    ),
    "plans_goal": (*_LOADED, "plan_id", "words", "whose", "speaker", "measure", "steps", "now", "place"),
    "plans_action": (*_LOADED, "plan_id", "goal_id", "who", "what", "when", "due_on", "done_on", "place"),
}  # fmt: skip


def bulk_load(loader: Loader, rows: Mapping[str, Iterable[Sequence[Any]]]) -> int:
    """Rows of plans by table, each in the order of `LOADS`; returns how many. Only into a store made for it."""
    return sum(loader.copy(table, columns, rows[table]) for table, columns in LOADS.items() if table in rows)
