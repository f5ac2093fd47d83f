"""What the proofs stand on, each against every plan there is: bounds, what a column costs, patterns, subset rows."""

import random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rourou.engines.allocation.aims import aim
from rourou.engines.allocation.core import Search
from rourou.engines.allocation.diving import Dive
from rourou.engines.allocation.generation import Generation
from rourou.engines.allocation.instance import Instance
from rourou.engines.allocation.patterns import patterns_of, patterns_within, undominated
from rourou.engines.allocation.prices import Relaxation, prices
from rourou.engines.allocation.reading import parse
from rourou.engines.allocation.sifting import Sifting
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.allocation.subset_rows import broken, subset_rows
from rourou.engines.linear import Program, Session, rows
from tests.engines import oracles, problems

NAMES = ["placed", "value", "weight", "travel"]


def posed(seed, name):
    """A small problem, all its plans as columns, and its knapsacks without prices."""
    problem = parse(problems.small(random.Random(seed), objectives=[name]))
    instance = Instance(problem, 0)
    at = {option.id: column for column, option in enumerate(instance.options)}
    plans = [[at[option.id] for option in plan] for plan in oracles.every_plan(problem)]
    search, goal = Search(instance, [], seed=0), aim(instance, name)
    return search, goal, plans, Relaxation(instance, search.program(goal, has_hours=False), search.alive)


def priced(relaxation, goal):
    start = prices(relaxation, np.zeros(len(relaxation.right)), upper=0.0, watch=Stopwatch(10))
    found = Generation(relaxation, start, [], seed=0)
    found.improve(close=0.0, watch=Stopwatch(10))
    return found.best


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**9), name=st.sampled_from(NAMES))
def test_generation_never_promises_less_than_a_plan_costs(seed, name):
    _, goal, plans, relaxation = posed(seed, name)
    best = priced(relaxation, goal)
    for plan in plans:
        cost = sum(goal.cost[column] for column in plan)
        assert best.bound <= cost + 1e-6
        assert all(best.with_column[column] <= cost + 1e-6 for column in plan)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**9), name=st.sampled_from(NAMES), worse=st.sampled_from([0.0, 0.5, 2.0]))
def test_the_patterns_of_every_plan_that_is_good_enough_are_written_down(seed, name, worse):
    search, goal, plans, relaxation = posed(seed, name)
    best = priced(relaxation, goal)
    costs = [sum(goal.cost[column] for column in plan) for plan in plans]
    upper = min(costs) + worse
    for y in (best.y, best.central(1.0)):
        found = patterns_within(search.columns, search.alive, relaxation, y, upper=upper + 1e-6, most=10**6)
        for plan, cost in zip(plans, costs, strict=True):
            if cost <= upper:
                for pattern in patterns_of(search.columns, plan):
                    assert any(is_as_good(search.columns, other, pattern) for other in found)


def is_as_good(columns, other, pattern):
    def of(own, name):
        return sum(columns.gains[name].numbers[column] for column in own)

    def covered(own):
        return {request for column in own for request in columns.covers[column]}

    is_alike = columns.support[other[0]] == columns.support[pattern[0]] and covered(other) == covered(pattern)
    return is_alike and all(of(other, name) >= of(pattern, name) for name in columns.objectives)


def test_more_patterns_than_allowed_are_not_written_down_in_part():
    search, goal, _, relaxation = posed(3, "placed")
    best = priced(relaxation, goal)
    every = patterns_within(search.columns, search.alive, relaxation, best.y, upper=0.0, most=10**6)
    assert len(every) > 1
    assert patterns_within(search.columns, search.alive, relaxation, best.y, upper=0.0, most=1) is None


def test_of_two_patterns_for_the_same_requests_the_better_one_is_kept_and_both_where_neither_is():
    raw = {
        "version": 1,
        "requests": [{"id": "r", "weight": 1}],
        "supports": [{"id": "s", "hours": 9}],
        "options": [
            {"id": at, "requests": ["r"], "support": "s", "hours": 1, "value": value, "travel_hours": travel}
            for at, value, travel in (("good", 5, 1), ("worse", 4, 1), ("near", 3, 0))
        ],
        "objectives": ["value", "travel"],
    }
    instance = Instance(parse(raw), 0)
    kept = undominated(instance, [(column,) for column in range(3)])
    assert {instance.options[own[0]].id for own in kept} == {"good", "near"}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_every_plan_keeps_every_subset_row(seed):
    search, _, plans, _ = posed(seed, "placed")
    incidence = search.columns.incidence
    if incidence.shape[0] < 3 or not search.columns.size:
        return
    half = np.full(search.columns.size, 0.5)
    found = subset_rows(incidence, broken(incidence, half))
    for plan in plans:
        x = np.isin(np.arange(search.columns.size), plan)
        sums = np.bincount(found.row, weights=found.value * x[found.column], minlength=len(found.low))
        assert (sums <= found.high).all()


def test_three_overlapping_pairs_break_a_subset_row():
    incidence = np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=bool)
    assert broken(incidence, np.full(3, 0.5)) == [(0, 1, 2)]
    assert broken(incidence, np.array([1.0, 0.0, 0.0])) == []


@pytest.mark.parametrize("seed", range(5))
def test_sifting_finds_what_the_whole_program_has(seed):
    draw = np.random.default_rng(seed)
    entries = [(np.arange(40), draw.integers(1, 9, 40).astype(float), -np.inf, 30.0) for _ in range(6)]
    program = Program(-draw.integers(1, 20, 40).astype(float), np.zeros(40), np.ones(40), rows(entries))
    whole = Session(program).run()
    part = Sifting(program, np.arange(3), seed=0).run(watch=Stopwatch(10))
    assert part.cost == pytest.approx(whole.cost)
    assert part.bound == pytest.approx(whole.bound)
    assert program.cost @ part.x == pytest.approx(whole.cost)


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10**9), name=st.sampled_from([*NAMES, "fairness"]))
@example(seed=459347, name="fairness")  # one support, one pattern, half of it: a yes rules nothing out
def test_a_dive_comes_to_its_end_with_the_best_plan(seed, name):
    problem = parse(problems.small(random.Random(seed), objectives=[name]))
    every = patterns_of_every_plan(problem)
    if not every:
        return
    search = Search(Instance(problem, 0), [], seed=0).over(every)
    goal, met = aim(search.columns, name), []

    def offer(chosen):
        met.append(search.columns.score(name, chosen))

    def upper():
        return goal.limit(goal.above(max(met, default=search.score(name))))

    session = Session(search.program(goal))
    assert Dive(search.columns, search.alive, session, upper=upper, offer=offer).run(most=500, watch=Stopwatch(30))
    assert max([search.score(name), *met]) * unit(search.columns, name) == oracles.best_scores(problem)[0]


def patterns_of_every_plan(problem):
    instance = Instance(problem, 0)
    at = {option.id: column for column, option in enumerate(instance.options)}
    plans = [[at[option.id] for option in plan] for plan in oracles.every_plan(problem)]
    return list(dict.fromkeys(pattern for plan in plans for pattern in patterns_of(instance, plan)))


def unit(columns, name):
    return 1 if name == "fairness" else columns.gains[name].unit


def test_sifting_that_runs_out_of_time_promises_no_less_than_the_best():
    program = Program(-np.arange(1.0, 9.0), np.zeros(8), np.ones(8), rows([(np.arange(8), np.ones(8), -np.inf, 3.0)]))
    whole = Session(program).run()
    ticks = iter([0.0, *([0.5] * 1), *([99.0] * 50)])
    part = Sifting(program, np.arange(2), seed=0).run(watch=Stopwatch(1.0, tick=lambda: next(ticks)))
    assert part.bound <= whole.cost + 1e-9
