"""Which items to show together in a MaxDiff study."""

from collections.abc import Sequence

import numpy as np

from leadline_science.checks import at_least, unique, whole
from leadline_science.uncertainty.streams import generator


def design(
    names: Sequence[str], *, tasks: int, shown: int = 4, seed: int = 0
) -> tuple[tuple[str, ...], ...]:
    """The items of each task: all equally often (± 1), pairs as evenly as a greedy search finds.

    `shown` items a task, 3 to 8. Raises `TooFew`, `NotNamed`, `OutOfRange`.
    """
    at_least("item", names, 3)
    unique("item", names)
    whole("the number shown", shown, 3, min(len(names), 8))
    whole("the number of tasks", tasks, 1, 10_000)
    random, order = generator(seed, "design"), sorted(names)
    size = len(order)
    seen, together = np.zeros(size), np.zeros((size, size))
    planned: list[tuple[str, ...]] = []
    for _ in range(tasks):
        chosen: list[int] = []
        while len(chosen) < shown:
            burden = seen * 1e6 + together[chosen].sum(axis=0) + random.random(size) / 2
            burden[chosen] = np.inf
            chosen.append(int(burden.argmin()))
            seen[chosen[-1]] += 1
        together[np.ix_(chosen, chosen)] += 1
        planned.append(tuple(order[at] for at in random.permutation(chosen)))
    return tuple(planned)
