"""Which way to compare with how many metrics: how often 95 % intervals hold, and how wide they are.

    python -m benchmarks.science.panels [--runs 300]

Twenty-six periods before, eight after, true effect 0. All units follow one wandering level and one
season; in the second world each follows them by a degree of its own and wanders a little by itself. Beside both ways of
differences, for up to four comparisons: a structural time series that they help to foretell.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator

from leadline_science.checks import Floats
from leadline_science.impact import (
    Control,
    History,
    Panel,
    PanelEffect,
    StructuralEffect,
    Verdict,
    differences,
    structural_effect,
    synthetic_did,
)

BEFORE, AFTER = 26, 8
COUNTS = (2, 3, 4, 5, 6, 8, 10, 15, 20)
MOST_CONTROLS = 4
Told = PanelEffect | StructuralEffect


@dataclass(frozen=True)
class World:
    """`loading`: sd of the degree to which units follow what all follow; `drift`: of their own steps."""

    name: str
    loading: float
    drift: float


WORLDS = (World("alike", 0.0, 0.0), World("by degrees", 0.3, 0.1))


@dataclass(frozen=True)
class Row:
    """Share of intervals that hold, median width, share refused."""

    held: float
    width: float
    refused: float


def drawn(world: World, comparisons: int, seed: int) -> Floats:
    """Shape (unit, period); the first is the one that is judged."""
    random, periods = Generator(PCG64([seed, comparisons])), BEFORE + AFTER
    shape = (comparisons + 1, periods)
    common = np.cumsum(random.normal(0, 0.5, periods)) + 1.5 * np.sin(np.arange(periods) / 6)
    own = np.zeros(shape)
    for at in range(1, periods):
        own[:, at] = 0.5 * own[:, at - 1] + random.normal(0, 0.5, len(own))
    own += np.cumsum(world.drift * random.standard_normal(shape), axis=1)
    follows = 1 + world.loading * random.standard_normal((len(own), 1))
    return 20 + 5 * random.standard_normal((len(own), 1)) + follows * common + own


def as_panel(values: Floats, way: Callable[[Panel], PanelEffect]) -> PanelEffect:
    units = {str(at): row.tolist() for at, row in enumerate(values)}
    return way(Panel.of(units, ["0"], BEFORE))


def as_history(values: Floats) -> StructuralEffect:
    first, *others = (tuple(row.tolist()) for row in values)
    controls = tuple(Control(str(at), row) for at, row in enumerate(others))
    return structural_effect(History(first, BEFORE, controls))


WAYS: dict[str, Callable[[Floats], Told]] = {
    "differences": lambda values: as_panel(values, differences),
    "synthetic": lambda values: as_panel(values, synthetic_did),
    "structural": as_history,
}


def measure(told: Sequence[Told]) -> Row:
    held = np.mean([each.low <= 0 <= each.high for each in told])
    width = np.median([each.high - each.low for each in told])
    refused = np.mean([each.verdict is Verdict.REFUSED for each in told])
    return Row(float(held), float(width), float(refused))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    runs = parser.parse_args().runs
    for world in WORLDS:
        for count in COUNTS:
            for name, way in WAYS.items():
                if name == "structural" and count > MOST_CONTROLS:
                    continue
                row = measure([way(drawn(world, count, seed)) for seed in range(runs)])
                print(f"{world.name:12}{count:4} {name:12} held {row.held:.3f}  width {row.width:6.2f}  refused {row.refused:.2f}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
