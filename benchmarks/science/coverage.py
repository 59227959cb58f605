"""How often promises would have held on real sprints, each board forecast from the others.

    python -m benchmarks.science.coverage DATA_DIR [--horizon 4]

Prints, for 6, 8 and 12 sprints of history: the share of "85 % (95 %) sure of at least …" that held
for the plain bootstrap, with the drift of the other boards (one left out at a time), with the
drift that ships, and with each board's own; then the mean error (CRPS) against the bootstrap.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.science.sprints import items, points
from leadline_science.calibration.scores import crps_of_counts
from leadline_science.forecasting import (
    NO_DRIFT,
    POOLED_DRIFT,
    Drift,
    Throughput,
    Weights,
    own_drift,
)
from leadline_science.forecasting.backtest import cases_ahead
from leadline_science.forecasting.drift_size import PROMISES, SIZES, promises_held
from leadline_science.forecasting.how_many import delivered, promised
from leadline_science.forecasting.replaying import Case
from leadline_science.uncertainty.shares import wilson_limits

Held = NDArray[np.float64]
WINDOWS = (6, 8, 12)


@dataclass(frozen=True)
class Way:
    """One way to forecast: weights, and the drift for a board at a past point."""

    name: str
    drift_of: Callable[[str, Case], Drift]
    weights: Weights = Weights.DIRICHLET


@dataclass(frozen=True)
class Coverage:
    """Shares of the 85 and 95 % promises that held, and the mean error in units of the mean sprint.

    `p85_above_0`: of the 85 % promises of more than nothing, which can fail, alone.
    """

    way: str
    window: int
    forecasts: int
    p85: float
    p95: float
    p85_above_0: float
    crps: float


def cases(histories: dict[str, Throughput], window: int, horizon: int) -> dict[str, list[Case]]:
    """Past points by board; outcomes do not overlap, and something was finished before each."""
    found = {
        name: [
            case for case in cases_ahead(each.steps, window, horizon, horizon) if case.past.any()
        ]
        for name, each in histories.items()
    }
    return {name: each for name, each in found.items() if each}


def left_out(by_board: dict[str, list[Case]], horizon: int) -> dict[str, Drift]:
    """For each board the drift at which the promises of all the others held as stated."""
    held = {
        name: np.array([promises_held(case, horizon) for case in each])
        for name, each in by_board.items()
    }
    total = sum(each.sum(axis=0) for each in held.values())
    count = sum(len(each) for each in held.values())
    return {
        name: _fitting((total - each.sum(axis=0)) / (count - len(each)))
        for name, each in held.items()
    }


def _fitting(shares: Held) -> Drift:
    return Drift(SIZES[int(((shares - np.array(PROMISES)) ** 2).sum(axis=1).argmin())])


def measure(way: Way, window: int, by_board: dict[str, list[Case]], horizon: int) -> Coverage:
    """Coverage and error of one way to forecast."""
    rows = [
        _score(case, delivered(case.past, float(horizon), way.drift_of(name, case), way.weights))
        for name, each in by_board.items()
        for case in each
    ]
    p85, p95, above, crps = np.nanmean(np.array(rows), axis=0).tolist()
    return Coverage(way.name, window, len(rows), p85, p95, above, crps)


def _score(case: Case, pmf: Held) -> tuple[float, float, float, float]:
    promises = [promised(pmf, level) for level in PROMISES]
    p85, p95 = (float(case.actual >= each) for each in promises)
    error = crps_of_counts(pmf, case.actual) / max(float(case.past.mean()), 0.5)
    return p85, p95, p85 if promises[0] else np.nan, error


def compare(histories: dict[str, Throughput], window: int, horizon: int) -> list[Coverage]:
    """The plain bootstrap, Dirichlet weights alone, the drift of the others, and the shipped one."""
    by_board = cases(histories, window, horizon)
    drifts = left_out(by_board, horizon)
    ways = (
        Way("bootstrap", lambda *_: NO_DRIFT, Weights.EQUAL),
        Way("Dirichlet", lambda *_: NO_DRIFT),
        Way("drift of the others", lambda name, _: drifts[name]),
        Way("drift as shipped", lambda *_: POOLED_DRIFT),
    )
    return [measure(way, window, by_board, horizon) for way in ways]


def own(histories: dict[str, Throughput], window: int, horizon: int) -> Coverage:
    """With the drift that each board's own past suggests at that point."""

    def drift_of(name: str, case: Case) -> Drift:
        past = Throughput(histories[name].values[: case.at])
        return own_drift(past, horizon=horizon, window=window).drift

    return measure(Way("own drift", drift_of), window, cases(histories, window, horizon), horizon)


def show(rows: Sequence[Coverage]) -> None:
    """One line per way."""
    for row in rows:
        low, high = wilson_limits(row.p85 * row.forecasts, row.forecasts, 0.95)
        print(
            f"{row.window:7d}  {row.way:20s} {row.forecasts:9d}   {row.p85:.3f} ({low:.3f}-{high:.3f})"
            f"   {row.p95:.3f}"
            f"   {row.p85_above_0:.3f}   {row.crps:.3f}"
        )


def main() -> None:
    """Print the table for points by board and for items by product."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--horizon", type=int, default=4)
    asked = parser.parse_args()
    for title, histories in (
        ("points by board", points(asked.data)),
        ("items by product", items(asked.data)),
    ):
        print(f"\n{title}: {len(histories)} histories, next {asked.horizon} sprints")
        print(
            "history  way                  forecasts   P85 held (95 % limits)   P95     P85 > 0   CRPS / mean"
        )
        for window in WINDOWS:
            show(
                [*compare(histories, window, asked.horizon), own(histories, window, asked.horizon)]
            )


if __name__ == "__main__":
    main()
