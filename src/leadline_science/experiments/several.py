"""Which of several metrics (or variants) moved, when each look at one more can be wrong by chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from leadline_science.answers import Answer, Method
from leadline_science.checks import at_least, between, finite, unique, within


class Guard(StrEnum):
    """HOLM: the chance of even one false finding stays below 1 - level. FALSE_DISCOVERY (Benjamini &
    Hochberg): of all findings, on average less than that share is false."""

    HOLM = "holm"
    FALSE_DISCOVERY = "false discovery"


@dataclass(frozen=True)
class Finding:
    """`adjusted`: the p-value that takes the others into account; `found`: below 1 - level."""

    name: str
    p_value: float
    adjusted: float
    found: bool


@dataclass(frozen=True, kw_only=True)
class Several(Answer):
    """One finding per metric, in the order given."""

    findings: tuple[Finding, ...]
    guard: Guard
    level: float


METHOD = Method("experiments.several", "1", "Which of several metrics moved?", Several)


def several(
    p_values: Mapping[str, float], *, guard: Guard = Guard.HOLM, level: float = 0.95
) -> Several:
    """Adjusted p-values. Raises `NoData`, `OutOfRange` (a p-value outside 0-1), `NotNamed`."""
    at_least("p-value", p_values, 1)
    unique("metric", p_values)
    given = finite("p-values", p_values.values()).tolist()
    for value in given:
        within("a p-value", value, 0.0, 1.0)
    between("The level", level, 0.0, 1.0)
    adjusted = _holm(given) if guard is Guard.HOLM else _false_discovery(given)
    return Several(
        **METHOD.stamp,
        assumptions=(_ASSUMED[guard],),
        findings=tuple(
            Finding(name, p, more, more < 1 - level)
            for name, p, more in zip(p_values, given, adjusted, strict=True)
        ),
        guard=guard,
        level=level,
    )


_ASSUMED = {
    Guard.HOLM: "Holds however the metrics depend on each other.",
    Guard.FALSE_DISCOVERY: "Metrics are independent, or rise and fall together.",
}


def _holm(given: list[float]) -> list[float]:
    adjusted, highest, left = [0.0] * len(given), 0.0, len(given)
    for at in sorted(range(len(given)), key=given.__getitem__):
        highest = max(highest, min(1.0, left * given[at]))
        adjusted[at], left = highest, left - 1
    return adjusted


def _false_discovery(given: list[float]) -> list[float]:
    adjusted, lowest, rank = [0.0] * len(given), 1.0, len(given)
    for at in sorted(range(len(given)), key=given.__getitem__, reverse=True):
        lowest = min(lowest, given[at] * len(given) / rank)
        adjusted[at], rank = lowest, rank - 1
    return adjusted
