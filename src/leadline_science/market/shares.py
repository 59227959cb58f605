"""Who has which part of a market, and how concentrated it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from leadline_science.answers import Answer, Method
from leadline_science.checks import amounts, at_least, finite, not_negative, unique
from leadline_science.refusals import Incompatible, OutOfRange

MODERATE, HIGH = 1000.0, 1800.0


@dataclass(frozen=True)
class ShareLine:
    """`share` of sales by value; `unit_share` by pieces, and `price_index` = share / unit share
    (above 1: dearer than the average), both None where pieces are not given or sold."""

    name: str
    share: float
    unit_share: float | None
    price_index: float | None


@dataclass(frozen=True, kw_only=True)
class Concentration(Answer):
    """`lines` by falling share (0-1). Herfindahl-Hirschman index, 0 to 10,000, from `hhi` to `hhi_most`.

    They are equal unless there are `others`: then the first takes them as many tiny ones, the second
    as few as large as the smallest named. `equal_rivals`: that many of equal size give the same `hhi`.
    """

    lines: tuple[ShareLine, ...]
    others: float
    hhi: float
    hhi_most: float
    equal_rivals: float
    band: str


METHOD = Method("market.concentration", "1", "Who has the market?", Concentration)


def concentration(
    sales: Mapping[str, float], *, units: Mapping[str, float] | None = None, others: float = 0.0
) -> Concentration:
    """Shares and concentration of `sales` by value; `others`: sales of all who are not named.

    `units`: pieces sold by the same names. Raises `NoData`, `NotNamed`, `Negative`, `OutOfRange`,
    `Incompatible`.
    """
    at_least("competitor", sales, 1)
    unique("competitor", sales)
    values = amounts("sales", sales.values())
    not_negative("sales of others", finite("sales of others", (others,)))
    total = float(values.sum()) + others
    if not total > 0:
        raise OutOfRange("Nobody sells anything.", "Give sales above 0.")
    shares = {name: value / total for name, value in sales.items()}
    named = 10_000 * sum(share**2 for share in shares.values())
    most = named + _largest(others / total, min(shares.values()))
    order = sorted(shares, key=lambda name: (-shares[name], name))
    pieces = _unit_shares(units, shares)
    return Concentration(
        **METHOD.stamp,
        assumptions=(
            "The market is drawn as its buyers see it: what they would take instead is in.",
        ),
        warnings=_warnings(named, most),
        lines=tuple(_line(name, shares[name], pieces.get(name)) for name in order),
        others=others / total,
        hhi=named,
        hhi_most=most,
        equal_rivals=10_000 / most,
        band=_band(most),
    )


def _unit_shares(
    units: Mapping[str, float] | None, shares: Mapping[str, float]
) -> dict[str, float]:
    if units is None:
        return {}
    if set(units) != set(shares):
        raise Incompatible("Pieces and sales name different competitors.", "Name the same in both.")
    total = float(amounts("pieces", units.values()).sum())
    if not total > 0:
        raise OutOfRange("No pieces are sold.", "Give pieces, or leave them out.")
    # Shares of the named alone, so that both kinds are of the same whole.
    whole = sum(shares.values())
    return {name: whole * value / total for name, value in units.items()}


def _line(name: str, share: float, pieces: float | None) -> ShareLine:
    return ShareLine(name, share, pieces, share / pieces if pieces else None)


def _largest(rest: float, smallest: float) -> float:
    """The most that others add: as large as the smallest named, and a remainder."""
    if rest == 0:
        return 0.0
    if smallest == 0:
        return 10_000 * rest**2
    count = int(rest / smallest + 1e-9)
    return 10_000 * (count * smallest**2 + max(rest - count * smallest, 0.0) ** 2)


def _band(index: float) -> str:
    return "high" if index > HIGH else "moderate" if index >= MODERATE else "low"


def _warnings(named: float, most: float) -> tuple[str, ...]:
    if _band(named) == _band(most):
        return ()
    return ("Who the others are decides how concentrated the market is; name the larger of them.",)
