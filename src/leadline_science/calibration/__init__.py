"""Did what was stated come true as often as stated."""

from leadline_science.calibration.balance import Balance, Duty, Half, Kept, balance
from leadline_science.calibration.brier import BrierScore, StatedChance, brier
from leadline_science.calibration.chances import (
    CorrectedChance,
    Foretold,
    Sureness,
    Surenesses,
    corrected_chance,
    surenesses,
)
from leadline_science.calibration.correcting import Corrected, corrected
from leadline_science.calibration.coverage import coverage
from leadline_science.calibration.evidence import Counted, Evidence, EvidenceConfidence, confidence
from leadline_science.calibration.pit import PitHistogram, pit_histogram
from leadline_science.calibration.promises import Leaning, Leanings, Promise, leanings
from leadline_science.calibration.record import RecordLine, Statement, TrackRecord, track_record
from leadline_science.calibration.scores import (
    Scores,
    crps_discrete,
    crps_ensemble,
    crps_gaussian,
    interval_scores,
)

__all__ = [
    "Balance",
    "BrierScore",
    "Corrected",
    "CorrectedChance",
    "Counted",
    "Duty",
    "Evidence",
    "EvidenceConfidence",
    "Foretold",
    "Half",
    "Kept",
    "Leaning",
    "Leanings",
    "PitHistogram",
    "Promise",
    "RecordLine",
    "Scores",
    "StatedChance",
    "Statement",
    "Sureness",
    "Surenesses",
    "TrackRecord",
    "balance",
    "brier",
    "confidence",
    "corrected",
    "corrected_chance",
    "coverage",
    "crps_discrete",
    "crps_ensemble",
    "crps_gaussian",
    "interval_scores",
    "leanings",
    "pit_histogram",
    "surenesses",
    "track_record",
]
