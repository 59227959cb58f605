"""Several teams, and work that waits for other work: when is the whole done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least
from leadline_science.forecasting.history import Period
from leadline_science.forecasting.quantiles import DOTS, LEVELS
from leadline_science.forecasting.when import WhenForecast, periods_until
from leadline_science.refusals import OutOfRange


@dataclass(frozen=True, kw_only=True)
class JointForecast(Answer):
    """`chances` as in `WhenForecast`, the parts taken as independent. Whatever they share, the truth
    lies between `least` and `most`. `latest_p85`: the latest of the parts' own P85 (all done), or
    their sum (one after another): what a plan would promise that adds up single numbers."""

    period: Period
    parts: int
    chances: tuple[float, ...]
    least: tuple[float, ...]
    most: tuple[float, ...]
    later: float
    p50: int | None
    p85: int | None
    p95: int | None
    dots: tuple[int | None, ...]
    latest_p85: int | None

    def percentile(self, share: float) -> int | None:
        """Periods within which all is done with chance `share`, None if beyond the last."""
        return periods_until(self.chances, share)


ALL_DONE = Method("forecasting.all_done", "1", "When are all of these done?", JointForecast)
IN_TURN = Method(
    "forecasting.in_turn", "1", "When is work done that waits for other work?", JointForecast
)

Part = WhenForecast | JointForecast
Join = Callable[[Floats, Floats], Floats]


@dataclass(frozen=True)
class _Joins:
    chances: Join
    least: Join
    most: Join


def all_done(parts: Sequence[Part]) -> JointForecast:
    """When the last of `parts` is done: the product of their chances, so later than any (merge bias).

    All in one kind of period, counted from the same day. A part may itself be joint, so that plans
    of branches and chains can be built. Two branches that wait for the same work are not
    independent: join them first, and let that work precede the whole.
    """
    joins = _Joins(np.multiply, lambda a, b: np.maximum(0.0, a + b - 1), np.minimum)
    periods = max((len(part.chances) for part in parts), default=0)
    promises = [part.p85 for part in parts if part.p85 is not None]
    latest = max(promises) if len(promises) == len(parts) and parts else None
    return _joint(ALL_DONE, parts, joins, periods, latest)


def in_turn(parts: Sequence[Part]) -> JointForecast:
    """When the last of `parts` is done, each begun as the one before it has ended.

    Durations add up: convolution; a part begins with the period after. Bounds by Makarov 1982.
    """
    joins = _Joins(_sum, _least_sum, _most_sum)
    periods = sum(len(part.chances) for part in parts)
    promises = [part.p85 for part in parts if part.p85 is not None]
    return _joint(
        IN_TURN, parts, joins, periods, sum(promises) if len(promises) == len(parts) else None
    )


def _joint(
    method: Method, parts: Sequence[Part], joins: _Joins, periods: int, latest: int | None
) -> JointForecast:
    at_least("part", parts, 2)
    if len({part.period for part in parts}) > 1:
        raise OutOfRange("The parts are in different periods.", "Forecast all in the same.")
    chances = reduce(joins.chances, (_padded(part.chances, periods) for part in parts))
    least = reduce(joins.least, (_padded(_bound(part, "least"), periods) for part in parts))
    most = reduce(joins.most, (_padded(_bound(part, "most"), periods, 1.0) for part in parts))
    curve = tuple(chances[1:].tolist())
    p50, p85, p95 = (periods_until(curve, level) for level in LEVELS)
    return JointForecast(
        **method.stamp,
        assumptions=(
            "The parts are independent; shared people or causes move it within the bounds.",
        ),
        warnings=_warnings(parts),
        period=parts[0].period,
        parts=len(parts),
        chances=curve,
        least=tuple(least[1:].tolist()),
        most=tuple(most[1:].tolist()),
        later=1 - curve[-1],
        p50=p50,
        p85=p85,
        p95=p95,
        dots=tuple(periods_until(curve, level) for level in DOTS),
        latest_p85=latest,
    )


def _bound(part: Part, side: str) -> tuple[float, ...]:
    if isinstance(part, WhenForecast):
        return part.chances
    return part.least if side == "least" else part.most


def _padded(chances: Sequence[float], periods: int, beyond: float | None = None) -> Floats:
    # From period 0; beyond its last period a curve stays as it is, or rises to `beyond`.
    known = np.array((0.0, *chances))
    return np.append(known, np.full(periods + 1 - len(known), beyond or known[-1]))


def _sum(first: Floats, second: Floats) -> Floats:
    return np.convolve(first, np.diff(second, prepend=0.0))[: len(first)]


def _least_sum(first: Floats, second: Floats) -> Floats:
    return np.array(
        [max(0.0, float((first[: k + 1] + second[k::-1]).max()) - 1) for k in range(len(first))]
    )


def _most_sum(first: Floats, second: Floats) -> Floats:
    # X + Y <= k needs X <= i or Y <= k - i - 1, whatever i.
    before = np.append(0.0, second)
    return np.array(
        [
            min(1.0, float((first[: k + 1] + before[k::-1]).min()), before[k])
            for k in range(len(first))
        ]
    )


def _warnings(parts: Sequence[Part]) -> tuple[str, ...]:
    if all(part.later < 0.01 for part in parts):
        return ()
    return ("A part may end beyond the periods looked at: the chances are lower bounds.",)
