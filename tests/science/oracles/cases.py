"""Experiments for both to compare: users of two arms, as sums for gbstats and as arms for us."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadline_science.checks import Floats
from leadline_science.experiments import Arm, Conversions, Paired, RatioArm

SIZES = ((12, 9), (150, 150), (400, 2_000), (20_000, 20_000))
LEVELS = (0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True)
class Experiment:
    """`columns` of an arm: one value per user and metric; of a ratio top and bottom, of pairs after and before."""

    name: str
    kind: str
    control: tuple[Floats, ...]
    variant: tuple[Floats, ...]
    level: float
    tuned_for: int
    prior: tuple[float, float]

    @property
    def question(self) -> dict[str, Any]:
        return {
            "level": self.level,
            "tuned_for": self.tuned_for,
            "prior": self.prior,
            "control": _sums(self.kind, self.control),
            "variant": _sums(self.kind, self.variant),
        }

    @property
    def arms(self) -> tuple[Any, Any]:
        return _arm(self.kind, self.control), _arm(self.kind, self.variant)


def _sums(kind: str, columns: tuple[Floats, ...]) -> dict[str, Any]:
    one, other = columns[0], columns[-1]
    squares = [] if kind == "share" else [0.0]
    told = [[math.fsum(each), *(math.fsum(each * each) for _ in squares)] for each in columns]
    return {"kind": kind, "users": len(one), "sums": told, "products": math.fsum(one * other)}


def _arm(kind: str, columns: tuple[Floats, ...]) -> Any:
    one, other = columns[0].tolist(), columns[-1].tolist()
    made: dict[str, Callable[[], Any]] = {
        "share": lambda: Conversions(int(sum(one)), len(one)),
        "mean": lambda: Arm.of(one),
        "ratio": lambda: RatioArm.of(one, other),
        "paired": lambda: Paired.of(one, other),
    }
    return made[kind]()


def experiments() -> Iterator[Experiment]:
    """Each kind at each size, at each level in turn, effects from none to large."""
    random = np.random.Generator(np.random.PCG64(11))
    for kind, draw in DRAWN.items():
        for at, sizes in enumerate((*SIZES, *SIZES)):
            effect = (0.0, 0.02, 0.15)[at % 3]
            control, variant = (
                draw(random, size, shift) for size, shift in zip(sizes, (0.0, effect), strict=True)
            )
            level = LEVELS[(at + at // 4) % 4]
            yield Experiment(
                f"{kind} of {sizes[0]} and {sizes[1]}, {effect:g} more, {level:g}",
                kind,
                control,
                variant,
                level,
                (500, 5_000, 100_000)[at % 3],
                (0.05 * (at % 2), 0.02 + 0.1 * (at % 3)),
            )


def _shares(random: np.random.Generator, users: int, effect: float) -> tuple[Floats, ...]:
    return ((random.random(users) < 0.3 + effect).astype(float),)


def _means(random: np.random.Generator, users: int, effect: float) -> tuple[Floats, ...]:
    """Money: most spend nothing or little, a few much."""
    return (random.lognormal(1.0 + effect, 0.8, users) * (random.random(users) < 0.6),)


def _ratios(random: np.random.Generator, users: int, effect: float) -> tuple[Floats, ...]:
    orders = random.poisson(2.0, users).astype(np.float64) + 1
    revenue = orders * (3.0 + effect) + random.normal(0, 2, users)
    return revenue, orders


def _pairs(random: np.random.Generator, users: int, effect: float) -> tuple[Floats, ...]:
    before = random.normal(5, 2, users)
    return 0.8 * before + effect + random.normal(0, 1, users), before


DRAWN = {"share": _shares, "mean": _means, "ratio": _ratios, "paired": _pairs}
