"""When a hui may begin, decide and be closed. One rule, three uses: it enforces, it answers, it explains."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from rourou.contexts.meetings.types import (
    Choice,
    HuiState,
    ItemKind,
    ItemState,
    MinutesState,
    NewDecision,
    Position,
    Stand,
    Suggested,
    Telling,
)
from rourou.foundation.kernel.errors import Conflict, Refused

CONFIRMED_BY = 2  # people, where no later hui confirms (ux.md §4.10)


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody in the room now."""

    post_id: uuid.UUID
    user_id: uuid.UUID
    organisation_id: uuid.UUID
    is_observer: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits at the table for one item: observers listen, and who declared an interest steps back."""

    here: tuple[Here, ...]
    quorum: int
    stepped_back: frozenset[uuid.UUID] = frozenset()

    @property
    def voices(self) -> frozenset[uuid.UUID]:
        """Organisations with somebody who takes part in deciding this item."""
        return frozenset(
            h.organisation_id for h in self.here if not h.is_observer and h.post_id not in self.stepped_back
        )

    @property
    def has_quorum(self) -> bool:
        """Organisations are counted, not people: one that sends four is one voice."""
        return len(self.voices) >= self.quorum

    def of(self, post_id: uuid.UUID) -> Here | None:
        """This post, if it is in the room."""
        return next((h for h in self.here if h.post_id == post_id), None)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What the rules need to know of an item."""

    kind: ItemKind
    state: ItemState
    version: int
    decided: str = ""
    details: dict[str, str] = field(default_factory=dict)


def check_is_planned(state: HuiState) -> None:
    """The agenda and the invitations change until the hui begins; the order of items until it closes."""
    if state is not HuiState.PLANNED:
        raise Refused("hui.begun", "This hui has begun. What comes up now goes on the next agenda.")


def check_can_start(state: HuiState, items: int, protocol_in_force: bool, present: int) -> None:
    """A hui begins with an agenda, under a protocol in force, with somebody in the room."""
    if state is not HuiState.PLANNED:
        raise Refused("hui.begun", "This hui has begun already. Open it and go on.")
    if not protocol_in_force:
        raise Refused("hui.protocol", "How your community decides is not in force yet. Sign and start that first.")
    if not items:
        raise Refused("hui.empty", "There is nothing on the agenda yet. Add an item first.")
    if not present:
        raise Refused("hui.nobody", "Tick who is here, then start the hui.")


def check_in_session(state: HuiState) -> None:
    """Attendance and decisions belong to a hui that is going on."""
    if state is HuiState.PLANNED:
        raise Refused("hui.not_begun", "Start the hui first.")
    if state is HuiState.CLOSED:
        raise Refused("hui.closed", "This hui is closed. Put things right in its minutes.")


def check_chair_stays(present: Collection[uuid.UUID], mine: uuid.UUID) -> None:
    """Who ticks the attendance is in the room: a room is never run from outside it."""
    if mine not in present:
        raise Refused("hui.chair_left", "Tick yourself as here. If you leave, somebody else takes the chair first.")


def check_may_decide(table: Table, post_id: uuid.UUID) -> None:
    """Only somebody at the table, who did not step back from this item, and only with a quorum."""
    me = table.of(post_id)
    if me is None:
        raise Refused("hui.not_here", "You are not ticked as here. Ask the chair to tick you.")
    if me.is_observer:
        raise Refused("hui.observer", "Observers listen and take no part in deciding.")
    if post_id in table.stepped_back:
        raise Refused("hui.stepped_back", "You stepped back from this item. Somebody else records the decision.")
    if not table.has_quorum:
        raise Refused(
            "hui.quorum",
            f"{len(table.voices)} of the {table.quorum} organisations that make a quorum are here for this item. "
            "Wait for more, or carry it.",
        )


def check_unchanged(item: ItemFacts, version: int | None) -> None:
    """Two people at once: the second is told what the first recorded."""
    if item.state is not ItemState.TO_DISCUSS:
        raise Conflict(
            "decided", "Somebody recorded a decision on this item a moment ago. Nothing of yours was saved.",
            details=item.details,
        )  # fmt: skip
    if version is not None and version != item.version:
        raise Conflict("changed", "This item changed since you opened it. Check what stands there now.")


def check_decision(item: ItemFacts, table: Table, draft: NewDecision, suggested: Suggested | None, today: date) -> None:
    """A decision says what it needs to: hours from somebody, a reason, where people stand, what whānau hear."""
    _check_choice(item, draft)
    _check_positions(table.voices, draft.positions)
    if item.kind is ItemKind.NAMED:
        _check_telling(draft.telling, table, today)
    if departs(draft, suggested) and not draft.departure.strip():
        raise Refused(
            "hui.departure", "This is not what was suggested. Enter one reason; no permission is needed.",
            details={"field": "departure"},
        )  # fmt: skip


def departs(draft: NewDecision, suggested: Suggested | None) -> bool:
    """Whether a decision differs from the suggestion. Carrying an item decides nothing yet."""
    if suggested is None or draft.choice is Choice.CARRY:
        return False
    if draft.choice is not Choice.GIVE_HOURS:
        return suggested.placed
    return (suggested.placed, suggested.hours, suggested.service_id) != (True, draft.hours, draft.service_id)


def _check_choice(item: ItemFacts, draft: NewDecision) -> None:
    if item.kind is not ItemKind.NAMED:
        return
    if draft.choice is Choice.GIVE_HOURS:
        _need(draft.hours is not None and draft.hours > 0, "hours", "Enter how many hours.")
        _need(draft.service_id is not None, "service", "Choose who gives the hours.")
        _need(bool(draft.start_week.strip()), "start_week", "Enter the week it starts.")
    if draft.choice in {Choice.GIVE_HOURS, Choice.TRY_IN_CLASS}:
        _need(bool(draft.review_week.strip()), "review_week", "Enter the week you will look at it again.")
    if draft.choice in REASON_WORDS:
        _need(bool(draft.reason.strip()), "reason", REASON_WORDS[draft.choice])
    if draft.choice is Choice.NOT_NOW:
        _need(bool(draft.offer.strip()), "offer", "Enter what you offer now instead.")
    if draft.choice is Choice.ASK_OUTSIDE:
        _need(draft.to_organisation_id is not None, "organisation", "Choose whom to ask.")


REASON_WORDS = {
    Choice.TRY_IN_CLASS: "Enter what to try in class, in words that whānau will read.",
    Choice.KNOW_MORE: "Enter what you need to know.",
    Choice.ASK_OUTSIDE: "Enter what you ask them for.",
    Choice.NOT_NOW: "Enter the reason, in words that whānau will read.",
}


def _need(is_there: bool, name: str, sentence: str) -> None:
    if not is_there:
        raise Refused(f"hui.{name}", sentence, details={"field": name})


def _check_positions(voices: frozenset[uuid.UUID], positions: Iterable[Position]) -> None:
    for position in positions:
        if position.organisation_id not in voices:
            raise Refused("hui.no_voice", "Only organisations that are here for this item can stand somewhere on it.")
        if position.stand is not Stand.AGREED and not position.reason.strip():
            raise Refused("hui.as_said", "Enter the reason as it was said.", details={"field": "stands"})


def _check_telling(telling: Telling | None, table: Table, today: date) -> None:
    _need(telling is not None and bool(telling.words.strip()), "tell", "Enter what we will tell whānau.")
    assert telling is not None
    _need(telling.post_id is not None, "tell_who", "Choose who tells them.")
    _need(telling.by is not None, "tell_by", "Enter the day by which they will know.")
    if telling.by is not None and telling.by < today:
        raise Refused(
            "hui.tell_by", "That day is before today. Enter a day from today on.", details={"field": "tell_by"}
        )


def whole(voices: frozenset[uuid.UUID], positions: Iterable[Position]) -> tuple[Position, ...]:
    """Everybody's position: who said nothing else agreed."""
    said = {p.organisation_id: p for p in positions}
    return tuple(said.get(o, Position(o)) for o in sorted(voices, key=str))


def check_can_close(state: HuiState) -> None:
    """A hui is closed once; what was not decided is carried."""
    check_in_session(state)


def check_can_confirm(state: MinutesState, was_there: bool, already: bool, hui_closed: bool) -> None:
    """Minutes are confirmed after the hui, by people who were there, each once."""
    if not hui_closed:
        raise Refused("minutes.open", "The hui is still going on. Its minutes are confirmed once it is closed.")
    if state is MinutesState.CONFIRMED:
        raise Refused("minutes.confirmed", "These minutes are confirmed. Put things right by adding a correction.")
    if not was_there:
        raise Refused("minutes.absent", "Somebody who was at the hui confirms its minutes.")
    if already:
        raise Refused("minutes.once", "You confirmed these minutes already. One more person makes them confirmed.")


def can(check: object, *args: object) -> str:
    """The sentence that stands in the way, or nothing: what an offer says."""
    try:
        check(*args)  # type: ignore[operator]
    except (Refused, Conflict) as refusal:
        return refusal.sentence
    return ""
