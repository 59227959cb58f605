"""Changes to what was heard and to what we hold to be true."""

from leadline.evidence.operations.capturing import (
    MOST_CAPTURED,
    capture_feedback,
    capture_many,
    change_feedback,
    known_keys,
    trash_feedback,
)
from leadline.evidence.operations.claims import (
    change_claim,
    create_claim,
    look_again,
    record_observation,
    trash_claim,
)
from leadline.evidence.operations.likes import tell_apart
from leadline.evidence.operations.passages import mark_passage, trash_passage
from leadline.evidence.operations.splitting import split_feedback
from leadline.evidence.operations.supports import OPINION, add_support, remove_support
from leadline.evidence.operations.triage import (
    archive_feedback,
    merge_feedback,
    return_feedback,
    snooze_feedback,
)

__all__ = [
    "MOST_CAPTURED",
    "OPINION",
    "add_support",
    "archive_feedback",
    "capture_feedback",
    "capture_many",
    "change_claim",
    "change_feedback",
    "create_claim",
    "known_keys",
    "look_again",
    "mark_passage",
    "merge_feedback",
    "record_observation",
    "remove_support",
    "return_feedback",
    "snooze_feedback",
    "split_feedback",
    "tell_apart",
    "trash_claim",
    "trash_feedback",
    "trash_passage",
]
