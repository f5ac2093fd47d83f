"""Generalised assignment of OR-Library's shapes: proven within ten seconds, and the value another method finds."""

from datetime import timedelta

import pytest

from rourou.engines.allocation.problem import Status
from rourou.engines.allocation.reading import parse
from rourou.engines.allocation.solve import solve
from rourou.engines.allocation.verify import verify
from tests.engines import oracles, problems


def matrices(raw, supports):
    own = [[each for each in raw["options"] if each["support"] == f"s{at}"] for at in range(supports)]
    worth = [[each["value"] for each in row] for row in own]
    return worth, [[each["hours"] for each in row] for row in own], [each["hours"] for each in raw["supports"]]


@pytest.mark.parametrize(("supports", "requests", "seed"), [(5, 15, 1), (5, 30, 2), (8, 40, 3), (5, 60, 5)])
def test_most_value_with_every_request_placed(supports, requests, seed):
    raw = problems.assignment(seed, supports=supports, requests=requests, objectives=["placed", "value"], tightness=0.9)
    problem = parse(raw)
    plan = solve(problem, seed=0, time_limit=timedelta(seconds=60))
    assert (plan.status, plan.objectives["placed"].value) == (Status.OPTIMAL, requests)
    assert plan.objectives["value"].value == oracles.assignment_by_highs(*matrices(raw, supports), sign=1)
    assert verify(problem, plan) == []


@pytest.mark.parametrize(("supports", "requests", "seed"), [(5, 20, 1), (8, 32, 2), (20, 60, 3)])
def test_least_travel_with_every_request_placed(supports, requests, seed):
    raw = problems.assignment(
        seed, supports=supports, requests=requests, objectives=["placed", "travel"], tightness=1.0
    )
    problem = parse(raw)
    plan = solve(problem, seed=0, time_limit=timedelta(seconds=60))
    assert (plan.status, plan.objectives["placed"].value) == (Status.OPTIMAL, requests)
    assert plan.objectives["travel"].value == oracles.assignment_by_highs(*matrices(raw, supports), sign=-1)
    assert verify(problem, plan) == []


@pytest.mark.parametrize("seed", range(4))
def test_small_ones_by_every_state_of_hours_left(seed):
    raw = problems.assignment(seed, supports=3, requests=10, objectives=["value"], tightness=0.6)
    plan = solve(parse(raw), seed=0, time_limit=timedelta(seconds=60))
    assert plan.status == Status.OPTIMAL
    assert plan.objectives["value"].value == oracles.assignment_by_table(*matrices(raw, 3))


SHAPES = [("gap", 5, 30), ("gap", 8, 40), ("A", 5, 50), ("B", 8, 40), ("C", 8, 40), ("D", 5, 20), ("E", 5, 25)]


@pytest.mark.parametrize(("seed", "shape"), list(enumerate(SHAPES)))
def test_the_shapes_of_the_literature(seed, shape):
    kind, supports, requests = shape
    raw = problems.literature(kind, seed, supports=supports, requests=requests)
    problem = parse(raw)
    plan = solve(problem, seed=0, time_limit=timedelta(seconds=60))
    sign, last = (1, "value") if kind == "gap" else (-1, "travel")
    assert (plan.status, plan.objectives["placed"].value) == (Status.OPTIMAL, requests)
    assert plan.objectives[last].value == oracles.assignment_by_highs(*matrices(raw, supports), sign=sign)
    assert verify(problem, plan) == []


@pytest.mark.parametrize("supports", [10, 20])
def test_a_hundred_requests_are_proven(supports):
    raw = problems.literature("C", 1, supports=supports, requests=100)
    problem = parse(raw)
    plan = solve(problem, seed=0, time_limit=timedelta(seconds=60))
    assert plan.status == Status.OPTIMAL
    assert verify(problem, plan) == []
