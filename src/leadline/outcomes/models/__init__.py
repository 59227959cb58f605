"""Reviews of what was promised, how each promise turned out, and how well calibrated that shows us to be."""

from leadline.outcomes.models.estimates import EffectEstimate
from leadline.outcomes.models.reviews import EffectResult, OutcomeReview
from leadline.outcomes.models.scores import CalibrationRun, PromiseScore

__all__ = ["CalibrationRun", "EffectEstimate", "EffectResult", "OutcomeReview", "PromiseScore"]
