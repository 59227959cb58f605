"""The rates at which flows are worth nothing."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from leadline_science.answers import Answer, Method
from leadline_science.investment.flows import DatedFlows, Flows, both_ways, rate_per_year
from leadline_science.investment.refusals import NoRate
from leadline_science.investment.roots import Sum, sum_of, zeros


@dataclass(frozen=True)
class Range:
    """Rates between which the flows are worth more than nothing; None where there is no end."""

    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Rates(Answer):
    """`rates`: all at which the flows are worth nothing, rising, per period (dated: per year).

    `yearly`: the same, compounded to a year. `pays`: the rates at which they are worth more than nothing.
    `at_most`: how many there could be by the changes of sign.
    """

    rates: tuple[float, ...]
    yearly: tuple[float, ...]
    pays: tuple[Range, ...]
    at_most: int


IRR = Method("investment.irr", "1", "At which rates is it worth nothing?", Rates)
XIRR = Method("investment.xirr", "1", "At which yearly rates are dated flows worth nothing?", Rates)


def irr(flows: Flows) -> Rates:
    """All internal rates of return above -1. Raises `OneSided`, `NoRate`."""
    found = _all(flows, sum_of(flows.amounts, flows.times()))
    yearly = tuple(rate_per_year(rate, flows.period) for rate in found)
    return _answer(IRR, flows, found, yearly)


def xirr(flows: DatedFlows) -> Rates:
    """All rates per year of 365 days. Raises `OneSided`, `NoRate`."""
    found = _all(flows, sum_of(flows.amounts, flows.times()))
    return _answer(XIRR, flows, found, found)


def _all(flows: Flows | DatedFlows, of: Sum) -> tuple[float, ...]:
    both_ways(flows.amounts)
    found = tuple(float(np.expm1(s)) for s in zeros(of))
    if not found:
        side = "more" if of.at(0.0) > 0 else "less"
        raise NoRate(
            f"At every rate the flows are worth {side} than nothing.",
            "Judge them by their net present value.",
        )
    return found


def _answer(
    method: Method,
    flows: Flows | DatedFlows,
    rates: tuple[float, ...],
    yearly: tuple[float, ...],
) -> Rates:
    of = sum_of(flows.amounts, flows.times())
    return Rates(
        **method.stamp,
        assumptions=("The amounts come as stated.", "One rate holds throughout."),
        warnings=_warnings(of, rates),
        rates=rates,
        yearly=yearly,
        pays=_paying(of, rates),
        at_most=len(of.changes),
    )


def _paying(of: Sum, rates: tuple[float, ...]) -> tuple[Range, ...]:
    ends = (None, *rates, None)
    return tuple(Range(low, high) for low, high in pairwise(ends) if of.at(_inside(low, high)) > 0)


def _inside(low: float | None, high: float | None) -> float:
    """A point between two rates, as logarithm of what one becomes."""
    if low is None:
        return float(np.log1p(high or 0.0)) - 1.0
    first = float(np.log1p(low))
    return first + 1.0 if high is None else (first + float(np.log1p(high))) / 2


def _warnings(of: Sum, rates: tuple[float, ...]) -> tuple[str, ...]:
    found = {
        f"There are {len(rates)} such rates: none says by itself whether to invest. See `pays`.": (
            len(rates) > 1
        ),
        "The money comes first and is paid back later: a low rate is the good one.": (
            len(of.changes) == 1 and of.amounts[0] > 0
        ),
        "The rate is below zero: less comes back than goes in.": len(rates) == 1 and rates[0] < 0,
    }
    return tuple(text for text, applies in found.items() if applies)
