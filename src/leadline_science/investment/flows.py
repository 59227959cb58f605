"""Money that comes and goes: per period, or on dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from leadline_science.checks import Floats, at_least, finite, same_length
from leadline_science.investment.refusals import OneSided
from leadline_science.refusals import Crossed, OutOfRange

YEAR_OF_DAYS = 365.0
MOST_FLOWS = 2_000


class Period(StrEnum):
    """What passes between one flow and the next."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def per_year(self) -> int:
        """How many make a year."""
        return {Period.YEAR: 1, Period.QUARTER: 4, Period.MONTH: 12}[self]


@dataclass(frozen=True)
class Flows:
    """Money of period 0, 1, 2 …: what comes in above zero, what goes out below; `unit` is its currency.

    Raises `NoData`, `TooFew`, `NotFinite`, `OutOfRange`.
    """

    amounts: tuple[float, ...]
    period: Period = Period.YEAR
    unit: str = "EUR"

    def __post_init__(self) -> None:
        _checked(self.amounts)

    @classmethod
    def of(cls, amounts: Iterable[float], period: Period = Period.YEAR, unit: str = "EUR") -> Self:
        """From any numbers, such as an array."""
        return cls(tuple(float(each) for each in amounts), period, unit)

    def times(self) -> Floats:
        """When each flow comes, in periods from the first."""
        return np.arange(len(self.amounts), dtype=np.float64)


@dataclass(frozen=True)
class DatedFlows:
    """Money on `days` (day numbers, such as `date.toordinal()`), the first day first.

    Raises `LengthsDiffer`, `Crossed`, and what `Flows` raises.
    """

    days: tuple[float, ...]
    amounts: tuple[float, ...]
    unit: str = "EUR"

    def __post_init__(self) -> None:
        finite("days", self.days)
        _checked(self.amounts)
        same_length("days", self.days, "amounts", self.amounts)
        if min(self.days) < self.days[0]:
            raise Crossed(
                "A flow comes before the first one.",
                "Begin with the day to which all is discounted.",
            )

    @classmethod
    def of(cls, days: Iterable[float], amounts: Iterable[float], unit: str = "EUR") -> Self:
        """From any numbers."""
        return cls(tuple(float(day) for day in days), tuple(float(each) for each in amounts), unit)

    def times(self) -> Floats:
        """When each flow comes, in years of 365 days from the first."""
        return (np.array(self.days) - self.days[0]) / YEAR_OF_DAYS


def checked_rate(rate: float, name: str = "rate") -> float:
    """A rate per period as a share. Raises `NotFinite` and `OutOfRange`."""
    finite(f"the {name}", [rate])
    if not -1 < rate <= 100:
        raise OutOfRange(
            f"The {name} is {rate:g}.", "Give a share above -1, such as 0.08 for 8 per cent."
        )
    return float(rate)


def rate_per_period(yearly: float, period: Period) -> float:
    """The rate per period that compounds to `yearly`."""
    return float((1 + checked_rate(yearly)) ** (1 / period.per_year) - 1)


def rate_per_year(rate: float, period: Period) -> float:
    """What a rate per period compounds to in a year."""
    return float((1 + rate) ** period.per_year - 1)


def both_ways(amounts: Sequence[float]) -> None:
    """Refuses flows of which none comes in, or none goes out."""
    if not any(each > 0 for each in amounts):
        raise OneSided("No money comes in.", "Give at least one amount above zero.")
    if not any(each < 0 for each in amounts):
        raise OneSided("No money goes out.", "Give what is spent as amounts below zero.")


def _checked(amounts: Sequence[float]) -> None:
    finite("amounts", amounts)
    at_least("amounts", amounts, 2)
    if len(amounts) > MOST_FLOWS:
        raise OutOfRange(
            f"There are {len(amounts):,} amounts.", f"Give at most {MOST_FLOWS:,}, summed by month."
        )
