"""What the next estimate says, given how the ones before turned out."""

import math
from dataclasses import dataclass

from scipy.special import stdtrit

from leadline_science.answers import Answer, Method
from leadline_science.calibration.promises import (
    SPREAD_COUNTS,
    Leaning,
    Leanings,
    checked_interval,
    stated_sd,
)


@dataclass(frozen=True, kw_only=True)
class Corrected(Answer):
    """[low, high] at `level` with its `middle`, in the unit of what was said; `said`: the interval as it was.

    `leaning`: whose record it was corrected by.
    """

    low: float
    middle: float
    high: float
    level: float
    said: tuple[float, float]
    leaning: Leaning


METHOD = Method(
    "calibration.corrected", "1", "What does an estimate say, once corrected?", Corrected
)


def corrected(
    known: Leanings, person: str, team: str, low: float, high: float, *, level: float = 0.9
) -> Corrected:
    """The interval moved by the person's factor and widened by how narrow it usually is.

    Who is not known is corrected as the team, else as everyone. Raises `Negative`, `Crossed`, `OutOfRange`.
    """
    checked_interval(low, high, level)
    by = known.of(person, team)
    middle = (math.log(low) + math.log(high)) / 2 + math.log(by.factor)
    sd = math.hypot(by.narrow * stated_sd(low, high, level), by.error)
    reach = sd * float(stdtrit(SPREAD_COUNTS + by.promises, (1 + level) / 2))
    return Corrected(
        **METHOD.stamp,
        assumptions=("The next estimate is made as the ones before were.", *known.assumptions),
        warnings=_warnings(by, person),
        low=math.exp(middle - reach),
        middle=math.exp(middle),
        high=math.exp(middle + reach),
        level=level,
        said=(low, high),
        leaning=by,
    )


def _warnings(by: Leaning, person: str) -> tuple[str, ...]:
    if by.person == person and by.promises >= 5:
        return ()
    whose = f"team {by.team}" if by.team else "everyone"
    return (f"Little is known of {person}: corrected mostly as {whose}.",)
