"""Readings of this room: the tree of opportunities, bets and what they promise, what they rest on."""

from leadline.planning.queries.bets import BetLine, bet_by_id, bet_lines, lines_of
from leadline.planning.queries.doubts import (
    Doubt,
    assumption_by_id,
    criteria_of,
    criterion_by_id,
    doubts_of_bet,
    doubts_of_product,
)
from leadline.planning.queries.filters import BetFilters
from leadline.planning.queries.opportunities import (
    evidence_by_id,
    evidence_of,
    links_of_claim,
    links_of_feedback,
    opportunities,
    opportunity_by_id,
)
from leadline.planning.queries.promises import (
    Altered,
    Comparison,
    Parts,
    altered,
    comparison,
    parts_of,
    steps_of,
    told,
    versions_of,
)
from leadline.planning.queries.themes import ActualShare, actual_shares
from leadline.planning.queries.thread import LINES
from leadline.planning.queries.tree import Heard, Node, children_of, node_of, roots_of, standing_of

__all__ = [
    "LINES", "ActualShare", "Altered", "BetFilters", "BetLine", "Comparison", "Doubt", "Heard", "Node", "Parts", "actual_shares", "altered",
    "assumption_by_id", "bet_by_id", "bet_lines", "children_of", "comparison", "criteria_of", "criterion_by_id", "doubts_of_bet",
    "doubts_of_product", "evidence_by_id", "evidence_of", "lines_of", "links_of_claim", "links_of_feedback", "node_of",
    "opportunities", "opportunity_by_id", "parts_of", "roots_of", "standing_of", "steps_of", "told", "versions_of",
]  # fmt: skip
