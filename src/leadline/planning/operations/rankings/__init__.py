"""Saying numbers about bets, ranking them by those, and computing a kept ranking again."""

from leadline.planning.operations.rankings.ranking import (
    AT_ONCE,
    MOST_BETS,
    answer,
    ask_for_ranking,
    keep_ranking,
    rank_bets,
)
from leadline.planning.operations.rankings.replaying import replay_ranking
from leadline.planning.operations.rankings.saying import asks_called, say_input, say_inputs

__all__ = [
    "AT_ONCE", "MOST_BETS", "answer", "ask_for_ranking", "asks_called", "keep_ranking", "rank_bets", "replay_ranking",
    "say_input", "say_inputs",
]  # fmt: skip
