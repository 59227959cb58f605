"""Columns and rows that a risk adds: the tail mean, and scenarios that may or may not hold."""

from dataclasses import dataclass, field

import numpy as np

from leadline_science.checks import Floats
from leadline_science.portfolio.building.cells import FREE, Cells
from leadline_science.portfolio.building.columns import Columns
from leadline_science.portfolio.building.words import Kind, Limit
from leadline_science.portfolio.problem.portfolio import Portfolio
from leadline_science.portfolio.problem.risk import Risk, Tail, Target, needed
from leadline_science.portfolio.solving.program import Ints


@dataclass(eq=False)
class Extra:
    """Columns behind those of the bets: gain, bounds, and whether only 0 or 1."""

    first: int
    gain: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)

    def add(self, count: int, gain: float, low: float, high: float, *, whole: bool = False) -> Ints:
        """`count` new columns alike; their numbers."""
        start = self.first + len(self.gain)
        self.gain += [gain] * count
        self.low += [low] * count
        self.high += [high] * count
        self.whole += [whole] * count
        return np.arange(start, start + count)


def worths(portfolio: Portfolio, columns: Columns, risk: Risk) -> Floats:
    """Present value of each column in each scenario."""
    bets = [portfolio.bets[bet] for bet in columns.bet]
    finishes = [bet.finish(int(q)) for bet, q in zip(bets, columns.start, strict=True)]
    present = np.array([portfolio.horizon.present(each) for each in finishes])
    found: Floats = risk.scenarios.worth()[:, columns.bet] * present
    return found


def write(cells: Cells, portfolio: Portfolio, columns: Columns, risk: Risk) -> Extra:
    """All that a risk asks for."""
    extra = Extra(columns.count)
    worth = worths(portfolio, columns, risk)
    if risk.tail is not None:
        _tail(cells, extra, worth, risk.tail)
    if risk.target is not None:
        _target(cells, extra, worth, risk.target)
    if risk.fits is not None:
        _fits(cells, extra, columns, risk)
    return extra


def _reach(worth: Floats) -> float:
    return float(np.abs(worth).sum(axis=1).max()) + 1.0


def _tail(cells: Cells, extra: Extra, worth: Floats, tail: Tail) -> None:
    """Rockafellar & Uryasev: a level, and how far each scenario falls short of it."""
    count, reach = len(worth), _reach(worth)
    each = 1 / (tail.share * count)
    level = extra.add(1, tail.weight, -reach, reach)
    short = extra.add(count, -tail.weight * each, 0.0, 2 * reach)
    limit = Limit(Kind.TAIL, "How far a scenario falls short.")
    for scenario in range(count):
        row = cells.row(limit, 0.0, FREE)
        _put_all(cells, row, worth[scenario])
        cells.put(row, short[scenario : scenario + 1], 1.0)
        cells.put(row, level, -1.0)
    if tail.floor is not None:
        text = (
            f"The worst {tail.share:.0%} of scenarios are worth {tail.floor:g} or more on average."
        )
        row = cells.row(Limit(Kind.TAIL, text, "floor"), tail.floor, FREE)
        cells.put(row, level, 1.0)
        cells.put(row, short, -each)


def _put_all(cells: Cells, row: int, values: Floats) -> None:
    cells.put(row, np.arange(len(values)), values)


def _target(cells: Cells, extra: Extra, worth: Floats, target: Target) -> None:
    """Scenarios counted as reaching the target must reach it."""
    text = f"The plan is worth {target.value:g} or more in {target.chance:.0%} of scenarios."
    limit = Limit(Kind.TARGET, text, "target")
    least = float(np.minimum(worth, 0).sum(axis=1).min())
    holds = extra.add(len(worth), 0.0, 0.0, 1.0, whole=True)
    for scenario, values in enumerate(worth):
        row = cells.row(limit, least, FREE)
        _put_all(cells, row, values)
        cells.put(row, holds[scenario : scenario + 1], least - target.value)
    count = needed(target.chance, len(worth))
    cells.put(cells.row(limit, float(count), FREE), holds, 1.0)


def _fits(cells: Cells, extra: Extra, columns: Columns, risk: Risk) -> None:
    """Scenarios counted as fitting must keep every capacity and budget row with their own sizes."""
    chance = risk.fits or 0.0
    limit = Limit(Kind.FITS, f"The plan fits in {chance:.0%} of scenarios.", "fits")
    kept = [at for at, each in enumerate(cells.limits) if each.kind in (Kind.TEAM, Kind.BUDGET)]
    stated = cells.matrix(columns.count)[kept]
    high = np.array(cells.high)[kept]
    sizes = np.array(risk.scenarios.sizes)
    holds = extra.add(len(sizes), 0.0, 0.0, 1.0, whole=True)
    for scenario, factors in enumerate(sizes):
        scaled = stated.multiply(factors[columns.bet]).tocsr()
        most = np.asarray(scaled.sum(axis=1)).ravel()
        for at, available in enumerate(high.tolist()):
            excess = max(float(most[at]) - available, 0.0)
            row = cells.row(limit, -FREE, available + excess)
            own = slice(scaled.indptr[at], scaled.indptr[at + 1])
            cells.put(row, scaled.indices[own].astype(np.int64), scaled.data[own])
            cells.put(row, holds[scenario : scenario + 1], excess)
    count = needed(chance, len(sizes))
    cells.put(cells.row(limit, float(count), FREE), holds, 1.0)
