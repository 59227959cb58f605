"""Where we want to go, by when, with which share of our strength, and what was decided on the way."""

from leadline.strategy.models.above import MOST_DEPTH, Above, Circle, TooDeep
from leadline.strategy.models.aims import MOST_WEIGHT, Cycle, Goal, Objective
from leadline.strategy.models.canvases import Canvas, CanvasVersion
from leadline.strategy.models.decisions import Alternative, Decision, DecisionLink, DecisionReview
from leadline.strategy.models.results import CheckIn, KeyResult
from leadline.strategy.models.themes import WHOLE, Theme, ThemeShare, TooMuch, refuse_overfull

__all__ = [
    "MOST_DEPTH", "MOST_WEIGHT", "WHOLE", "Above", "Alternative", "Canvas", "CanvasVersion", "CheckIn", "Circle", "Cycle", "Decision", "DecisionLink",
    "DecisionReview", "Goal", "KeyResult", "Objective", "Theme", "ThemeShare", "TooDeep", "TooMuch", "refuse_overfull",
]  # fmt: skip
