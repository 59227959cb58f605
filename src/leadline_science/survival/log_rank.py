"""Whether one group lasts longer than another, when some are not over yet."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, ndtri

from leadline_science.answers import Answer, Method
from leadline_science.checks import Floats, at_least, between, unique
from leadline_science.refusals import NoData, OutOfRange
from leadline_science.survival.kaplan_meier import Lasting, lasting


@dataclass(frozen=True)
class Group:
    """Durations of a group, which of them are over, and how long each had lasted when watching began."""

    name: str
    durations: tuple[float, ...]
    ended: tuple[bool, ...]
    entered: tuple[float, ...] | None = None

    @property
    def lasting(self) -> Lasting:
        """The checked durations."""
        return lasting(self.durations, self.ended, self.entered)


@dataclass(frozen=True)
class GroupLine:
    """`ended` were seen; `expected` if all groups ended alike."""

    name: str
    count: int
    ended: int
    expected: float


@dataclass(frozen=True, kw_only=True)
class LogRank(Answer):
    """`statistic` on `freedom` degrees has chance `p` where all groups last alike.

    `hazard_ratio`: how many times as fast the first of two groups ends as the second (Peto), with
    limits at `level`; None for more groups.
    """

    lines: tuple[GroupLine, ...]
    statistic: float
    freedom: int
    p: float
    hazard_ratio: float | None
    low: float | None
    high: float | None
    level: float


METHOD = Method("survival.log_rank", "1", "Does one group last longer?", LogRank)


def log_rank(groups: Sequence[Group], *, level: float = 0.95) -> LogRank:
    """The log-rank test of two or more groups. Mantel 1966; Peto & Peto 1972.

    Raises `TooFew`, `NoData` when nothing ended, `OutOfRange` when groups are never watched at the
    same time, and what `kaplan_meier` raises.
    """
    at_least("groups", groups, 2)
    unique("group", [each.name for each in groups])
    between("level", level, 0.0, 1.0)
    data = [each.lasting for each in groups]
    if not any(each.over.any() for each in data):
        raise NoData("Nothing has ended yet.", "Give some durations that are over.")
    excess, expected, covariance = _sums(data)
    if not (np.diag(covariance) > 0).all():
        never = groups[int(np.argmin(np.diag(covariance)))].name
        raise OutOfRange(
            f"While {never} was watched, nothing ended that another group could have had too.",
            "Compare groups over the same times.",
        )
    statistic = float(excess @ np.linalg.pinv(covariance) @ excess)
    ratio = _ratio(excess[0], covariance[0, 0], level) if len(groups) == 2 else (None, None, None)
    return LogRank(
        **METHOD.stamp,
        assumptions=(
            "What is not over yet will go on like what lasted as long before it.",
            "Groups end in the same proportion at all times; crossing curves hide a difference.",
        ),
        warnings=_warnings(expected),
        lines=tuple(
            GroupLine(group.name, len(each.times), int(each.over.sum()), float(due))
            for group, each, due in zip(groups, data, expected, strict=True)
        ),
        statistic=statistic,
        freedom=len(groups) - 1,
        p=float(chdtrc(len(groups) - 1, statistic)),
        hazard_ratio=ratio[0],
        low=ratio[1],
        high=ratio[2],
        level=level,
    )


def _sums(data: Sequence[Lasting]) -> tuple[Floats, Floats, Floats]:
    """Seen less expected ends, expected ends, and their covariance, over all times (hypergeometric)."""
    size = len(data)
    excess, expected, covariance = np.zeros(size), np.zeros(size), np.zeros((size, size))
    for time in sorted({time for each in data for time in each.ends}):
        at_risk = np.array([each.at_risk(time) for each in data], dtype=np.float64)
        ended = np.array([each.ended(time) for each in data], dtype=np.float64)
        watched, events = at_risk.sum(), ended.sum()
        shares = at_risk / watched
        expected += events * shares
        excess += ended - events * shares
        if watched > 1:
            scale = events * (watched - events) / (watched - 1)
            covariance += scale * (np.diag(shares) - np.outer(shares, shares))
    return excess, expected, covariance


def _ratio(excess: float, variance: float, level: float) -> tuple[float, float, float]:
    middle, half = excess / variance, float(ndtri((1 + level) / 2)) / variance**0.5
    return float(np.exp(middle)), float(np.exp(middle - half)), float(np.exp(middle + half))


def _warnings(expected: Floats) -> tuple[str, ...]:
    if expected.min() >= 5:
        return ()
    return ("Fewer than five ends are expected in a group: the chance is rough.",)
