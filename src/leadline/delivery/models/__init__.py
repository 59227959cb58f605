from leadline.delivery.models.flow import FlowCount, FlowDay, FlowExclusion
from leadline.delivery.models.forecasts import ForecastRun, ForecastScore
from leadline.delivery.models.sprints import Sprint, SprintItem

__all__ = [
    "FlowCount",
    "FlowDay",
    "FlowExclusion",
    "ForecastRun",
    "ForecastScore",
    "Sprint",
    "SprintItem",
]
