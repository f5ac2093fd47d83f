"""When a hui may decide. One rule, three uses."""

import datetime
import uuid
from decimal import Decimal

import pytest

from rourou.contexts.meetings import rules
from rourou.contexts.meetings.rules import Here, ItemFacts, Table
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
    TellHow,
    Telling,
)
from rourou.foundation.kernel.errors import Conflict, Refused

TODAY = datetime.date(2026, 11, 26)
SERVICE = uuid.uuid4()
A, B, C = (uuid.uuid4() for _ in range(3))


def _here(organisation: uuid.UUID, *, observer: bool = False) -> Here:
    return Here(uuid.uuid4(), uuid.uuid4(), organisation, observer)


def _telling() -> Telling:
    return Telling("Three hours with Ana.", uuid.uuid4(), TellHow.PHONE, TODAY)


def _giving(**more: object) -> NewDecision:
    known: dict[str, object] = {
        "hours": Decimal(3), "service_id": SERVICE, "start_week": "Week 3", "review_week": "Week 6",
        "telling": _telling(),
    }  # fmt: skip
    return NewDecision(Choice.GIVE_HOURS, **(known | more))  # type: ignore[arg-type]


NAMED = ItemFacts(ItemKind.NAMED, ItemState.TO_DISCUSS, 1)
OPEN = ItemFacts(ItemKind.POPULATION, ItemState.TO_DISCUSS, 1)
FULL = Table((_here(A), _here(B), _here(C)), 3)
SUGGESTED = Suggested(True, Decimal(4), SERVICE)


def _code(draft: NewDecision, item: ItemFacts = NAMED, suggested: Suggested | None = None) -> str:
    with pytest.raises(Refused) as refusal:
        rules.check_decision(item, FULL, draft, suggested, TODAY)
    return refusal.value.code


def test_a_quorum_counts_organisations_with_a_voice_and_not_people() -> None:
    four_of_one = Table((_here(A), _here(A), _here(A), _here(B)), 3)
    assert (len(four_of_one.voices), four_of_one.has_quorum) == (2, False)
    assert FULL.has_quorum
    assert not Table((_here(A), _here(B), _here(C, observer=True)), 3).has_quorum
    back = FULL.here[0]
    assert not Table(FULL.here, 3, frozenset({back.post_id})).has_quorum
    assert Table((*FULL.here, _here(A)), 3, frozenset({back.post_id})).has_quorum


@pytest.mark.parametrize("who", ["absent", "observer", "stepped_back"])
def test_only_somebody_at_the_table_decides(who: str) -> None:
    me = _here(A, observer=who == "observer")
    here = FULL.here if who == "absent" else (*FULL.here, me)
    back = frozenset({me.post_id}) if who == "stepped_back" else frozenset[uuid.UUID]()
    with pytest.raises(Refused):
        rules.check_may_decide(Table(here, 3, back), me.post_id)
    rules.check_may_decide(FULL, FULL.here[0].post_id)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (_giving(hours=None), "hui.hours"),
        (_giving(hours=Decimal(0)), "hui.hours"),
        (_giving(service_id=None), "hui.service"),
        (_giving(start_week=" "), "hui.start_week"),
        (_giving(review_week=""), "hui.review_week"),
        (NewDecision(Choice.TRY_IN_CLASS, review_week="Week 6", telling=_telling()), "hui.reason"),
        (NewDecision(Choice.KNOW_MORE, telling=_telling()), "hui.reason"),
        (NewDecision(Choice.ASK_OUTSIDE, reason="A check", telling=_telling()), "hui.organisation"),
        (NewDecision(Choice.NOT_NOW, reason="No hours", telling=_telling()), "hui.offer"),
        (NewDecision(Choice.CARRY), "hui.tell"),
    ],
)
def test_each_choice_says_what_it_needs(draft: NewDecision, code: str) -> None:
    assert _code(draft) == code


def test_what_names_nobody_needs_no_telling() -> None:
    rules.check_decision(OPEN, FULL, NewDecision(Choice.ASK_OUTSIDE), None, TODAY)


def test_a_departure_is_another_service_other_hours_or_another_choice() -> None:
    same = _giving(hours=Decimal("4.00"))
    assert not rules.departs(same, SUGGESTED)
    assert rules.departs(_giving(), SUGGESTED)
    assert rules.departs(_giving(hours=Decimal(4), service_id=uuid.uuid4()), SUGGESTED)
    assert rules.departs(NewDecision(Choice.NOT_NOW), SUGGESTED)
    assert not rules.departs(NewDecision(Choice.CARRY), SUGGESTED)
    left_out = Suggested(False)
    assert not rules.departs(NewDecision(Choice.NOT_NOW), left_out)
    assert rules.departs(_giving(), left_out)
    assert not rules.departs(_giving(), None)
    assert _code(_giving(), suggested=SUGGESTED) == "hui.departure"
    rules.check_decision(NAMED, FULL, _giving(departure="She starts slowly."), SUGGESTED, TODAY)


def test_positions_belong_to_voices_and_dissent_has_its_reason_as_said() -> None:
    outside = Position(uuid.uuid4(), Stand.AGREED)
    assert _code(_giving(positions=(outside,))) == "hui.no_voice"
    assert _code(_giving(positions=(Position(A, Stand.DISAGREED, " "),))) == "hui.as_said"
    said = Position(A, Stand.DISAGREED, "Too soon.")
    rules.check_decision(NAMED, FULL, _giving(positions=(said,)), None, TODAY)
    assert {p.stand for p in rules.whole(FULL.voices, (said,))} == {Stand.AGREED, Stand.DISAGREED}
    assert len(rules.whole(FULL.voices, (said,))) == 3


def test_the_second_is_told_what_stands() -> None:
    decided = ItemFacts(ItemKind.NAMED, ItemState.DECIDED, 2, details={"Decision": "Carry"})
    with pytest.raises(Conflict) as second:
        rules.check_unchanged(decided, 2)
    assert second.value.details == {"Decision": "Carry"}
    with pytest.raises(Conflict):
        rules.check_unchanged(NAMED, 2)
    rules.check_unchanged(NAMED, 1)


def test_a_hui_begins_under_a_protocol_with_an_agenda_and_somebody_there() -> None:
    rules.check_can_start(HuiState.PLANNED, 1, True, 1)
    for state, items, protocol, present in (
        (HuiState.IN_SESSION, 1, True, 1),
        (HuiState.PLANNED, 0, True, 1),
        (HuiState.PLANNED, 1, False, 1),
        (HuiState.PLANNED, 1, True, 0),
    ):
        with pytest.raises(Refused):
            rules.check_can_start(state, items, protocol, present)


def test_minutes_are_confirmed_after_the_hui_by_who_was_there_once() -> None:
    rules.check_can_confirm(MinutesState.DRAFT, True, False, True)
    for state, there, already, closed in (
        (MinutesState.CONFIRMED, True, False, True),
        (MinutesState.DRAFT, False, False, True),
        (MinutesState.DRAFT, True, True, True),
        (MinutesState.DRAFT, True, False, False),
    ):
        assert rules.can(rules.check_can_confirm, state, there, already, closed)
