"""Untreated units taken as treated: how far the method errs where there is nothing to find.

Placebo inference after Abadie, Diamond & Hainmueller 2010 (ranks) and Arkhangelsky et al. 2021,
algorithm 4 (errors).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

import numpy as np
from numpy.random import PCG64, Generator
from scipy.special import stdtr

from leadline_science.checks import Floats
from leadline_science.impact.panels.estimating import Estimated, Way, estimate
from leadline_science.impact.panels.panel import Panel, Unit
from leadline_science.refusals import AllEqual, TooFew

MOST_GROUPS = 200
EARLIEST = 6
ENOUGH_FOR_RANKS = 19

Group = tuple[int, ...]


@dataclass(frozen=True)
class Judged:
    """An effect with its error and degrees of freedom, and what placebos show: `effects`, `misfits`.

    `spreads`: standard deviation of their gaps, per period.
    """

    effect: float
    error: float
    free: float
    p_value: float
    rank_p_value: float | None
    effects: tuple[float, ...]
    misfits: tuple[float, ...]
    spreads: tuple[float, ...]


def placebo_groups(panel: Panel, seed: int) -> tuple[Group, ...]:
    """Positions of untreated units to be taken as treated: as many as are treated, each time.

    One by one, or 200 draws of several. Raises `TooFew` when too few units would be left.
    """
    size, free = len(panel.treated), len(panel.untreated)
    if size == 1:
        return tuple((at,) for at in range(free))
    if free < size + 2:
        raise TooFew(
            f"{free} untreated units are too few for placebos of {size}.",
            f"Give at least {size + 2}.",
        )
    random = Generator(PCG64(seed))
    drawn = {
        tuple(sorted(random.choice(free, size, replace=False).tolist())) for _ in range(MOST_GROUPS)
    }
    return tuple(sorted(drawn))


def judged(panel: Panel, groups: Sequence[Group], way: Way) -> Judged:
    """The effect against its placebos. Raises `AllEqual` when those show no spread."""
    controls, treated = panel.controls(), panel.treatments()
    effect = estimate(controls, treated, panel.begins, way).effect
    found = [_placebo(controls, group, panel.begins, way) for group in groups]
    effects = np.array([each.effect for each in found])
    error, free = _error(panel, effects, way)
    if error == 0:
        raise AllEqual("Untreated units all changed alike.", "Give units that differ.")
    return Judged(
        effect,
        error,
        free,
        2 * float(stdtr(free, -abs(effect) / error)),
        _rank(effect, effects),
        tuple(effects.tolist()),
        tuple(each.misfit for each in found),
        tuple(np.std([each.gaps for each in found], axis=0, ddof=1).tolist()),
    )


def judged_earlier(panel: Panel, groups: Sequence[Group], way: Way) -> Judged | None:
    """The same asked of the last third of the periods before, in which nothing began."""
    if panel.begins < EARLIEST:
        return None
    units = tuple(Unit(each.name, each.values[: panel.begins]) for each in panel.units)
    cut = panel.begins - panel.begins // 3
    return judged(replace(panel, units=units, begins=cut), groups, way)


def _placebo(controls: Floats, group: Group, begins: int, way: Way) -> Estimated:
    left = np.delete(controls, list(group), axis=0)
    return estimate(left, controls[list(group)], begins, way)


def _error(panel: Panel, effects: Floats, way: Way) -> tuple[float, float]:
    if way is Way.DIFFERENCES and len(panel.treated) > 1:
        return _welch(panel)
    return float(effects.std(ddof=1)), float(len(panel.untreated) - 1)


def _welch(panel: Panel) -> tuple[float, float]:
    """Of the mean changes of both kinds of units."""
    changes = [
        rows[:, panel.begins :].mean(axis=1) - rows[:, : panel.begins].mean(axis=1)
        for rows in (panel.controls(), panel.treatments())
    ]
    a, b = (float(each.std(ddof=1)) / len(each) ** 0.5 for each in changes)
    if a == b == 0:
        return 0.0, 1.0
    shares = (a * a / (a * a + b * b), b * b / (a * a + b * b))
    free = sum(share**2 / (len(each) - 1) for share, each in zip(shares, changes, strict=True))
    return hypot(a, b), 1 / free


def _rank(effect: float, effects: Floats) -> float | None:
    if len(effects) < ENOUGH_FOR_RANKS:
        return None
    return float((1 + (np.abs(effects) >= abs(effect)).sum()) / (1 + len(effects)))
