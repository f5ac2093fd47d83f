"""Invented allocation problems from a seed: a learning community's term, OR-Library's shapes, small random ones."""

import math
import random
from typing import Any

EVERY = ["must", "placed", "value", "weight", "fairness", "waiting", "travel", "steadiness"]


def community(
    seed: int,
    *,
    requests: int = 300,
    supports: int = 15,
    options: int = 5000,
    objectives: list[str] | None = None,
    grouped: float = 0.4,
) -> dict[str, Any]:
    """A term in a learning community: settings, kinds of support, groups of one setting and kind, scarce hours."""
    draw = random.Random(seed)
    settings, kinds = max(2, requests // 14), max(2, supports // 5)
    asked = [_asked(draw, at, settings, kinds) for at in range(requests)]
    hours = [draw.choice((2, 3, 4, 5, 6, 8, 10)) for _ in asked]
    share = sum(hours) / supports * 0.45
    offered = [
        {
            "id": f"s{at}",
            "hours": round(share * draw.uniform(0.6, 1.4) * 4) / 4,
            "max_requests": draw.choice((None, requests // supports, 2 * requests // supports)),
        }
        for at in range(supports)
    ]
    skills = [{at % kinds, draw.randrange(kinds)} for at in range(supports)]
    near = [[draw.randint(0, 12) / 4 for _ in range(settings)] for _ in range(supports)]
    found: list[dict[str, Any]] = []

    def offer(members: list[int], support: int, needed: float) -> None:
        worth = sum(hours[each] * draw.choice((2, 3, 4)) for each in members) - len(members)
        found.append(
            {
                "id": "",
                "requests": [f"r{each}" for each in members],
                "support": f"s{support}",
                "hours": needed,
                "value": worth,
                "travel_hours": near[support][asked[members[0]]["setting"]],
            }
        )

    for at, each in enumerate(asked):
        for support in range(supports):
            if each["kind"] in skills[support]:
                offer([at], support, hours[at] * draw.choice((0.75, 1, 1, 1.25)))
    together: dict[tuple[int, int], list[int]] = {}
    for at, each in enumerate(asked):
        together.setdefault((each["setting"], each["kind"]), []).append(at)
    crowds = [members for members in together.values() if len(members) > 1]
    found = draw.sample(found, min(len(found), round(options * (1 - grouped))))
    while crowds and len(found) < options:
        crowd = draw.choice(crowds)
        members = draw.sample(crowd, draw.randint(2, min(4, len(crowd))))
        support = draw.choice([at for at in range(supports) if asked[members[0]]["kind"] in skills[at]])
        offer(members, support, max(hours[each] for each in members) * draw.choice((1, 1.25, 1.5)))
    for at, each in enumerate(found):
        each["id"] = f"o{at}"
    return {
        "version": 1,
        "requests": [{key: each[key] for key in ("id", "weight", "waited_weeks", "groups", "must")} for each in asked],
        "supports": offered,
        "options": found,
        "objectives": objectives or EVERY,
        "previous": _previous(draw, found, requests // 4),
    }


def assignment(
    seed: int, *, supports: int, requests: int, objectives: list[str], low: int = 5, tightness: float = 0.8
) -> dict[str, Any]:
    """A generalised assignment problem of OR-Library's shape: every request could go to every support.

    Hours 5–25 and worth 10–50 as in its gapc; capacity is `tightness` of an even share (Chu and Beasley 1997).
    """
    draw = random.Random(seed)
    hours = [[draw.randint(low, 25) for _ in range(requests)] for _ in range(supports)]
    worth = [[draw.randint(10, 50) for _ in range(requests)] for _ in range(supports)]
    return matched(hours, worth, [int(tightness * sum(own) / supports) for own in hours], objectives)


def literature(kind: str, seed: int, *, supports: int, requests: int) -> dict[str, Any]:
    """Generalised assignment as the literature draws it. 'gap': most worth, as OR-Library's gap1 to gap12 (Cattrysse,
    Salomon and Van Wassenhove 1994); 'A' to 'E': least cost (Chu and Beasley 1997; Yagiura, Yamaguchi and Ibaraki
    1998). Everybody has to have a place."""
    draw = random.Random(f"{kind} {seed}")
    every = [(support, request) for support in range(supports) for request in range(requests)]
    need = {"D": lambda: draw.randint(1, 100), "E": lambda: max(1, int(1 - 10 * math.log(1 - draw.random())))}
    hours = [[need.get(kind, lambda: draw.randint(5, 25))() for _ in range(requests)] for _ in range(supports)]
    worth = [[draw.randint(15, 25) if kind == "gap" else draw.randint(10, 50) for _ in own] for own in hours]
    for support, request in every if kind in "DE" else ():
        own = hours[support][request]
        worth[support][request] = (
            111 - own + draw.randint(-10, 10) if kind == "D" else max(1, int(1000 / own - 10 * draw.random()))
        )
    offered = [int(0.8 * sum(own) / supports) for own in hours]
    if kind in "AB":
        cheapest = [min(range(supports), key=lambda at: worth[at][request]) for request in range(requests)]
        loads = [sum(own[at] for at in range(requests) if cheapest[at] == support) for support, own in enumerate(hours)]
        share = 0.6 * 15 * requests / supports + 0.4 * max(loads)
        offered = [int(share * (1 if kind == "A" else 0.7))] * supports
    return matched(hours, worth, offered, ["placed", "value" if kind == "gap" else "travel"])


def matched(
    hours: list[list[int]], worth: list[list[int]], offered: list[int], objectives: list[str]
) -> dict[str, Any]:
    """Every request could go to every support, for these hours and this worth (or cost)."""
    return {
        "version": 1,
        "requests": [{"id": f"r{at}", "weight": 1} for at in range(len(hours[0]))],
        "supports": [{"id": f"s{at}", "hours": own} for at, own in enumerate(offered)],
        "options": [
            {
                "id": f"o{support}-{request}",
                "requests": [f"r{request}"],
                "support": f"s{support}",
                "hours": need,
                "value": worth[support][request],
                "travel_hours": worth[support][request],
            }
            for support, own in enumerate(hours)
            for request, need in enumerate(own)
        ],
        "objectives": objectives,
    }


def small(draw: random.Random, *, objectives: list[str]) -> dict[str, Any]:
    """A problem small enough to try every plan: up to 6 requests, 3 supports, 9 options, decimals and ties."""
    requests, supports = draw.randint(1, 6), draw.randint(1, 3)
    options = [
        {
            "id": f"o{at}",
            "requests": [f"r{each}" for each in draw.sample(range(requests), draw.randint(1, min(3, requests)))],
            "support": f"s{draw.randrange(supports)}",
            "hours": draw.choice((0, 0.1, 0.2, 0.3, 1, 1.5, 2, 3)),
            "value": draw.choice((-1, 0, 0.1, 0.7, 1, 2, 2.5)),
            "travel_hours": draw.choice((0, 0, 0.1, 0.25, 1)),
        }
        for at in range(draw.randint(0, 9))
    ]
    return {
        "version": 1,
        "requests": [
            {
                "id": f"r{at}",
                "weight": draw.choice((0, 0.1, 0.3, 1, 2, 4)),
                "waited_weeks": draw.choice((0, 1, 3.5, 12)),
                "groups": draw.sample(["a", "b", "c"], draw.randint(0, 2)),
                "must": draw.random() < 0.3,
            }
            for at in range(requests)
        ],
        "supports": [
            {
                "id": f"s{at}",
                "hours": draw.choice((0, 0.3, 1, 2.5, 4)),
                "max_requests": draw.choice((None, None, 0, 1, 2)),
            }
            for at in range(supports)
        ],
        "options": options,
        "objectives": objectives,
        "previous": [each["id"] for each in options if draw.random() < 0.3],
    }


def _asked(draw: random.Random, at: int, settings: int, kinds: int) -> dict[str, Any]:
    setting = min(int(draw.expovariate(1.5) * settings / 2), settings - 1)
    return {
        "id": f"r{at}",
        "setting": setting,
        "kind": draw.randrange(kinds),
        "weight": draw.choice((1, 2, 4, 8, 16)),
        "waited_weeks": draw.randint(0, 40),
        "groups": [f"setting-{setting}", f"group-{draw.randrange(5)}"],
        "must": draw.random() < 0.05,
    }


def _previous(draw: random.Random, options: list[dict[str, Any]], most: int) -> list[str]:
    kept: list[str] = []
    taken: set[str] = set()
    for each in draw.sample(options, len(options)):
        if len(kept) < most and not taken & set(each["requests"]):
            kept.append(each["id"])
            taken |= set(each["requests"])
    return kept
