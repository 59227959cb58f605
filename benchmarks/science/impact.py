"""How often 95 % intervals of an effect without an experiment hold, as the baseline drifts.

    python -m benchmarks.science.impact [--runs 200]

Sixty periods before, fifteen after, two controls, noise of sd .5, true effect 0; the level wanders by
0, .05 or .2 per period, and the controls stay near their mean or wander too. Beside the method as it
ships: without recalibration, and with the prior that R's CausalImpact takes by default. Share of
intervals that hold, mean widths, and how often a verdict is refused.
"""

import argparse
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator

from leadline_science.checks import Floats
from leadline_science.impact.structural.effect import ALARMS_ALLOWED, AVERAGED, REFERENCE
from leadline_science.impact.structural.gibbs import Effort, Model
from leadline_science.impact.structural.paths import forecast
from leadline_science.impact.structural.placebos import placebo_windows
from leadline_science.impact.structural.seen import Seen

BEFORE, AFTER, NOISE = 60, 15, 0.5
DRIFTS = (0.0, 0.05, 0.2)
# How much of a control's value stays from period to period.
CONTROLS = {"steady": 0.7, "wandering": 0.95}
SHIPPED = "averaged, recalibrated"
AHEAD_EFFORT = Effort(800, 150)


@dataclass(frozen=True)
class Row:
    """Of one drift and way: share of intervals that hold, mean width, share refused."""

    drift: float
    way: str
    held: float
    width: float
    refused: float


def drawn(runs: int, drift: float, persistence: float, seed: int) -> Seen:
    """Series in rows: controls of sd 1, autoregressive with `persistence`; slopes 1.2 and .5."""
    random = Generator(PCG64(seed))
    shape = (runs, BEFORE + AFTER)
    controls = random.standard_normal((*shape, 2))
    for at in range(1, shape[1]):
        rest = np.sqrt(1 - persistence**2)
        controls[:, at] = persistence * controls[:, at - 1] + rest * controls[:, at]
    level = np.cumsum(drift * random.standard_normal(shape), axis=1)
    noise = NOISE * random.standard_normal(shape)
    return Seen(10 + controls @ np.array([1.2, 0.5]) + level + noise, controls)


def measure(drift: float, runs: int, persistence: float = 0.7, seed: int = 1) -> list[Row]:
    """The method as it ships, the same without recalibration, and the reference."""
    seen = drawn(runs, drift, persistence, seed)
    random = Generator(PCG64(seed + 1))
    windows = placebo_windows(seen.until(BEFORE), AFTER, Model(AVERAGED), 0.95, random)
    stretch = windows.stretch(BEFORE)
    refused = float((windows.alarms(stretch).mean(axis=0) > ALARMS_ALLOWED).mean())
    averaged = _changes(seen, Model(AVERAGED), random)
    reference = _changes(seen, Model(REFERENCE), random)
    return [
        _row(drift, SHIPPED, averaged, stretch, refused),
        _row(drift, "averaged", averaged, np.ones(runs), 0.0),
        _row(drift, "reference prior", reference, np.ones(runs), 0.0),
    ]


def _changes(seen: Seen, model: Model, random: Generator) -> Floats:
    """Draws of the average effect, shape (draw, series)."""
    paths, _ = forecast(seen, AFTER, model, AHEAD_EFFORT, random)
    return np.asarray(seen.series[:, BEFORE:].mean(axis=1) - paths.mean(axis=2))


def _row(drift: float, way: str, changes: Floats, stretch: Floats, refused: float) -> Row:
    centre = changes.mean(axis=0)
    low, high = centre + stretch * (np.quantile(changes, [0.025, 0.975], axis=0) - centre)
    held = float(((low <= 0) & (high >= 0)).mean())
    return Row(drift, way, held, float((high - low).mean()), refused)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    runs = parser.parse_args().runs
    print(
        f"controls   drift   way                        held   mean width   refused   ({runs} runs each)"
    )
    for controls, persistence in CONTROLS.items():
        for drift in DRIFTS:
            for row in measure(drift, runs, persistence):
                print(
                    f"{controls:10} {row.drift:5.2f}   {row.way:24s} {row.held:6.3f} {row.width:12.3f}"
                    f" {row.refused:9.3f}"
                )


if __name__ == "__main__":
    main()
