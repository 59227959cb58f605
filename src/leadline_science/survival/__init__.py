"""How long it lasts, when some are not over yet."""

from leadline_science.survival.kaplan_meier import Survival, SurvivalStep, kaplan_meier
from leadline_science.survival.log_rank import Group, GroupLine, LogRank, log_rank

__all__ = [
    "Group",
    "GroupLine",
    "LogRank",
    "Survival",
    "SurvivalStep",
    "kaplan_meier",
    "log_rank",
]
