"""Who gets and who waits, by group: for people to look at together, never as a ranking."""

from collections.abc import Collection
from dataclasses import dataclass

from rourou.engines.allocation.columns import exact
from rourou.engines.allocation.problem import Problem, Request


@dataclass(frozen=True, slots=True)
class GroupShare:
    """What one group asked and what a plan places. `share` is weight placed ÷ weight asked, None where none is asked.

    `waited_weeks` is the mean over those who have no place, None where everybody has one. A group may hold one child:
    whoever shows this owes it the rules of small numbers (engines.measures).
    """

    group: str
    asked: int
    placed: int
    weight_asked: float
    weight_placed: float
    share: float | None
    waited_weeks: float | None


def group_shares(problem: Problem, chosen: Collection[str]) -> tuple[GroupShare, ...]:
    """One line for each group, by its id."""
    kept = frozenset(chosen)
    placed = {request for option in problem.options if option.id in kept for request in option.requests}
    groups = sorted({group for request in problem.requests for group in request.groups})
    return tuple(
        _share(group, [request for request in problem.requests if group in request.groups], placed) for group in groups
    )


def _share(group: str, own: list[Request], placed: set[str]) -> GroupShare:
    asked = sum(exact(request.weight) for request in own)
    met = sum(exact(request.weight) for request in own if request.id in placed)
    waiting = [request.waited_weeks for request in own if request.id not in placed]
    return GroupShare(
        group=group,
        asked=len(own),
        placed=len(own) - len(waiting),
        weight_asked=float(asked),
        weight_placed=float(met),
        share=float(met / asked) if asked else None,
        waited_weeks=sum(waiting) / len(waiting) if waiting else None,
    )
