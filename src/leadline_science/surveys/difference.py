"""How far apart two shares are."""

from dataclasses import dataclass

from leadline_science.answers import Answer, Method
from leadline_science.uncertainty.shares import Share, wilson


@dataclass(frozen=True, kw_only=True)
class Difference(Answer):
    """`difference` = one - other, within [low, high] at `level`; all from -1 to 1."""

    one: Share
    other: Share
    difference: float
    low: float
    high: float
    level: float


METHOD = Method("surveys.difference", "1", "How far apart are two shares?", Difference)


def difference(
    hits: float, of: float, other_hits: float, other_of: float, *, level: float = 0.95
) -> Difference:
    """Newcombe's interval for the difference of two independent shares.

    Newcombe 1998, Statistics in Medicine 17:873, method 10. Raises `NoData`, `OutOfRange`, `NotFinite`.
    """
    one, other = wilson(hits, of, level), wilson(other_hits, other_of, level)
    low, high = square_and_add(
        one.share - other.share,
        (one.share - one.low, one.high - one.share),
        (other.share - other.low, other.high - other.share),
    )
    return Difference(
        **METHOD.stamp,
        assumptions=(
            "The two groups are different people, independent of each other.",
            "Within a group the cases are independent, with the same chance each.",
        ),
        one=one,
        other=other,
        difference=one.share - other.share,
        low=low,
        high=high,
        level=level,
    )


def square_and_add(
    gap: float, one: tuple[float, float], other: tuple[float, float]
) -> tuple[float, float]:
    """Limits of a difference from the reach down and up of its two parts (MOVER, Zou & Donner 2008)."""
    return (
        gap - (one[0] ** 2 + other[1] ** 2) ** 0.5,
        gap + (one[1] ** 2 + other[0] ** 2) ** 0.5,
    )
