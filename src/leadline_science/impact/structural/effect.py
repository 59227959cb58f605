"""What did it change, when there was no experiment: one series against what its own past foretold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, between, whole
from leadline_science.impact.periods import Period
from leadline_science.impact.structural.gibbs import Draws, DriftPrior, Effort, Model
from leadline_science.impact.structural.history import History
from leadline_science.impact.structural.paths import CHAINS, forecast
from leadline_science.impact.structural.placebos import Windows, placebo_windows
from leadline_science.impact.structural.seen import Seen
from leadline_science.impact.verdicts import Verdict

# From a level that hardly moves to one that moves as much as the series; each worth four observations.
AVERAGED = tuple(DriftPrior(guess, 4.0) for guess in (0.003, 0.01, 0.03, 0.1, 0.3))
# What R's CausalImpact takes for certain: .01, worth 32 observations. Intervals are too narrow with it
# where the level drifts.
REFERENCE = (DriftPrior(0.01, 32.0),)
ALARMS_ALLOWED = 0.1


@dataclass(frozen=True)
class PlaceboWindow:
    """A window before the beginning, judged as if something had begun in it; nothing had."""

    begins: int
    effect: float
    low: float
    high: float
    alarm: bool


@dataclass(frozen=True)
class ControlUsed:
    """`chance` that it matters; `slope`: units of the series per unit of the control, on average."""

    name: str
    chance: float
    slope: float


@dataclass(frozen=True, kw_only=True)
class StructuralEffect(Answer):
    """`average` change per period within [low, high] at `level`, in the unit of the series; `total` over
    all periods; `relative`: average over what was expected, None where that is not above zero.

    `stretch`: how many times wider the intervals are than the model states, as its own past demands.
    `alarms`: share of the placebo windows that show an effect all the same; above a tenth the verdict
    is REFUSED. `p_value`: chance of a change so large in either direction by drift and noise.
    """

    average: float
    low: float
    high: float
    total: float
    total_low: float
    total_high: float
    relative: float | None
    p_value: float
    level: float
    verdict: Verdict
    periods: tuple[Period, ...]
    stretch: float
    alarms: float
    windows: tuple[PlaceboWindow, ...]
    controls: tuple[ControlUsed, ...]
    drift: float
    noise: float


METHOD = Method("impact.structural", "2", "What did it change, by its own past?", StructuralEffect)


def structural_effect(
    history: History,
    *,
    level: float = 0.95,
    priors: Sequence[DriftPrior] = AVERAGED,
    recalibrated: bool = True,
    draws: int = 2_000,
    seed: int = 0,
) -> StructuralEffect:
    """Local level with regression by Gibbs, `priors` of its drift averaged, stretched by placebo windows.

    `recalibrated` False states the bare model. Raises `OutOfRange`; see `History` for the rest.
    """
    between("The level", level, 0.0, 1.0)
    random, model, seen = Generator(PCG64(seed)), Model(tuple(priors)), history.seen()
    ahead = len(history.values) - history.begins
    kept = whole("the number of draws", draws, 400, 100_000) // CHAINS
    chains = Seen(*(np.repeat(each, CHAINS, axis=0) for each in (seen.series, seen.controls)))
    paths, found = forecast(chains, ahead, model, Effort(kept), random)
    windows = placebo_windows(seen.until(history.begins), ahead, model, level, random)
    stretch = float(windows.stretch(history.begins)[0]) if recalibrated else 1.0
    expected = paths.reshape(-1, ahead)
    return _told(history, expected, found, windows, stretch=stretch, level=level, seed=seed)


def _told(
    history: History,
    paths: Floats,
    draws: Draws,
    windows: Windows,
    *,
    stretch: float,
    level: float,
    seed: int,
) -> StructuralEffect:
    expected = paths.mean(axis=0)
    paths = expected + stretch * (paths - expected)
    actual = np.array(history.values[history.begins :])
    changes = actual.mean() - paths.mean(axis=1)
    low, high = _tails(changes, level)
    alarms = windows.alarms(np.array([stretch]))[:, 0]
    share = float(alarms.mean())
    ahead = len(actual)
    return StructuralEffect(
        **METHOD.stamp,
        seed=seed,
        assumptions=_ASSUMED,
        warnings=_warnings(history, windows, stretch, share),
        average=float(changes.mean()),
        low=low,
        high=high,
        total=float(changes.mean()) * ahead,
        total_low=low * ahead,
        total_high=high * ahead,
        relative=_relative(float(changes.mean()), float(expected.mean())),
        p_value=_p_value(changes),
        level=level,
        verdict=_verdict(low, high, share),
        periods=_periods(history, paths, level),
        stretch=stretch,
        alarms=share,
        windows=_windows(windows, stretch, alarms.tolist()),
        controls=_controls(history, draws),
        drift=float(np.median(draws.drift)) * _sd(history),
        noise=float(np.median(draws.noise)) * _sd(history),
    )


_ASSUMED = (
    "What began did not move the controls, and nothing else began with it.",
    "Without it the series would have gone on as before: a level that wanders, plus the controls.",
)


def _tails(changes: Floats, level: float) -> tuple[float, float]:
    low, high = np.quantile(changes, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _p_value(changes: Floats) -> float:
    # One more in the tail, so that no chance is zero for want of draws.
    tail = min(int((changes <= 0).sum()), int((changes >= 0).sum())) + 1
    return min(1.0, 2 * tail / (len(changes) + 1))


def _relative(change: float, expected: float) -> float | None:
    return change / expected if expected > 0 else None


def _verdict(low: float, high: float, alarms: float) -> Verdict:
    if alarms > ALARMS_ALLOWED:
        return Verdict.REFUSED
    if low > 0:
        return Verdict.HIGHER
    return Verdict.LOWER if high < 0 else Verdict.UNDECIDED


def _periods(history: History, paths: Floats, level: float) -> tuple[Period, ...]:
    lows, highs = np.quantile(paths, [(1 - level) / 2, (1 + level) / 2], axis=0)
    rows = zip(
        range(history.begins, len(history.values)),
        history.values[history.begins :],
        paths.mean(axis=0).tolist(),
        lows.tolist(),
        highs.tolist(),
        strict=True,
    )
    return tuple(Period(*row) for row in rows)


def _windows(windows: Windows, stretch: float, alarms: list[bool]) -> tuple[PlaceboWindow, ...]:
    off = windows.off[:, 0]
    rows = zip(
        windows.beginnings,
        off.tolist(),
        (off - stretch * windows.high[:, 0]).tolist(),
        (off - stretch * windows.low[:, 0]).tolist(),
        alarms,
        strict=True,
    )
    return tuple(PlaceboWindow(*row) for row in rows)


def _controls(history: History, draws: Draws) -> tuple[ControlUsed, ...]:
    chances = (draws.slopes != 0).mean(axis=(0, 1))
    slopes = draws.slopes.mean(axis=(0, 1))
    sds = [float(np.std(each.values[: history.begins], ddof=1)) for each in history.controls]
    return tuple(
        ControlUsed(each.name, float(chances[at]), float(slopes[at]) * _sd(history) / sds[at])
        for at, each in enumerate(history.controls)
    )


def _sd(history: History) -> float:
    return float(np.std(history.values[: history.begins], ddof=1))


def _warnings(history: History, windows: Windows, stretch: float, alarms: float) -> tuple[str, ...]:
    ahead = len(history.values) - history.begins
    texts = {
        f"The model shows effects in {alarms:.0%} of windows where nothing began: no verdict. "
        "Look for better controls, or a longer past.": alarms > ALARMS_ALLOWED,
        f"The past was {stretch:.1f} times as far off as the model stated; intervals are that much "
        "wider.": stretch > 1.2,
        f"The past is short: windows of {windows.length} periods tell little of {ahead}.": (
            windows.length < ahead
        ),
        "There are no controls: whatever else began then is counted too.": not history.controls,
    }
    return tuple(text for text, applies in texts.items() if applies)
