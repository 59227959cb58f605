"""Must, should, could: is there room, and will the Musts be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, finite, unique
from leadline_science.prioritisation.model import Number, column, none_negative
from leadline_science.refusals import NoData, OutOfRange
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.sampling import Sampler

MUST_SHARE = 0.60
COULD_SHARE = 0.20
DRAWS = 2000


class Group(StrEnum):
    """DSDM's four groups."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    WONT = "won't this time"


class Delivery(Protocol):
    """What may be finished by the date, such as a "how many" forecast."""

    def chance_of(self, amount: float) -> float:
        """The chance that at least `amount` is finished by the date."""


@dataclass(frozen=True)
class Wish:
    """`effort` in the unit that the forecast counts (items, points)."""

    name: str
    group: Group
    effort: Number


@dataclass(frozen=True)
class GroupLine:
    """`effort`: expected, of this group; `share` of the capacity.

    `all_done`: the chance that this group and all before it are done by the date.
    """

    group: Group
    wishes: int
    effort: float
    share: float
    all_done: float


@dataclass(frozen=True, kw_only=True)
class Moscow(Answer):
    """Must, should and could in turn; `capacity`: what the forecast finishes with even chance, or given.

    `holds`: whether Musts take at most 60 % of the capacity.
    """

    lines: tuple[GroupLine, ...]
    capacity: float
    holds: bool

    @property
    def musts_done(self) -> float:
        """The chance that all Musts are done by the date."""
        return self.lines[0].all_done


METHOD = Method("prioritisation.moscow", "1", "Will all Musts be done by the date?", Moscow)


def moscow(wishes: Sequence[Wish], forecast: Delivery, *, capacity: float, seed: int = 0) -> Moscow:
    """The chance that all Musts are done, and whether DSDM's shares hold.

    `forecast`: what is finished by the date (a "how many" forecast); `capacity` in the same unit,
    usually its P50. Musts are done first, then Shoulds, then Coulds. Raises `NoData`, `OutOfRange`.
    """
    at_least("wish", wishes, 1)
    unique("wish", [each.name for each in wishes])
    finite("capacity", [capacity])
    if capacity <= 0:
        raise OutOfRange("The capacity is not above 0.", "Give what is usually finished by then.")
    if not any(each.group == Group.MUST for each in wishes):
        raise NoData("There is no Must.", "Name what the release is worthless without.")
    lines = _lines(sorted(wishes, key=lambda each: each.name), forecast, capacity, seed)
    return Moscow(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Musts are done before Shoulds, and Shoulds before Coulds.",
            "Efforts are in the unit the forecast counts.",
        ),
        warnings=_warnings(lines),
        lines=lines,
        capacity=float(capacity),
        holds=lines[0].share <= MUST_SHARE,
    )


def _lines(
    wishes: Sequence[Wish], forecast: Delivery, capacity: float, seed: int
) -> tuple[GroupLine, ...]:
    names = [each.name for each in wishes]
    efforts = column("Effort", names, [each.effort for each in wishes])
    none_negative("Effort", names, efforts)
    drawn = _drawn(names, efforts, seed)
    lines: list[GroupLine] = []
    so_far = np.zeros(len(drawn))
    for group in (Group.MUST, Group.SHOULD, Group.COULD):
        at = [place for place, each in enumerate(wishes) if each.group == group]
        so_far = so_far + drawn[:, at].sum(axis=1)
        effort = sum(efforts[place].mean for place in at)
        chance = _chance(forecast, so_far)
        lines.append(GroupLine(group, len(at), effort, effort / capacity, chance))
    return tuple(lines)


def _drawn(names: Sequence[str], efforts: Sequence[Estimate], seed: int) -> Floats:
    sampler = Sampler(names, {"effort": efforts}, seed=seed)
    return sampler.take(0, 1 if sampler.certain else DRAWS)["effort"]


def _chance(forecast: Delivery, amounts: Floats) -> float:
    """The mean chance over drawn amounts; each is rounded up to a thousandth of the largest."""
    if len(amounts) == 1:
        return forecast.chance_of(float(amounts[0]))
    step = max(float(amounts.max()) / 1000, 1e-12)
    steps, counts = np.unique(np.ceil(amounts / step), return_counts=True)
    chances = [forecast.chance_of(float(at * step)) for at in steps]
    return float(np.average(chances, weights=counts))


def _warnings(lines: Sequence[GroupLine]) -> tuple[str, ...]:
    must, _, could = lines
    found = {
        f"Musts take {must.share:.0%} of the capacity; DSDM allows 60 %.": must.share > MUST_SHARE,
        f"Coulds take {could.share:.0%} of the capacity; about 20 % is the usual reserve.": (
            could.share < COULD_SHARE / 2
        ),
        f"All Musts are done with {must.all_done:.0%} chance only.": must.all_done < 0.85,
    }
    return tuple(text for text, applies in found.items() if applies)
