"""What was measured on the users of one arm of an experiment, as counts and moments."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from leadline_science.checks import at_least, between, finite, same_length, whole
from leadline_science.refusals import AllEqual, Incompatible, Negative, NoData, OutOfRange


@dataclass(frozen=True)
class Estimate:
    """What a comparison rests on: a `value`, its standard `error`, and the `users` behind it."""

    value: float
    error: float
    users: int


@dataclass(frozen=True)
class Arm:
    """A mean over `users` (at least 2), and the standard deviation `sd` between them, both in one unit.

    Raises `NotFinite`, `OutOfRange`, `Negative`.
    """

    users: int
    mean: float
    sd: float

    def __post_init__(self) -> None:
        whole("the number of users", self.users, 2, 10**12)
        finite("mean and sd", (self.mean, self.sd))
        _no_negative_sd(self.sd)

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """One value per user."""
        array = finite("values", values)
        at_least("value", array, 2)
        return cls(len(array), float(array.mean()), float(array.std(ddof=1)))

    def estimate(self) -> Estimate:
        """The mean and its error."""
        return Estimate(self.mean, self.sd / math.sqrt(self.users), self.users)


@dataclass(frozen=True)
class Conversions:
    """How many of the `users` did it. Raises `NoData` (no users), `OutOfRange`."""

    hits: int
    users: int

    def __post_init__(self) -> None:
        if self.users == 0:
            raise NoData("An arm has no users.", "Give at least one user in each arm.")
        whole("the number of users", self.users, 1, 10**12)
        whole("the number of conversions", self.hits, 0, self.users)

    @property
    def share(self) -> float:
        """Conversions per user."""
        return self.hits / self.users

    def estimate(self) -> Estimate:
        """The share and its error."""
        return Estimate(
            self.share, math.sqrt(self.share * (1 - self.share) / self.users), self.users
        )


@dataclass(frozen=True)
class RatioArm:
    """A metric whose denominator is random too, such as revenue per order, summed by user.

    `top` and `bottom`: means per user; `top_sd`, `bottom_sd`, `covariance` between users. Users, not
    orders, are what was drawn. Raises `Incompatible` (a covariance beyond the sds), `OutOfRange`.
    """

    users: int
    top: float
    bottom: float
    top_sd: float
    bottom_sd: float
    covariance: float

    def __post_init__(self) -> None:
        whole("the number of users", self.users, 2, 10**12)
        finite("moments", (self.top, self.bottom, self.top_sd, self.bottom_sd, self.covariance))
        _no_negative_sd(min(self.top_sd, self.bottom_sd))
        _possible(self.covariance, self.top_sd, self.bottom_sd)
        if self.bottom <= 0:
            raise OutOfRange("The mean of the denominator is not above zero.", "Give one that is.")

    @classmethod
    def of(cls, tops: Sequence[float], bottoms: Sequence[float]) -> Self:
        """Numerator and denominator of each user."""
        users, top, bottom, top_sd, bottom_sd, covariance = _moments(
            "numerators", tops, "denominators", bottoms
        )
        return cls(users, top, bottom, top_sd, bottom_sd, covariance)

    def estimate(self) -> Estimate:
        """The ratio of means, its error by the delta method (Deng, Knoblich & Lu 2018)."""
        ratio = self.top / self.bottom
        spread = self.top_sd**2 - 2 * ratio * self.covariance + ratio**2 * self.bottom_sd**2
        error = math.sqrt(max(spread, 0.0) / self.users) / self.bottom
        return Estimate(ratio, error, self.users)


@dataclass(frozen=True)
class Paired:
    """A metric per user, with the same or a kindred one from before the experiment began.

    Means, sds and `covariance` between users. Raises `Incompatible`, `OutOfRange`, `Negative`.
    """

    users: int
    after: float
    before: float
    after_sd: float
    before_sd: float
    covariance: float

    def __post_init__(self) -> None:
        whole("the number of users", self.users, 2, 10**12)
        finite("moments", (self.after, self.before, self.after_sd, self.before_sd, self.covariance))
        _no_negative_sd(min(self.after_sd, self.before_sd))
        _possible(self.covariance, self.after_sd, self.before_sd)

    @classmethod
    def of(cls, after: Sequence[float], before: Sequence[float]) -> Self:
        """Both values of each user."""
        return cls(*_moments("values after", after, "values before", before))

    def adjusted(self, theta: float, centre: float) -> Arm:
        """The arm as if all its users had come with `before` at `centre`."""
        spread = self.after_sd**2 + theta**2 * self.before_sd**2 - 2 * theta * self.covariance
        mean = self.after - theta * (self.before - centre)
        return Arm(self.users, mean, math.sqrt(max(spread, 0.0)))


Measured = Arm | Conversions | RatioArm


def winsorised(
    control: Sequence[float], variant: Sequence[float], *, share: float = 0.99
) -> tuple[Arm, Arm, float]:
    """Both arms with values above the `share` quantile of all users together set to it, and that limit.

    The share must be chosen before the values are seen. Raises `TooFew`, `NotFinite`, `OutOfRange`.
    """
    between("The share", share, 0.5, 1.0)
    both = finite("values", (*control, *variant))
    at_least("value", both, 4)
    limit = float(np.quantile(both, share))
    arms = (Arm.of([min(value, limit) for value in arm]) for arm in (control, variant))
    return next(arms), next(arms), limit


def some_noise(*estimates: Estimate) -> None:
    """Refuses arms in which no user differs from another."""
    if all(each.error == 0 for each in estimates):
        raise AllEqual("No user differs from another.", "Give arms whose values differ.")


def _no_negative_sd(sd: float) -> None:
    if sd < 0:
        raise Negative(f"A standard deviation is {sd:g}, below zero.", "Correct it.")


def _possible(covariance: float, one: float, other: float) -> None:
    if abs(covariance) > one * other * (1 + 1e-9):
        raise Incompatible(
            f"A covariance of {covariance:g} is more than sds of {one:g} and {other:g} allow.",
            "Compute all three from the same users.",
        )


def _moments(
    first: str, one: Sequence[float], second: str, other: Sequence[float]
) -> tuple[int, float, float, float, float, float]:
    a, b = finite(first, one), finite(second, other)
    same_length(first, a, second, b)
    at_least("user", a, 2)
    covariance = float(((a - a.mean()) * (b - b.mean())).sum() / (len(a) - 1))
    mean_a, mean_b = float(a.mean()), float(b.mean())
    return len(a), mean_a, mean_b, float(a.std(ddof=1)), float(b.std(ddof=1)), covariance
