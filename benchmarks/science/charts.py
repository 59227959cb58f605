"""How often process charts cry wolf, and how often they said they would.

    python -m benchmarks.science.charts [--series 20000] [--known 20 24 30 50 100] [--ahead 12]

Unchanging series of known and new points: the share with a false alarm in the new ones, beside what the
charts of other series of the same process state on average.
"""

import argparse
from dataclasses import dataclass

import numpy as np
from scipy.stats import gamma, norm, poisson

from leadline_science.charts import FalseAlarms, Kind, Likeness
from leadline_science.charts.false_alarms import happened, unchanging
from leadline_science.charts.stated import RULES, rate, shown
from leadline_science.checks import Floats

BASELINE, AHEAD = 24, 12
KNOWN = (20, 24, 30, 50, 100)
PROCESSES = {
    "steady": Likeness(0.0, 0.0),
    "autocorrelated -.3": Likeness(-0.3, 0.0),
    "autocorrelated .3": Likeness(0.3, 0.0),
    "autocorrelated .5": Likeness(0.5, 0.0),
    "autocorrelated .7": Likeness(0.7, 0.0),
    "autocorrelated .8": Likeness(0.8, 0.0),
    "autocorrelated .9": Likeness(0.9, 0.0),
    "skewed .3": Likeness(0.0, 0.3),
    "skewed .6": Likeness(0.0, 0.6),
    "skewed .9": Likeness(0.0, 0.9),
    "both .5, .6": Likeness(0.5, 0.6),
    "both .7, .3": Likeness(0.7, 0.3),
}
STRANGERS = {
    "autocorrelated .42": Likeness(0.42, 0.0),
    "autocorrelated .66": Likeness(0.66, 0.0),
    "skewed .2": Likeness(0.0, 0.2),
    "skewed .75": Likeness(0.0, 0.75),
    "both .35, .5": Likeness(0.35, 0.5),
}
OTHERS = {
    "exponential": lambda even: gamma.ppf(even, 1.0),
    "gamma 2.5": lambda even: gamma.ppf(even, 2.5),
    "gamma 2.5, leaning down": lambda even: -gamma.ppf(even, 2.5),
    "counts of mean 4": lambda even: poisson.ppf(even, 4.0),
    "counts of mean 12": lambda even: poisson.ppf(even, 12.0),
}


@dataclass(frozen=True)
class Row:
    """Shares of series with a false alarm: by the limits and by a run of 8."""

    process: str
    happened: FalseAlarms
    stated: FalseAlarms


def measure(process: str, series: int, baseline: int = BASELINE, ahead: int = AHEAD) -> Row:
    """What plain charts state on average, and what happens to other series of the process."""
    told = stated(made(process, baseline, 7, series), ahead)
    return Row(process, happened(made(process, baseline + ahead, 99), baseline, Kind.PLAIN), told)


def made(process: str, points: int, seed: int, series: int = 20_000) -> Floats:
    """Unchanging series of a process, in rows."""
    if process in OTHERS:
        steady = unchanging(Likeness(0.0, 0.0), points, seed, series)
        return np.asarray(OTHERS[process](norm.cdf(steady)))
    return unchanging((PROCESSES | STRANGERS)[process], points, seed, series)


def stated(known: Floats, ahead: int, kind: Kind = Kind.PLAIN) -> FalseAlarms:
    """What charts of the baselines `known`, in rows, state on average."""
    seen = shown(known)
    rates = (rate(seen, known.shape[1], ahead, kind, rule) for rule in RULES)
    return FalseAlarms(ahead, *(float(each.mean()) for each in rates))


def main() -> None:
    """Print one line per process and length of the baseline."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=20_000)
    parser.add_argument("--known", type=int, nargs="+", default=KNOWN)
    parser.add_argument("--ahead", type=int, default=AHEAD)
    asked = parser.parse_args()
    print(
        "known  process                     beyond limits: happened stated     run of 8: happened stated"
    )
    for known in asked.known:
        for process in (*PROCESSES, *STRANGERS, *OTHERS):
            row = measure(process, asked.series, known, asked.ahead)
            print(
                f"{known:5d}  {process:26s} {row.happened.beyond_limits:24.3f} {row.stated.beyond_limits:6.3f}"
                f" {row.happened.run:22.3f} {row.stated.run:6.3f}"
            )


if __name__ == "__main__":
    main()
