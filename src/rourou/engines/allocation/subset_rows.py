"""Of any three requests, at most one column can place two (subset-row inequalities: Jepsen, Petersen, Spoorendonk and
Pisinger 2008). A linear program that halves overlapping groups, or overlapping patterns, breaks such rows."""

import math

import numpy as np
from numpy.typing import NDArray

from rourou.engines.linear import Floats, Rows

Triple = tuple[int, int, int]
Incidence = NDArray[np.bool_]  # requests by columns

LEAST = 0.05  # by how much a row must be broken to be worth having
MOST = 60  # rows at a time
OFTEN = 6  # rows at a time that one request may stand in


def broken(incidence: Incidence, x: Floats) -> list[Triple]:
    """Triples whose row these values break, the most broken first."""
    halves = np.flatnonzero((x > 1e-6) & (x < 1 - 1e-6))
    halves = halves[incidence[:, halves].sum(axis=0) > 1]
    requests = np.flatnonzero(incidence[:, halves].any(axis=1))
    part, shares = incidence[np.ix_(requests, halves)].astype(np.float64), x[halves]
    pairs = (part * shares) @ part.T
    found: list[tuple[float, Triple]] = []
    for first in range(len(requests) - 2):
        own = np.flatnonzero(part[first])
        all_three = (part[:, own] * shares[own]) @ part[:, own].T
        sums = pairs[first] + pairs[first][:, None] + pairs - 2 * all_three  # what places two or three of them
        for second, third in zip(*np.nonzero(np.triu(sums[first + 1 :, first + 1 :], 1) > 1 + LEAST), strict=True):
            at = first + 1 + second, first + 1 + third
            triple = int(requests[first]), int(requests[at[0]]), int(requests[at[1]])
            found.append((float(sums[at]), triple))
    return _spread(found)


def _spread(found: list[tuple[float, Triple]]) -> list[Triple]:
    """The most broken, no request in too many of them."""
    used: dict[int, int] = {}
    kept: dict[Triple, None] = {}
    for _, triple in sorted(found, key=lambda each: (-each[0], each[1])):
        if len(kept) == MOST:
            break
        if triple not in kept and all(used.get(request, 0) < OFTEN for request in triple):
            kept[triple] = None
            for request in triple:
                used[request] = used.get(request, 0) + 1
    return list(kept)


def subset_rows(incidence: Incidence, triples: list[Triple]) -> Rows:
    """The rows of these triples over all columns."""
    own = [np.flatnonzero(incidence[list(triple)].sum(axis=0) >= 2) for triple in triples]
    row, count = np.repeat(np.arange(len(own)), [len(each) for each in own]), len(triples)
    column = np.concatenate(own) if own else np.zeros(0, dtype=np.int64)
    return Rows(row, column, np.ones(len(row)), np.full(count, -math.inf), np.ones(count))
