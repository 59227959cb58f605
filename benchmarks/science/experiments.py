"""How often experiments without an effect alarm when looked at 20 times, and what looking costs.

    python -m benchmarks.science.experiments [--runs 20000]

Conversions of 10 %, up to 5,000 users in each arm, looked at 20 times; then the share of intervals
that hold the true difference and the true lift, for shares and for skewed money.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leadline_science.experiments import (
    Arm,
    Comparison,
    Conversions,
    Design,
    compare_means,
    compare_shares,
    plan_looks,
)
from leadline_science.experiments.unplanned import limit_at

LOOKS, USERS, BASE = 20, 5_000, 0.10
Looked = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One way to look: chance of an alarm without effect, and to find an effect of 2.8 errors."""

    way: str
    alarms: float
    power: float


def z_at_looks(effect: float, runs: int, seed: int) -> Looked:
    """|z| of the difference of two shares, one row per experiment, one column per look."""
    random = np.random.Generator(np.random.PCG64(seed))
    users = USERS // LOOKS * np.arange(1, LOOKS + 1)
    a, b = (
        np.cumsum(random.binomial(USERS // LOOKS, share, (runs, LOOKS)), axis=1) / users
        for share in (BASE, BASE + effect)
    )
    error = np.sqrt((a * (1 - a) + b * (1 - b)) / users)
    return np.asarray((b - a) / np.maximum(error, 1e-12))


def ways() -> dict[str, list[float]]:
    """Limits of |z| at the looks, by way to look."""
    users = [2 * USERS * (at + 1) / LOOKS for at in range(LOOKS)]
    found = {"every look as if it were the last": [1.959964] * LOOKS}
    for design in Design:
        found[f"planned, {design}"] = [
            look.limit for look in plan_looks(LOOKS, design=design).looks
        ]
    for tuned_for in (1_000, 5_000, 10_000):
        found[f"unplanned, tuned for {tuned_for}"] = [limit_at(n, tuned_for, 0.05) for n in users]
    return found


def peeking(runs: int) -> list[Row]:
    """One row per way."""
    idle = np.abs(z_at_looks(0.0, runs, 1))
    effect = 2.801585 * np.sqrt(2 * BASE * (1 - BASE) / USERS)
    moved = z_at_looks(float(effect), runs, 2)
    rows = [
        Row(
            "one look at the end",
            _share(idle[:, -1:], [1.959964]),
            _share(moved[:, -1:], [1.959964]),
        )
    ]
    return rows + [Row(way, _share(idle, z), _share(moved, z)) for way, z in ways().items()]


def _share(looked: Looked, limits: list[float]) -> float:
    return float((looked > np.array(limits)).any(axis=1).mean())


def shares_drawn(random: np.random.Generator, users: int) -> Comparison:
    """Two arms of conversions, 5 and 6 %."""
    a, b = (Conversions(int(random.binomial(users, share)), users) for share in (0.05, 0.06))
    return compare_shares(a, b)


def money_drawn(random: np.random.Generator, users: int) -> Comparison:
    """Two arms of log-normal money (sd 1 of the log), the second a fifth higher."""
    drawn = (random.lognormal(mean, 1.0, users) for mean in (0.0, np.log(1.2)))
    return compare_means(*(Arm.of(each.tolist()) for each in drawn))


def coverage(
    draw: Callable[[np.random.Generator, int], Comparison], users: int, apart: float, runs: int
) -> tuple[float, float]:
    """Share of intervals that hold the true difference, and the true lift of 20 %."""
    random = np.random.Generator(np.random.PCG64(3))
    found = [draw(random, users) for _ in range(runs)]
    lifts = [each.lift for each in found if each.lift.point is not None]
    difference = np.mean([each.low <= apart <= each.high for each in found])
    lift = np.mean([(each.low or -1) <= 0.2 <= (each.high or np.inf) for each in lifts])
    return float(difference), float(lift)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20_000)
    runs = parser.parse_args().runs
    print(f"{LOOKS} looks, {runs} experiments               alarms   finds an effect of 80 %")
    for row in peeking(runs):
        print(f"{row.way:44s} {row.alarms:7.3f} {row.power:10.3f}")
    print("\n95 % intervals that hold                     difference   lift")
    mean = float(np.exp(0.5))
    for name, draw, users, apart in (
        ("shares, 100 users an arm", shares_drawn, 100, 0.01),
        ("shares, 2,000 users an arm", shares_drawn, 2_000, 0.01),
        ("money, 100 users an arm", money_drawn, 100, mean * 0.2),
        ("money, 2,000 users an arm", money_drawn, 2_000, mean * 0.2),
    ):
        difference, lift = coverage(draw, users, apart, min(runs, 2_000))
        print(f"{name:44s} {difference:9.3f} {lift:9.3f}")


if __name__ == "__main__":
    main()
