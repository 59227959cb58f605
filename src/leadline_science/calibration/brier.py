"""Were the stated chances of yes-or-no events right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, finite, same_length, within


@dataclass(frozen=True)
class StatedChance:
    """All forecasts that stated the same chance, and how often the event came."""

    stated: float
    forecasts: int
    came: float


@dataclass(frozen=True, kw_only=True)
class BrierScore(Answer):
    """`score` = reliability - resolution + uncertainty; 0 is perfect, `uncertainty` is the score of
    always stating the base rate."""

    score: float
    reliability: float
    resolution: float
    uncertainty: float
    skill: float | None
    groups: tuple[StatedChance, ...]


METHOD = Method("calibration.brier", "1", "Were the stated chances right?", BrierScore)


def brier(stated: Sequence[float], came: Sequence[bool]) -> BrierScore:
    """Brier score with Murphy's three parts, cases grouped by equal stated chance.

    `stated`: chances, 0-1; `came`: whether the event came. `skill` = 1 - score / uncertainty, None
    when the event always or never came. Raises `NoData`, `LengthsDiffer`, `OutOfRange`, `NotFinite`.
    """
    chances, events = _checked(stated, came)
    groups = tuple(_group(chances, events, value) for value in np.unique(chances).tolist())
    base, n = float(events.mean()), len(events)
    score, doubt = float(np.mean((chances - events) ** 2)), base * (1 - base)
    return BrierScore(
        **METHOD.stamp,
        assumptions=("Forecasts are compared within groups of exactly equal stated chance.",),
        warnings=_warnings(groups, doubt),
        score=score,
        reliability=sum(g.forecasts * (g.stated - g.came) ** 2 for g in groups) / n,
        resolution=sum(g.forecasts * (g.came - base) ** 2 for g in groups) / n,
        uncertainty=doubt,
        skill=1 - score / doubt if doubt else None,
        groups=groups,
    )


def _checked(stated: Sequence[float], came: Sequence[bool]) -> tuple[Floats, Floats]:
    chances, events = finite("stated chances", stated), finite("outcomes", came)
    at_least("stated chance", chances, 1)
    same_length("stated chances", chances, "outcomes", events)
    for chance in chances.tolist():
        within("a stated chance", chance, 0.0, 1.0)
    for event in set(events.tolist()) - {0.0, 1.0}:
        within("an outcome other than 0 or 1", event, 1.0, 1.0)
    return chances, events


def _group(chances: Floats, events: Floats, value: float) -> StatedChance:
    chosen = events[chances == value]
    return StatedChance(value, len(chosen), float(chosen.mean()))


def _warnings(groups: tuple[StatedChance, ...], doubt: float) -> tuple[str, ...]:
    total = sum(group.forecasts for group in groups)
    found = {
        "Fewer than 20 forecasts: a score says little yet.": total < 20,
        "The event always came or never came: there is nothing to be skilled at.": doubt == 0,
        "Most stated chances stand alone: reliability is overstated; round them to tenths.": len(
            groups
        )
        > total / 2,
    }
    return tuple(text for text, applies in found.items() if applies)
