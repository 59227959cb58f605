"""What did it change, against units in which nothing began."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between
from leadline_science.impact.panels.estimating import Estimated, Way, estimate
from leadline_science.impact.panels.panel import Panel
from leadline_science.impact.panels.placebos import (
    EARLIEST,
    Group,
    Judged,
    judged,
    judged_earlier,
    placebo_groups,
)
from leadline_science.impact.periods import Period
from leadline_science.impact.verdicts import Verdict


@dataclass(frozen=True)
class Weight:
    """How much a unit or a period (its position) counts; weights of a kind sum to 1."""

    name: str
    share: float


@dataclass(frozen=True)
class PlaceboUnit:
    """What the method finds for untreated units taken as treated; `misfit` before."""

    names: tuple[str, ...]
    effect: float
    misfit: float


@dataclass(frozen=True)
class Earlier:
    """What the method finds where nothing began: in the last third of the periods before."""

    effect: float
    error: float
    p_value: float


@dataclass(frozen=True, kw_only=True)
class PanelEffect(Answer):
    """`effect` per unit and period after, within [low, high] at `level`, in the unit of the values.

    `error`: standard deviation of what placebos show (of differences with several treated units: Welch's);
    `rank_p_value`: share of all, placebos and the real one, that show as much; None below 19 placebos.
    `gaps`: treated less what was expected, per period; `misfit`: root mean square of those before.
    `path`: each period after, with limits of its own from the spread of what placebos miss in it.
    `earlier`: the same asked of the last third of the past, None where that is too short; an effect
    there refuses the verdict.
    """

    way: Way
    effect: float
    error: float
    low: float
    high: float
    p_value: float
    rank_p_value: float | None
    level: float
    verdict: Verdict
    units: tuple[Weight, ...]
    periods: tuple[Weight, ...]
    gaps: tuple[float, ...]
    path: tuple[Period, ...]
    misfit: float
    placebos: tuple[PlaceboUnit, ...]
    earlier: Earlier | None


DIFFERENCES = Method("impact.differences", "2", "Did treated units change more?", PanelEffect)
CONTROL = Method("impact.synthetic_control", "2", "Did it leave its weighted twin?", PanelEffect)
BOTH = Method(
    "impact.synthetic_did", "2", "Did it change more than its weighted twin?", PanelEffect
)


def differences(panel: Panel, *, level: float = 0.95, seed: int = 0) -> PanelEffect:
    """Difference-in-differences: mean change of the treated less mean change of the others."""
    return _effect(DIFFERENCES, panel, Way.DIFFERENCES, level, seed)


def synthetic_control(panel: Panel, *, level: float = 0.95, seed: int = 0) -> PanelEffect:
    """Against the mix of untreated units that was nearest before (Abadie, Diamond & Hainmueller 2010)."""
    return _effect(CONTROL, panel, Way.CONTROL, level, seed)


def synthetic_did(panel: Panel, *, level: float = 0.95, seed: int = 0) -> PanelEffect:
    """Change against a mix of units that moved alike, from periods that foretold (Arkhangelsky et al. 2021)."""
    return _effect(BOTH, panel, Way.BOTH, level, seed)


def _effect(method: Method, panel: Panel, way: Way, level: float, seed: int) -> PanelEffect:
    between("The level", level, 0.0, 1.0)
    found = estimate(panel.controls(), panel.treatments(), panel.begins, way)
    groups = placebo_groups(panel, seed)
    now, earlier = judged(panel, groups, way), judged_earlier(panel, groups, way)
    wide = float(stdtrit(now.free, (1 + level) / 2))
    reach = now.error * wide
    low, high = found.effect - reach, found.effect + reach
    refused = earlier is not None and earlier.p_value < 1 - level
    return PanelEffect(
        **method.stamp,
        seed=seed,
        assumptions=_assumed(way),
        warnings=_warnings(panel, now, found.misfit, refused),
        way=way,
        effect=found.effect,
        error=now.error,
        low=low,
        high=high,
        p_value=now.p_value,
        rank_p_value=now.rank_p_value,
        level=level,
        verdict=_verdict(low, high, refused),
        units=_weights(panel.untreated, found.units),
        periods=_weights([str(at) for at in range(panel.begins)], found.periods),
        gaps=tuple(found.gaps.tolist()),
        path=_path(panel, found, now, wide),
        misfit=found.misfit,
        placebos=_placebos(panel, groups, now),
        earlier=None
        if earlier is None
        else Earlier(earlier.effect, earlier.error, earlier.p_value),
    )


def _assumed(way: Way) -> tuple[str, ...]:
    told = {
        Way.DIFFERENCES: "Without it, treated units would have changed as much as the others.",
        Way.CONTROL: "The mix that was nearest before would have stayed nearest.",
        Way.BOTH: "Without it, treated units would have changed as much as the mix that moved alike.",
    }
    return (
        told[way],
        "All treated units began at once; nothing spilt over to the others, or was foreseen by them.",
        "Untreated units are as noisy as treated ones.",
    )


def _warnings(panel: Panel, now: Judged, misfit: float, refused: bool) -> tuple[str, ...]:
    usual = float(np.median(now.misfits))
    texts = {
        "The method shows an effect before anything began: no verdict. Look for other units.": refused,
        "The treated units are farther from their twin than placebos usually are from theirs.": (
            misfit > 2 * usual
        ),
        f"Only {len(now.effects)} placebos: the interval is wide for want of them.": (
            len(now.effects) < 8
        ),
        "Too short a past to look for effects before the beginning.": panel.begins < EARLIEST,
    }
    return tuple(text for text, applies in texts.items() if applies)


def _verdict(low: float, high: float, refused: bool) -> Verdict:
    if refused:
        return Verdict.REFUSED
    if low > 0:
        return Verdict.HIGHER
    return Verdict.LOWER if high < 0 else Verdict.UNDECIDED


def _weights(names: Sequence[str], shares: Floats) -> tuple[Weight, ...]:
    return tuple(
        Weight(name, share)
        for name, share in zip(names, shares.tolist(), strict=True)
        if share > 1e-6
    )


def _path(panel: Panel, found: Estimated, now: Judged, wide: float) -> tuple[Period, ...]:
    actual = panel.treatments().mean(axis=0)
    expected = actual - found.gaps
    return tuple(
        Period(
            at,
            float(actual[at]),
            float(expected[at]),
            float(expected[at] - wide * now.spreads[at]),
            float(expected[at] + wide * now.spreads[at]),
        )
        for at in range(panel.begins, len(actual))
    )


def _placebos(panel: Panel, groups: Sequence[Group], now: Judged) -> tuple[PlaceboUnit, ...]:
    names = panel.untreated
    return tuple(
        PlaceboUnit(tuple(names[at] for at in group), effect, misfit)
        for group, effect, misfit in zip(groups, now.effects, now.misfits, strict=True)
    )
