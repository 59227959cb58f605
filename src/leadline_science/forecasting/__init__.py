"""When will it be done, and how many by then."""

from leadline_science.forecasting.drift import NO_DRIFT, POOLED_DRIFT, Drift
from leadline_science.forecasting.history import Period, Throughput, Unit
from leadline_science.forecasting.how_many import HowManyForecast, forecast_how_many
from leadline_science.forecasting.sums import Weights
from leadline_science.forecasting.when import WhenForecast, forecast_when
from leadline_science.forecasting.work import Growth, Work

__all__ = [
    "NO_DRIFT",
    "POOLED_DRIFT",
    "Drift",
    "Growth",
    "HowManyForecast",
    "Period",
    "Throughput",
    "Unit",
    "Weights",
    "WhenForecast",
    "Work",
    "forecast_how_many",
    "forecast_when",
]
