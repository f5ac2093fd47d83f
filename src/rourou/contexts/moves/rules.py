"""When a move may go on. Two sides: the setting a learner leaves, and the one they go to."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rourou.contexts.moves.types import Stage
from rourou.foundation.kernel.calendar import Calendar
from rourou.foundation.kernel.errors import Refused

CLOSING_DAYS: Final = 20  # school days in which the old setting still sees its own rows (ux.md §5.4, F)
WITHOUT_CALENDAR: Final = timedelta(days=28)

NEXT: Final[dict[Stage, frozenset[Stage]]] = {
    Stage.AGREED: frozenset({Stage.SHARED}),
    Stage.SHARED: frozenset({Stage.MET, Stage.MOVED}),
    Stage.MET: frozenset({Stage.MOVED}),
    Stage.MOVED: frozenset({Stage.SETTLED}),
    Stage.SETTLED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """What the rules need to know of a move, and on which side the caller stands."""

    stage: Stage
    moves_on: date
    is_accepted: bool
    is_stopped: bool
    old_side: bool
    new_side: bool


def closes_on(moves_on: date, calendar: Calendar) -> date:
    """The last day on which the old setting sees its own rows."""
    return calendar.add_open_days(moves_on, CLOSING_DAYS) or moves_on + WITHOUT_CALENDAR


def _check_goes_on(facts: MoveFacts, to: Stage) -> None:
    if facts.is_stopped:
        raise Refused("move.stopped", "This move was stopped. Begin a new one if it goes ahead after all.")
    if to not in NEXT[facts.stage]:
        raise Refused("move.stage", f"This move stands at “{facts.stage.label}”, so that step is done or comes later.")


def check_can_share(facts: MoveFacts, has_lines: bool, read_by_whanau: bool) -> None:
    """The old side shares the pack once whānau have read it."""
    _check_goes_on(facts, Stage.SHARED)
    if not facts.old_side:
        raise Refused("move.old_side", "The setting the learner comes from shares the pack.")
    if not has_lines:
        raise Refused("move.empty", "Write what helps on day one first.")
    if not read_by_whanau:
        raise Refused("move.unread", "Whānau read the pack first. Tick it when they have.", details={"field": "read"})


def check_can_accept(facts: MoveFacts) -> None:
    """The new side accepts, once, after the pack was shared."""
    if facts.is_stopped:
        raise Refused("move.stopped", "This move was stopped. Ring the setting the learner comes from.")
    if not facts.new_side:
        raise Refused("move.new_side", "The setting the learner goes to accepts the handover.")
    if facts.is_accepted:
        raise Refused("move.accepted", "This handover was accepted already.")
    if facts.stage not in {Stage.SHARED, Stage.MET}:
        raise Refused("move.not_shared", "Whānau have not read the pack yet. It comes to you when they have.")


def check_can_record_meeting(facts: MoveFacts, on: date, today: date) -> None:
    """Whānau, learner and the new setting have met. Either side records it."""
    _check_goes_on(facts, Stage.MET)
    if on > today:
        raise Refused("move.future", "That day is after today. Record it on the day.", details={"field": "on"})


def check_can_record_move(facts: MoveFacts, today: date) -> None:
    """The first day at the new setting: only after the handover was accepted, and not before the day."""
    _check_goes_on(facts, Stage.MOVED)
    if not facts.new_side:
        raise Refused("move.new_side", "The setting the learner goes to records the first day.")
    if not facts.is_accepted:
        raise Refused("move.unaccepted", "Accept the handover first. Then the learner can be on your roll.")
    if today < facts.moves_on:
        raise Refused("move.early", "The first day has not come yet. Record it on the day.")


def check_can_settle(facts: MoveFacts) -> None:
    """Week 6: asked by the new setting, after the move."""
    _check_goes_on(facts, Stage.SETTLED)
    if not facts.new_side:
        raise Refused("move.new_side", "The setting the learner goes to asks how it went.")


def check_can_stop(facts: MoveFacts) -> None:
    """A move that was not accepted yet can be called off by either side."""
    if facts.is_stopped or facts.is_accepted:
        raise Refused("move.too_late", "This move was accepted or stopped already.")


def check_can_reply(facts: MoveFacts) -> None:
    """The new side answers each line of the pack once it has accepted."""
    if not (facts.new_side and facts.is_accepted):
        raise Refused("move.reply", "Accept the handover, then answer each line.")


def can(check: object, *args: object) -> str:
    """The sentence that stands in the way of a step, or nothing: what an offer says."""
    try:
        check(*args)  # type: ignore[operator]
    except Refused as refusal:
        return refusal.sentence
    return ""


def check_keeper(keeper: uuid.UUID | None, actor: uuid.UUID | None) -> None:
    """Somebody else than who records the move keeps the records: nobody opens something to themselves."""
    if keeper is not None and keeper == actor:
        raise Refused("move.keeper", "Choose a colleague to keep the records.", details={"field": "keeper"})
