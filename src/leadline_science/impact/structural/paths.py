"""What a series would have been: drawn from the model of its past."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from leadline_science.checks import Floats
from leadline_science.impact.structural.gibbs import Draws, Effort, Model, sample
from leadline_science.impact.structural.seen import Seen

CHAINS = 4


@dataclass(frozen=True)
class Scale:
    """Mean and sd before, per series; shapes (series, 1)."""

    mean: Floats
    sd: Floats

    @classmethod
    def of(cls, before: Floats) -> "Scale":
        sd = before.std(axis=1, ddof=1, keepdims=True)
        return cls(before.mean(axis=1, keepdims=True), np.where(sd > 0, sd, 1.0))


def forecast(
    seen: Seen, ahead: int, model: Model, effort: Effort, random: Generator
) -> tuple[Floats, Draws]:
    """Paths of the last `ahead` periods, shape (draw, series, period), from all periods before them.

    The controls are known throughout.
    """
    before = seen.series.shape[1] - ahead
    scale = Scale.of(seen.series[:, :before])
    level = (seen.series[:, :before] - scale.mean) / scale.sd
    moved = _standardised(seen.controls, before)
    draws = sample(Seen(level, moved[:, :before]), model, effort, random)
    paths = _walked(draws, moved[:, before:], random)
    return np.asarray(paths * scale.sd + scale.mean), draws


def _standardised(controls: Floats, before: int) -> Floats:
    known = controls[:, :before]
    sd = known.std(axis=1, ddof=1, keepdims=True)
    return np.asarray((controls - known.mean(axis=1, keepdims=True)) / np.where(sd > 0, sd, 1.0))


def _walked(draws: Draws, controls: Floats, random: Generator) -> Floats:
    shape = (*draws.level.shape, controls.shape[1])
    steps = random.standard_normal(shape) * draws.drift[:, :, None]
    noise = random.standard_normal(shape) * draws.noise[:, :, None]
    moved = np.einsum("dsc,stc->dst", draws.slopes, controls)
    return np.asarray(draws.level[:, :, None] + np.cumsum(steps, axis=2) + moved + noise)
