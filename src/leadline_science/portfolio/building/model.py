"""The whole programme of a portfolio."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from leadline_science.checks import Floats
from leadline_science.portfolio.building import risk_rows
from leadline_science.portfolio.building.cells import Cells
from leadline_science.portfolio.building.columns import Columns, columns_of
from leadline_science.portfolio.building.rows import WRITERS
from leadline_science.portfolio.building.rows import windows as write_windows
from leadline_science.portfolio.building.words import Limit
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.problem.risk import Risk
from leadline_science.portfolio.solving.program import Ints, Program


@dataclass(frozen=True, eq=False)
class Model:
    """A programme, the bet and quarter behind each of its columns, and the limit behind each of its rows."""

    portfolio: Portfolio
    program: Program
    columns: Columns
    limits: tuple[Limit, ...]

    @property
    def groups(self) -> Ints:
        """The bet of each column; -1 for columns that belong to none."""
        extra = self.program.columns - self.columns.count
        return np.concatenate([self.columns.bet, np.full(extra, -1)])

    def plan(self, x: Floats) -> dict[str, int]:
        """Name of every chosen bet to its quarter."""
        chosen = np.flatnonzero(x[: self.columns.count] > 0.5)
        bets = self.portfolio.bets
        return {bets[self.columns.bet[at]].name: int(self.columns.start[at]) for at in chosen}

    def without(self, bet: str) -> "Model":
        """The same with one bet left out for certain."""
        high = self.program.high.copy()
        high[self.columns.of(self.portfolio.place[bet])] = 0.0
        return replace(self, program=self.program.bounded(self.program.low, high))

    def hint(self, quarters: Mapping[str, int]) -> Floats:
        """The columns of a plan; further columns are left to the solver, as NaN."""
        place = self.portfolio.place
        known = {place[name]: q for name, q in quarters.items() if name in place}
        extra = self.program.columns - self.columns.count
        return np.concatenate([self.columns.vector(known), np.full(extra, np.nan)])


def build(
    portfolio: Portfolio,
    risk: Risk | None = None,
    *,
    keep: Callable[[Limit], bool] | None = None,
    windows: bool = True,
) -> Model:
    """The programme of a portfolio, of the rows whose limit is kept. Without `windows` these are rows too."""
    columns = columns_of(portfolio, windows=windows)
    cells = Cells()
    for writer in WRITERS if windows else (*WRITERS, write_windows):
        writer(cells, portfolio, columns)
    extra = risk_rows.Extra(columns.count)
    if risk is not None:
        risk.check(portfolio)
        extra = risk_rows.write(cells, portfolio, columns, risk)
    program = _program(cells, extra, _gain(portfolio, columns, risk))
    kept = np.array([keep is None or keep(each) for each in cells.limits], dtype=bool)
    limits = tuple(each for each, stays in zip(cells.limits, kept, strict=True) if stays)
    return Model(portfolio, program.of_rows(kept), columns, limits)


def _program(cells: Cells, extra: risk_rows.Extra, gain: Floats) -> Program:
    count = len(gain)
    return Program(
        gain=np.concatenate([gain, extra.gain]),
        matrix=cells.matrix(count + len(extra.gain)),
        row_low=np.array(cells.low),
        row_high=np.array(cells.high),
        low=np.concatenate([np.zeros(count), extra.low]),
        high=np.concatenate([np.ones(count), extra.high]),
        whole=np.concatenate([np.ones(count, dtype=bool), np.array(extra.whole, dtype=bool)]),
    )


def _gain(portfolio: Portfolio, columns: Columns, risk: Risk | None) -> Floats:
    if risk is not None:
        weight = 1.0 if risk.tail is None else 1 - risk.tail.weight
        mean: Floats = risk_rows.worths(portfolio, columns, risk).mean(axis=0)
        return weight * mean
    pairs = zip(columns.bet.tolist(), columns.start.tolist(), strict=True)
    return np.array([portfolio.worth(portfolio.bets[bet], start) for bet, start in pairs])
