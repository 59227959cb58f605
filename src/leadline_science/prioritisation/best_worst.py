"""Answers of a MaxDiff study, and what their counts alone say."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadline_science.checks import at_least, unique
from leadline_science.refusals import NotNamed, OutOfRange, TooFew


@dataclass(frozen=True)
class Task:
    """One screen: the items `shown`, which of them was called `best` and `worst`, and by whom."""

    shown: tuple[str, ...]
    best: str
    worst: str
    respondent: str = ""

    def __post_init__(self) -> None:
        unique("item of a task", self.shown)
        if len(self.shown) < 3:
            raise TooFew("A task shows fewer than three items.", "Show three to six.")
        if self.best == self.worst or not {self.best, self.worst} <= set(self.shown):
            raise NotNamed(
                "Best and worst of a task are not two of the items shown.", "Name two of them."
            )


@dataclass(frozen=True)
class ItemCounts:
    """How often an item was `shown`, called `best` and `worst`.

    `count`: (best - worst) / shown. `closed`: the closed-form utility, None when it was always best or
    always worst. `share`: its chance to be chosen as best among all (closed form, None as well).
    """

    name: str
    shown: int
    best: int
    worst: int
    count: float
    closed: float | None
    share: float | None


def closed_form(counts: Sequence[tuple[str, int, int, int]]) -> tuple[ItemCounts, ...]:
    """From (name, shown, best, worst): b = ln((1 + a) / (1 - a)), a = (best - worst) / shown.

    Lipovetsky & Conklin 2014. Raises `NoData`, `NotNamed`, `OutOfRange` (chosen more often than shown).
    """
    at_least("item", counts, 1)
    unique("item", [name for name, *_ in counts])
    for name, shown, best, worst in counts:
        if min(best, worst) < 0 or shown < 1 or best + worst > shown:
            raise OutOfRange(
                f"{name} was shown {shown}, best {best} and worst {worst} times.",
                "Count each task once.",
            )
    ratios = [(best - worst) / shown for _, shown, best, worst in counts]
    utilities = [None if abs(a) == 1 else float(np.log((1 + a) / (1 - a))) for a in ratios]
    return tuple(
        ItemCounts(*count, ratio, utility, share)
        for count, ratio, utility, share in zip(
            counts, ratios, utilities, _shares(utilities), strict=True
        )
    )


def counts_of(tasks: Sequence[Task], names: Sequence[str]) -> list[tuple[str, int, int, int]]:
    """(name, shown, best, worst) of every name."""
    shown = Counter(name for task in tasks for name in task.shown)
    best = Counter(task.best for task in tasks)
    worst = Counter(task.worst for task in tasks)
    return [(name, shown[name], best[name], worst[name]) for name in names]


def _shares(utilities: Sequence[float | None]) -> list[float | None]:
    known = [each for each in utilities if each is not None]
    if len(known) < len(utilities):
        return [None] * len(utilities)
    total = float(np.exp(known).sum())
    return [float(np.exp(each)) / total for each in known]
