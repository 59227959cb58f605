"""Were users split between the arms as planned (sample ratio mismatch)."""

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import chdtrc

from leadline_science.answers import Answer, Method
from leadline_science.checks import at_least, between, finite, same_length, whole
from leadline_science.refusals import NoData, OutOfRange

THRESHOLD = 0.001


@dataclass(frozen=True, kw_only=True)
class SampleRatio(Answer):
    """`mismatch` when chance alone would split users so badly with `p_value` below `threshold`."""

    counts: tuple[int, ...]
    expected: tuple[float, ...]
    p_value: float
    threshold: float
    mismatch: bool


METHOD = Method("experiments.sample_ratio", "1", "Were users split as planned?", SampleRatio)


def sample_ratio(
    counts: Sequence[int], shares: Sequence[float] | None = None, *, threshold: float = THRESHOLD
) -> SampleRatio:
    """Chi-square test of the users per arm against the planned `shares` (None: equal).

    `shares` need not sum to 1. Raises `TooFew` (two arms), `NoData`, `LengthsDiffer`, `OutOfRange`.
    """
    at_least("arm", counts, 2)
    seen = [whole("the number of users", each, 0, 10**12) for each in counts]
    expected = _expected(sum(seen), [1.0] * len(seen) if shares is None else shares, seen)
    distance = sum((n - m) ** 2 / m for n, m in zip(seen, expected, strict=True))
    p_value = float(chdtrc(len(seen) - 1, distance))
    return SampleRatio(
        **METHOD.stamp,
        assumptions=("Each user is split by chance, independently of all others.",),
        warnings=("Fewer than 5 users expected in an arm: the test is rough.",)
        if min(expected) < 5
        else (),
        counts=tuple(seen),
        expected=tuple(expected),
        p_value=p_value,
        threshold=between("The threshold", threshold, 0.0, 1.0),
        mismatch=p_value < threshold,
    )


def _expected(total: int, shares: Sequence[float], seen: Sequence[int]) -> list[float]:
    same_length("users", seen, "shares", shares)
    weights = finite("shares", shares)
    if weights.min() <= 0:
        raise OutOfRange("A planned share is not above zero.", "Leave out arms without users.")
    if total == 0:
        raise NoData("No arm has a user.", "Wait for the first users.")
    return [float(each) for each in total * weights / weights.sum()]
