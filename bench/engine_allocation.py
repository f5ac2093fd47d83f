"""The allocation engine by size: one JSON line for each problem.

    rourou bench engine_allocation [--seconds 10] [--seeds 2]

Problems are invented from stated seeds (tests/engines/problems.py): a term in a learning community with all eight
objectives in two orders, and generalised assignment of OR-Library's shapes. For each objective: seconds, value, bound,
and the gap between them as a part of the bound.
"""

import argparse
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from rourou.engines.allocation import solve as solving
from rourou.engines.allocation import step
from rourou.engines.allocation.core import Search
from rourou.engines.allocation.reading import parse
from rourou.engines.allocation.solve import solve
from rourou.engines.allocation.stopwatch import Stopwatch
from tests.engines import problems

WEIGHT_FIRST = ["must", "weight", "placed", "fairness", "waiting", "value", "travel", "steadiness"]


def cases(seeds: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for seed in range(1, seeds + 1):
        for requests, supports, options in ((30, 5, 150), (60, 6, 400), (150, 10, 2000), (300, 15, 5000)):
            sizes = {"requests": requests, "supports": supports, "options": options}
            yield f"community, placed first, seed {seed}", problems.community(seed, **sizes)
            yield f"community, weight first, seed {seed}", problems.community(seed, **sizes, objectives=WEIGHT_FIRST)
        for supports, requests in ((5, 15), (8, 40), (10, 60), (5, 100), (10, 100), (20, 100)):
            for last in ("value", "travel"):
                raw = problems.assignment(seed, supports=supports, requests=requests, objectives=["placed", last])
                yield f"assignment, {last}, seed {seed}", raw


def measure(name: str, raw: dict[str, Any], seconds: float) -> dict[str, object]:
    spent: dict[str, float] = {}
    improve = step.improve

    def timed(search: Search, name: str, watch: Stopwatch) -> None:
        began = time.perf_counter()
        improve(search, name, watch)
        spent[str(name)] = round(time.perf_counter() - began, 2)

    solving.improve = timed  # type: ignore[attr-defined]
    try:
        plan = solve(parse(raw), seed=0, time_limit=timedelta(seconds=seconds))
    finally:
        solving.improve = improve  # type: ignore[attr-defined]
    return {
        "problem": name,
        "size": [len(raw["requests"]), len(raw["supports"]), len(raw["options"])],
        "status": str(plan.status),
        "seconds": round(plan.seconds, 2),
        "objectives": {
            str(each): [spent[str(each)], found.value, found.bound, gap(found.value, found.bound)]
            for each, found in plan.objectives.items()
        },
    }


def gap(value: float, bound: float) -> float:
    return round(abs(bound - value) / max(abs(bound), 1e-9), 5) if bound != value else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seeds", type=int, default=1)
    arguments = parser.parse_args()
    for case, problem in cases(arguments.seeds):
        print(json.dumps(measure(case, problem, arguments.seconds)), flush=True)


if __name__ == "__main__":
    main()
