"""When a hui may begin, decide and be closed. One rule, three uses: it enforces, it answers, it explains."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

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


def check_can_decide_round(decides: uuid.UUID | None, wanted: uuid.UUID) -> None:
    """One hui decides one round, so that the hours on its pages are of that round."""
    if decides is not None and decides != wanted:
        raise Refused("hui.other_round", "This hui decides another round already. Call one more hui for this round.")


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


Want = tuple[str, str]  # a field of the form, and the sentence beside it


def wanting(
    kind: ItemKind, voices: frozenset[uuid.UUID], draft: NewDecision, suggested: Suggested | None, today: date
) -> tuple[Want, ...]:
    """Everything a decision still needs to say, in the order of the form: people put it right in one go."""
    wants = [*_choice_wants(kind, draft), *_position_wants(voices, draft.positions)]
    if kind is ItemKind.NAMED:
        if departs(draft, suggested) and not draft.departure.strip():
            wants.append(("departure", "This is not what was suggested. Enter one reason; no permission is needed."))
        wants += _telling_wants(draft.telling, today)
    return tuple(wants)


def check_decision(item: ItemFacts, table: Table, draft: NewDecision, suggested: Suggested | None, today: date) -> None:
    """A decision says what it needs to: hours from somebody, a reason, where people stand, what whānau hear."""
    for field_, sentence in wanting(item.kind, table.voices, draft, suggested, today):
        raise Refused(f"hui.{_CODES.get(field_, field_)}", sentence, details={"field": field_})


_CODES: Final = {"stands": "as_said"}


def departs(draft: NewDecision, suggested: Suggested | None) -> bool:
    """Whether a decision differs from the suggestion. Carrying an item decides nothing yet."""
    if suggested is None or draft.choice is Choice.CARRY:
        return False
    if draft.choice is not Choice.GIVE_HOURS:
        return suggested.placed
    return (suggested.placed, suggested.hours, suggested.service_id) != (True, draft.hours, draft.service_id)


def _choice_wants(kind: ItemKind, draft: NewDecision) -> Iterator[Want]:
    if kind is not ItemKind.NAMED:
        return
    choice = draft.choice
    needs = (
        (choice is Choice.GIVE_HOURS and not (draft.hours and draft.hours > 0), "hours", "Enter how many hours."),
        (choice is Choice.GIVE_HOURS and not draft.start_week.strip(), "start_week", "Enter the week it starts."),
        (choice is Choice.GIVE_HOURS and draft.service_id is None, "service", "Choose who gives the hours."),
        (choice in _LOOKED_AT_AGAIN and not draft.review_week.strip(), "review_week",
         "Enter the week you will look at it again."),
        (choice in REASON_WORDS and not draft.reason.strip(), "reason", REASON_WORDS.get(choice, "")),
        (choice is Choice.NOT_NOW and not draft.offer.strip(), "offer", "Enter what you offer now instead."),
        (choice is Choice.ASK_OUTSIDE and draft.to_organisation_id is None, "organisation", "Choose whom to ask."),
    )  # fmt: skip
    yield from ((name, sentence) for wants, name, sentence in needs if wants)


_LOOKED_AT_AGAIN: Final = frozenset({Choice.GIVE_HOURS, Choice.TRY_IN_CLASS})
REASON_WORDS = {
    Choice.TRY_IN_CLASS: "Enter what to try in class, in words that whānau will read.",
    Choice.KNOW_MORE: "Enter what you need to know.",
    Choice.ASK_OUTSIDE: "Enter what you ask them for.",
    Choice.NOT_NOW: "Enter the reason, in words that whānau will read.",
}


def _position_wants(voices: frozenset[uuid.UUID], positions: Iterable[Position]) -> Iterator[Want]:
    for position in positions:
        if position.organisation_id not in voices:
            raise Refused("hui.no_voice", "Only organisations that are here for this item can stand somewhere on it.")
        if position.stand is not Stand.AGREED and not position.reason.strip():
            yield "stands", "Enter the reason as it was said."


def _telling_wants(telling: Telling | None, today: date) -> Iterator[Want]:
    if telling is None or not telling.words.strip():
        yield "tell", "Enter what we will tell whānau."
    if telling is None or telling.post_id is None:
        yield "tell_who", "Choose who tells them."
    if telling is None or telling.by is None:
        yield "tell_by", "Enter the day by which they will know."
    elif telling.by < today:
        yield "tell_by", "That day is before today. Enter a day from today on."


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
