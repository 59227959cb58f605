"""The rate of return when what comes in is invested again at a rate of one's own."""

from dataclasses import dataclass

from leadline_science.answers import Answer, Method
from leadline_science.investment.flows import Flows, both_ways, checked_rate, rate_per_year


@dataclass(frozen=True, kw_only=True)
class Modified(Answer):
    """`rate` per period and `yearly`. `spent`: today's worth of what goes out; `grown`: what comes in, at the end."""

    rate: float
    yearly: float
    spent: float
    grown: float
    finance: float
    reinvest: float
    unit: str


METHOD = Method(
    "investment.mirr", "1", "Which rate does it earn, invested again at ours?", Modified
)


def mirr(flows: Flows, *, finance: float, reinvest: float) -> Modified:
    """Modified internal rate of return; `finance` and `reinvest` are rates per period. Raises `OneSided`."""
    both_ways(flows.amounts)
    borrowed, earned = (
        checked_rate(finance, "finance rate"),
        checked_rate(reinvest, "reinvest rate"),
    )
    last = len(flows.amounts) - 1
    spent = -sum(each * (1 + borrowed) ** -at for at, each in enumerate(flows.amounts) if each < 0)
    grown = sum(
        each * (1 + earned) ** (last - at) for at, each in enumerate(flows.amounts) if each > 0
    )
    rate = (grown / spent) ** (1 / last) - 1
    return Modified(
        **METHOD.stamp,
        assumptions=(
            f"What goes out is financed at {borrowed:.4g} per {flows.period}.",
            f"What comes in is invested again at {earned:.4g} per {flows.period} until the last flow.",
        ),
        rate=rate,
        yearly=rate_per_year(rate, flows.period),
        spent=spent,
        grown=grown,
        finance=borrowed,
        reinvest=earned,
        unit=flows.unit,
    )
