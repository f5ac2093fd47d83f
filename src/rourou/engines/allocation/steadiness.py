"""How steady a plan is: solved again with each weight and each estimate of hours a little off (ux.md §4.9)."""

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from rourou.engines.allocation.problem import Plan, Problem
from rourou.engines.allocation.solve import solve
from rourou.engines.allocation.stopwatch import Stopwatch
from rourou.engines.allocation.unplaced import Standing


@dataclass(frozen=True, slots=True)
class Steadiness:
    """`tries` is how many were solved in the time; `same` counts, for each request, those in which it fares as in the
    plan (the same support, or no place either); `swaps` counts pairs (loses its place, gains one)."""

    tries: int
    same: dict[str, int]
    swaps: dict[tuple[str, str], int]


def steadiness(
    problem: Problem, plan: Plan, *, seed: int, time_limit: timedelta, tries: int = 50, nudge: float = 0.2
) -> Steadiness:
    """Solves nudged problems until `tries` are done or the time is up; at least one if any time was given."""
    watch, draw = Stopwatch(time_limit.total_seconds()), random.Random(seed)
    before = {request: option.support for request, option in Standing(problem, plan.chosen).place.items()}
    same = {request.id: 0 for request in problem.requests}
    swaps: dict[tuple[str, str], int] = {}
    done = 0
    while done < tries and watch.left() > 0:
        share = timedelta(seconds=max(watch.left() / (tries - done), 0.05))
        found = solve(nudged(problem, draw, nudge), seed=seed, time_limit=share)
        after = {request: option.support for request, option in Standing(problem, found.chosen).place.items()}
        for request in same:
            same[request] += before.get(request) == after.get(request)
        for lost in sorted(before.keys() - after.keys()):
            for gained in sorted(after.keys() - before.keys()):
                swaps[lost, gained] = swaps.get((lost, gained), 0) + 1
        done += 1
    return Steadiness(done, same, swaps)


def nudged(problem: Problem, draw: random.Random, nudge: float) -> Problem:
    """Every weight and every option's hours off by up to `nudge` of itself, to a hundredth."""
    return replace(
        problem,
        requests=tuple(replace(each, weight=_off(each.weight, draw, nudge)) for each in problem.requests),
        options=tuple(replace(each, hours=_off(each.hours, draw, nudge)) for each in problem.options),
    )


def _off(number: float, draw: random.Random, nudge: float) -> float:
    return round(number * draw.uniform(1 - nudge, 1 + nudge), 2)
