"""Durations for both to compare: even and tied, ended and going on, watched from the start and late."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from leadline_science.checks import Floats
from leadline_science.survival import Group

SIZES = (8, 40, 300)
LEVELS = (0.8, 0.95, 0.99)


@dataclass(frozen=True)
class Lives:
    """How long each lasted, which are over, and from when on each was watched (None: from the start)."""

    durations: list[float]
    ended: list[bool]
    entered: list[float] | None
    level: float = 0.95

    @property
    def question(self) -> dict[str, Any]:
        return asdict(self)

    def group(self, name: str) -> Group:
        entered = None if self.entered is None else tuple(self.entered)
        return Group(name, tuple(self.durations), tuple(self.ended), entered)


def drawn(
    seed: int, size: int, *, tied: bool, late: bool, pace: float = 1.0, level: float = 0.95
) -> Lives:
    """About a third go on. Of the late ones only those are known that lasted until they were watched."""
    random = np.random.Generator(np.random.PCG64(seed))
    wanted = 3 * size if late else size
    lives, until = random.gamma(1.5, 8 / pace, wanted), random.uniform(4, 60, wanted)
    # The first third is watched from the start, so that the curve does not end before it began.
    since = np.where(np.arange(wanted) % 3 == 0, 0.0, random.uniform(0, 12, wanted))
    lasted, over = np.minimum(lives, until), lives <= until
    if tied:
        lasted, since = np.floor(lasted), np.floor(since)
    known = np.flatnonzero((lasted > since) if late else (lasted >= 0))[:size]
    return Lives(
        _list(lasted[known]), over[known].tolist(), _list(since[known]) if late else None, level
    )


def _list(values: Floats) -> list[float]:
    listed: list[float] = values.tolist()
    return listed


def curves() -> Iterator[tuple[str, Lives]]:
    """Each size, tied and late or not, at the levels in turn."""
    for at, size in enumerate(SIZES * 2):
        for tied in (False, True):
            for late in (False, True):
                level = LEVELS[(at + tied + late) % 3]
                name = f"{size} {'tied' if tied else 'even'}{', some late' if late else ''}, {level:g}, {at}"
                yield name, drawn(100 + at, size, tied=tied, late=late, level=level)


def groups() -> Iterator[tuple[str, list[Lives]]]:
    """Two to five groups, which last alike or not."""
    for count in (2, 3, 5):
        for size in SIZES:
            for faster in (0.0, 0.4):
                name = f"{count} groups of {size}, {'one faster' if faster else 'alike'}"
                yield (
                    name,
                    [
                        drawn(
                            10 * size + at, size, tied=True, late=False, pace=1 + faster * (at == 0)
                        )
                        for at in range(count)
                    ],
                )


def pairs() -> Iterator[tuple[str, list[Lives]]]:
    """Two large groups without ties, not far from alike, watched from the start or late."""
    for late in (False, True):
        for pace in (0.85, 1.0, 1.2):
            name = f"one {pace:g} times as fast{', some late' if late else ''}"
            yield (
                name,
                [
                    drawn(700 + at, 600, tied=False, late=late, pace=pace if at == 0 else 1.0)
                    for at in (0, 1)
                ],
            )
