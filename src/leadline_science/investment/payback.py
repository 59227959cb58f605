"""How long until the money is back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from leadline_science.answers import Answer, Method
from leadline_science.investment.flows import Flows, both_ways, checked_rate
from leadline_science.investment.worth import presents_of


@dataclass(frozen=True)
class Back:
    """`periods`: when the balance first is no longer below zero, None if never; `lasting`: from when it stays so.

    `deepest`: the lowest balance, which is the money needed; `deepest_at`: its period; `left`: at the end.
    """

    periods: float | None
    lasting: float | None
    deepest: float
    deepest_at: int
    left: float


@dataclass(frozen=True, kw_only=True)
class Payback(Answer):
    """`plain` and `discounted` at `rate`; times in periods, balances in `unit`."""

    plain: Back
    discounted: Back
    rate: float
    period: str
    unit: str


METHOD = Method("investment.payback", "1", "When is the money back?", Payback)


def payback(flows: Flows, rate: float) -> Payback:
    """Payback of `flows`, the first of which comes now, plain and at `rate` per period. Raises `OneSided`."""
    both_ways(flows.amounts)
    presents = presents_of(flows, flows.times(), checked_rate(rate))
    plain, discounted = _back(flows.amounts), _back(presents)
    return Payback(
        **METHOD.stamp,
        assumptions=("Within a period money comes evenly.", "The first flow comes at once, now."),
        warnings=_warnings(plain, discounted),
        plain=plain,
        discounted=discounted,
        rate=rate,
        period=flows.period.value,
        unit=flows.unit,
    )


def _back(amounts: Sequence[float]) -> Back:
    balance = tuple(accumulate(amounts))
    spent = next(at for at, each in enumerate(amounts) if each < 0)
    rises = [
        at + low / (low - high)
        for at, (low, high) in enumerate(pairwise(balance))
        if low < 0 <= high
    ]
    dips = any(each < 0 for each in balance[spent:])
    first = (rises[0] if rises else None) if dips else float(spent)
    last = balance[-1] >= 0
    deepest = min(balance)
    return Back(
        periods=first,
        lasting=(rises[-1] if rises else first) if last else None,
        deepest=deepest,
        deepest_at=balance.index(deepest),
        left=balance[-1],
    )


def _warnings(plain: Back, discounted: Back) -> tuple[str, ...]:
    found = {
        "The money never comes back.": plain.lasting is None,
        "The money comes back, but not with interest.": (
            plain.lasting is not None and discounted.lasting is None
        ),
        "The balance falls below zero again after the first payback: see `lasting`.": (
            plain.periods != plain.lasting and plain.periods is not None
        ),
        "What comes after payback does not count in it: a short payback can earn less.": True,
    }
    return tuple(text for text, applies in found.items() if applies)
