"""Readings of this room: the ledger of promises, reviews side by side, and our calibration."""

from leadline.outcomes.queries.calibrations import (
    Rated,
    newest_run,
    rated_of,
    run_by_id,
    runs,
)
from leadline.outcomes.queries.estimates import (
    effects_under_way,
    estimate_by_id,
    estimates_of,
    newest_by_effect,
    newest_jobs,
)
from leadline.outcomes.queries.promised import (
    PromisedRange,
    cost_of,
    effect_of,
    effects_of,
    efforts_of,
)
from leadline.outcomes.queries.reviews import (
    STANDINGS,
    Hits,
    LedgerFilters,
    LedgerLine,
    claim_of,
    hits,
    ledger,
    line_of_bet,
    review_behind,
    review_by_id,
    reviews_owed,
    scores_of,
)
from leadline.outcomes.queries.sides import At, Side, sides_of
from leadline.outcomes.queries.spent import Spent, spent_on
from leadline.outcomes.queries.thread import LINES

__all__ = [
    "LINES", "STANDINGS", "At", "Hits", "LedgerFilters", "LedgerLine", "PromisedRange", "Rated", "Side", "Spent", "claim_of", "cost_of",
    "effect_of", "effects_of", "effects_under_way", "efforts_of", "estimate_by_id", "estimates_of", "hits", "ledger", "line_of_bet",
    "newest_by_effect", "newest_jobs", "newest_run", "rated_of", "review_behind", "review_by_id", "reviews_owed", "run_by_id", "runs", "scores_of", "sides_of",
    "spent_on",
]  # fmt: skip
