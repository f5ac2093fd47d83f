"""Why, what it would take, what instead, who by group, how steady: each held against the plan it speaks of."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rourou.engines.allocation.explain import explain, instead
from rourou.engines.allocation.fairness import group_shares
from rourou.engines.allocation.problem import Change, Measure, Objective, Problem
from rourou.engines.allocation.reading import parse
from rourou.engines.allocation.solve import solve
from rourou.engines.allocation.steadiness import steadiness
from rourou.engines.allocation.unplaced import Standing, unplaced
from rourou.engines.allocation.verify import verify
from tests.engines import problems

ENOUGH = timedelta(seconds=30)


def community(**changes):
    raw = {
        "version": 1,
        "requests": [
            {"id": "ana", "weight": 4, "waited_weeks": 11},
            {"id": "ben", "weight": 4, "waited_weeks": 4},
            {"id": "cy", "weight": 1},
            {"id": "dee", "weight": 1},
        ],
        "supports": [{"id": "s", "hours": 4, "max_requests": 1}, {"id": "t", "hours": 2}],
        "options": [
            {"id": "sa", "requests": ["ana"], "support": "s", "hours": 4, "value": 1, "travel_hours": 1},
            {"id": "sb", "requests": ["ben"], "support": "s", "hours": 3, "value": 1},
            {"id": "tb", "requests": ["ben"], "support": "t", "hours": 4, "value": 1},
            {"id": "tc", "requests": ["cy"], "support": "t", "hours": 3, "value": 1},
        ],
        "objectives": ["weight", "waiting"],
    }
    return parse(raw | changes)


def granted(problem: Problem, change: Change) -> Problem:
    """The problem with the change made."""
    supports = tuple(
        replace(
            each,
            hours=each.hours + change.hours + 1e-9 * bool(change.hours),
            max_requests=None if each.max_requests is None else each.max_requests + change.places,
        )
        if each.id == change.support
        else each
        for each in problem.supports
    )
    return replace(problem, supports=supports)


def test_each_without_a_place_has_a_reason_and_the_smallest_changes():
    problem = community()
    plan = solve(problem, seed=0, time_limit=ENOUGH)
    assert plan.chosen == ("sa",)
    found = {each.request: each for each in plan.unplaced}
    assert found["ben"].reason == "full"
    assert found["ben"].would_take == (Change("hours", "t", "tb", hours=2),)
    assert (found["cy"].reason, found["dee"].reason) == ("beyond_support", "no_option")
    assert found["dee"].would_take == (Change("option"),)


def test_places_and_pairs_and_the_order_are_named():
    problem = community(supports=[{"id": "s", "hours": 8, "max_requests": 1}, {"id": "t", "hours": 0}])
    found = {each.request: each.would_take for each in unplaced(problem, ["sa"])}
    assert found["ben"] == (
        Change("places", "s", "sb", places=1),
        Change("hours", "t", "tb", hours=4),
    )
    free = community(objectives=["travel", "weight"])
    plan = solve(free, seed=0, time_limit=ENOUGH)
    assert plan.chosen == ("sb",)
    assert next(each.would_take for each in unplaced(free, []) if each.request == "ana") == (
        Change("order", "s", "sa", objective="travel"),
    )


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_what_it_would_take_would_do(seed):
    problem = parse(problems.small(random.Random(seed), objectives=["must", "placed", "weight"]))
    plan = solve(problem, seed=0, time_limit=ENOUGH)
    standing = Standing(problem, plan.chosen)
    for missed in plan.unplaced:
        assert missed.would_take
        for change in missed.would_take:
            if change.kind in {"hours", "places", "hours_and_places"}:
                option = next(each for each in problem.options if each.id == change.option)
                moved = {standing.place[each].id for each in option.requests if each in standing.place}
                kept = [each for each in plan.chosen if each not in moved]
                trial = replace(plan, chosen=(*kept, option.id))
                wrong = {each.code for each in verify(granted(problem, change), trial)}
                assert not wrong & {"hours", "max_requests", "placed_twice"}
                assert missed.request in option.requests


def test_explanation_compares_two_requests_by_the_first_objective_in_which_they_differ():
    problem = community()
    plan = solve(problem, seed=0, time_limit=ENOUGH)
    why = explain(problem, plan, "ben", other_id="ana")
    assert (why.reason, why.option) == ("full", None)
    assert why.contrast is not None
    assert (why.contrast.decided_by, why.contrast.other_is_placed, why.contrast.same_support) == ("waiting", True, True)
    assert [(each.objective, each.own, each.other) for each in why.factors] == [("weight", 4, 4), ("waiting", 4, 11)]
    placed = explain(problem, plan, "ana")
    assert (placed.reason, placed.support, placed.hours, placed.would_take) == ("placed", "s", 4, ())
    with pytest.raises(KeyError):
        explain(problem, plan, "nobody")


def test_instead_says_what_placing_somebody_would_cost():
    problem = community()
    plan = solve(problem, seed=0, time_limit=ENOUGH)
    found = instead(problem, plan, "ben", seed=0, time_limit=ENOUGH)
    assert (found.gaining, found.losing, found.changed) == (("ben",), ("ana",), {"waiting": -7})
    assert not instead(problem, plan, "dee", seed=0, time_limit=ENOUGH).is_possible


def test_groups_are_told_apart_by_what_they_asked_and_got():
    raw = problems.small(random.Random(3), objectives=["fairness", "placed"])
    problem = parse(raw)
    plan = solve(problem, seed=0, time_limit=ENOUGH)
    shares = group_shares(problem, plan.chosen)
    lowest = min((each.share for each in shares if each.share is not None), default=1.0)
    assert plan.objectives[Objective.FAIRNESS] == Measure(lowest, lowest)
    assert all(
        each.placed <= each.asked and (each.waited_weeks is None) == (each.placed == each.asked) for each in shares
    )


def test_steadiness_counts_the_tries_in_which_a_request_fares_the_same():
    problem = community()
    plan = solve(problem, seed=0, time_limit=ENOUGH)
    found = steadiness(problem, plan, seed=1, time_limit=ENOUGH, tries=40)
    assert found.tries == 40
    assert found.same["dee"] == 40
    assert 0 < found.same["ana"] < 40
    assert found.swaps.get(("ana", "ben"), 0) > 0
    assert found == steadiness(problem, plan, seed=1, time_limit=ENOUGH, tries=40)
