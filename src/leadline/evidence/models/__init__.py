"""What was heard, the passages of it that matter, and what we hold to be true on the strength of it."""

from leadline.evidence.models.claims import (
    MOST_DAYS,
    MOST_STRENGTH,
    Claim,
    ClaimSupport,
    Look,
    Nature,
    Stance,
)
from leadline.evidence.models.feedback import MOST_TEXT, Channel, Feedback, Passage
from leadline.evidence.models.likeness import Likeness, Sketch

__all__ = [
    "MOST_DAYS",
    "MOST_STRENGTH",
    "MOST_TEXT",
    "Channel",
    "Claim",
    "ClaimSupport",
    "Feedback",
    "Likeness",
    "Look",
    "Nature",
    "Passage",
    "Sketch",
    "Stance",
]
