"""How many users does an experiment need."""

import math
from dataclasses import dataclass

from scipy.special import nctdtr, ndtri, stdtrit

from leadline_science.answers import Answer, Method
from leadline_science.checks import between, finite
from leadline_science.refusals import AllEqual, OutOfRange

_MOST = 10**12


@dataclass(frozen=True, kw_only=True)
class SampleSize(Answer):
    """Users in `control` and `variant` (whole, rounded up) to find `effect`, in `unit`, with chance
    `power` at `level`, two-sided; `exact`: control before rounding."""

    control: int
    variant: int
    exact: float
    effect: float
    power: float
    level: float
    inflation: float
    unit: str


SHARES = Method(
    "experiments.size_for_shares", "1", "How many users to see it in a share?", SampleSize
)
MEANS = Method("experiments.size_for_means", "1", "How many users to see it in a mean?", SampleSize)


def size_for_shares(
    base: float,
    effect: float,
    *,
    power: float = 0.8,
    level: float = 0.95,
    per_control: float = 1.0,
    inflation: float = 1.0,
) -> SampleSize:
    """Users to see a share of `base` change by `effect` (absolute: .05 is five points).

    `per_control`: users of the variant per user of control. `inflation`: of a plan with looks
    (`LookPlan.inflation`) or of a confidence sequence. Raises `OutOfRange`, `AllEqual` (no effect).
    """
    p, q = between("The base", base, 0.0, 1.0), _reached(base, effect)
    alpha, beta = _quantiles(level, power)
    k = _ratio("users of the variant per user of control", per_control)
    idle = alpha * math.sqrt(p * (1 - p) * (1 + 1 / k))
    moved = beta * math.sqrt(p * (1 - p) + q * (1 - q) / k)
    exact = ((idle + moved) / effect) ** 2 * _ratio("the inflation", inflation)
    told = "Shares of arms of this size are normal; users are split by chance."
    return _size(
        SHARES,
        exact,
        k,
        told,
        effect=effect,
        power=power,
        level=level,
        inflation=inflation,
        unit="share",
    )


def size_for_means(
    sd: float,
    effect: float,
    *,
    power: float = 0.8,
    level: float = 0.95,
    per_control: float = 1.0,
    correlation: float = 0.0,
    inflation: float = 1.0,
    unit: str = "",
) -> SampleSize:
    """Users to see a mean change by `effect`, users differing by `sd` in both arms: by the non-central t.

    `correlation`: of the metric with itself before the experiment, when CUPED is planned. Raises
    `OutOfRange`, `AllEqual`.
    """
    finite("sd and effect", (sd, effect))
    _no_effect(effect)
    between("The correlation", correlation, -1.0, 1.0)
    noise = _ratio("the sd", sd) * math.sqrt(1 - correlation**2)
    _quantiles(level, power)
    k = _ratio("users of the variant per user of control", per_control)
    exact = _users(abs(effect) / noise, k, power, level) * _ratio("the inflation", inflation)
    told = "Users of both arms differ alike, and are split by chance."
    return _size(
        MEANS,
        exact,
        k,
        told,
        effect=effect,
        power=power,
        level=level,
        inflation=inflation,
        unit=unit,
    )


def _size(
    method: Method,
    exact: float,
    k: float,
    told: str,
    *,
    effect: float,
    power: float,
    level: float,
    inflation: float,
    unit: str,
) -> SampleSize:
    if exact > _MOST:
        raise OutOfRange(f"It takes {exact:.2g} users.", "Look for a larger effect.")
    return SampleSize(
        **method.stamp,
        assumptions=(told,),
        warnings=("Fewer than 30 users in an arm: the normal is rough there.",)
        if exact * min(k, 1.0) < 30
        else (),
        control=math.ceil(exact - 1e-9),
        variant=math.ceil(exact * k - 1e-9),
        exact=exact,
        effect=effect,
        power=power,
        level=level,
        inflation=inflation,
        unit=unit,
    )


def _users(shift: float, k: float, power: float, level: float) -> float:
    low, high = (1 + k) / k, 10.0
    while _chance(shift, high, k, level) < power:
        low, high = high, high * 2
        if high > _MOST:
            return high
    while high - low > 1e-6 * high:
        middle = (low + high) / 2
        enough = _chance(shift, middle, k, level) >= power
        low, high = (low, middle) if enough else (middle, high)
    return high


def _chance(shift: float, control: float, k: float, level: float) -> float:
    freedom = max(control * (1 + k) - 2, 1.0)
    apart = shift * math.sqrt(control * k / (1 + k))
    limit = stdtrit(freedom, (1 + level) / 2)
    return float(1 - nctdtr(freedom, apart, limit) + nctdtr(freedom, apart, -limit))


def _reached(base: float, effect: float) -> float:
    finite("effect", (effect,))
    _no_effect(effect)
    return between("Base and effect together", base + effect, 0.0, 1.0)


def _no_effect(effect: float) -> None:
    if effect == 0:
        raise AllEqual("The effect to find is 0.", "Give the smallest effect that would matter.")


def _quantiles(level: float, power: float) -> tuple[float, float]:
    alpha = 1 - between("The level", level, 0.0, 1.0)
    return float(ndtri(1 - alpha / 2)), float(ndtri(between("The power", power, alpha, 1.0)))


def _ratio(name: str, value: float) -> float:
    if not 0 < value < math.inf:
        raise OutOfRange(f"{name[:1].upper() + name[1:]} is {value:g}.", "Give one above 0.")
    return value
