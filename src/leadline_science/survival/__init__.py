"""How long it lasts, when some are not over yet."""

from leadline_science.survival.kaplan_meier import Survival, SurvivalStep, kaplan_meier

__all__ = ["Survival", "SurvivalStep", "kaplan_meier"]
