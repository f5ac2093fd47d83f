"""Ruin and recreate in pure Python: the answer where there is no solver, and an oracle for the tests.

Some of the plan is taken out, what fits is put back in a slightly shuffled order, and the new plan stays if the
objectives, compared in their order, are no worse. It proves nothing beyond the crude ceiling of each objective.
"""

import random
from collections.abc import Sequence

from rourou.engines.allocation.aims import ceiling
from rourou.engines.allocation.core import Reached
from rourou.engines.allocation.instance import Instance
from rourou.engines.allocation.rounding import Room, ranked
from rourou.engines.allocation.stopwatch import Stopwatch

MOST_ROUNDS = 20_000


def ruin_and_recreate(
    instance: Instance, start: Sequence[int], *, seed: int, watch: Stopwatch, rounds: int = MOST_ROUNDS
) -> list[int]:
    """A plan no worse than `start`, after so many rounds or when the time is up."""
    draw = random.Random(seed)
    best, best_scores = list(start), instance.scores(start)
    order = ranked(instance, range(instance.size))
    for _ in range(rounds if order else 0):
        if watch.left() <= 0:
            break
        found = _round(instance, best, order, draw)
        scores = instance.scores(found)
        if scores >= best_scores:
            best, best_scores = found, scores
    return sorted(best)


def reached(instance: Instance, chosen: Sequence[int]) -> list[Reached]:
    """What a plan reaches, with the crude ceiling of each objective as its bound."""
    found = []
    for name in instance.problem.objectives:
        score = instance.score(name, chosen)
        found.append(Reached(name, score, max(score, ceiling(instance, name, range(instance.size)))))
    return found


def _round(instance: Instance, chosen: list[int], order: list[int], draw: random.Random) -> list[int]:
    """Takes out one support's placements or a few at random, then fills: near the front of the order, with luck."""
    room = Room(instance, chosen)
    for column in _ruin(instance, chosen, draw):
        room.drop(column)
    room.fill(draw.sample(order, min(len(order), draw.choice((0, 1, 3)))))
    slip = draw.choice((0.0, 0.1, 0.5))
    room.fill(column for column in order if draw.random() >= slip)
    if draw.random() < 0.5:
        room.fill(order)
    return list(room.chosen)


def _ruin(instance: Instance, chosen: list[int], draw: random.Random) -> list[int]:
    if not chosen:
        return []
    if draw.random() < 0.5:
        return draw.sample(chosen, min(len(chosen), draw.randint(1, 4)))
    support = instance.support[draw.choice(chosen)]
    return [column for column in chosen if instance.support[column] == support and draw.random() < 0.7]
