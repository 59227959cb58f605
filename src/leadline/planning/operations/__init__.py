"""Changes to opportunities, bets and what they rest on."""

from leadline.planning.operations.bets import (
    BetNotReady,
    NoSuchMove,
    PromiseKept,
    commit_bet,
    create_bet,
    edit_bet,
    lacking_of,
    move_bet,
    trash_bet,
)
from leadline.planning.operations.doubts import (
    add_criterion,
    judge_criterion,
    remove_assumption,
    remove_criterion,
    set_assumption,
)
from leadline.planning.operations.opportunities import (
    OpportunityCircle,
    StillAbove,
    create_opportunity,
    edit_opportunity,
    link_evidence,
    move_opportunity,
    trash_opportunity,
    unlink_evidence,
)
from leadline.planning.operations.parts import (
    SharesBeyond,
    answer_opportunity,
    join_theme,
    remove_part,
    set_effect,
    set_effort,
    set_goal,
)
from leadline.planning.operations.promising import BetOver, PromiseFrozen, promise_of

__all__ = [
    "BetNotReady", "BetOver", "NoSuchMove", "OpportunityCircle", "PromiseFrozen", "PromiseKept", "SharesBeyond", "StillAbove",
    "add_criterion", "answer_opportunity", "commit_bet", "create_bet", "create_opportunity", "edit_bet", "edit_opportunity",
    "join_theme", "judge_criterion", "lacking_of", "link_evidence", "move_bet", "move_opportunity", "promise_of",
    "remove_assumption", "remove_criterion", "remove_part", "set_assumption", "set_effect", "set_effort", "set_goal",
    "trash_bet", "trash_opportunity", "unlink_evidence",
]  # fmt: skip
