"""The one plan as people read it, the form to write it, and the setting’s register with the plan beside a learner."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.plans.models import Action, Goal, Plan, Suggestion
from rourou.contexts.plans.rules import DUE_WITHIN, PlanState
from rourou.contexts.plans.types import NewAction, NewGoal, NewPlan, PlanStatus
from rourou.contexts.register import queries as register_queries
from rourou.contexts.register.queries import RegisterPage
from rourou.contexts.register.types import Filters
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.queries import SharingState
from rourou.foundation.access import audience
from rourou.foundation.access.audience import Audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category, Hat, Purpose, Reason, Withheld
from rourou.foundation.access.roles import ROLES
from rourou.foundation.access.statement import statement
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
EVERYBODY: Final = Filters()


@dataclass(frozen=True, slots=True)
class ActionCard:
    """Who does what, by when."""

    who: str
    what: str
    when: str
    due_on: date | None
    done_on: date | None
    public_id: str


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal in somebody's own words, the steps by which we will know, and who does what."""

    words: str
    whose: str
    by_whanau: bool
    measure: str
    steps: tuple[str, ...]
    now: int | None
    actions: tuple[ActionCard, ...]


@dataclass(frozen=True, slots=True)
class SuggestionCard:
    """A change somebody would like, and what was answered."""

    words: str
    by: str
    at: datetime
    answer: str
    answered_by: str
    public_id: str


@dataclass(frozen=True, slots=True)
class PlanCard:
    """The plan itself: the same for whānau as for staff."""

    number: int
    state: PlanState
    from_on: date
    lead: str
    written_with: tuple[str, ...]
    goals: tuple[GoalCard, ...]
    changed_by: str
    changed_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One learner's plan, or that there is none yet."""

    learner: LearnerCard
    plan: PlanCard | None
    suggestions: tuple[SuggestionCard, ...]
    can_edit: bool
    can_act: bool
    can_suggest: bool
    audience: Audience
    suggestion_audience: Audience
    today: date
    subjects: frozenset[uuid.UUID]


def _may(call: Call, permission: Permission) -> bool:
    return permission in ROLES[call.role].permissions


def _active(call: Call, learner_id: uuid.UUID) -> Plan | None:
    """The plan that is active; of two settings’, the caller’s own comes first."""
    found = list(Plan.objects.reachable(call).filter(learner_id=learner_id).exclude(status="ended"))
    found.sort(key=lambda p: (p.custodian_id != call.organisation_id, p.from_on, str(p.id)))
    return found[0] if found else None


@query(Permission.PLAN_READ, audits=Event.PLAN_READ)
def plan_page(call: Call, learner_id: uuid.UUID) -> PlanPage:
    """The one plan, with what people suggested. Whānau read the same rows as staff."""
    cards = people_queries.learner_cards(call, [learner_id]).by_id
    if learner_id not in cards:
        raise NotFound
    plan = _active(call, learner_id)
    suggested = Suggestion.objects.reachable(call).filter(plan_id=plan.id).order_by("created_at", "id") if plan else ()
    return PlanPage(
        cards[learner_id], _card(call, plan) if plan else None, tuple(_suggestion(call, s) for s in suggested),
        _may(call, Permission.PLAN_WRITE), _may(call, Permission.NOTE_WRITE),
        plan is not None and _may(call, Permission.PLAN_SUGGEST),
        *_lines(call, learner_id), call.today, frozenset({learner_id}),
    )  # fmt: skip


def _lines(call: Call, learner_id: uuid.UUID) -> tuple[Audience, Audience]:
    """Who reads the plan, and who reads a suggestion: staff, and of whānau the one who makes it."""
    sees = [s for s in audience.seers(call, learner_id) if s.categories & Category.PLAN and s.ceiling >= 2]
    others = [s for s in sees if s.reason not in {Reason.GUARDIANSHIP, Reason.SELF}]
    staff = audience.words(call, others)
    you = () if call.hat is Hat.STAFF else (_("you"),)
    return audience.words(call, sees), Audience((*staff.seen_by, *you), (_("other whānau"), *staff.not_shared))


def _suggestion(call: Call, s: Suggestion) -> SuggestionCard:
    return SuggestionCard(s.words, s.written_name, s.created_at, s.answer, s.answered_name, call.public(s.id))


def _card(call: Call, plan: Plan) -> PlanCard:
    goals = Goal.objects.reachable(call).filter(plan_id=plan.id, ended_at=None).order_by("place", "created_at", "id")
    doing: dict[uuid.UUID, list[ActionCard]] = defaultdict(list)
    for a in (
        Action.objects.reachable(call).filter(plan_id=plan.id, ended_at=None).order_by("place", "created_at", "id")
    ):
        doing[a.goal_id].append(ActionCard(a.who, a.what, a.when, a.due_on, a.done_on, call.public(a.id)))
    cards = tuple(
        GoalCard(g.words, g.whose, g.speaker != "learner", g.measure, tuple(g.steps), g.now, tuple(doing[g.id]))
        for g in goals
    )
    return PlanCard(
        plan.number, PlanState(PlanStatus(plan.status), plan.review_on), plan.from_on, plan.lead_name,
        tuple(plan.written_with), cards, plan.changed_by, plan.changed_at, plan.version,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OnePage:
    """One suggestion or one action of a plan: what it says, whose plan it is, who sees it."""

    learner: LearnerCard
    words: str
    by: str
    audience: Audience
    subjects: frozenset[uuid.UUID]


@query(Permission.PLAN_WRITE, audits=Event.PLAN_READ)
def suggestion_page(call: Call, suggestion_id: uuid.UUID) -> OnePage:
    """One suggestion, to answer."""
    row = Suggestion.objects.reachable(call).get_or_refuse(suggestion_id)
    learner = people_queries.learner_cards(call, [row.learner_id]).by_id[row.learner_id]
    line = _lines(call, row.learner_id)[1]
    return OnePage(learner, row.words, row.written_name, line, frozenset({row.learner_id}))


@query(Permission.NOTE_WRITE, audits=Event.PLAN_READ)
def action_page(call: Call, action_id: uuid.UUID) -> OnePage:
    """One thing that somebody does, to say that it was done."""
    row = Action.objects.reachable(call).filter(ended_at=None).get_or_refuse(action_id)
    learner = people_queries.learner_cards(call, [row.learner_id]).by_id[row.learner_id]
    return OnePage(learner, row.what, row.who, _lines(call, row.learner_id)[0], frozenset({row.learner_id}))


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What the plan's form begins with: the plan as it stands, or the hopes that were told already."""

    learner: LearnerCard
    stands: NewPlan | None
    hopes: tuple[NewGoal, ...]
    is_new: bool
    version: int
    audience: Audience
    today: date
    subjects: frozenset[uuid.UUID]


@query(Permission.PLAN_WRITE, audits=Event.PLAN_READ)
def plan_form(call: Call, learner_id: uuid.UUID) -> PlanForm:
    """The plan as its form needs it. A new plan begins with the hopes on the register: nothing is typed twice."""
    cards = people_queries.learner_cards(call, [learner_id]).by_id
    if learner_id not in cards:
        raise NotFound
    plan = _active(call, learner_id)
    hopes = () if plan else register_queries.learner_parts(call, learner_id).hopes
    return PlanForm(
        cards[learner_id], _stands(call, plan) if plan else None, tuple(NewGoal(h.words, h.whose) for h in hopes),
        plan is None, plan.version if plan else 0, audience.audience(call, learner_id, Category.PLAN, 2), call.today,
        frozenset({learner_id}),
    )  # fmt: skip


def _stands(call: Call, plan: Plan) -> NewPlan:
    doing: dict[uuid.UUID, list[NewAction]] = defaultdict(list)
    actions = (
        Action.objects.reachable(call).filter(plan_id=plan.id, ended_at=None).order_by("place", "created_at", "id")
    )
    for a in actions:
        doing[a.goal_id].append(NewAction(a.who, a.what, a.when, a.due_on, a.done_on, a.id))
    goals = Goal.objects.reachable(call).filter(plan_id=plan.id, ended_at=None).order_by("place", "created_at", "id")
    return NewPlan(
        plan.review_on, plan.from_on, PlanStatus(plan.status), tuple(plan.written_with),
        tuple(
            NewGoal(g.words, g.whose, g.speaker, g.measure, tuple(g.steps), g.now, tuple(doing[g.id]), g.id)
            for g in goals
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanStates:
    """Where the plans of several learners are; who has none is not among them."""

    by_id: dict[uuid.UUID, PlanState]
    subjects: frozenset[uuid.UUID]


_OF_LEARNERS: Final = """
select learner_id, status, review_on from plans_plan
where cluster_id = %(cluster)s and learner_id = any(%(ids)s::uuid[]) and status <> 'ended' order by from_on, id
"""


@query(Permission.PLAN_READ, audits=Event.PLAN_READ)
def plan_states(call: Call, ids: Collection[uuid.UUID]) -> PlanStates:
    """The plan's state and day for a page of learners: one statement."""
    rows = statement(call, _OF_LEARNERS, {"cluster": call.cluster_id, "ids": list(ids)}, prepared=True) if ids else []
    found = {learner: PlanState(PlanStatus(status), on) for learner, status, on in rows}
    return PlanStates(found, frozenset(found))


# The setting’s register, with plan and sharing beside each learner: it reads both, so it stands here


@dataclass(frozen=True, slots=True)
class SettingRegister:
    """The register page of a setting: its rows, with what was agreed and where the plan is."""

    page: RegisterPage
    plans: dict[uuid.UUID, PlanState]
    sharing: dict[uuid.UUID, SharingState | Withheld]
    at_the_table: bool
    knows_answers: bool
    subjects: frozenset[uuid.UUID]


@query(Permission.REGISTER_READ, audits=Event.REGISTER_READ)
def setting_register(call: Call, filters: Filters = EVERYBODY) -> SettingRegister:
    """The caller's own setting's register. It is the setting's own people's: whānau have their page instead."""
    if call.hat is not Hat.STAFF:
        raise NotFound
    knows = _may(call, Permission.CONSENT_RECORD) or _may(call, Permission.CONSENT_CONFIRM)
    page = register_queries.register_page(call, filters if knows else replace(filters, sharing=None))
    return SettingRegister(
        page, plan_states(call, page.subjects).by_id, _agreed(call, page.subjects, knows=knows),
        _may(call, Permission.CLUSTER_REGISTER_READ), knows,
        page.subjects,
    )  # fmt: skip


def _agreed(call: Call, ids: frozenset[uuid.UUID], *, knows: bool) -> dict[uuid.UUID, SharingState | Withheld]:
    """What was agreed, for those who ask whānau and confirm; a class teacher is told nothing of their answers."""
    if not knows:
        return dict.fromkeys(ids, Withheld())
    return dict(sharing_queries.states(call, ids).by_id)


@dataclass(frozen=True, slots=True)
class Due:
    """One plan whose day to look again is near or past."""

    learner: LearnerCard
    state: PlanState


@dataclass(frozen=True, slots=True)
class Reviews:
    """Plans to look at again, the soonest first, for Today."""

    cards: tuple[Due, ...]
    today: date
    subjects: frozenset[uuid.UUID]


@query(Permission.PLAN_READ, audits=Event.PLAN_READ, purposes=BOTH)
def reviews_due(call: Call, *, limit: int = 50) -> Reviews:
    """Plans of the caller's own setting that are due within two weeks, or overdue."""
    rows: list[Any] = list(
        Plan.objects.reachable(call).filter(
            custodian_id=call.organisation_id, status=str(PlanStatus.IN_PLACE), review_on__lte=call.today + DUE_WITHIN
        ).order_by("review_on", "id").values_list("learner_id", "status", "review_on")[:limit]
    )  # fmt: skip
    names = people_queries.learner_cards(call, {row[0] for row in rows}).by_id
    cards = tuple(Due(names[i], PlanState(PlanStatus(s), on)) for i, s, on in rows if i in names)
    return Reviews(cards, call.today, frozenset(c.learner.id for c in cards))
