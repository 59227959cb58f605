"""Customers who stay or leave, period by period."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats, amounts, at_least, whole
from leadline_science.refusals import OutOfRange


@dataclass(frozen=True)
class Cohort:
    """How many are `active` at first and after each period since; all had stayed `age` periods before.

    Whoever left before watching began is not counted, so `age` above 0 is left truncation.
    """

    active: tuple[float, ...]
    age: int = 0

    def __post_init__(self) -> None:
        at_least("periods of a cohort", self.active, 2)
        counts = amounts("active customers", self.active)
        whole("the age of a cohort", self.age, 0, 10_000)
        if counts[0] == 0:
            raise OutOfRange("A cohort begins with nobody.", "Leave it out.")
        if (np.diff(counts) > 0).any():
            at = int(np.argmax(np.diff(counts) > 0))
            raise OutOfRange(
                f"A cohort grows from {counts[at]:g} to {counts[at + 1]:g}.",
                "Count only those of the start who are still there.",
            )

    @property
    def periods(self) -> int:
        """How many periods were watched."""
        return len(self.active) - 1


@dataclass(frozen=True)
class Periods:
    """At each of `ages` (periods completed, from 1): how many `stayed` and how many `left`."""

    ages: Floats
    stayed: Floats
    left: Floats

    @property
    def last(self) -> int:
        """The highest age seen."""
        return int(self.ages.max())


def periods_of(cohorts: Sequence[Cohort], held_out: int = 0) -> Periods:
    """All cohorts together, without the last `held_out` periods of each."""
    return _together(
        [
            (each.age + at, each.active[at], each.active[at - 1] - each.active[at])
            for each in cohorts
            for at in range(1, each.periods + 1 - held_out)
        ]
    )


def held_out(cohorts: Sequence[Cohort], last: int) -> Periods:
    """The `last` periods of each cohort alone."""
    return _together(
        [
            (each.age + at, each.active[at], each.active[at - 1] - each.active[at])
            for each in cohorts
            for at in range(max(1, each.periods + 1 - last), each.periods + 1)
        ]
    )


def _together(rows: list[tuple[int, float, float]]) -> Periods:
    ages = sorted({age for age, *_ in rows})
    sums = np.zeros((2, len(ages)))
    for age, stayed, left in rows:
        sums[:, ages.index(age)] += (stayed, left)
    return Periods(np.array(ages, dtype=np.float64), *sums)
