"""Reading a problem from JSON, every fault named in one sentence with its place.

A fault is something nobody can plan with: a missing field, a number below 0, an id that nothing has. A problem that
only asks too much is no fault: what cannot be placed stands in the plan's `unplaced`.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from rourou.engines.allocation.problem import VERSION, Objective, Option, Problem, Request, Support

LARGEST = 1e9  # beyond any hours, weeks or weight that mean something, and safe for exact sums
_MISSING = object()


class ProblemFault(ValueError):
    """The problem cannot be planned with; `faults` has one sentence for each thing to mend."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - 1
        rest = f" (And {more} more fault{'s' if more > 1 else ''}.)" if more else ""
        super().__init__(self.faults[0] + rest)


def parse(source: str | bytes | Mapping[str, Any]) -> Problem:
    """A Problem from JSON text or from decoded JSON. Raises ProblemFault with every fault found."""
    value = _decode(source) if isinstance(source, str | bytes) else source
    reader = _Reader()
    problem = reader.problem(value)
    found = reader.faults or faults(problem)
    if found:
        raise ProblemFault(found)
    return problem


def faults(problem: Problem) -> list[str]:
    """What in a problem contradicts itself: numbers out of range, ids twice, ids that nothing has."""
    found = [*_numbers(problem), *_names(problem)]
    if not problem.objectives:
        found.append('"objectives" is empty; name at least one thing the plan is to be judged by.')
    found += _twice("objectives", problem.objectives)
    return found


def _decode(text: str | bytes) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise ProblemFault(["The problem is not UTF-8 text; save it as UTF-8."]) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ProblemFault([f"The problem is not JSON at {place}: {error.msg}."]) from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, ProblemFault):
            raise
        raise ProblemFault(["The problem is not JSON that can be read: it nests or counts beyond all sense."]) from None


def _no_constant(name: str) -> NoReturn:
    raise ProblemFault([f"The problem holds {name}, which is not a number; give a number."])


def _numbers(problem: Problem) -> list[str]:
    named: list[tuple[str, float]] = []
    for at, request in enumerate(problem.requests):
        named += [(f"requests[{at}].{each}", getattr(request, each)) for each in ("weight", "waited_weeks")]
    for at, support in enumerate(problem.supports):
        named += [(f"supports[{at}].hours", support.hours), (f"supports[{at}].max_requests", support.max_requests or 0)]
    for at, option in enumerate(problem.options):
        named += [(f"options[{at}].{each}", getattr(option, each)) for each in ("hours", "travel_hours")]
    found = [f"{place} is {number}; it cannot be below 0." for place, number in named if number < 0]
    named += [(f"options[{at}].value", option.value) for at, option in enumerate(problem.options)]
    large = [place for place, number in named if not math.isfinite(number) or abs(number) > LARGEST]
    return found + [f"{place} is beyond {LARGEST:.0f}; give a number that means something." for place in large]


def _names(problem: Problem) -> list[str]:
    requests, supports, options = (
        {each.id for each in part} for part in (problem.requests, problem.supports, problem.options)
    )
    found: list[str] = []
    for name in ("requests", "supports", "options"):
        found += _twice(name, [each.id for each in getattr(problem, name)])
    for at, request in enumerate(problem.requests):
        found += _twice(f"requests[{at}].groups", request.groups)
    for at, option in enumerate(problem.options):
        found += _unknown(f"options[{at}].requests", option.requests, requests, "request")
        found += _twice(f"options[{at}].requests", option.requests)
        found += _unknown(f"options[{at}].support", [option.support], supports, "support")
        if not option.requests:
            found.append(f"options[{at}].requests is empty; an option is for at least one request.")
    return found + _unknown("previous", problem.previous, options, "option") + _twice("previous", problem.previous)


def _twice(place: str, ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    again: dict[str, None] = {}
    for each in ids:
        if each in seen:
            again[each] = None
        seen.add(each)
    return [f'{place} has "{each}" twice; each may stand there once.' for each in again]


def _unknown(place: str, ids: Iterable[str], known: set[str], kind: str) -> list[str]:
    return [f'{place} names "{each}", and no {kind} has that id.' for each in ids if each not in known]


class _Reader:
    """Reads decoded JSON field by field and collects what is wrong instead of stopping at the first."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def problem(self, value: Any) -> Problem:
        fields = self._fields(value, "The problem", "version requests supports options objectives previous")
        version = fields.get("version", _MISSING)
        if version is _MISSING:
            self.faults.append(f'The problem has no "version"; this engine reads version {VERSION}.')
        elif version != VERSION or isinstance(version, bool):
            self.faults.append(f'"version" is {_short(version)}; this engine reads version {VERSION}.')
        return Problem(
            tuple(self._each(fields, "requests", self._request)),
            tuple(self._each(fields, "supports", self._support)),
            tuple(self._each(fields, "options", self._option)),
            tuple(self._each(fields, "objectives", self._objective)),
            tuple(self._each(fields, "previous", self._id, default=())),
        )

    def _request(self, value: Any, place: str) -> Request:
        fields = self._fields(value, place, "id weight waited_weeks groups must")
        return Request(
            self._id(fields.get("id", _MISSING), f"{place}.id"),
            self._number(fields, place, "weight"),
            self._number(fields, place, "waited_weeks", default=0),
            tuple(self._each(fields, "groups", self._id, at=place, default=())),
            self._flag(fields.get("must", False), f"{place}.must"),
        )

    def _support(self, value: Any, place: str) -> Support:
        fields = self._fields(value, place, "id hours max_requests")
        most = fields.get("max_requests")
        if most is not None and (isinstance(most, bool) or not isinstance(most, int)):
            self.faults.append(f"{place}.max_requests is {_short(most)}; give a whole number, or null for no limit.")
            most = None
        return Support(self._id(fields.get("id", _MISSING), f"{place}.id"), self._number(fields, place, "hours"), most)

    def _option(self, value: Any, place: str) -> Option:
        fields = self._fields(value, place, "id requests support hours value travel_hours")
        return Option(
            self._id(fields.get("id", _MISSING), f"{place}.id"),
            tuple(self._each(fields, "requests", self._id, at=place)),
            self._id(fields.get("support", _MISSING), f"{place}.support"),
            self._number(fields, place, "hours"),
            self._number(fields, place, "value"),
            self._number(fields, place, "travel_hours", default=0),
        )

    def _objective(self, value: Any, place: str) -> Objective:
        try:
            return Objective(value)
        except ValueError:
            known = ", ".join(Objective)
            self.faults.append(f"{place} is {_short(value)}, which is none of {known}.")
            return Objective.PLACED

    def _fields(self, value: Any, place: str, known: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            self.faults.append(f"{place} is {_kind(value)}; it must be an object with fields.")
            return {}
        strange = [str(name) for name in value if name not in known.split()]
        self.faults += [f"{place} has a field {_short(name)} that is none of {known}." for name in strange]
        return dict(value)

    def _each(
        self, fields: dict[str, Any], name: str, read: Callable[[Any, str], Any], *, at: str = "", default: Any = None
    ) -> list[Any]:
        place = f"{at}.{name}" if at else name
        values = fields.get(name, default)
        if not isinstance(values, list | tuple):
            what = "is missing" if name not in fields else f"is {_kind(values)}"
            self.faults.append(f"{place} {what}; it must be a list.")
            return []
        return [read(value, f"{place}[{index}]") for index, value in enumerate(values)]

    def _id(self, value: Any, place: str) -> str:
        if isinstance(value, str) and value:
            return value
        what = "is missing" if value is _MISSING else f"is {_short(value)}"
        self.faults.append(f"{place} {what}; it must be an id, a text of at least one character.")
        return f"?{place}"

    def _number(self, fields: dict[str, Any], place: str, name: str, *, default: float | None = None) -> float:
        value = fields.get(name, default)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value if abs(value) <= LARGEST else math.copysign(math.inf, value)
        what = "is missing" if name not in fields else f"is {_short(value)}"
        self.faults.append(f"{place}.{name} {what}; it must be a number.")
        return 0

    def _flag(self, value: Any, place: str) -> bool:
        if not isinstance(value, bool):
            self.faults.append(f"{place} is {_short(value)}; it must be true or false.")
        return value is True


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:37] + "..."
