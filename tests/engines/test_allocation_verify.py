"""The checker finds what is wrong: a sound plan, spoiled in one way at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rourou.engines.allocation.problem import Measure, Status, Unplaced
from rourou.engines.allocation.reading import parse
from rourou.engines.allocation.solve import solve
from rourou.engines.allocation.verify import verify

RAW = {
    "version": 1,
    "requests": [
        {"id": "a", "weight": 4, "groups": ["g"]},
        {"id": "b", "weight": 2, "groups": ["g"]},
        {"id": "c", "weight": 1},
    ],
    "supports": [{"id": "s", "hours": 0.3, "max_requests": 2}],
    "options": [
        {"id": "oa", "requests": ["a"], "support": "s", "hours": 0.1, "value": 1, "travel_hours": 1},
        {"id": "ob", "requests": ["b"], "support": "s", "hours": 0.2, "value": 1},
        {"id": "oc", "requests": ["c"], "support": "s", "hours": 0, "value": 1},
        {"id": "oab", "requests": ["a", "b"], "support": "s", "hours": 0.3, "value": 0},
    ],
    "objectives": ["placed", "weight", "fairness", "value", "travel"],
}
PROBLEM = parse(RAW)
PLAN = solve(PROBLEM, seed=0, time_limit=timedelta(seconds=30))


def spoiled(**changes):
    return {violation.code for violation in verify(PROBLEM, replace(PLAN, **changes))}


def test_the_plan_itself_is_sound_and_uses_the_hours_to_the_last_tenth():
    assert PLAN.chosen == ("oa", "ob")
    assert verify(PROBLEM, PLAN) == []


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        (("oa", "ob", "oc"), "max_requests"),
        (("oa", "ob", "oab"), "placed_twice"),
        (("ob", "oab"), "hours"),
        (("oa", "ob", "gone"), "unknown_option"),
        (("oa", "oa", "ob"), "option_twice"),
        (("oa",), "unplaced"),
        (("oa",), "value"),
    ],
)
def test_wrong_choices_are_found(chosen, code):
    assert code in spoiled(chosen=chosen)


def test_wrong_words_are_found():
    assert spoiled(fingerprint="0" * 64) == {"fingerprint"}
    assert spoiled(unplaced=()) == {"unplaced"}
    assert spoiled(unplaced=(*PLAN.unplaced, Unplaced("a", "full"))) == {"unplaced"}
    assert spoiled(objectives={}) == {"objectives"}
    assert spoiled(status=Status.INFEASIBLE) == {"status"}
    below = {**PLAN.objectives, "weight": Measure(6, 5)}
    assert spoiled(objectives=below) == {"bound", "status"}
    above = {**PLAN.objectives, "weight": Measure(6, 7)}
    assert spoiled(objectives=above) == {"status"}
    assert spoiled(objectives=above, status=Status.FEASIBLE) == set()
    travel = {**PLAN.objectives, "travel": Measure(1, 2)}
    assert "bound" in spoiled(objectives=travel)
