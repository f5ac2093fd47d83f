"""One request: two clocks, who has it, what happened, what is known, what can be done next."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from rourou.contexts.directory.queries import support_words
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import LearnerCard
from rourou.contexts.referrals import rules
from rourou.contexts.referrals.models import Referral, ReferralPause, ReferralStep, ReferralTask
from rourou.contexts.referrals.queries._known import Known, known_of
from rourou.contexts.referrals.queries._reading import (
    BOTH,
    organisations,
    places,
    receives,
    rules_met,
    seen_by,
    staff,
    tag_of,
    visible,
)
from rourou.contexts.referrals.rules import Clocks
from rourou.contexts.referrals.types import PauseKind, RuleMet, State, Step
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import ProtocolKind
from rourou.foundation.access import audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Hat, Withheld
from rourou.foundation.access.roles import ROLES
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui.words import Tag


@dataclass(frozen=True, slots=True)
class StepShown:
    """One thing that happened."""

    step: Step
    says: str
    on: date
    words: str
    by: str
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class PauseShown:
    """Days beside the clock, and why."""

    kind: PauseKind
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class StepOffer:
    """Something the reader can do with this request now."""

    step: Step
    words: str
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Everything the page of a request shows, already released under the protocol and consent."""

    id: uuid.UUID
    public_id: str
    version: int
    learner: LearnerCard
    support: str
    ask: str
    hope: str
    tried: str
    hours: Decimal | None
    weeks: int | None
    when: str
    languages: tuple[str, ...]
    group_ok: bool
    state: State
    tag: Tag
    place: str | Withheld
    with_person: str
    with_place: str
    to: str
    agreed_on: date | None
    agreed_with: str
    hui_on: date | None
    clocks: Clocks | None
    pauses: tuple[PauseShown, ...]
    steps: tuple[StepShown, ...]
    rules: tuple[tuple[str, RuleMet], ...]
    known: tuple[Known, ...]
    still_true_on: date | None
    outcome: str
    offered_instead: str
    asks: str
    offers: tuple[StepOffer, ...]
    task_public_id: str
    task_due_on: date | None
    seen: audience.Audience
    asker: str
    for_whanau: bool
    own: bool
    today: date
    subjects: frozenset[uuid.UUID]


STEP_WORDS: Final = {
    Step.START: lambda: _("Begun"),
    Step.MARK_READY: lambda: _("Ready to send"),
    Step.SUBMIT: lambda: _("Asked"),
    Step.ACKNOWLEDGE: lambda: _("Picked up"),
    Step.ASK_FOR_MORE: lambda: _("They need to know more"),
    Step.SUPPLY: lambda: _("What was asked for is in"),
    Step.TRIAGE: lambda: _("To be talked about at the hui"),
    Step.CARRY: lambda: _("Carried to the next hui"),
    Step.DECLINE: lambda: _("Not now"),
    Step.REDIRECT: lambda: _("Asked elsewhere"),
    Step.ADVISE: lambda: _("Try in class first"),
    Step.ACCEPT: lambda: _("Agreed, waiting for hours"),
    Step.ALLOCATE: lambda: _("A person is found"),
    Step.RELEASE: lambda: _("Hours were given back, so it waits again"),
    Step.BEGIN: lambda: _("First real support"),
    Step.HOLD: lambda: _("Support pauses"),
    Step.RESUME: lambda: _("Support goes on"),
    Step.CLOSE: lambda: _("Finished"),
    Step.WITHDRAW: lambda: _("Withdrawn"),
    Step.MOVE: lambda: _("The learner moves"),
    Step.ARRIVE: lambda: _("Taken up at the new setting"),
    Step.REOPEN: lambda: _("Looked at again"),
    Step.CONVERSATION: lambda: _("First real conversation"),
    Step.NOTE: lambda: _("Added to the request"),
    Step.PAUSE: lambda: _("Whānau asked for time"),
    Step.UNPAUSE: lambda: _("The wait goes on"),
}
_QUIET: Final = frozenset({Step.MARK_READY, Step.START})


@query(Permission.REQUEST_READ, audits=Event.REQUEST_READ, purposes=BOTH)
def request_page(call: Call, referral_id: uuid.UUID) -> RequestPage:
    """One request, for those who asked, those who were asked, and whānau: the same page, each with what they reach."""
    return _page(call, visible(call).get_or_refuse(referral_id))


def _page(call: Call, r: Referral) -> RequestPage:
    cards = people_queries.learner_cards(call, [r.learner_id]).by_id
    if r.learner_id not in cards:
        raise NotFound
    state, family = State(r.state), call.hat is Hat.FAMILY
    pauses = _pauses(call, r)
    place = places(call, [r])[r.learner_id, r.custodian_id]
    steps = list(
        ReferralStep.objects.reachable(call).filter(referral_id=r.id).order_by("-happened_on", "-created_at", "-id")
    )
    people = staff([r.with_person, r.asked_by, *(s.made_by for s in steps)])
    houses = organisations([r.with_organisation_id, r.to_organisation_id])
    hides_staff = isinstance(place, Withheld) and not family
    hides_who = hides_staff and r.with_organisation_id == r.custodian_id
    task = _task(call, r)
    return RequestPage(
        id=r.id, public_id=call.public(r.id), version=r.version, learner=cards[r.learner_id],
        support=support_words(r.support_type), ask=r.ask, hope=r.hope, tried=r.tried, hours=r.hours, weeks=r.weeks,
        when=r.when, languages=tuple(r.languages), group_ok=r.group_ok, state=state,
        tag=tag_of(state, r.hui_on, for_whanau=family), place=place,
        with_person="" if hides_who else people.get(r.with_person, ""),
        with_place="" if hides_who else houses.get(r.with_organisation_id, ""),
        to=houses.get(r.to_organisation_id, ""), agreed_on=r.agreed_on, agreed_with="" if family else r.agreed_with,
        hui_on=r.hui_on, clocks=_clocks(r, pauses, call.today), pauses=pauses,
        steps=tuple(_shown(s, people, r, hides_staff=hides_staff, family=family) for s in steps if _is_told(s)),
        rules=_rules(call, r), known=known_of(call, r.learner_id).known,
        still_true_on=r.still_true_on, outcome=r.outcome, offered_instead=r.offered_instead,
        asks=next((s.words for s in steps if s.step == Step.ASK_FOR_MORE), "") if state is State.MORE_INFO else "",
        offers=_offers(call, r, state), task_public_id=call.public(task.id) if task else "",
        task_due_on=task.due_on if task else None, seen=seen_by(call, r), asker=people.get(r.asked_by, ""),
        for_whanau=family, own=r.custodian_id == call.organisation_id,
        today=call.today, subjects=frozenset({r.learner_id}),
    )  # fmt: skip


def _is_told(s: ReferralStep) -> bool:
    return Step(s.step) not in _QUIET and not s.facts.get("changed")


def _shown(s: ReferralStep, people: dict[uuid.UUID, str], r: Referral, *, hides_staff: bool, family: bool) -> StepShown:
    """Staff of a protected setting are not named outside it; who stopped sharing is never told (decisions.md 18)."""
    hidden = hides_staff and s.made_for_id == r.custodian_id
    silent = family and Step(s.step) is Step.WITHDRAW
    by = "" if hidden or silent else people.get(s.made_by, "")
    return StepShown(Step(s.step), STEP_WORDS[Step(s.step)](), s.happened_on, "" if silent else s.words, by)


def _pauses(call: Call, r: Referral) -> tuple[PauseShown, ...]:
    rows = ReferralPause.objects.reachable(call).filter(referral_id=r.id).order_by("from_on")
    return tuple(PauseShown(PauseKind(p.kind), p.from_on, p.until_on) for p in rows)


def _clocks(r: Referral, pauses: Iterable[PauseShown], today: date) -> Clocks | None:
    if r.agreed_on is None:
        return None
    return rules.clocks(
        r.agreed_on, talked_on=r.first_conversation_on, supported_on=r.first_support_on, ended_on=r.ended_on,
        pauses=[(p.from_on, p.until_on) for p in pauses], today=today,
    )  # fmt: skip


def _rules(call: Call, r: Referral) -> tuple[tuple[str, RuleMet], ...]:
    """Each rule of the protocol in force in its own words, ticked or not. No number stands beside a learner."""
    cards = sharing_queries.protocol_in_force(call, ProtocolKind.DECIDE).cards
    words = {c["code"]: c.get("words", c["code"]) for card in cards for c in card.body.get("criteria", ())}
    return tuple((words[rule.code], rule) for rule in rules_met(r) if rule.code in words)


def _task(call: Call, r: Referral) -> ReferralTask | None:
    found: ReferralTask | None = (
        ReferralTask.objects.reachable(call)
        .filter(referral_id=r.id, for_user=call.person_id, done_at=None)
        .order_by("due_on")
        .first()
    )
    return found


_ASKING: Final = (
    (Step.SUBMIT, Permission.REQUEST_SEND),
    (Step.SUPPLY, Permission.REQUEST_WRITE),
    (Step.REOPEN, Permission.REQUEST_WRITE),
)
_ANSWERING: Final = (
    (Step.ACKNOWLEDGE, Permission.REQUEST_RECEIVE),
    (Step.TRIAGE, Permission.REQUEST_RECEIVE),
    (Step.ASK_FOR_MORE, Permission.REQUEST_RECEIVE),
    (Step.BEGIN, Permission.SUPPORT_RECORD),
    (Step.RESUME, Permission.SUPPORT_RECORD),
    (Step.CLOSE, Permission.SUPPORT_RECORD),
    (Step.HOLD, Permission.SUPPORT_RECORD),
)
_OFFER_WORDS: Final = {
    Step.SUBMIT: lambda: _("Check and send"),
    Step.SUPPLY: lambda: _("Answer what they asked"),
    Step.REOPEN: lambda: _("Ask for another look"),
    Step.WITHDRAW: lambda: _("Withdraw the request"),
    Step.ACKNOWLEDGE: lambda: _("Pick it up"),
    Step.TRIAGE: lambda: _("Put it on the table"),
    Step.ASK_FOR_MORE: lambda: _("Ask to know more"),
    Step.BEGIN: lambda: _("Record the first support"),
    Step.RESUME: lambda: _("Support goes on"),
    Step.CLOSE: lambda: _("Finish the request"),
    Step.HOLD: lambda: _("Pause the support"),
    Step.CONVERSATION: lambda: _("Record the first conversation"),
    Step.NOTE: lambda: _("Add to the request"),
    Step.PAUSE: lambda: _("Whānau ask for time"),
    Step.UNPAUSE: lambda: _("The wait goes on"),
}


def _offers(call: Call, r: Referral, state: State) -> tuple[StepOffer, ...]:
    """What the table of the rules, the role and the setting allow now; the first one is the page's main action."""
    if call.hat is Hat.FAMILY:
        return ()
    may, own = ROLES[call.role].permissions, r.custodian_id == call.organisation_id
    steps = [s for s, p in _ASKING if own and p in may and _leads(state, s)]
    steps += [
        s
        for s, p in _ANSWERING
        if p in may and _leads(state, s) and (p is not Permission.REQUEST_RECEIVE or receives(call, r))
    ]
    if Permission.SUPPORT_RECORD in may and state in rules.OPEN - rules.UNSENT and r.first_conversation_on is None:
        steps.append(Step.CONVERSATION)
    if own and Permission.REQUEST_WRITE in may and state in rules.OPEN - rules.UNSENT:
        steps.insert(1 if steps and steps[0] is Step.SUPPLY else 0, Step.NOTE)
        if r.first_support_on is None:
            steps.append(Step.PAUSE)
    if own and Permission.REQUEST_WRITE in may and rules.can_take(state, Step.WITHDRAW):
        steps.append(Step.WITHDRAW)
    return tuple(StepOffer(s, _OFFER_WORDS[s](), at == 0) for at, s in enumerate(dict.fromkeys(steps)))


def _leads(state: State, step: Step) -> bool:
    """A draft is sent by marking it ready on the way; what was just sent is put on the table by picking it up."""
    on_the_way = {Step.SUBMIT: {State.DRAFT}, Step.TRIAGE: {State.SUBMITTED}}
    return rules.can_take(state, step) or state in on_the_way.get(step, set())
