"""Changes to reviews of what was promised, and what is kept of our calibration."""

from leadline.outcomes.operations.calibrations import NothingScored, calibrate
from leadline.outcomes.operations.closing import (
    MetricGone,
    NoReading,
    NothingLearned,
    TooEarly,
    close_review,
)
from leadline.outcomes.operations.estimates import Question, ask_for_estimate, keep_estimate
from leadline.outcomes.operations.reviews import (
    NeverPromised,
    ReviewThere,
    change_review,
    open_review,
    trash_review,
)
from leadline.outcomes.operations.typed import NoVerdict, remove_result, set_result, use_estimate

__all__ = [
    "MetricGone", "NeverPromised", "NoReading", "NoVerdict", "NothingLearned", "NothingScored", "Question", "ReviewThere", "TooEarly",
    "ask_for_estimate", "calibrate", "change_review", "close_review", "keep_estimate", "open_review", "remove_result", "set_result",
    "trash_review", "use_estimate",
]  # fmt: skip
