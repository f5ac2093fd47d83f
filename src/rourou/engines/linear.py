"""The only file that speaks to HiGHS: linear and whole-number programs over arrays, one thread, a fixed seed.

Programs are minimised. One thread and one seed give the same answer again unless the time limit ends a run first.
HiGHS counts its time over all runs of one object and may overrun a limit by a moment (its issues 1278, 2021).
"""

import importlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

highspy: Any
try:
    highspy = importlib.import_module("highspy")
except ImportError:  # no wheel for this machine: allocation falls back to ruin and recreate
    highspy = None

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """Sparse rows low ≤ Σ value·x ≤ high; `row`, `column` and `value` have one entry for each number that is not 0."""

    row: Ints
    column: Ints
    value: Floats
    low: Floats
    high: Floats

    def only(self, columns: Ints, width: int) -> "Rows":
        """The same rows over these columns alone (the others being 0); `width` is how many columns there were."""
        place = np.full(width, -1, dtype=np.int64)
        place[columns] = np.arange(len(columns))
        keep = place[self.column] >= 0
        return Rows(self.row[keep], place[self.column[keep]], self.value[keep], self.low, self.high)


Entry = tuple[Sequence[int] | Ints, Sequence[float] | Floats, float, float]


def rows(entries: Sequence[Entry]) -> Rows:
    """Rows from (columns, values, low, high)."""
    lengths = [len(entry[0]) for entry in entries]
    return Rows(
        np.repeat(np.arange(len(entries)), lengths).astype(np.int64),
        np.concatenate([np.asarray(entry[0], dtype=np.int64) for entry in entries] or [np.zeros(0, dtype=np.int64)]),
        np.concatenate([np.asarray(entry[1], dtype=np.float64) for entry in entries] or [np.zeros(0)]),
        np.array([entry[2] for entry in entries], dtype=np.float64),
        np.array([entry[3] for entry in entries], dtype=np.float64),
    )


def stacked(parts: Sequence[Rows]) -> Rows:
    """One set of rows under another."""
    offsets = np.cumsum([0, *(len(part.low) for part in parts)])
    return Rows(
        np.concatenate([part.row + offset for part, offset in zip(parts, offsets, strict=False)]),
        np.concatenate([part.column for part in parts]),
        np.concatenate([part.value for part in parts]),
        np.concatenate([part.low for part in parts]),
        np.concatenate([part.high for part in parts]),
    )


@dataclass(frozen=True)
class Program:
    """Minimise cost·x over `rows` with lower ≤ x ≤ upper; `whole` marks what must be a whole number (None: nothing)."""

    cost: Floats
    lower: Floats
    upper: Floats
    rows: Rows
    whole: Bools | None = None


@dataclass(frozen=True)
class Answer:
    """status: 'optimal', 'infeasible' or 'stopped'. `bound` is proven: no x costs less; `reduced`, `dual`: an LP's."""

    status: str
    x: Floats | None
    cost: float
    bound: float
    reduced: Floats | None = None
    dual: Floats | None = None
    nodes: int = 0


class Session:
    """One program in HiGHS; further runs with other costs or bounds start from where the last one ended."""

    def __init__(self, program: Program, *, seed: int = 0, gap: float = 0.0) -> None:
        self._program = program
        self._solver: Any = highspy.Highs()
        options: dict[str, object] = {
            "output_flag": False,
            "threads": 1,
            "parallel": "off",
            "random_seed": seed % (2**31 - 1),
            "mip_rel_gap": 0.0 if gap else 1e-9,
            "mip_abs_gap": gap or 1e-9,
            "mip_feasibility_tolerance": 1e-9,
            "primal_feasibility_tolerance": 1e-9,
        }
        if program.whole is not None:  # measured on generalised assignment and on clusters: two to three times sooner
            options |= {"presolve": "off", "mip_allow_restart": False}
        for name, value in options.items():
            self._solver.setOptionValue(name, value)
        self._solver.passModel(_highs_lp(program))

    def start(self, x: Floats) -> None:
        """Begins from this answer, which keeps every row."""
        solution = highspy.HighsSolution()
        solution.col_value = list(x)
        self._solver.setSolution(solution)

    def aim(self, cost: Floats) -> None:
        self._solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)

    def bound(self, column: int, lower: float, upper: float) -> None:
        self._solver.changeColBounds(column, lower, upper)

    def hold(self, lower: Floats, upper: Floats) -> None:
        """What each of the first columns may be."""
        self._solver.changeColsBounds(len(upper), np.arange(len(upper), dtype=np.int32), lower, upper)

    def widen(self, cost: Floats, upper: Floats, part: Rows) -> None:
        """More columns from 0 to `upper`, and what each puts into the rows that there are."""
        order, starts = _starts(part.column, len(cost))
        at, value = part.row[order].astype(np.int32), part.value[order]
        self._solver.addCols(len(cost), cost, np.zeros(len(cost)), upper, len(at), starts[:-1], at, value)

    def add(self, more: Rows) -> None:
        """More rows over the columns that there are."""
        order, starts = _starts(more.row, len(more.low))
        at, value = more.column[order].astype(np.int32), more.value[order]
        self._solver.addRows(len(more.low), more.low, more.high, len(at), starts[:-1], at, value)

    def run(self, *, seconds: float = math.inf) -> Answer:
        if math.isfinite(seconds):
            self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(seconds, 0.0))
        self._solver.run()
        return _whole_answer(self._solver) if self._program.whole is not None else _answer(self._solver)


def is_here() -> bool:
    """Whether this machine has HiGHS."""
    return highspy is not None


def _highs_lp(program: Program) -> Any:
    part, width = program.rows, len(program.cost)
    order, starts = _starts(part.row, len(part.low))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = width, len(part.low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.cost, program.lower, program.upper
    lp.row_lower_, lp.row_upper_ = part.low, part.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = width, len(part.low)
    lp.a_matrix_.start_ = starts
    lp.a_matrix_.index_ = part.column[order].astype(np.int32)
    lp.a_matrix_.value_ = part.value[order]
    if program.whole is not None:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(each)] for each in program.whole]
    return lp


def _starts(at: Ints, count: int) -> tuple[Ints, NDArray[np.int32]]:
    """The order that brings entries of the same row (or column) together, and where each begins."""
    sums = np.cumsum(np.bincount(at, minlength=count))
    return np.argsort(at, kind="stable"), np.concatenate([[0], sums]).astype(np.int32)


def _status(solver: Any) -> str:
    status, known = solver.getModelStatus(), highspy.HighsModelStatus
    if status in (known.kOptimal, known.kModelEmpty):
        return "optimal"
    return "infeasible" if status in (known.kInfeasible, known.kUnboundedOrInfeasible) else "stopped"


def _answer(solver: Any) -> Answer:
    status = _status(solver)
    if status != "optimal":
        unbounded = solver.getModelStatus() == highspy.HighsModelStatus.kUnbounded
        return Answer("unbounded" if unbounded else status, None, -math.inf, -math.inf)
    solution, cost = solver.getSolution(), solver.getInfo().objective_function_value
    reduced, dual = np.array(solution.col_dual), np.array(solution.row_dual)
    return Answer(status, np.array(solution.col_value), cost, cost, reduced, dual)


def _whole_answer(solver: Any) -> Answer:
    info, status = solver.getInfo(), _status(solver)
    found = info.primal_solution_status == 2
    x = np.array(solver.getSolution().col_value) if found else None
    cost = info.objective_function_value if found else math.inf
    return Answer(status, x, cost, info.mip_dual_bound, nodes=info.mip_node_count)
