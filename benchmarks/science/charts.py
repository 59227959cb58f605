"""How often process charts cry wolf, and how often they said they would.

    python -m benchmarks.science.charts [--series 2000]

Unchanging series of 24 known and 12 new points: the share with a false alarm in the new ones, beside
what the charts state on average: as if the series were what the chart takes it for, and as seen.
"""

import argparse
from dataclasses import dataclass

import numpy as np

from leadline_science.charts import Kind, Likeness
from leadline_science.charts.false_alarms import (
    STEADY,
    FalseAlarms,
    false_alarms,
    likeness,
    unchanging,
)
from leadline_science.charts.limits import band, outside, runs

BASELINE, AHEAD = 24, 12
PROCESSES = {
    "steady": STEADY,
    "autocorrelated .3": Likeness(0.3, 0.0),
    "autocorrelated .5": Likeness(0.5, 0.0),
    "autocorrelated .7": Likeness(0.7, 0.0),
    "skewed .3": Likeness(0.0, 0.3),
    "skewed .6": Likeness(0.0, 0.6),
    "skewed .9": Likeness(0.0, 0.9),
    "both .5, .6": Likeness(0.5, 0.6),
}


@dataclass(frozen=True)
class Row:
    """Shares of series with a false alarm: by the limits and by a run of 8."""

    process: str
    happened: FalseAlarms
    stated: FalseAlarms


def measure(process: str, series: int, baseline: int = BASELINE) -> Row:
    """What the plain chart states on average, and what happens to other series of the process."""
    like = PROCESSES[process]
    fresh = unchanging(like, baseline + AHEAD, seed=99, series=20_000)
    around = band(fresh, baseline, Kind.PLAIN)
    happened = FalseAlarms(
        AHEAD,
        float(outside(fresh, around)[:, baseline:].any(axis=1).mean()),
        float(runs(fresh, around)[:, baseline:].any(axis=1).mean()),
    )
    return Row(process, happened, _stated(like, series, baseline))


def _stated(like: Likeness, series: int, baseline: int) -> FalseAlarms:
    seen = [likeness(row) for row in unchanging(like, baseline, seed=7, series=series)]
    # Read in twentieths, so that the simulated rates are shared.
    coarse = [Likeness(round(20 * s.correlation) / 20, round(20 * s.skew) / 20) for s in seen]
    found = [false_alarms(each, baseline, AHEAD, Kind.PLAIN, 1) for each in coarse]
    return FalseAlarms(
        AHEAD,
        float(np.mean([each.beyond_limits for each in found])),
        float(np.mean([each.run for each in found])),
    )


def main() -> None:
    """Print one line per process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=2_000)
    series = parser.parse_args().series
    print("process             beyond limits: happened stated     run of 8: happened stated")
    for process in PROCESSES:
        row = measure(process, series)
        print(
            f"{process:20s} {row.happened.beyond_limits:22.3f} {row.stated.beyond_limits:6.3f}"
            f" {row.happened.run:22.3f} {row.stated.run:6.3f}"
        )


if __name__ == "__main__":
    main()
