"""HiGHS, one thread, counted in steps of its own and never in seconds."""

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np
from highspy.highs import HighsCallbackEvent

from leadline_science.checks import Floats
from leadline_science.portfolio.solving.program import Ints, Program

Stop = Callable[[], bool]
ENDLESS = 2**31 - 1


@dataclass(frozen=True)
class Cap:
    """Where a run ends. `steps`: how often the solver asks whether to go on; `gap`: relative; `room`: absolute."""

    steps: int = ENDLESS
    nodes: int = ENDLESS
    gap: float = 0.0
    room: float = 1e-7
    first: bool = False
    heuristics: float = 0.05


@dataclass(frozen=True, eq=False)
class Found:
    """`x`: the best found, None when none. `closed`: it ended by itself. `empty`: shown to have no solution."""

    x: Floats | None
    bound: float
    closed: bool
    empty: bool
    iterations: int
    nodes: int


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The relaxation. `reduced`: what one more unit of a column brings. `duals`: what one more of a row brings."""

    x: Floats
    value: float
    reduced: Floats
    duals: Floats
    empty: bool
    iterations: int


class Relaxing:
    """The relaxation, kept so that it is solved anew from where it stood once columns are settled."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.solver = _load(program, relaxed=True) if program.columns else None

    def run(self) -> Relaxed:
        """To the end, with nothing whole."""
        if self.solver is None:
            return _nothing_relaxed(self.program)
        self.solver.run()
        return _read_relaxed(self.solver)

    def between(self, columns: Ints, low: Floats, high: Floats) -> Relaxed:
        """Anew, with other bounds for some columns."""
        if self.solver is not None and len(columns):
            self.solver.changeColsBounds(len(columns), columns.astype(np.int32), low, high)
        return self.run()


def relax(program: Program) -> Relaxed:
    """The programme with nothing whole, to the end."""
    return Relaxing(program).run()


def _read_relaxed(solver: highspy.Highs) -> Relaxed:
    info, solution = solver.getInfo(), solver.getSolution()
    empty = solver.getModelStatus() != highspy.HighsModelStatus.kOptimal
    return Relaxed(
        x=np.array(solution.col_value),
        value=-np.inf if empty else float(info.objective_function_value),
        reduced=np.array(solution.col_dual),
        duals=np.array(solution.row_dual),
        empty=empty,
        iterations=max(int(info.simplex_iteration_count), 0),
    )


def solve(
    program: Program, cap: Cap, start: Floats | None = None, stop: Stop | None = None
) -> Found:
    """The programme, up to `cap`, from `start` (NaN where unknown). The same run on every machine."""
    if not program.columns:
        return _nothing(program)
    solver = _load(program)
    _limit(solver, cap)
    _watch(solver, cap.steps, stop)
    if start is not None:
        _begin(solver, start)
    solver.run()
    return _read(solver, program)


def _nothing_relaxed(program: Program) -> Relaxed:
    """HiGHS takes no programme without columns."""
    none, empty = np.zeros(0), not program.admits(np.zeros(0))
    duals = np.zeros(len(program.row_low))
    return Relaxed(none, -np.inf if empty else 0.0, none, duals, empty=empty, iterations=0)


def _nothing(program: Program) -> Found:
    empty = not program.admits(np.zeros(0))
    x = None if empty else np.zeros(0)
    return Found(x, 0.0, closed=True, empty=empty, iterations=0, nodes=0)


def _load(program: Program, *, relaxed: bool = False) -> highspy.Highs:
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("threads", 1), ("parallel", "off")):
        solver.setOptionValue(option, value)
    solver.passModel(_model(program, relaxed))
    return solver


def _model(program: Program, relaxed: bool) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = program.columns, len(program.row_low)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_, model.col_upper_ = program.gain, program.low, program.high
    model.row_lower_, model.row_upper_ = program.row_low, program.row_high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = program.matrix.indptr
    model.a_matrix_.index_ = program.matrix.indices
    model.a_matrix_.value_ = program.matrix.data
    if not relaxed:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(each)] for each in program.whole]
    return model


def _limit(solver: highspy.Highs, cap: Cap) -> None:
    solver.setOptionValue("mip_rel_gap", cap.gap)
    solver.setOptionValue("mip_abs_gap", cap.room)
    solver.setOptionValue("mip_max_nodes", cap.nodes)
    solver.setOptionValue("mip_heuristic_effort", cap.heuristics)
    if cap.first:
        solver.setOptionValue("mip_max_improving_sols", 1)


def _watch(solver: highspy.Highs, steps: int, stop: Stop | None) -> None:
    taken = 0

    def asked(event: HighsCallbackEvent) -> None:
        nonlocal taken
        taken += 1
        if taken > steps or (stop is not None and stop()):
            event.interrupt()

    solver.cbMipInterrupt += asked


def _begin(solver: highspy.Highs, start: Floats) -> None:
    known = np.flatnonzero(~np.isnan(start))
    solver.setSolution(len(known), known.astype(np.int32), start[known])


def _read(solver: highspy.Highs, program: Program) -> Found:
    info, status = solver.getInfo(), solver.getModelStatus()
    some = info.primal_solution_status == 2
    closed = status == highspy.HighsModelStatus.kOptimal
    bound = float(info.mip_dual_bound)
    return Found(
        x=_whole(np.array(solver.getSolution().col_value), program) if some else None,
        bound=bound if np.isfinite(bound) and abs(bound) < 1e29 else np.inf,
        closed=closed,
        empty=status
        in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ),
        iterations=max(int(info.simplex_iteration_count), 0),
        nodes=max(int(info.mip_node_count), 0),
    )


def _whole(x: Floats, program: Program) -> Floats:
    return np.where(program.whole, np.round(x), x)
