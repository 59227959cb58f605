"""Did what was stated come true as often as stated."""

from leadline_science.calibration.brier import BrierScore, StatedChance, brier
from leadline_science.calibration.coverage import coverage
from leadline_science.calibration.pit import PitHistogram, pit_histogram
from leadline_science.calibration.record import RecordLine, Statement, TrackRecord, track_record
from leadline_science.calibration.scores import (
    Scores,
    crps_discrete,
    crps_ensemble,
    crps_gaussian,
    interval_scores,
)

__all__ = [
    "BrierScore",
    "PitHistogram",
    "RecordLine",
    "Scores",
    "StatedChance",
    "Statement",
    "TrackRecord",
    "brier",
    "coverage",
    "crps_discrete",
    "crps_ensemble",
    "crps_gaussian",
    "interval_scores",
    "pit_histogram",
    "track_record",
]
