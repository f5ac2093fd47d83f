"""What can happen to a request, and when. Facts and a date go in; there is no clock here.

Two clocks run from the day whānau and setting agreed to ask. The first real conversation stops the first, the first
real support the second; a phone call never does. Days on which the wait rested are shown beside, never taken off.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from rourou.contexts.referrals.types import Contact, Outcome, State, Step
from rourou.foundation.kernel.errors import Conflict, Refused

DECIDE_WITHIN: Final = 5
"""School days in which a named person decides about support already agreed, after sharing has stopped."""

_OPEN_STEPS: Final = {Step.WITHDRAW: State.WITHDRAWN, Step.MOVE: State.TRANSFER_PENDING}

NEXT: Final[dict[State, dict[Step, State]]] = {
    State.DRAFT: {Step.MARK_READY: State.READY, Step.WITHDRAW: State.WITHDRAWN},
    State.READY: {Step.SUBMIT: State.SUBMITTED, Step.WITHDRAW: State.WITHDRAWN},
    State.SUBMITTED: {Step.ACKNOWLEDGE: State.ACKNOWLEDGED, **_OPEN_STEPS},
    State.ACKNOWLEDGED: {Step.ASK_FOR_MORE: State.MORE_INFO, Step.TRIAGE: State.TRIAGED, **_OPEN_STEPS},
    State.MORE_INFO: {Step.SUPPLY: State.ACKNOWLEDGED, **_OPEN_STEPS},
    State.TRIAGED: {
        Step.CARRY: State.TRIAGED,
        Step.ASK_FOR_MORE: State.MORE_INFO,
        Step.DECLINE: State.DECLINED,
        Step.REDIRECT: State.REDIRECTED,
        Step.ADVISE: State.ADVICE,
        Step.ACCEPT: State.WAITING,
        **_OPEN_STEPS,
    },
    State.WAITING: {Step.ALLOCATE: State.ALLOCATED, **_OPEN_STEPS},
    State.ALLOCATED: {Step.BEGIN: State.IN_PROGRESS, Step.RELEASE: State.WAITING, **_OPEN_STEPS},
    State.IN_PROGRESS: {Step.HOLD: State.ON_HOLD, Step.CLOSE: State.CLOSED, **_OPEN_STEPS},
    State.ON_HOLD: {Step.RESUME: State.IN_PROGRESS, Step.CLOSE: State.CLOSED, **_OPEN_STEPS},
    State.TRANSFER_PENDING: {Step.ARRIVE: State.ACKNOWLEDGED, Step.WITHDRAW: State.WITHDRAWN},
    State.DECLINED: {Step.REOPEN: State.ACKNOWLEDGED},
    State.ADVICE: {},
    State.REDIRECTED: {},
    State.WITHDRAWN: {},
    State.CLOSED: {},
}
FINAL: Final = frozenset({State.ADVICE, State.REDIRECTED, State.WITHDRAWN, State.CLOSED})
ENDED: Final = FINAL | {State.DECLINED}
OPEN: Final = frozenset(NEXT) - ENDED
UNSENT: Final = frozenset({State.DRAFT, State.READY})
STOPPED_AT_ONCE: Final = frozenset(
    {State.DRAFT, State.READY, State.SUBMITTED, State.ACKNOWLEDGED, State.MORE_INFO, State.TRIAGED, State.WAITING}
)
"""Where a No withdraws a request in the same second; from `allocated` on a named person decides."""
PLACED: Final = frozenset({State.ALLOCATED, State.IN_PROGRESS, State.ON_HOLD})
FOR_ROUND: Final = (State.TRIAGED, State.WAITING)

NOT_YET_WORDS: Final = {
    Step.MARK_READY: "This request is past writing.",
    Step.SUBMIT: "This request has been sent already.",
    Step.ACKNOWLEDGE: "This request has been picked up already, or is not sent yet.",
    Step.ALLOCATE: "Hours are given to a request that the hui has accepted and that is waiting for hours.",
    Step.BEGIN: "Support begins once a person is found.",
    Step.REOPEN: "Only a request that was answered “Not now” can be looked at again.",
}


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What the rules need to know of a request."""

    state: State
    agreed_on: date | None = None
    ask: str = ""
    hope: str = ""
    tried: str = ""
    hours: Decimal | None = None
    first_conversation_on: date | None = None
    first_support_on: date | None = None
    was_reopened: bool = False


def can_take(state: State, step: Step) -> bool:
    """Whether the step leads on from this state."""
    return step in NEXT[state]


def check_can_take(state: State, step: Step) -> None:
    """No hidden transitions: a step that is not in the table is refused, with the state in words."""
    if not can_take(state, step):
        said = NOT_YET_WORDS.get(step, "That step does not follow from where this request is now.")
        raise Refused("request.step", f"{said} It stands at “{state.label}”.")


def check_version(shown: int | None, stands: int, what_changed: str) -> None:
    """Two people at once: the second is told what the first did."""
    if shown is not None and shown != stands:
        raise Conflict(
            "changed", f"This request has changed since you opened it: {what_changed} Check what stands there now."
        )


def missing(facts: RequestFacts) -> tuple[str, ...]:
    """What a request still lacks, each as a label of the form: the gaps that only people can fill."""
    lacks = {
        "ask": not facts.ask.strip(),
        "hope": not facts.hope.strip(),
        "tried": not facts.tried.strip(),
        "hours": facts.hours is None,
        "agreed_on": facts.agreed_on is None,
    }
    return tuple(name for name, is_missing in lacks.items() if is_missing)


GAP_WORDS: Final = {
    "ask": "Enter what you ask for, in one line.",
    "hope": "Enter what whānau hope for, in their words.",
    "tried": "Enter what has been tried, and for how long.",
    "hours": "Enter how many hours would help.",
    "agreed_on": "Enter the day whānau and you agreed to ask.",
}


def check_can_mark_ready(facts: RequestFacts, today: date) -> None:
    """Ready means: nothing is missing, and the day of agreeing is not after today."""
    check_can_take(facts.state, Step.MARK_READY)
    for name in missing(facts):
        raise Refused(f"request.{name}", GAP_WORDS[name], details={"field": name})
    check_agreed_on(facts.agreed_on, today)


def check_agreed_on(agreed_on: date | None, today: date) -> None:
    """Both clocks start on this day, so it cannot lie ahead."""
    if agreed_on is not None and agreed_on > today:
        raise Refused(
            "request.agreed", "The day you agreed to ask is after today. Check it.", details={"field": "agreed_on"}
        )


def check_can_submit(facts: RequestFacts, *, to_cluster: bool, somebody_may_read: bool) -> None:
    """Nothing is sent until whānau have said yes to those who would read it."""
    check_can_take(facts.state, Step.SUBMIT)
    if somebody_may_read:
        return
    if to_cluster:
        raise Refused(
            "request.consent",
            "Whānau have not said yes to talking about this learner by name in the cluster. Talk about sharing first. "
            "The request is kept.",
        )
    raise Refused(
        "request.consent",
        "Whānau have not said yes to sharing with that organisation. Talk about sharing first. The request is kept.",
    )


def check_has_words(words: str, sentence: str) -> None:
    """A step that needs a reason is not taken without one."""
    if not words.strip():
        raise Refused("request.words", sentence, details={"field": "words"})


def check_can_decline(facts: RequestFacts, reason: str, offer: str) -> None:
    """Not now needs the reason, and what is offered in the meantime: nobody leaves with nothing."""
    check_can_take(facts.state, Step.DECLINE)
    check_has_words(reason, "Enter the reason, in words that whānau will read.")
    if not offer.strip():
        raise Refused("request.offer", "Enter what you offer now instead.", details={"field": "offer"})


def check_day(facts: RequestFacts, on: date, today: date) -> None:
    """What happened did so after both clocks started, and not after today."""
    if on > today:
        raise Refused("request.future", "That day is after today. Record it on the day.", details={"field": "on"})
    if facts.agreed_on is not None and on < facts.agreed_on:
        raise Refused(
            "request.before", "That day is before whānau and the setting agreed to ask.", details={"field": "on"}
        )


def check_can_record_conversation(facts: RequestFacts, on: date, today: date) -> None:
    """In any open state, once: it stops the first clock and no other."""
    if facts.state not in OPEN or facts.agreed_on is None:
        raise Refused("request.not_open", "This request is not open, so no clock of it is running.")
    if facts.first_conversation_on is not None:
        raise Refused("request.talked", "The first conversation is recorded already. Add a note instead.")
    check_day(facts, on, today)


def check_can_begin(facts: RequestFacts, contact: Contact, on: date, today: date) -> None:
    """Only a session or support in class is support. A phone call never stops the second clock."""
    check_can_take(facts.state, Step.BEGIN)
    if contact not in {Contact.SESSION, Contact.IN_CLASS}:
        raise Refused(
            "request.not_support",
            "A call or a meeting is not yet support. Record it as a conversation; the second clock goes on.",
            details={"field": "contact"},
        )
    check_day(facts, on, today)


def check_can_close(facts: RequestFacts, outcome: Outcome | None, told_on: date | None, today: date) -> None:
    """A request closes only when whānau have been told the outcome."""
    check_can_take(facts.state, Step.CLOSE)
    if outcome is None:
        raise Refused("request.outcome", "Choose how it ended.", details={"field": "outcome"})
    if told_on is None or told_on > today:
        raise Refused(
            "request.whanau_not_told",
            "Tell whānau the outcome and record the day, then close.",
            details={"field": "told_on"},
        )


def check_can_reopen(facts: RequestFacts, evidence: str) -> None:
    """Once, with something new. Both clocks go on from where they began."""
    check_can_take(facts.state, Step.REOPEN)
    if facts.was_reopened:
        raise Refused("request.reopened", "This request was looked at again once. Begin a new one.")
    check_has_words(evidence, "Enter what is new since the answer.")


def as_ready(facts: RequestFacts) -> RequestFacts:
    """The same request once it has been marked as ready: what sending checks."""
    return replace(facts, state=State.READY) if facts.state is State.DRAFT else facts


def check_can_change(state: State) -> None:
    """What is asked for changes while it is written, or while somebody needs to know more."""
    if state not in UNSENT | {State.SUBMITTED, State.ACKNOWLEDGED, State.MORE_INFO}:
        raise Refused("request.fixed", "This request is being talked about, so it stays as it is. Add a note to it.")


def check_can_pause(facts: RequestFacts) -> None:
    """A wait is paused while it runs: after it was sent, before support has begun."""
    if facts.state not in OPEN - UNSENT or facts.first_support_on is not None:
        raise Refused("request.no_wait", "No wait of this request is running, so there is nothing to pause.")


def is_receiver(organisation: object, to_organisation: object, *, at_the_table: bool) -> bool:
    """Who sits at the cluster's table takes what is sent there; an organisation takes what is sent to it by name."""
    return at_the_table or organisation == to_organisation


def check_is_receiver(organisation: object, to_organisation: object, *, at_the_table: bool) -> None:
    """Nobody picks up what was sent to others, though whānau let them read it."""
    if not is_receiver(organisation, to_organisation, at_the_table=at_the_table):
        raise Refused("request.receiver", "This request was sent to others. They pick it up.")


def check_is_asker(organisation: object, custodian: object) -> None:
    """Only the setting that asks writes the request."""
    if organisation != custodian:
        raise Refused("request.asker", "Only the setting that asks can change what it asks for.")


# Clocks


@dataclass(frozen=True, slots=True)
class Clock:
    """Days from the start: counted to the day it stopped, ended without stopping, or today."""

    days: int
    until_on: date
    stopped: bool
    running: bool


@dataclass(frozen=True, slots=True)
class Clocks:
    """Both clocks of a request, and the days that stand beside them."""

    start_on: date
    talk: Clock
    support: Clock
    pauses: tuple[tuple[date, date], ...]
    paused_days: int

    @property
    def without_pauses(self) -> int:
        """The second clock without the days it rested: said beside, never instead."""
        return self.support.days - self.paused_days


def _clock(start: date, stopped_on: date | None, ended_on: date | None, today: date) -> Clock:
    until = stopped_on or min(ended_on or today, today)
    until = max(until, start)
    return Clock((until - start).days, until, stopped_on is not None, stopped_on is None and ended_on is None)


def clocks(
    start: date,
    *,
    talked_on: date | None,
    supported_on: date | None,
    ended_on: date | None,
    pauses: Iterable[tuple[date, date | None]],
    today: date,
) -> Clocks:
    """Both clocks as they stand today. Pauses are clipped to the second clock's own days."""
    talk = _clock(start, talked_on, ended_on, today)
    support = _clock(start, supported_on, ended_on, today)
    spans = merged(pauses, start, support.until_on)
    return Clocks(start, talk, support, spans, sum((last - first).days + 1 for first, last in spans))


def merged(pauses: Iterable[tuple[date, date | None]], start: date, until: date) -> tuple[tuple[date, date], ...]:
    """Spans of whole days within a clock, in order, none counted twice. A pause still open rests until yesterday."""
    last_day = until - timedelta(days=1)
    clipped = sorted(
        (max(first, start), min(last if last is not None else last_day, last_day)) for first, last in pauses
    )
    found: list[tuple[date, date]] = []
    for first, last in clipped:
        if last < first:
            continue
        if found and first <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def pause_ends_on(from_on: date, going_again_on: date) -> date:
    """The last day of rest is the one before it goes on; a pause of an hour is a day."""
    return max(from_on, going_again_on - timedelta(days=1))
