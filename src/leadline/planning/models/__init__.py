"""Opportunities, the bets that answer them, and what these promise."""

from leadline.planning.models.bets import PROMISED, TURN, Bet, BetStep
from leadline.planning.models.doubts import MOST_IMPORTANCE, BetAssumption, KillCriterion
from leadline.planning.models.opportunities import (
    MOST_POINTS,
    BetOpportunity,
    Opportunity,
    OpportunityEvidence,
)
from leadline.planning.models.promises import (
    BetEffect,
    BetEffort,
    BetGoal,
    BetTheme,
    BetVersion,
)
from leadline.planning.models.rankings import Ranking, RankingInput, RankingPiece

__all__ = [
    "MOST_IMPORTANCE", "MOST_POINTS", "PROMISED", "TURN", "Bet", "BetAssumption", "BetEffect", "BetEffort", "BetGoal", "BetOpportunity",
    "BetStep", "BetTheme", "BetVersion", "KillCriterion", "Opportunity", "OpportunityEvidence", "Ranking", "RankingInput", "RankingPiece",
]  # fmt: skip
