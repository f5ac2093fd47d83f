"""Every fault in one sentence with its place; what is read is written again; the schemas say the same."""

import copy
import json
import random
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rourou.engines.allocation.problem import Objective, Problem, dump, dump_plan, fingerprint
from rourou.engines.allocation.reading import ProblemFault, parse
from rourou.engines.allocation.solve import solve
from tests.engines import problems

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
SOUND = {
    "version": 1,
    "requests": [{"id": "a", "weight": 2, "waited_weeks": 3, "groups": ["g"], "must": False}],
    "supports": [{"id": "s", "hours": 4, "max_requests": None}],
    "options": [{"id": "o", "requests": ["a"], "support": "s", "hours": 1.5, "value": -1, "travel_hours": 0}],
    "objectives": ["placed"],
    "previous": ["o"],
}
FAULTS = [
    (["version"], 2, '"version" is 2; this engine reads version 1.'),
    (["requests"], {}, "requests is an object; it must be a list."),
    (["requests", 0], 7, "requests[0] is a number; it must be an object with fields."),
    (["requests", 0, "id"], "", 'requests[0].id is ""; it must be an id'),
    (["requests", 0, "weight"], -1, "requests[0].weight is -1; it cannot be below 0."),
    (["requests", 0, "weight"], True, "requests[0].weight is true; it must be a number."),
    (["requests", 0, "wieght"], 1, 'requests[0] has a field "wieght"'),
    (["requests", 0, "must"], "no", 'requests[0].must is "no"; it must be true or false.'),
    (["supports", 0, "hours"], -0.5, "supports[0].hours is -0.5; it cannot be below 0."),
    (["supports", 0, "hours"], 1e300, "supports[0].hours is beyond 1000000000"),
    (["supports", 0, "max_requests"], 1.5, "supports[0].max_requests is 1.5; give a whole number"),
    (["options", 0, "requests"], [], "options[0].requests is empty"),
    (["options", 0, "requests"], ["b"], 'options[0].requests names "b", and no request has that id.'),
    (["options", 0, "requests"], ["a", "a"], 'options[0].requests has "a" twice'),
    (["options", 0, "support"], "t", 'options[0].support names "t", and no support has that id.'),
    (["options", 0, "hours"], -1, "options[0].hours is -1; it cannot be below 0."),
    (["objectives"], ["speed"], 'objectives[0] is "speed", which is none of must, placed'),
    (["objectives"], [], '"objectives" is empty'),
    (["objectives"], ["placed", "placed"], 'objectives has "placed" twice'),
    (["previous"], ["p"], 'previous names "p", and no option has that id.'),
]


def changed(path, value):
    raw = copy.deepcopy(SOUND)
    at = raw
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return raw


@pytest.mark.parametrize(("path", "value", "sentence"), FAULTS)
def test_fault_is_one_sentence_with_its_place(path, value, sentence):
    with pytest.raises(ProblemFault, match=re.escape(sentence)) as caught:
        parse(json.dumps(changed(path, value)))
    assert all(each.endswith(".") and "\n" not in each for each in caught.value.faults)


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", "3", '{"version": NaN}', '{"version": 1e999}', "[" * 100_000, b"\xff"]
)
def test_what_is_no_problem_at_all_is_a_fault_too(text):
    with pytest.raises(ProblemFault):
        parse(text)


@pytest.mark.parametrize("name", ["version", "requests", "supports", "options", "objectives"])
def test_what_is_missing_is_named(name):
    raw = {key: value for key, value in SOUND.items() if key != name}
    with pytest.raises(ProblemFault, match=name):
        parse(raw)


def test_every_fault_is_found_at_once():
    raw = changed(["requests", 0, "weight"], "heavy")
    raw["supports"][0]["hours"] = None
    with pytest.raises(ProblemFault, match=r"And 1 more fault") as caught:
        parse(raw)
    assert len(caught.value.faults) == 2


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_a_problem_is_written_as_it_is_read(seed):
    problem = parse(problems.small(random.Random(seed), objectives=problems.EVERY))
    again = parse(json.dumps(dump(problem)))
    assert dump(again) == dump(problem)
    assert fingerprint(again) == fingerprint(problem)


def test_fingerprint_tells_problems_apart():
    assert fingerprint(parse(SOUND)) != fingerprint(parse(changed(["options", 0, "hours"], 1.25)))
    assert fingerprint(parse(SOUND)) == fingerprint(parse(changed(["requests", 0, "weight"], 2.0)))


@pytest.mark.parametrize("seed", range(5))
def test_problems_and_plans_keep_the_published_schema(seed):
    raw = problems.small(random.Random(seed), objectives=problems.EVERY)
    plan = dump_plan(solve(parse(raw), seed=0, time_limit=timedelta(seconds=30)))
    assert complaints(raw, schema("problem")) == []
    assert complaints(dump(parse(raw)), schema("problem")) == []
    assert complaints(json.loads(json.dumps(plan)), schema("plan")) == []


def test_schema_lists_the_same_objectives_and_refuses_the_same_shapes():
    objectives = schema("problem")["properties"]["objectives"]["items"]["enum"]
    assert objectives == [str(each) for each in Objective]
    for path, value, _ in FAULTS[:11]:
        assert complaints(changed(path, value), schema("problem")) or value == 1e300
    assert isinstance(parse(SOUND), Problem)


def schema(name):
    return json.loads((REFERENCE / f"allocation-{name}.schema.json").read_text(encoding="utf-8"))


def complaints(value, rule, root=None, place="$"):
    """What a value has against a schema: only the words our two schemas use."""
    root = root or rule
    if "$ref" in rule:
        return complaints(value, root["$defs"][rule["$ref"].rsplit("/", 1)[-1]], root, place)
    found = [] if is_typed(value, rule.get("type")) else [f"{place}: type"]
    found += [f"{place}: enum"] * ("enum" in rule and value not in rule["enum"])
    found += [f"{place}: const"] * ("const" in rule and (value != rule["const"] or isinstance(value, bool)))
    if isinstance(value, int | float) and not isinstance(value, bool):
        found += [f"{place}: minimum"] * (value < rule.get("minimum", value))
    if isinstance(value, str):
        found += [f"{place}: minLength"] * (len(value) < rule.get("minLength", 0))
        found += [f"{place}: pattern"] * (re.search(rule.get("pattern", ""), value) is None)
    if isinstance(value, list):
        found += [f"{place}: minItems"] * (len(value) < rule.get("minItems", 0))
        for at, each in enumerate(value):
            found += complaints(each, rule.get("items", {}), root, f"{place}[{at}]")
    if isinstance(value, dict):
        found += [f"{place}.{name}: missing" for name in rule.get("required", []) if name not in value]
        for name, each in value.items():
            known = rule.get("properties", {}).get(name, rule.get("additionalProperties", {}))
            found += (
                [f"{place}.{name}: unknown"] if known is False else complaints(each, known, root, f"{place}.{name}")
            )
    return found


def is_typed(value, types):
    kinds = {"string": str, "number": (int, float), "integer": int, "boolean": bool, "null": type(None)}
    kinds |= {"array": list, "object": dict}
    names = [types] if isinstance(types, str) else types or []
    is_flag = isinstance(value, bool)
    return not names or any(isinstance(value, kinds[each]) and (each == "boolean") >= is_flag for each in names)
