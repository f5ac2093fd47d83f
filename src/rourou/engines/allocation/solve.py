"""The allocation engine: a problem in, a suggestion out. People decide (decisions.md 13)."""

from datetime import timedelta
from fractions import Fraction

import numpy as np

from rourou.engines import linear
from rourou.engines.allocation.aims import ceiling
from rourou.engines.allocation.core import Reached, Search
from rourou.engines.allocation.instance import REQUIRED, Instance
from rourou.engines.allocation.problem import (
    Measure,
    Objective,
    Plan,
    Problem,
    Status,
    Unplaced,
    fingerprint,
)
from rourou.engines.allocation.reading import faults
from rourou.engines.allocation.rounding import first_plan, ranked
from rourou.engines.allocation.ruin import ruin
from rourou.engines.allocation.step import improve
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.allocation.unplaced import unplaced

MOVES = 30_000  # of ruin and recreate, where there is no solver


def solve(problem: Problem, *, seed: int, time_limit: timedelta) -> Plan:
    """The best plan for the objectives in their order, proven as far as the time allows.

    Whatever must be placed and cannot be stands in the plan's `unplaced`. A problem that contradicts itself
    (`reading.faults`) gets a plan that chooses nothing and says 'infeasible'.
    """
    return solve_with(problem, frozenset(), seed=seed, time_limit=time_limit)


def solve_with(problem: Problem, required: frozenset[str], *, seed: int, time_limit: timedelta) -> Plan:
    """`solve`, but these requests are placed before any objective counts, as many of them as can be.

    The plan's objectives, bounds and fingerprint are the problem's own, given that.
    """
    watch = Stopwatch(time_limit.total_seconds())
    if faults(problem):
        return _contradicted(problem, seed, watch)
    instance = Instance(problem, seed, required)
    chosen, steps = _search(instance, seed, watch) if linear.is_here() else _search_plain(instance, seed, watch)
    steps = [each for each in steps if each.name != REQUIRED]
    names = tuple(sorted(instance.options[column].id for column in chosen))
    return Plan(
        chosen=names,
        status=Status.OPTIMAL if all(each.is_proven for each in steps) else Status.FEASIBLE,
        objectives={Objective(each.name): _measure(instance, each) for each in steps},
        unplaced=unplaced(problem, names),
        seconds=watch.spent(),
        seed=seed,
        fingerprint=fingerprint(problem),
    )


def _search(instance: Instance, seed: int, watch: Stopwatch) -> tuple[list[int], list[Reached]]:
    search = Search(instance, first_plan(instance), seed=seed)
    names = instance.objectives
    for at, name in enumerate(names):
        improve(search, name, watch.part(later=len(names) - at - 1))
    return search.chosen(), search.reached


def _search_plain(instance: Instance, seed: int, watch: Stopwatch) -> tuple[list[int], list[Reached]]:
    """Without a solver: ruin and recreate for each objective, with a crude ceiling as its bound."""
    steps: list[Reached] = []
    chosen, every = first_plan(instance), np.arange(instance.size)
    names = instance.objectives
    for at, name in enumerate(names):
        bound, part = ceiling(instance, name, every), watch.part(later=len(names) - at - 1)
        held = {step.name: step.score for step in steps}
        for columns in (ranked(instance, every.tolist()), every.tolist()):
            if instance.score(name, chosen) < bound:
                found = ruin(
                    instance, name, chosen, columns=columns, target=bound, held=held, seed=seed, moves=MOVES, watch=part
                )
                chosen = max(chosen, found, key=lambda plan: (_keeps(instance, held, plan), instance.score(name, plan)))
        score = instance.score(name, chosen)
        steps.append(Reached(name, score, max(score, bound)))
    return chosen, steps


def _keeps(instance: Instance, held: dict[str, Fraction], chosen: list[int]) -> bool:
    return all(instance.score(name, chosen) >= score for name, score in held.items())


def _measure(instance: Instance, step: Reached) -> Measure:
    return Measure(instance.shown(step.name, step.score), instance.shown(step.name, step.bound))


def _contradicted(problem: Problem, seed: int, watch: Stopwatch) -> Plan:
    missed = tuple(Unplaced(request.id, "contradiction") for request in problem.requests)
    nothing: dict[str, Measure] = {Objective(name): Measure(0, 0) for name in problem.objectives}
    return Plan((), Status.INFEASIBLE, nothing, missed, watch.spent(), seed, fingerprint(problem))
