"""`rourou allocate PROBLEM.json [-o PLAN.json] [--seconds N] [--seed N] [--explain]`: the engine alone.

Exit codes: 0 a plan, 1 the problem contradicts itself or the plan failed its own check, 2 wrong use or a faulty
problem, 3 a file could not be read or written. Errors are one sentence on standard error.
"""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

from rourou.engines.allocation.problem import Change, Plan, Problem, Status, dump_plan, plain
from rourou.engines.allocation.reading import ProblemFault, parse
from rourou.engines.allocation.solve import solve
from rourou.engines.allocation.unplaced import Standing
from rourou.engines.allocation.verify import verify

DONE, NO, WRONG_USE, OUTSIDE = 0, 1, 2, 3
REASONS = {
    "no_option": "nobody has offered an option for it",
    "beyond_support": "every option asks more than its support has at all",
    "full": "the supports it could have are taken by what the objectives put first",
    "company": "its options go with requests that are placed elsewhere",
    "order": "it would fit, but the order of the objectives speaks against it",
    "contradiction": "the problem contradicts itself",
}


class _Stop(Exception):
    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Stop(WRONG_USE, f"{message[:1].upper()}{message[1:]}; see rourou allocate --help.")


def run(argv: Sequence[str]) -> int:
    """Runs the command with these arguments and returns its exit code."""
    try:
        return _run(_arguments(argv))
    except _Stop as stop:
        print(f"rourou allocate: {stop}", file=sys.stderr)
        return stop.code
    except SystemExit:  # --help
        return DONE
    except BrokenPipeError:
        return OUTSIDE
    except KeyboardInterrupt:
        print("rourou allocate: stopped by hand; nothing was written.", file=sys.stderr)
        return OUTSIDE


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(prog="rourou allocate", description="Suggests a plan for a problem. People decide.")
    parser.add_argument("problem", metavar="PROBLEM.json", help="the problem; - reads standard input")
    parser.add_argument("-o", "--output", metavar="PLAN.json", help="where the plan goes (else standard output)")
    parser.add_argument("--seconds", type=_seconds, default=10.0, metavar="N", help="time to search (10)")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="decides ties (0)")
    parser.add_argument("--explain", action="store_true", help="say in words who is placed, who is not, and why")
    return parser.parse_args(list(argv))


def _run(arguments: argparse.Namespace) -> int:
    try:
        problem = parse(_read(arguments.problem))
    except ProblemFault as fault:
        raise _Stop(WRONG_USE, str(fault)) from None
    plan = solve(problem, seed=arguments.seed, time_limit=timedelta(seconds=arguments.seconds))
    violations = verify(problem, plan)
    if violations:
        raise _Stop(NO, f"The plan failed its own check and was not written: {violations[0].text}")
    _write(arguments.output, json.dumps(dump_plan(plan), ensure_ascii=False, indent=2) + "\n")
    if arguments.explain:
        print(explained(problem, plan), file=sys.stdout if arguments.output else sys.stderr)
    return NO if plan.status == Status.INFEASIBLE else DONE


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0 and up to a day")
    return number


def _seed(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    if not path.exists():
        raise _Stop(WRONG_USE, f"There is no file {name}; name the problem to plan.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise _Stop(OUTSIDE, f"{name} could not be read ({error.strerror}); check it and try again.") from None


def _write(name: str | None, text: str) -> None:
    if name is None:
        sys.stdout.write(text)
        return
    try:
        Path(name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise _Stop(OUTSIDE, f"{name} could not be written ({error.strerror}); name another place.") from None


def explained(problem: Problem, plan: Plan) -> str:
    """The plan in sentences: who is with whom, who has no place, why, and what it would take."""
    standing = Standing(problem, plan.chosen)
    lines = [
        f"{option.support} gives {plain(option.hours)} hours to {', '.join(option.requests)}."
        for option in standing.chosen
    ]
    for each in plan.unplaced:
        changes = "; or ".join(_would_take(change) for change in each.would_take)
        lines.append(f"{each.request} has no place: {REASONS[each.reason]}. It would take {changes or 'another plan'}.")
    for name, measure in plan.objectives.items():
        proof = "proven best" if measure.value == measure.bound else f"no plan goes beyond {plain(measure.bound)}"
        lines.append(f"{name}: {plain(measure.value)} ({proof}, with what stands before it held).")
    return "\n".join(lines)


def _would_take(change: Change) -> str:
    places = f"{change.places} more in {change.support}'s limit of requests"
    match change.kind:
        case "hours":
            return f"{plain(change.hours)} more hours of {change.support}"
        case "places":
            return places
        case "hours_and_places":
            return f"{plain(change.hours)} more hours of {change.support} and {places}"
        case "order":
            return f"{change.objective or 'another objective'} standing lower in the order"
        case _:
            return "an option at all"
