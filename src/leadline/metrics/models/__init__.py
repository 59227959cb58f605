"""Named numbers: what they are, their values over time, where they should go, what happened meanwhile."""

from leadline.metrics.models.metrics import Aim, Metric, NameTaken, State
from leadline.metrics.models.readings import Annotation, Reading, Target

__all__ = ["Aim", "Annotation", "Metric", "NameTaken", "Reading", "State", "Target"]
