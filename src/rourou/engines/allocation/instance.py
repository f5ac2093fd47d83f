"""A problem as numbers: its options as columns.

The order of rows and columns comes from the seed and the ids alone: ties fall by that draw, never by who stands first
in the file.
"""

import hashlib
from dataclasses import replace

from rourou.engines.allocation.columns import Columns, Grid, exact, on_grid
from rourou.engines.allocation.problem import Objective, Option, Problem

REQUIRED = "required"  # an objective of our own before all others: see solve_with


class Instance(Columns):
    """The options of one problem that fit their support at all, for one seed."""

    def __init__(self, problem: Problem, seed: int, required: frozenset[str] = frozenset()) -> None:
        self.problem = problem = _drawn(problem, seed)
        self.objectives = (*((REQUIRED,) if required else ()), *problem.objectives)
        self._request_at = {each.id: at for at, each in enumerate(problem.requests)}
        self._support_at = {each.id: at for at, each in enumerate(problem.supports)}
        possible = [option for option in problem.options if self._fits_alone(option)]
        self.options = sorted(possible, key=lambda option: _draw(seed, option.id))
        self.covers = [tuple(self._request_at[each] for each in option.requests) for option in self.options]
        self.support = [self._support_at[option.support] for option in self.options]
        self._set_hours()
        self.places = [
            len(problem.requests) if each.max_requests is None else each.max_requests for each in problem.supports
        ]
        self._set_gains(required)

    def _fits_alone(self, option: Option) -> bool:
        support = self.problem.supports[self._support_at[option.support]]
        fits = exact(option.hours) <= exact(support.hours)
        return fits and (support.max_requests is None or len(option.requests) <= support.max_requests)

    def _set_hours(self) -> None:
        """Hours needed of each column and hours there are, on one grid for each support."""
        self.need = [0] * self.size
        self.hours: list[int] = []
        self.hour_factors: list[float] = []
        for offered, own in zip(self.problem.supports, self.by_support, strict=True):
            grid = on_grid([offered.hours, *(self.options[column].hours for column in own)])
            self.hours.append(grid.numbers[0])
            self.hour_factors.append(grid.factor)
            for column, number in zip(own, grid.numbers[1:], strict=True):
                self.need[column] = number

    def _set_gains(self, required: frozenset[str]) -> None:
        """What requests and columns add to each objective, more being better (travel is turned round)."""
        requests, kept = self.problem.requests, frozenset(self.problem.previous)
        self.adds = {
            REQUIRED: on_grid(int(each.id in required) for each in requests),
            Objective.MUST: on_grid(int(each.must) for each in requests),
            Objective.PLACED: on_grid(1 for each in requests),
            Objective.WEIGHT: on_grid(each.weight for each in requests),
            Objective.WAITING: on_grid(each.waited_weeks for each in requests),
        }
        self.gains = {
            Objective.VALUE: on_grid(option.value for option in self.options),
            Objective.TRAVEL: on_grid(-option.travel_hours for option in self.options),
            Objective.STEADINESS: on_grid(int(option.id in kept) for option in self.options),
        }
        for name, grid in self.adds.items():
            self.gains[name] = Grid(tuple(sum(grid.numbers[at] for at in own) for own in self.covers), grid.unit)


def _draw(seed: int, name: str) -> bytes:
    return hashlib.sha256(f"{seed}|{name}".encode()).digest()


def _drawn(problem: Problem, seed: int) -> Problem:
    """The same problem, its requests and supports in the order of the draw."""
    return replace(
        problem,
        requests=tuple(sorted(problem.requests, key=lambda each: _draw(seed, each.id))),
        supports=tuple(sorted(problem.supports, key=lambda each: _draw(seed, each.id))),
    )
