"""Process-behaviour chart (XmR): which values are more than the usual noise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.charts.false_alarms import FalseAlarms, false_alarms
from leadline_science.charts.likeness import STEADY, Likeness, likeness
from leadline_science.charts.limits import RUN, Band, Kind, band, outside, runs
from leadline_science.charts.stated import MOST_AHEAD, stated
from leadline_science.checks import Floats, at_least, finite, some_spread, whole
from leadline_science.refusals import Negative, TooFew

LEAST = 6
CLOSE, ENOUGH_WHEN_CLOSE = 0.7, 30


@dataclass(frozen=True)
class Signal:
    """`at`: position of the value; `rule`: "beyond limits" or "run of 8"."""

    at: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class ProcessChart(Answer):
    """Limits in the unit of the values, one per value: level lines unless `kind` is residual.

    `low` is None where it lies below `floor`. `moving_range`: mean of the baseline, on the scale of
    `kind`. `alarms`: chance of a false alarm in the next points if the series is what `kind` takes it
    for; `alarms_as_seen`: if it goes on as its baseline shows (`likeness`: autocorrelation, skew),
    stated so that it is right on average over the series of a process.
    """

    kind: Kind
    baseline: int
    moving_range: float
    values: tuple[float, ...]
    centre: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float, ...]
    signals: tuple[Signal, ...]
    likeness: Likeness
    alarms: FalseAlarms
    alarms_as_seen: FalseAlarms


METHOD = Method("charts.xmr", "2", "Which values are more than the usual noise?", ProcessChart)


def process_behaviour(
    values: Sequence[float],
    *,
    baseline: int | None = None,
    kind: Kind = Kind.PLAIN,
    floor: float | None = None,
    ahead: int = 12,
    seed: int = 0,
) -> ProcessChart:
    """An XmR chart: mean +- 3 / 1.128 mean moving range of the first `baseline` values (all: None).

    `floor`: a bound the values cannot pass (0 for counts and days). `ahead`: new points that the
    chances of a false alarm are for, 1 to 52. `seed`: of the simulated `alarms`. Raises `TooFew` (6),
    `AllEqual`, `Negative` (LOG), `NotFinite`, `OutOfRange`.
    """
    series = finite("values", values)
    at_least("value", series, LEAST)
    known = _baseline(series, baseline)
    scaled = _scaled(series, kind)
    around = band(scaled[None, :], known, kind)
    like = likeness(scaled[:known])
    ahead = whole("ahead", ahead, 1, MOST_AHEAD)
    return ProcessChart(
        **METHOD.stamp,
        seed=seed,
        assumptions=_assumptions(kind),
        warnings=_warnings(like, known, kind),
        kind=kind,
        baseline=known,
        moving_range=float(around.moving_range[0, 0]),
        values=tuple(series.tolist()),
        centre=_unscaled(around.expected[0], kind),
        low=_low(_unscaled((around.expected - around.reach)[0], kind), floor),
        high=_unscaled((around.expected + around.reach)[0], kind),
        signals=_signals(scaled, around),
        likeness=like,
        alarms=false_alarms(_taken_for(like, kind), known, ahead, kind, seed),
        alarms_as_seen=stated(scaled[:known], ahead, kind),
    )


def _baseline(series: Floats, baseline: int | None) -> int:
    known = len(series) if baseline is None else whole("the baseline", baseline, LEAST)
    if known > len(series):
        raise TooFew(f"There are {len(series)} values for a baseline of {known}.", "Shorten it.")
    some_spread("values of the baseline", series[:known])
    return known


def _scaled(series: Floats, kind: Kind) -> Floats:
    if kind is not Kind.LOG:
        return series
    if series.min() <= 0:
        raise Negative("A logarithm needs values above zero.", "Use the plain chart.")
    return np.asarray(np.log(series))


def _unscaled(line: Floats, kind: Kind) -> tuple[float, ...]:
    return tuple((np.exp(line) if kind is Kind.LOG else line).tolist())


def _low(line: tuple[float, ...], floor: float | None) -> tuple[float | None, ...]:
    return tuple(None if floor is not None and each < floor else each for each in line)


def _signals(scaled: Floats, around: Band) -> tuple[Signal, ...]:
    beyond = np.flatnonzero(outside(scaled[None, :], around)[0])
    long_runs = np.flatnonzero(runs(scaled[None, :], around)[0])
    found = [Signal(int(at), "beyond limits") for at in beyond]
    found += [Signal(int(at), f"run of {RUN}") for at in long_runs]
    return tuple(sorted(found, key=lambda signal: signal.at))


def _taken_for(like: Likeness, kind: Kind) -> Likeness:
    return Likeness(like.correlation, 0.0) if kind is Kind.RESIDUAL else STEADY


def _assumptions(kind: Kind) -> tuple[str, ...]:
    told = {
        Kind.PLAIN: "Values do not depend on the ones before, and lie evenly around their mean.",
        Kind.LOG: "Values do not depend on the ones before; their logarithms lie evenly.",
        Kind.RESIDUAL: "Each value depends on the one before it only, and lies evenly around that.",
    }
    return (told[kind], "The baseline itself is undisturbed.")


def _warnings(like: Likeness, known: int, kind: Kind) -> tuple[str, ...]:
    close = f"Values follow each other (autocorrelation {like.correlation:.2f})"
    lean = f"Values are skewed (log sd {like.skew:.2f})"
    found = {
        "Fewer than 16 values in the baseline: the limits are rough.": known < 16,
        "Fewer than 20 values in the baseline: the chances of a false alarm are rough.": known < 20,
        f"{close}: alarms are more or less frequent than usual; see the residual chart.": (
            bool(like.correlation) and kind is not Kind.RESIDUAL
        ),
        f"{close}, and {known} values do not tell how closely: the chances of a false alarm may be "
        "too low.": like.correlation > CLOSE and known < ENOUGH_WHEN_CLOSE,
        f"{lean}: high ones alarm too often; see the log chart.": like.skew >= 0.2,
        f"{lean}: low ones alarm too often.": like.skew <= -0.2,
    }
    return tuple(text for text, applies in found.items() if applies)
