"""The search: relaxation, a first plan near it, then one large neighbourhood after another."""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats, finite, whole, within
from leadline_science.portfolio.solving import highs, neighbourhoods
from leadline_science.portfolio.solving.dive import Dive, sizes
from leadline_science.portfolio.solving.exchange import Exchange, Packing, usual_gain
from leadline_science.portfolio.solving.highs import Cap, Found, Relaxed, Relaxing, Stop
from leadline_science.portfolio.solving.program import Flags, Ints, Program
from leadline_science.portfolio.solving.worth import distances, paid_worth

SMALL = 4_000  # columns that branch and bound takes whole
FEW = 60  # bets among which branch and bound alone does best
PER_STEP = 150  # iterations of a step, about
ROUND = Cap(steps=30, nodes=60, heuristics=0.2)
EXCHANGED = 6_000  # columns that exchanges look at
CALM = 400  # bets above which exchanges are more careful
ROUND_ITERATIONS = 2_000
STALLED = 60
CELLS = 50  # of a neighbourhood: to set them up costs about an iteration
DIVED = 0.4  # of what is left, for the bets that a dive leaves open


@dataclass(frozen=True)
class Work:
    """How much work is allowed: simplex iterations in all, so that a run replays on any machine.

    `gap`: relative gap to the bound at which it is enough. Ten thousand iterations take one to three seconds.
    """

    iterations: int = 60_000
    gap: float = 1e-4

    def __post_init__(self) -> None:
        whole("the number of iterations", self.iterations, 1, 10**9)
        within("the gap", float(finite("the gap", [self.gap])[0]), 0, 1)

    def part(self, share: float) -> "Work":
        """A share of the work."""
        return Work(max(1, int(self.iterations * share)), self.gap)


@dataclass(frozen=True, eq=False)
class Outcome:
    """`x` is None when none was found; `empty` when there is none. `bound`: no solution is worth more."""

    x: Floats | None
    value: float
    bound: float
    relaxed: Relaxed
    empty: bool
    iterations: int
    nodes: int
    rounds: int
    stopped: bool


@dataclass(eq=False)
class Search:
    """The state of one search."""

    program: Program
    groups: Ints
    work: Work
    rng: np.random.Generator
    stop: Stop | None
    relaxing: Relaxing
    relaxed: Relaxed
    x: Floats | None = None
    value: float = -np.inf
    bound: float = np.inf
    empty: bool = False
    iterations: int = 0
    nodes: int = 0
    rounds: int = 0
    exchanges: int = 0

    @property
    def left(self) -> int:
        """Iterations still allowed."""
        return max(0, self.work.iterations - self.iterations)

    @property
    def stopped(self) -> bool:
        """Whether the caller asked to end."""
        return self.stop is not None and self.stop()

    def bounded(self, bound: float) -> None:
        """No solution is worth more than `bound`; where only whole numbers can be gained, than that below it."""
        if self.program.whole_gain and np.isfinite(bound):
            bound = float(np.floor(bound + 1e-6))
        self.bound = min(self.bound, bound)

    @property
    def enough(self) -> bool:
        """Whether nothing is left to do or to spend."""
        room = self.work.gap * abs(self.value) + 1e-7
        close = self.x is not None and self.bound - self.value <= room
        return self.empty or close or self.left == 0 or self.stopped

    def note(self, found: Found, free: Flags | None = None) -> bool:
        """Keeps what a run found, in all columns or in the `free` ones. Whether it is better."""
        self.iterations += found.iterations
        self.nodes += found.nodes
        if found.x is None:
            return False
        x = found.x
        if free is not None:
            assert self.x is not None
            x = self.x.copy()
            x[free] = found.x
        return self.take(x)

    def take(self, x: Floats) -> bool:
        """Keeps `x` if it is admitted and better."""
        value = self.program.value(x)
        if value <= self.value + 1e-9 * max(1.0, abs(value)) or not self.program.admits(x):
            return False
        self.x, self.value = x, value
        return True

    def outcome(self) -> Outcome:
        """What came of it."""
        bound = max(self.bound, self.value)
        return Outcome(
            *(self.x, self.value, bound, self.relaxed, self.empty),
            *(self.iterations, self.nodes, self.rounds, self.stopped),
        )


def search(
    program: Program,
    groups: Ints,
    work: Work,
    seed: int,
    *,
    start: Floats | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """The best found within `work`. The same for the same inputs, seed and work, unless `stop` ended it."""
    relaxing = Relaxing(program)
    relaxed = relaxing.run()
    rng = np.random.Generator(np.random.PCG64(seed))
    state = Search(program, groups, work, rng, stop, relaxing, relaxed)
    state.bounded(relaxed.value)
    state.iterations, state.empty = relaxed.iterations, relaxed.empty
    if not state.empty:
        _take_relaxed(state)
        _take_start(state, start)
        _go(state)
    return state.outcome()


def _go(state: Search) -> None:
    small = state.program.columns <= SMALL
    single = _shared(state.program) <= 1
    worth = paid_worth(state.program, state.groups, state.relaxed)
    if small and not state.enough:
        few = int(state.groups.max(initial=-1)) < FEW
        _branch(state, 0.8 if single else 0.5 if few else 0.05)
    if not small and not state.enough:
        _dive(state, worth)
    if not state.enough and (state.x is None or (small and not single)):
        _exchange(state, worth, 0.6 if small else 0.4)
    if state.x is None and not state.empty:
        _first(state, worth)
    part = 0.6 if small and not single else 1.0
    if state.x is not None and not state.enough:
        _improve(state, worth, state.iterations + int(state.left * part))
    if small and not state.enough:
        _branch(state, 1.0)


def _shared(program: Program) -> int:
    """Rows of many columns that take unlike amounts: where there is one only, branch and bound does best."""
    matrix = program.matrix
    wide = np.flatnonzero(np.diff(matrix.indptr) >= neighbourhoods.CROWDED)
    parts = (matrix.data[matrix.indptr[row] : matrix.indptr[row + 1]] for row in wide)
    return sum(bool(np.ptp(np.abs(part)) > 0) for part in parts)


def _take_relaxed(state: Search) -> None:
    """A relaxation that came out whole is the answer."""
    whole_part = state.relaxed.x[state.program.whole]
    if np.all(np.abs(whole_part - np.round(whole_part)) < 1e-9):
        state.take(np.where(state.program.whole, np.round(state.relaxed.x), state.relaxed.x))


def _take_start(state: Search, start: Floats | None) -> None:
    """A given plan, further columns filled in as is best for it."""
    if start is None:
        return
    unknown = np.isnan(start)
    if not unknown.any():
        state.take(start)
        return
    fixed = np.where(unknown, 0.0, start)
    found = highs.solve(state.program.within(unknown, fixed), Cap(steps=500), stop=state.stop)
    state.iterations += found.iterations
    if found.x is not None:
        fixed[unknown] = found.x
        state.take(fixed)


def _branch(state: Search, share: float) -> None:
    """Branch and bound over everything, from the best known, with a share of what is left."""
    iterations = int(state.left * share)
    cap = Cap(
        steps=max(20, iterations // PER_STEP),
        nodes=max(1, iterations // 100),
        gap=state.work.gap,
        heuristics=0.05 if state.x is None else 0.02,
    )
    found = highs.solve(state.program, cap, state.x, state.stop)
    state.note(found)
    state.bounded(found.bound)
    state.empty = found.empty and state.x is None


def _dive(state: Search, worth: Floats) -> None:
    """Large bets settled one by one, the small ones left to branch and bound; more of them where that fails."""
    order = np.argsort(-sizes(state.groups, state.program.gain - worth), kind="stable")
    dive = Dive(state.relaxing, state.groups, order, state.relaxed.x)
    levels = dive.levels()
    state.iterations += dive.iterations
    steps = int(state.left * DIVED) // PER_STEP
    cap = Cap(steps=steps, room=0.9 * state.work.gap * abs(state.relaxed.value))
    for level in reversed(levels[-3:]):
        part = state.program.within(level.free, level.given)
        found = highs.solve(part, cap, stop=state.stop)
        state.iterations += found.iterations
        if found.x is not None:
            level.given[level.free] = found.x
            state.take(level.given)
            return


def _exchange(state: Search, worth: Floats, share: float) -> None:
    """Exchanges around the relaxation, with a share of what is left; plans only, no further columns."""
    if (state.groups < 0).any():
        return
    given = np.where(state.relaxed.x > 1 - 1e-6, 1.0, 0.0)
    run = _exchange_of(state, worth, given)
    run.begin()
    if state.x is not None and state.value > run.top:
        given = state.x
        run = _exchange_of(state, worth, given)
    rounds = int(state.left * share) // run.cost
    run.run(rounds, state.stop)
    state.iterations += rounds * run.cost
    state.exchanges += rounds
    state.take(run.packing.whole_plan(given))


def _exchange_of(state: Search, worth: Floats, given: Floats) -> Exchange:
    near = distances(state.groups, state.relaxed, worth)
    free = neighbourhoods.core(near, EXCHANGED) | (given > 0.5)
    packing = Packing(state.program, free, given, worth[free], state.relaxed.duals)
    usual = usual_gain(state.program.gain, given)
    calm = min(1.0, (CALM / (1 + int(state.groups.max(initial=0)))) ** 0.5)
    return Exchange(packing, state.rng, heat=usual / 5 * calm, noise=usual / 10 * calm)


def _first(state: Search, worth: Floats) -> None:
    """A first plan: near the relaxation, else anywhere."""
    size = neighbourhoods.CORE
    near = distances(state.groups, state.relaxed, worth)
    while state.x is None and size < state.program.columns and not state.stopped:
        free = neighbourhoods.core(near, size)
        rounded = np.where(state.program.whole, np.round(state.relaxed.x), state.relaxed.x)
        found = highs.solve(state.program.within(free, rounded), Cap(steps=90), stop=state.stop)
        state.iterations += found.iterations
        if found.x is not None:
            rounded[free] = found.x
            state.take(rounded)
        size *= 4
    if state.x is None and not state.stopped:
        found = highs.solve(state.program, Cap(steps=20_000, first=True), stop=state.stop)
        state.note(found)
        state.empty = found.empty


def _improve(state: Search, worth: Floats, until: int) -> None:
    """One neighbourhood after another; larger while they close, smaller when they do not."""
    chart = neighbourhoods.chart(state.program, state.groups, state.relaxed, worth)
    size, stalled = min(30, max(4, chart.count // 2)), 0
    while not state.enough and stalled < STALLED and state.iterations < until:
        assert state.x is not None
        free = neighbourhoods.draw(chart, state.x, size, state.rounds, state.rng)
        part = state.program.within(free, state.x)
        found = highs.solve(part, ROUND, state.x[free], state.stop)
        state.rounds += 1
        state.iterations += part.matrix.nnz // CELLS
        stalled = 0 if state.note(found, free) else stalled + 1
        quick = found.closed and found.iterations < ROUND_ITERATIONS
        size = min(chart.count, int(size * 1.1) + 1) if quick else max(6, int(size * 0.9))
