"""A share of a whole, with what its count leaves open."""

from dataclasses import dataclass

from scipy.special import ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import between, finite, within
from leadline_science.refusals import NoData


@dataclass(frozen=True, kw_only=True)
class Share(Answer):
    """`share` = hits / of, with the interval [low, high] at `level`; all within 0-1."""

    hits: float
    of: float
    level: float
    share: float
    low: float
    high: float


METHOD = Method(
    "uncertainty.wilson", "1", "How far may the true share lie from the one counted?", Share
)


def wilson(hits: float, of: float, level: float = 0.95) -> Share:
    """Wilson's score interval for `hits` out of `of`. Raises `NoData` when `of` is 0.

    Counts may be fractional where they are effective counts (overlapping or weighted cases).
    """
    finite("counts", (hits, of))
    if of <= 0:
        raise NoData("There is nothing to take a share of.", "Give at least one case.")
    within("hits", hits, 0.0, of)
    low, high = wilson_limits(hits, of, between("level", level, 0.0, 1.0))
    return Share(
        **METHOD.stamp,
        assumptions=("The cases are independent, with the same chance each.",),
        hits=hits,
        of=of,
        level=level,
        share=hits / of,
        low=low,
        high=high,
    )


def wilson_limits(hits: float, of: float, level: float) -> tuple[float, float]:
    """The two limits; Newcombe 1998, method 3."""
    z = float(ndtri((1 + level) / 2))
    share = hits / of
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5 / (1 + z * z / of)
    return (0.0 if hits == 0 else centre - half), (1.0 if hits == of else centre + half)
