"""Exchange: take some bets out of a plan, fill the room anew, keep what is better or nearly so.

Ruin and recreate (Schrimpf et al. 2000): what to put in is ranked by what it brings after paying, at the
prices of the relaxation, for what it takes. Works on plans alone: every column is 0 or 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, vstack

from leadline_science.checks import Floats
from leadline_science.portfolio.solving.highs import Stop
from leadline_science.portfolio.solving.program import SLACK, Flags, Ints, Program

MOST_OUT = 10
CROWDED = 8
CELLS_PER_ITERATION = 20_000
BY_LOSS = 0.3


@dataclass(eq=False)
class Packing:
    """A plan over the `free` columns of a programme, as rows `matrix @ x <= room`, the others staying."""

    program: Program
    free: Flags
    given: Floats
    worth: Floats
    prices: Floats
    rows: list[tuple[Ints, Floats]] = field(init=False)
    cells: list[tuple[Ints, Floats]] = field(init=False)

    def __post_init__(self) -> None:
        up, down = np.isfinite(self.program.row_high), np.isfinite(self.program.row_low)
        whole = vstack([self.program.matrix[up], -self.program.matrix[down]]).tocsr()
        room = np.concatenate([self.program.row_high[up], -self.program.row_low[down]])
        price = np.abs(np.concatenate([self.prices[up], self.prices[down]]))
        part: csr_matrix = whole[:, self.free].tocsr()
        used = np.diff(part.indptr) > 0
        left = (room - whole @ np.where(self.free, 0.0, self.given))[used]
        self._lay_out(part[used], left, price[used])

    def _lay_out(self, matrix: "csr_matrix", room: Floats, price: Floats) -> None:
        self.x = self.given[self.free] > 0.5
        self.gain, self.price = self.program.gain[self.free], price
        self.slack = room - matrix @ self.x
        self.spare = SLACK * np.maximum(1.0, np.abs(room)) / 2
        self.rows, self.cells = _lines(matrix), _lines(matrix.tocsc())
        taking = matrix.tocsc()
        taking.data = np.maximum(taking.data, 0.0)
        taking.eliminate_zeros()
        self.takes, self.row_of, self.first = taking.data, taking.indices, taking.indptr[:-1]
        self.crowded = np.flatnonzero(np.diff(matrix.indptr) >= CROWDED)
        signs = [set(np.sign(values).tolist()) for _, values in self.rows]
        unit = [bool(np.all(np.abs(values) == 1)) for _, values in self.rows]
        self.orders = np.array([u and len(s) == 2 for u, s in zip(unit, signs, strict=True)])

    @property
    def value(self) -> float:
        """What the plan over the free columns is worth."""
        return float(self.gain @ self.x)

    @property
    def kept(self) -> bool:
        """Whether every row holds."""
        return bool(np.all(self.slack >= -self.spare))

    def put(self, column: int, sign: int) -> None:
        """A column into the plan, or out of it."""
        rows, values = self.cells[column]
        self.slack[rows] -= sign * values
        self.x[column] = sign > 0

    def fitting(self) -> Ints:
        """Columns outside the plan for which every row has room."""
        room = self.takes <= (self.slack + self.spare)[self.row_of]
        return np.flatnonzero(np.logical_and.reduceat(room, self.first) & ~self.x)

    def waiting(self, rows: Ints) -> list[int]:
        """Columns of the plan that wait for something no longer in it."""
        broken = [row for row in rows.tolist() if self.orders[row] and self.slack[row] < -0.5]
        found: list[int] = []
        for row in broken:
            columns, values = self.rows[row]
            found += columns[(values > 0) & self.x[columns]].tolist()
        return found

    def whole_plan(self, x: Floats) -> Floats:
        """`x` with the free columns as in this plan."""
        found = x.copy()
        found[self.free] = self.x
        return found


def _lines(matrix: "csr_matrix") -> list[tuple[Ints, Floats]]:
    ends = matrix.indptr
    return [(matrix.indices[a:b].astype(np.int64), matrix.data[a:b]) for a, b in pairwise(ends)]


@dataclass(eq=False)
class Exchange:
    """A run of exchanges on one packing. `heat`: how much worse a plan may be and still be gone on from."""

    packing: Packing
    rng: np.random.Generator
    heat: float
    noise: float
    value: float = field(init=False)
    best: Flags = field(init=False)

    def __post_init__(self) -> None:
        self.cost = 1 + len(self.packing.takes) // CELLS_PER_ITERATION
        self.value = self.top = self.packing.value if self.packing.kept else -np.inf
        self.best = self.packing.x.copy()

    def run(self, rounds: int, stop: Stop | None) -> None:
        """So many rounds, cooling down; the packing is left at the best plan."""
        for at in range(rounds):
            if at % 64 == 0:
                if stop is not None and stop():
                    break
                heat = self.heat * (1 - at / rounds) ** 2
                likely = self._row_chances()
            self._round(heat, likely)
        self.packing.x = self.best

    def _row_chances(self) -> Floats:
        """Rows of which much that is dear is left are looked at more often."""
        pack = self.packing
        loss = np.maximum(pack.price * pack.slack, 0.0)[pack.crowded]
        even = np.full(len(loss), 1 / max(1, len(loss)))
        share = loss / loss.sum() if loss.sum() > 0 else even
        return np.cumsum(BY_LOSS * share + (1 - BY_LOSS) * even)

    def _round(self, heat: float, likely: Floats) -> None:
        done = self._ruin(likely)
        if done:
            self._fill(done)
        pack = self.packing
        value = pack.value
        good = value >= self.value - heat * self.rng.exponential()
        if done and good and pack.kept:
            self.value = value
            if value > self.top + 1e-9:
                self.top, self.best = value, pack.x.copy()
            return
        for column, sign in reversed(done):
            pack.put(column, -sign)

    def _ruin(self, likely: Floats) -> list[tuple[int, int]]:
        """Takes out some columns of one row, and what waits for them."""
        pack, rng = self.packing, self.rng
        if not len(pack.crowded):
            return []
        place = min(int(np.searchsorted(likely, rng.random())), len(pack.crowded) - 1)
        columns = pack.rows[pack.crowded[place]][0]
        inside = columns[pack.x[columns]]
        if not len(inside):
            return self._out([])
        count = min(len(inside), 1 + int(rng.integers(MOST_OUT)))
        key = pack.worth[inside] + self.noise * rng.standard_normal(len(inside))
        return self._out(inside[np.argpartition(key, count - 1)[:count]].tolist())

    def _out(self, leaving: list[int]) -> list[tuple[int, int]]:
        pack, done = self.packing, []
        while leaving:
            column = leaving.pop()
            if pack.x[column]:
                pack.put(column, -1)
                done.append((column, -1))
                leaving += pack.waiting(pack.cells[column][0])
        return done

    def _fill(self, done: list[tuple[int, int]]) -> None:
        """Puts in what brings most after paying, the prices taken lower at times so that large bets fit first."""
        pack, rng = self.packing, self.rng
        cheap = rng.random() ** 2
        score = pack.worth + cheap * (pack.gain - pack.worth)
        score = score + self.noise * rng.standard_normal(len(score))
        fitting = pack.fitting()
        while len(fitting):
            column = int(fitting[np.argmax(score[fitting])])
            if pack.gain[column] <= 0 and pack.kept:
                return
            pack.put(column, 1)
            done.append((column, 1))
            fitting = pack.fitting()

    def begin(self) -> None:
        """A first plan: what waits for nothing in the plan leaves, then the room is filled."""
        pack = self.packing
        done = self._out(pack.waiting(np.flatnonzero(pack.slack < -0.5)))
        self._fill(done)
        self.value = self.top = pack.value if pack.kept else -np.inf
        self.best = pack.x.copy()


def usual_gain(gain: Floats, x: Floats) -> float:
    """The mean gain of what is in a plan; of everything where nothing is."""
    inside: Sequence[float] = gain[x > 0.5].tolist() or np.abs(gain).tolist()
    return float(np.mean(inside)) if inside else 0.0
