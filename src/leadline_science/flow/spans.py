"""When work was begun and ended: the input of most flow figures."""

from dataclasses import dataclass

import numpy as np

from leadline_science.checks import Floats, finite, same_length
from leadline_science.refusals import Negative, NoData


@dataclass(frozen=True)
class Spans:
    """`started[i]` and `finished[i]` of item i, in days from any origin; None while it is open.

    A cycle time is finished - started: who counts both the first and the last day adds 1 to
    `finished`. Refuses items that end before they start, naming the first.
    """

    started: tuple[float, ...]
    finished: tuple[float | None, ...]

    def __post_init__(self) -> None:
        same_length("starts", self.started, "ends", self.finished)
        if not self.started:
            raise NoData("There are no items.", "Give at least one.")
        begun = finite("starts", self.started)
        finite("ends", (each for each in self.finished if each is not None))
        early = np.flatnonzero(self.ends < begun)
        if early.size:
            raise Negative(
                f"Item {early[0] + 1} ends before it starts.", "Correct it or leave it out."
            )

    @property
    def starts(self) -> Floats:
        """Shape (items,)."""
        return np.asarray(self.started, dtype=np.float64)

    @property
    def ends(self) -> Floats:
        """Shape (items,), infinity where still open."""
        return np.array([np.inf if each is None else each for each in self.finished])

    @property
    def durations(self) -> Floats:
        """Cycle times of the finished items, in days."""
        ends = self.ends
        done = np.isfinite(ends)
        return np.asarray(ends[done] - self.starts[done])

    def inside(self, at: Floats) -> Floats:
        """How many items were begun and not ended at the times `at`; an item leaves as it ends."""
        begun = np.searchsorted(np.sort(self.starts), at, side="right")
        return np.asarray(begun - np.searchsorted(np.sort(self.ends), at, side="right"), np.float64)
