"""Whether themes are found again in samples of half the texts (Hennig 2007)."""

import numpy as np

from leadline_science.checks import Floats
from leadline_science.text.grouping import distances, settled
from leadline_science.text.vectors import Places
from leadline_science.text.ward import ward
from leadline_science.text.weights import Numbers
from leadline_science.uncertainty.streams import generator

SAMPLES = 10
MOST = 2_000
LEAST = 3


def steadiness(rows: Numbers, group: Places, groups: int, seed: int) -> list[float | None]:
    """For each group the mean, over samples, of its largest Jaccard likeness to a group found there.

    None for a group with fewer than three texts in most samples.
    """
    random = generator(seed, "steadiness")
    size = min(MOST, max(len(rows) // 2, 2))
    if size < groups:
        return [None] * groups
    samples = [random.choice(len(rows), size, replace=False) for _ in range(SAMPLES)]
    found = np.stack([_found_again(rows[each], group[each], groups) for each in samples])
    told = np.isfinite(found)
    return [
        float(row[known].mean()) if known.sum() * 2 > SAMPLES else None
        for row, known in zip(found.T, told.T, strict=True)
    ]


def _found_again(rows: Numbers, group: Places, groups: int) -> Floats:
    """Jaccard likenesses; NaN for a group with fewer than `LEAST` of the rows."""
    again = ward(distances(settled(rows, groups)), np.ones(len(rows))).cut(groups)
    shared = np.zeros((groups, groups))
    np.add.at(shared, (group, again), 1)
    own = shared.sum(axis=1)
    either = own[:, None] + shared.sum(axis=0) - shared
    best = (shared / np.maximum(either, 1)).max(axis=1)
    return np.where(own >= LEAST, best, np.nan)
