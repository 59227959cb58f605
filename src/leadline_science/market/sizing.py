"""How large a market is, whether one comes from above or from below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, between, unique
from leadline_science.market.tree import STAGES, Part, Stage, Way, gathered
from leadline_science.refusals import OutOfRange, UnitsDiffer
from leadline_science.uncertainty.distribution import Distribution, distribution
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.spread import Driver, Points, drawn, drivers_of


@dataclass(frozen=True)
class Size:
    """The size of `part` (the name of the way for all of it) at `stage`; [low, high] at the level asked."""

    way: str
    part: str
    stage: Stage
    size: Distribution
    low: float
    high: float


@dataclass(frozen=True)
class WayDrivers:
    """What the doubt about the SOM of `way` comes from, the largest share of variance first."""

    way: str
    drivers: tuple[Driver, ...]


@dataclass(frozen=True)
class Gap:
    """Two ways at a stage: `ratio` (median) of one to the other within [low, high].

    `overlap`: whether their intervals meet.
    """

    stage: Stage
    one: str
    other: str
    ratio: float
    low: float
    high: float
    overlap: bool


@dataclass(frozen=True, kw_only=True)
class MarketSize(Answer):
    """Sizes of each way and its parts at each stage in `unit`, and how the ways agree."""

    sizes: tuple[Size, ...]
    drivers: tuple[WayDrivers, ...]
    gaps: tuple[Gap, ...]
    level: float
    unit: str
    draws: int

    def of(self, way: str, stage: Stage, part: str | None = None) -> Size:
        """One size. Raises `KeyError`."""
        key = (way, part or way, stage)
        return {(each.way, each.part, each.stage): each for each in self.sizes}[key]

    @property
    def agree(self) -> bool:
        """Whether the intervals of all ways meet at every stage."""
        return all(gap.overlap for gap in self.gaps)


METHOD = Method("market.size", "1", "How large is the market?", MarketSize)


def market_size(
    ways: Sequence[Way], *, level: float = 0.9, draws: int = 4096, seed: int = 0
) -> MarketSize:
    """TAM, SAM and SOM with their doubt, by each way, and whether the ways agree.

    A factor of the same name is drawn once for all. `draws` is rounded up to a power of two.
    Raises `NoData`, `NotNamed`, `UnitsDiffer`, `Incompatible`, `OutOfRange`.
    """
    at_least("way", ways, 1)
    unique("way", [way.name for way in ways])
    between("level", level, 0.0, 1.0)
    wholes = {way.name: way.whole for way in ways}
    unit = _one_unit(wholes)
    inputs = gathered(list(wholes.values()))
    shares, values = drawn(inputs, draws=draws, seed=seed)
    ends = ((1 - level) / 2, (1 + level) / 2)
    gaps = tuple(
        _gap(stage, pair, [wholes[name].size(values, stage) for name in pair], ends)
        for pair in combinations(wholes, 2)
        for stage in STAGES
    )
    return MarketSize(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Inputs are independent of each other; one name is one quantity in all ways.",
            "Parts do not overlap and leave nothing out.",
        ),
        warnings=_warnings(gaps, inputs),
        sizes=tuple(_sizes(wholes, values, ends)),
        drivers=tuple(_drivers(whole, shares, values) for whole in wholes.values()),
        gaps=gaps,
        level=level,
        unit=unit,
        draws=1 << (draws - 1).bit_length(),
    )


def _sizes(
    wholes: Mapping[str, Part], values: Mapping[str, Floats], ends: tuple[float, float]
) -> Iterator[Size]:
    for name, whole in wholes.items():
        parts = ((whole, ""), *((each, f"{name} · ") for each in whole.parts))
        for (part, above), stage in product(parts, STAGES):
            sizes = part.size(values, stage, above)
            low, high = np.quantile(sizes, ends).tolist()
            yield Size(name, part.name, stage, distribution(sizes), low, high)


def _drivers(whole: Part, shares: Mapping[str, Floats], values: Mapping[str, Floats]) -> WayDrivers:
    def formula(given: Mapping[str, Floats]) -> Floats:
        return whole.size(given, Stage.SOM)

    used = gathered([whole])
    own = {name: each for name, each in shares.items() if name in used}
    return WayDrivers(whole.name, drivers_of(formula, used, Points(own, formula(values))))


def _one_unit(wholes: Mapping[str, Part]) -> str:
    units = {str(whole.unit) for whole in wholes.values()}
    if len(units) > 1:
        raise UnitsDiffer(
            f"The ways end in {' and '.join(sorted(units))}.",
            "Give all in one unit, such as money a year.",
        )
    return units.pop()


def _gap(
    stage: Stage, pair: tuple[str, str], sizes: Sequence[Floats], ends: tuple[float, float]
) -> Gap:
    one, other = sizes
    if not (other > 0).all():
        raise OutOfRange(
            f"The {stage} of {pair[1]} can be 0, so nothing can be compared with it.",
            "Leave out shares and factors of 0.",
        )
    low, ratio, high = np.quantile(one / other, (ends[0], 0.5, ends[1])).tolist()
    (one_low, one_high), (other_low, other_high) = (np.quantile(each, ends) for each in sizes)
    overlap = bool(max(one_low, other_low) <= min(one_high, other_high))
    return Gap(stage, *pair, ratio, low, high, overlap)


def _warnings(gaps: Sequence[Gap], inputs: Mapping[str, Estimate]) -> tuple[str, ...]:
    apart = [
        f"{gap.one} and {gap.other} do not agree on the {gap.stage}: a factor of "
        f"{max(gap.ratio, 1 / gap.ratio):.2g} lies between them. Look for what one counts and the other "
        "does not."
        for gap in gaps
        if not gap.overlap
    ]
    sure = all(each.certain for each in inputs.values())
    return (
        *apart,
        *(("No input has an interval: the sizes are taken to be sure.",) if sure else ()),
    )
