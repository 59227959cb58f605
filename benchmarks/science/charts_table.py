"""Make the table of the false alarm rates that process charts state (a few minutes of CPU).

    python -m benchmarks.science.charts_table FILE [--series 16000]

FILE is `src/leadline_science/charts/rates.json`. For each length of baseline, series of many processes
are tried: what each baseline shows (correlation and lean), and whether its chart alarms later. The
table is the one whose average over the series of a process comes nearest to the share of them that
alarm, for all processes at once; smooth, not below the least rate tried nor near 1, and, where that leaves it open, near the average rate of the processes that show the same.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import numpy as np
from scipy.stats import gamma, norm

from leadline_science.charts import Kind, Likeness
from leadline_science.charts.false_alarms import unchanging
from leadline_science.charts.limits import band, outside, runs
from leadline_science.charts.stated import RULES, Axes, Rule, shown, spread
from leadline_science.checks import Floats

AXES = Axes(
    baseline=(8, 12, 16, 20, 24, 30, 40, 60, 100, 160),
    ahead=(1, 4, 8, 12, 24, 52),
    correlation=(-0.5, -0.3, -0.1, 0.05, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95),
    lean=(0.0, 0.07, 0.14, 0.22, 0.32, 0.45, 0.6),
)
CORRELATIONS = (-0.6, -0.3, -0.15, 0.0, 0.15, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
SKEWS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.9, 1.2)
GAMMAS = (4.0, 1.0)
KINDS = (Kind.PLAIN, Kind.RESIDUAL)
NODES = len(AXES.correlation) * len(AXES.lean)

# Strengths of the wishes beside the main one, and how much a rate may be off before it weighs more.
NEAR, SMOOTH_CORRELATION, SMOOTH_LEAN, SMOOTH_BASELINE = 0.005, 0.001, 0.003, 0.003
OFF, HEAVIEST = 0.01, 60
# Between these two, and the less the shorter, no table is right of .9 and of .7 at once: .7 goes first.
SHORT, LONG = 16, 28

Bend = Callable[[Floats], Floats]


def bends() -> dict[str, Bend]:
    """The shapes that values may have, of a standard normal."""
    return {f"log-normal {skew}": log_normal(skew) for skew in SKEWS} | {
        f"gamma {size}": gamma_like(size) for size in GAMMAS
    }


def log_normal(skew: float) -> Bend:
    return lambda steady: np.exp(skew * steady) if skew else steady


def gamma_like(size: float) -> Bend:
    """Gamma values of shape `size` (1: exponential)."""
    at = np.linspace(-6.5, 6.5, 3_001)
    values = gamma.isf(norm.sf(at), size)
    return lambda steady: np.interp(steady, at, values)


@dataclass
class Tried:
    """Of one baseline length, per process (rows): the mean weights of the table's nodes, and the
    share that alarms, per kind, rule and ahead."""

    seen: list[Floats] = field(default_factory=list)
    alarmed: list[dict[tuple[Kind, Rule, int], float]] = field(default_factory=list)

    def add(self, series: Floats, baseline: int) -> None:
        self.seen.append(spread(AXES, *shown(series[:, :baseline])).mean(axis=0))
        self.alarmed.append(dict(_alarmed(series, baseline)))


def _alarmed(series: Floats, baseline: int) -> Iterator[tuple[tuple[Kind, Rule, int], float]]:
    for kind in KINDS:
        around = band(series, baseline, kind)
        for rule, marks in zip(RULES, (outside(series, around), runs(series, around)), strict=True):
            for ahead in AXES.ahead:
                yield (
                    (kind, rule, ahead),
                    float(marks[:, baseline : baseline + ahead].any(axis=1).mean()),
                )


def tried(baseline: int, series: int) -> Tried:
    """All processes; those of one correlation share their shocks."""
    found = Tried()
    for correlation in CORRELATIONS:
        seed = 1_000 * baseline + round(100 * correlation) + 500
        points = baseline + max(AXES.ahead)
        steady = unchanging(Likeness(correlation, 0.0), points, seed, series)
        for bend in bends().values():
            found.add(bend(steady), baseline)
    return found


def weights(baseline: int) -> Floats:
    """How much each process matters: plain ones most, the edges of what is tried least."""
    matter = np.ones((len(CORRELATIONS), len(bends())))
    matter[:, 0] *= 3
    matter[CORRELATIONS.index(0.0)] *= 3
    matter[:, len(SKEWS) - 1] *= 0.3
    matter[:, len(SKEWS) :] *= 0.4
    for correlation, less in ((-0.6, 0.3), (0.9, 0.1 if baseline < LONG else 0.5), (0.95, 0.05)):
        matter[CORRELATIONS.index(correlation)] *= less
    return matter.ravel() * (0.1 if baseline < SHORT else 1.0)


def smoothness() -> Floats:
    """Squared second differences along correlation, lean and baseline, as a matrix."""
    baselines, correlations, leans = (
        np.eye(len(each)) for each in (AXES.baseline, AXES.correlation, AXES.lean)
    )
    bent = [np.diff(each, 2, axis=0) for each in (baselines, correlations, leans)]
    along = (
        (SMOOTH_BASELINE, np.kron(np.kron(bent[0], correlations), leans)),
        (SMOOTH_CORRELATION, np.kron(np.kron(baselines, bent[1]), leans)),
        (SMOOTH_LEAN, np.kron(np.kron(baselines, correlations), bent[2])),
    )
    return np.asarray(sum(strength * each.T @ each for strength, each in along))


@dataclass(frozen=True)
class Wish:
    """Of one baseline length: the mean `weights` of nodes and the `rates` per process."""

    weights: Floats
    rates: Floats
    matter: Floats

    @property
    def bounds(self) -> tuple[float, float]:
        """No rate below all that were tried, and none of certainty."""
        most = float(self.rates.max())
        return float(self.rates.min()), most + 0.8 * (1 - most)

    @property
    def near(self) -> tuple[Floats, Floats]:
        """How often a node is seen, and the average rate of the processes that show it."""
        often = self.matter @ self.weights
        return often, (self.matter * self.rates) @ self.weights / np.maximum(often, 1e-9)

    def equations(self, off: Floats) -> tuple[Floats, Floats]:
        """Normal equations, processes weighing more that are `off`."""
        heavy = self.matter * (1 + np.minimum((off / OFF) ** 2, HEAVIEST))
        often, rates = self.near
        pull = NEAR * often + 1e-6
        left = (self.weights * heavy[:, None]).T @ self.weights + np.diag(pull)
        return left, (heavy * self.rates) @ self.weights + pull * rates


def solved(wishes: list[Wish], rounds: int = 8) -> Floats:
    """The table, shape (baselines, nodes), after `rounds` of minding what is off."""
    table = np.zeros((len(wishes), NODES))
    bounds = np.array([wish.bounds for wish in wishes])
    low, high = (np.repeat(each, NODES) for each in bounds.T)
    for turn in range(rounds):
        left, right = smoothness(), np.zeros(table.size)
        for at, wish in enumerate(wishes):
            here = slice(at * NODES, (at + 1) * NODES)
            off = wish.weights @ table[at] - wish.rates if turn else np.zeros(len(wish.rates))
            more, aim = wish.equations(off)
            left[here, here] += more
            right[here] += aim
        table = bounded(left, right, low, high).reshape(table.shape)
    return table


def bounded(left: Floats, right: Floats, low: Floats, high: Floats) -> Floats:
    """Least squares by normal equations; what passes a bound is held there, one wave after another."""
    found = np.zeros(len(right))
    free = np.ones(len(right), dtype=bool)
    while True:
        rest = right[free] - left[np.ix_(free, ~free)] @ found[~free]
        found[free] = np.linalg.solve(left[np.ix_(free, free)], rest)
        passed = free & ((found < low) | (found > high))
        found = np.clip(found, low, high)
        if not passed.any():
            return found
        free &= ~passed


def table(found: dict[int, Tried], kind: Kind, rule: Rule) -> Floats:
    """Rates in the shape of the axes."""
    per_ahead = [
        solved(
            [
                Wish(
                    np.array(each.seen),
                    np.array([alarmed[kind, rule, ahead] for alarmed in each.alarmed]),
                    weights(baseline),
                )
                for baseline, each in found.items()
            ]
        )
        for ahead in AXES.ahead
    ]
    return np.stack(per_ahead, axis=1).reshape(AXES.shape)


def written(tables: dict[tuple[Kind, Rule], Floats]) -> str:
    """As JSON, a line per baseline."""
    told = {
        kind: {
            rule: [np.rint(1000 * row).astype(int).ravel().tolist() for row in tables[kind, rule]]
            for rule in RULES
        }
        for kind in KINDS
    }
    text = json.dumps({"axes": vars(AXES), "thousandths": told}, separators=(",", ":"))
    return text.replace("],[", "],\n[").replace("{", "{\n") + "\n"


def main() -> None:
    """Try, solve and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--series", type=int, default=16_000)
    asked = parser.parse_args()
    found = {baseline: tried(baseline, asked.series) for baseline in AXES.baseline}
    tables = {(kind, rule): table(found, kind, rule) for kind, rule in product(KINDS, RULES)}
    asked.file.write_text(written(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
