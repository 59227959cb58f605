"""How often did stated intervals contain what happened."""

from collections.abc import Sequence

import numpy as np

from leadline_science.calibration.record import Statement, TrackRecord, track_record
from leadline_science.checks import at_least, between, finite, same_length
from leadline_science.refusals import OutOfRange


def coverage(
    lows: Sequence[float],
    highs: Sequence[float],
    observed: Sequence[float],
    *,
    stated: float,
    overlap: float = 1.0,
) -> TrackRecord:
    """The track record of intervals [low, high] (ends included) stated with chance `stated`."""
    low, high, seen = finite("lows", lows), finite("highs", highs), finite("observed", observed)
    at_least("interval", low, 1)
    same_length("lows", low, "highs", high)
    same_length("lows", low, "observed", seen)
    if np.any(low > high):
        raise OutOfRange("An interval ends before it begins.", "Give the lower limit first.")
    chance = between("stated", stated, 0.0, 1.0)
    held = ((low <= seen) & (seen <= high)).tolist()
    return track_record((Statement(chance, each) for each in held), overlap=overlap)
