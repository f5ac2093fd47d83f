"""Putting options into a plan one after another, within the limits: a first answer, and the LP's made whole."""

from collections.abc import Iterable, Sequence

from rourou.engines.allocation.columns import Columns
from rourou.engines.allocation.problem import Objective
from rourou.engines.linear import Floats


class Room:
    """What is still free while options are put in and taken out."""

    def __init__(self, instance: Columns, chosen: Iterable[int] = ()) -> None:
        self._instance = instance
        self.hours = list(instance.hours)
        self.places = list(instance.places)
        self.taken = [False] * len(instance.problem.requests)
        self.chosen: dict[int, None] = {}
        for column in chosen:
            self.put(column)

    def fits(self, column: int) -> bool:
        own, support = self._instance.covers[column], self._instance.support[column]
        if self._instance.need[column] > self.hours[support] or len(own) > self.places[support]:
            return False
        return not any(self.taken[at] for at in own)

    def put(self, column: int) -> None:
        self.chosen[column] = None
        self._move(column, -1, is_taken=True)

    def drop(self, column: int) -> None:
        del self.chosen[column]
        self._move(column, 1, is_taken=False)

    def fill(self, columns: Iterable[int]) -> None:
        for column in columns:
            if self.fits(column):
                self.put(column)

    def _move(self, column: int, sign: int, *, is_taken: bool) -> None:
        own, support = self._instance.covers[column], self._instance.support[column]
        self.hours[support] += sign * self._instance.need[column]
        self.places[support] += sign * len(own)
        for at in own:
            self.taken[at] = is_taken


def is_within(instance: Columns, chosen: Sequence[int]) -> bool:
    """Whether these columns keep every limit, exactly."""
    room = Room(instance)
    for column in chosen:
        if not room.fits(column):
            return False
        room.put(column)
    return True


def ranked(instance: Columns, columns: Iterable[int]) -> list[int]:
    """Columns that add something, best first: by the objectives in order, each for every hour it costs."""
    linear = [instance.gains[name].numbers for name in instance.objectives if name in instance.gains]
    if Objective.FAIRNESS in instance.objectives:
        linear.append(tuple(len(own) for own in instance.covers))
    worth: list[tuple[tuple[float, ...], int]] = []
    for column in columns:
        gains = tuple(float(numbers[column]) for numbers in linear)
        first = next((gain for gain in gains if gain), 0.0)
        if first > 0:
            share = instance.need[column] / instance.hours[instance.support[column]] if instance.need[column] else 0
            worth.append((tuple(-gain / (share + 0.001) for gain in gains), column))
    return [column for _, column in sorted(worth)]


def first_plan(instance: Columns) -> list[int]:
    """A plan within the limits, in a moment: nothing is proven of it."""
    room = Room(instance)
    room.fill(ranked(instance, range(instance.size)))
    return sorted(room.chosen)


def rounded(instance: Columns, columns: Sequence[int], values: Floats, reduced: Floats) -> list[int]:
    """The LP's answer made whole: what it uses most first, then what costs its bound least."""
    order = sorted(range(len(columns)), key=lambda at: (-values[at], reduced[at], columns[at]))
    room = Room(instance)
    room.fill(columns[at] for at in order if values[at] > 1e-9)
    room.fill(columns[at] for at in order if values[at] <= 1e-9 and reduced[at] < 1e-9)
    return sorted(room.chosen)
