"""Other ways to the same answers, sharing nothing with the engine but the problem: every plan tried, and a model of
its own for generalised assignment."""

from fractions import Fraction
from itertools import combinations

from rourou.engines.allocation.problem import Objective, Option, Problem


def every_plan(problem: Problem) -> list[tuple[Option, ...]]:
    """Every set of options that keeps all limits, by trying all of them."""
    sizes = range(len(problem.options) + 1)
    return [plan for size in sizes for plan in combinations(problem.options, size) if _keeps_limits(problem, plan)]


def scores(problem: Problem, plan: tuple[Option, ...]) -> tuple[Fraction, ...]:
    """The plan's scores in the problem's order, more being better."""
    return tuple(_score(problem, name, plan) for name in problem.objectives)


def best_scores(problem: Problem) -> tuple[Fraction, ...]:
    return max(scores(problem, plan) for plan in every_plan(problem))


def _keeps_limits(problem: Problem, plan: tuple[Option, ...]) -> bool:
    requests = [request for option in plan for request in option.requests]
    if len(requests) != len(set(requests)):
        return False
    for support in problem.supports:
        own = [option for option in plan if option.support == support.id]
        if sum(_decimal(option.hours) for option in own) > _decimal(support.hours):
            return False
        if support.max_requests is not None and sum(len(option.requests) for option in own) > support.max_requests:
            return False
    return True


def _score(problem: Problem, name: Objective, plan: tuple[Option, ...]) -> Fraction:
    placed = [request for request in problem.requests if any(request.id in option.requests for option in plan)]
    if name == "fairness":
        return _fairness(problem, {request.id for request in placed})
    found = {
        "must": sum(Fraction(request.must) for request in placed),
        "placed": Fraction(len(placed)),
        "value": sum(_decimal(option.value) for option in plan),
        "weight": sum(_decimal(request.weight) for request in placed),
        "waiting": sum(_decimal(request.waited_weeks) for request in placed),
        "travel": -sum(_decimal(option.travel_hours) for option in plan),
        "steadiness": Fraction(sum(option.id in problem.previous for option in plan)),
    }
    return Fraction(found[name])


def _fairness(problem: Problem, placed: set[str]) -> Fraction:
    asked: dict[str, Fraction] = {}
    met: dict[str, Fraction] = {}
    for request in problem.requests:
        for group in request.groups:
            asked[group] = asked.get(group, Fraction(0)) + _decimal(request.weight)
            met[group] = met.get(group, Fraction(0)) + _decimal(request.weight) * (request.id in placed)
    return min((met[group] / asked[group] for group in asked if asked[group]), default=Fraction(1))


def _decimal(number: float) -> Fraction:
    return Fraction(str(number))


def assignment_by_highs(worth: list[list[int]], hours: list[list[int]], offered: list[int], *, sign: int) -> int:
    """Generalised assignment as one whole-number program of its own: a slack for each support, equality for requests.

    sign 1: the most worth; -1: the least.
    """
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    x = [[solver.addBinary(obj=-sign * each) for each in own] for own in worth]
    slack = [solver.addVariable(0, capacity) for capacity in offered]
    for request in range(len(worth[0])):
        solver.addConstr(sum(x[support][request] for support in range(len(worth))) == 1)
    for support, own in enumerate(hours):
        used = sum(need * x[support][request] for request, need in enumerate(own))
        solver.addConstr(used + slack[support] == offered[support])
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(-sign * solver.getInfo().objective_function_value)


def assignment_by_table(worth: list[list[int]], hours: list[list[int]], offered: list[int]) -> int:
    """The most worth when each request goes to at most one support: every state of hours left, request by request."""
    states = {tuple(offered): 0}
    for request in range(len(worth[0])):
        after = dict(states)
        for left, value in states.items():
            for support, own in enumerate(hours):
                rest = left[support] - own[request]
                if rest >= 0:
                    state = (*left[:support], rest, *left[support + 1 :])
                    after[state] = max(after.get(state, 0), value + worth[support][request])
        states = after
    return max(states.values())
