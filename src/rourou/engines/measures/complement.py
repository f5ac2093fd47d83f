"""Which further counts to hold back so that the small ones cannot be worked out.

One finding of the audit after another: a small whole-number program looks for the cheapest counts to hold back so
that the cell could as well be what it must be able to be. It goes on until the audit finds nothing.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from rourou.engines.linear import Entry, Program, Session, rows
from rourou.engines.measures.attack import Attacker, Finding, Known, audit, bounds, ties
from rourou.engines.measures.tables import Cell, Mark


def complement(facts: Known, attackers: Sequence[Attacker], *, fixed: frozenset[Cell]) -> dict[Cell, Mark] | None:
    """The marks of a sound publication, or None if there is none. `fixed` are cells that no mark hides any more.

    First only counts that are not small are held back, so that HELD can be read as "not small". If that is not
    enough, small counts and 0 may be held back too, and HELD says nothing.
    """
    under = {at: Mark.UNDER for at in facts.cells if facts.is_small(at)}
    for is_any in (False, True):
        marks = _complement(facts, under, attackers, fixed, is_any=is_any)
        if marks is not None:
            return marks
    return None


def _complement(
    facts: Known, under: dict[Cell, Mark], attackers: Sequence[Attacker], fixed: frozenset[Cell], *, is_any: bool
) -> dict[Cell, Mark] | None:
    marks = dict(under)
    by_name = {each.name: each for each in attackers}
    for _ in range(2 * len(facts.cells) + 1):
        findings = audit(facts, marks, attackers, only_first=True)
        if not findings:
            return marks
        more = _cheapest(facts, marks, by_name[findings[0].attacker], findings[0], fixed, is_any=is_any)
        if more == []:  # only if HELD said nothing: so let it, by holding back a small count too
            more = [at for at in (findings[0].cell, *under) if marks[at] != Mark.HELD][:1]
        if not more:
            return None
        marks |= dict.fromkeys(more, Mark.HELD)
    return None


def _cheapest(
    facts: Known,
    marks: Mapping[Cell, Mark],
    attacker: Attacker,
    finding: Finding,
    fixed: frozenset[Cell],
    *,
    is_any: bool,
) -> list[Cell] | None:
    """The cheapest cells to hold back for one finding: for each end of the range that falls short, or for either."""
    ends = _ends(facts, attacker, finding)
    tried = [_hold(facts, marks, attacker, finding.cell, low, high, fixed, is_any=is_any) for low, high in ends]
    if facts.is_small(finding.cell):
        found = [each for each in tried if each is not None]
        return sorted({at for _, cells in found for at in cells}, key=sorted) if len(found) == len(tried) else None
    best = min((each for each in tried if each is not None), default=None, key=lambda each: each[0])
    return best[1] if best else None


def _ends(facts: Known, attacker: Attacker, finding: Finding) -> list[tuple[float, float]]:
    """What the cell has to be able to be, as ranges."""
    if facts.is_small(finding.cell):
        low, high = facts.must_hold(finding.cell)
        own = attacker.own.get(finding.cell, 0)
        ends = [(0.0, float(max(low, own))), (float(max(high, own)), math.inf)]
        short = [finding.low > ends[0][1] + 1e-6, finding.high < ends[1][0] - 1e-6]
        return [end for end, is_short in zip(ends, short, strict=True) if is_short]
    return [(0.0, finding.high - 2), (finding.low + 2, math.inf)]


def _hold(
    facts: Known,
    marks: Mapping[Cell, Mark],
    attacker: Attacker,
    target: Cell,
    low: float,
    high: float,
    fixed: frozenset[Cell],
    *,
    is_any: bool,
) -> tuple[float, list[Cell]] | None:
    """The least information to hold back so that `target` could lie between `low` and `high`; None if impossible."""
    cells = facts.cells
    at = {each: index for index, each in enumerate(cells)}
    may = [
        each
        for each in cells
        if each not in fixed and each not in attacker.knows and _may_hold(facts, marks, each, is_any=is_any)
    ]
    all_held = {**marks, **dict.fromkeys(may, Mark.HELD)} if is_any else dict(marks)
    lower, upper = (np.array(side) for side in zip(*(bounds(facts, all_held, attacker, c) for c in cells), strict=True))
    entries: list[Entry] = ties(facts, at)
    size, most = len(cells), float(2 * max(facts.counts.values(), default=0) + 10 * facts.threshold)
    for index, each in enumerate(may):
        count, flag = float(facts.counts[each]), size + index
        floor, roof = _held_bounds(facts, attacker, each, most, is_any=is_any)
        was_low, was_high = bounds(facts, marks, attacker, each)
        lower[at[each]], upper[at[each]] = min(floor, was_low), max(roof, min(was_high, most))
        # y ≥ was_low - flag·(was_low - floor), y ≤ was_high + flag·(roof - was_high)
        entries.append(([at[each], flag], [1.0, max(0.0, was_low - floor)], was_low, np.inf))
        entries.append(([at[each], flag], [1.0, -max(0.0, roof - was_high)], -np.inf, max(was_high, count)))
    lower[at[target]], upper[at[target]] = max(lower[at[target]], low), min(upper[at[target]], high)
    if lower[at[target]] > upper[at[target]]:
        return None
    cost = np.concatenate([np.zeros(size), [_loss(facts, each) for each in may]])
    program = Program(
        cost,
        np.concatenate([lower, np.zeros(len(may))]),
        np.concatenate([np.minimum(upper, most), np.ones(len(may))]),
        rows(entries),
        np.arange(size + len(may)) >= size,
    )
    answer = Session(program).run(seconds=20)
    if answer.x is None:
        return None
    return answer.cost, [each for each, flag in zip(may, answer.x[size:], strict=True) if flag > 0.5]


def _may_hold(facts: Known, marks: Mapping[Cell, Mark], at: Cell, *, is_any: bool) -> bool:
    if marks.get(at) == Mark.HELD:
        return False
    return is_any or (at not in marks and facts.counts[at] >= facts.threshold)


def _held_bounds(facts: Known, attacker: Attacker, at: Cell, most: float, *, is_any: bool) -> tuple[float, float]:
    floor = 0.0 if is_any else float(facts.threshold)
    return max(floor, attacker.own.get(at, 0)), min(most, facts.ceilings.get(at, most))


def _loss(facts: Known, at: Cell) -> float:
    """What readers lose: more for larger counts, far more for totals."""
    inner = max(len(each) for each in facts.cells)
    return 1.0 + math.log2(1 + facts.counts[at]) / 8 + 4.0 * (inner - len(at))
