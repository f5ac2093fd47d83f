"""What may be promised, and what the engine is told. No database."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rourou.contexts.allocation import rules
from rourou.contexts.allocation.rules import Criterion, Offering
from rourou.contexts.allocation.types import HoursLeft, RoundState, Way
from rourou.contexts.directory.types import ServiceCard, SupportType, Tier
from rourou.contexts.referrals.types import RoundReferral, RuleMet, State
from rourou.engines.allocation.problem import Objective, dump
from rourou.foundation.kernel.errors import Conflict, Refused

SETTING, OTHER, ROUND = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
HOURS = st.decimals(min_value=0, max_value=400, places=2)
CRITERIA = (Criterion("a", "First"), Criterion("longest_wait", "Longest wait"), Criterion("b", "Second"))


def _card(**more):
    known = {
        "id": uuid.uuid4(), "public_id": "p", "organisation_id": OTHER, "organisation": "Te Ara Reo", "name": "Speech",
        "support_type": SupportType.SPEECH_LANGUAGE, "tier": Tier.TE_KAHUI, "lead_id": None, "lead": "Ana Tuiasosopo",
        "languages": (), "skills": (), "days": (), "group_size_max": 3, "year_from": None, "year_to": None,
        "serves_all": True, "settings_served": (), "contact": "", "version": 1, "offered": Decimal(14),
        "hours_version": 1,
    }  # fmt: skip
    return ServiceCard(**(known | more))


def _asked(name="Manaia", hours="4", met=(), **more):
    known = {
        "id": uuid.uuid4(), "public_id": "p", "learner_id": uuid.uuid4(), "custodian_id": SETTING, "name": name,
        "place": "Matipo Valley", "year_level": 3, "support_type": SupportType.SPEECH_LANGUAGE, "state": State.TRIAGED,
        "ask": "", "hope": "", "hours": Decimal(hours), "weeks": None, "when": "", "languages": (), "group_ok": False,
        "agreed_on": date(2026, 10, 16), "tried": "", "rules": tuple(RuleMet(c, True) for c in met), "waited_days": 14,
        "version": 1,
    }  # fmt: skip
    return RoundReferral(**(known | more))


@given(HOURS, HOURS, HOURS)
def test_no_more_than_is_left_is_ever_promised(offered, promised, wanted):
    balance = HoursLeft(uuid.uuid4(), "2027-1", max(offered, promised), promised)
    try:
        rules.check_can_promise(balance, wanted, 1)
    except Refused:
        assert wanted <= 0 or wanted > balance.left or balance.offered == 0
    else:
        assert 0 < wanted <= balance.left


def test_the_refusal_says_what_is_left_and_who_many_hold_it():
    with pytest.raises(Refused) as refused:
        rules.check_can_promise(HoursLeft(uuid.uuid4(), "2027-1", Decimal(14), Decimal("12.5")), Decimal(2), 4)
    assert refused.value.sentence.startswith("1.5 of 14 hours are left: 12.5 are promised to 4 requests.")


@given(HOURS.filter(lambda h: h > 0), st.integers(1, 12))
def test_shares_of_a_group_are_the_whole_to_the_hundredth(hours, among):
    found = rules.shares(hours, among)
    assert len(found) == among
    assert sum(found) == hours
    assert all(0 <= share <= hours for share in found)


def test_giving_back_is_limited_by_what_is_held():
    rules.check_can_release(Decimal(4), Decimal("1.5"))
    for held, hours in ((Decimal(4), Decimal(5)), (Decimal(0), Decimal(1)), (Decimal(4), Decimal(0))):
        with pytest.raises(Refused):
            rules.check_can_release(held, hours)


def test_fewer_than_promised_is_not_offered():
    balance = HoursLeft(uuid.uuid4(), "2027-1", Decimal(14), Decimal(9))
    rules.check_can_set_offered(balance, Decimal(9), 2)
    with pytest.raises(Refused, match=r"hours\.promised"):
        rules.check_can_set_offered(balance, Decimal("8.99"), 2)


def test_a_round_needs_hours_rules_and_requests():
    rules.check_can_open(["somebody"])
    rules.check_can_ask_engine(RoundState.OPEN, ["rule"], ["request"])
    with pytest.raises(Refused):
        rules.check_can_open([])
    for state, criteria, requests in (
        (RoundState.AGREED, ["r"], ["q"]), (RoundState.OPEN, [], ["q"]), (RoundState.OPEN, ["r"], []),
    ):  # fmt: skip
        with pytest.raises(Refused):
            rules.check_can_ask_engine(state, criteria, requests)
    with pytest.raises(Refused):
        rules.check_can_agree(RoundState.SUGGESTED)
    with pytest.raises(Conflict):
        rules.check_version(1, 2)


def test_the_engine_is_told_codes_and_numbers_and_nothing_else():
    asked = _asked("Manaia", met=("a",))
    posed = rules.pose(ROUND, [asked], [Offering(_card(), Decimal(14))], CRITERIA)
    said = str(dump(posed.problem))
    for never in ("Manaia", "Matipo", "Ana", str(asked.id), str(asked.learner_id), str(SETTING)):
        assert never not in said


def test_objectives_are_the_protocol_s_criteria_in_their_order_and_no_others():
    posed = rules.pose(ROUND, [_asked()], [Offering(_card(), Decimal(14))], CRITERIA)
    assert posed.problem.objectives == (Objective.WEIGHT, Objective.WAITING)
    waits = (Criterion("longest_wait", "Longest wait"), *CRITERIA[:1])
    posed = rules.pose(ROUND, [_asked()], [Offering(_card(), Decimal(14))], waits)
    assert posed.problem.objectives == (Objective.WAITING, Objective.WEIGHT)
    posed = rules.pose(ROUND, [_asked()], [Offering(_card(), Decimal(14))], CRITERIA[:1])
    assert posed.problem.objectives == (Objective.WEIGHT,)


@given(st.sets(st.sampled_from("abcde")), st.sets(st.sampled_from("abcde")))
def test_each_rule_outranks_all_later_ones_together(own, other):
    criteria = tuple(Criterion(c, c) for c in "abcde")
    first = next((c for c in "abcde" if (c in own) != (c in other)), None)
    left = rules.weight_of([RuleMet(c, True) for c in own], criteria)
    right = rules.weight_of([RuleMet(c, True) for c in other], criteria)
    assert (left > right) == (first in own) if first else left == right


def test_a_rule_that_is_not_in_the_protocol_weighs_nothing():
    assert rules.weight_of([RuleMet("somebody_important", True), RuleMet("a", False)], CRITERIA) == 0


def test_a_service_is_an_option_only_where_it_goes_and_for_its_years_and_kind():
    here = _asked(year_level=3)
    cards = [
        _card(serves_all=False, settings_served=(OTHER,)),
        _card(year_from=5, year_to=8),
        _card(support_type=SupportType.BEHAVIOUR),
        good := _card(serves_all=False, settings_served=(SETTING,), year_from=0, year_to=8),
    ]
    posed = rules.pose(ROUND, [here], [Offering(c, Decimal(9)) for c in cards], CRITERIA)
    assert [o.support for o in posed.problem.options] == [rules.code_of(ROUND, good.id)]


def test_groups_stand_in_their_own_way_only_and_cost_their_longest_member():
    asked = [_asked(n, h, group_ok=True) for n, h in (("Mele", "2"), ("Harry", "1.5"))] + [_asked("Losa", "2")]
    offering = [Offering(_card(), Decimal(3))]
    alone = rules.pose(ROUND, asked, offering, CRITERIA)
    assert all(len(o.requests) == 1 for o in alone.problem.options)
    grouped = rules.pose(ROUND, asked, offering, CRITERIA, Way.GROUPS)
    together = [o for o in grouped.problem.options if len(o.requests) > 1]
    assert [(len(o.requests), o.hours) for o in together] == [(2, 2.0)]


def test_codes_are_the_same_each_time_and_differ_between_rounds():
    row = uuid.uuid4()
    assert rules.code_of(ROUND, row) == rules.code_of(ROUND, row)
    assert rules.code_of(ROUND, row) != rules.code_of(uuid.uuid4(), row)


def test_two_other_ways_stand_beside_the_suggestion():
    assert rules.ways(CRITERIA, groups=True) == (Way.SUGGESTION, Way.GROUPS, Way.LONGEST_WAIT)
    assert rules.ways(CRITERIA, groups=False) == (Way.SUGGESTION, Way.LONGEST_WAIT, Way.MOST_PLACED)
    waits = (Criterion("longest_wait", "Longest wait"),)
    assert Way.LONGEST_WAIT not in rules.ways(waits, groups=True)
