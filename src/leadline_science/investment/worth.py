"""What money at other times is worth today."""

from dataclasses import dataclass
from enum import StrEnum

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats
from leadline_science.investment.flows import DatedFlows, Flows, checked_rate


class Timing(StrEnum):
    """When the first flow comes: now, undiscounted; or at the end of the first period, as in spreadsheets."""

    NOW = "now"
    AT_END = "end of the first period"


@dataclass(frozen=True, kw_only=True)
class Worth(Answer):
    """`worth`: the sum of `presents`, what each flow is worth today, in `unit`.

    `rate`: per period, for dated flows per year. `undiscounted`: the plain sum.
    """

    worth: float
    presents: tuple[float, ...]
    undiscounted: float
    rate: float
    timing: Timing
    unit: str


NPV = Method("investment.npv", "1", "What is it worth today?", Worth)
XNPV = Method("investment.xnpv", "1", "What is it worth today, flow by date?", Worth)


def npv(flows: Flows, rate: float, *, timing: Timing = Timing.NOW) -> Worth:
    """Net present value at `rate` per period. Raises `OutOfRange`, `NotFinite`."""
    times = flows.times() + (timing == Timing.AT_END)
    return _worth(NPV, flows, times, checked_rate(rate), timing)


def xnpv(flows: DatedFlows, rate: float) -> Worth:
    """Net present value on the first day at `rate` per year of 365 days."""
    return _worth(XNPV, flows, flows.times(), checked_rate(rate), Timing.NOW)


def presents_of(flows: Flows | DatedFlows, times: Floats, rate: float) -> tuple[float, ...]:
    """What each flow is worth today."""
    pairs = zip(flows.amounts, times.tolist(), strict=True)
    return tuple(amount * (1 + rate) ** -time for amount, time in pairs)


def _worth(
    method: Method, flows: Flows | DatedFlows, times: Floats, rate: float, timing: Timing
) -> Worth:
    presents = presents_of(flows, times, rate)
    step = flows.period if isinstance(flows, Flows) else "year of 365 days"
    return Worth(
        **method.stamp,
        assumptions=(
            f"One rate of {rate:.4g} per {step} holds throughout.",
            "The first flow comes now and is not discounted."
            if timing == Timing.NOW
            else "The first flow comes at the end of the first period, as spreadsheets count.",
            "The amounts come as stated: no doubt is in them.",
        ),
        warnings=("Money loses no value by waiting at this rate.",) if rate <= 0 else (),
        worth=sum(presents),
        presents=presents,
        undiscounted=sum(flows.amounts),
        rate=rate,
        timing=timing,
        unit=flows.unit,
    )
