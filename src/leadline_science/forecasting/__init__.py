"""When will it be done, and how many by then."""

from leadline_science.forecasting.backtest import Backtest, backtest, backtest_when
from leadline_science.forecasting.drift import NO_DRIFT, POOLED_DRIFT, Drift
from leadline_science.forecasting.drift_size import DriftEstimate, own_drift, pooled_drift
from leadline_science.forecasting.history import Period, Throughput, Unit
from leadline_science.forecasting.how_many import HowManyForecast, forecast_how_many
from leadline_science.forecasting.replaying import Replay
from leadline_science.forecasting.scoring import ScoredForecast, score_how_many, score_when
from leadline_science.forecasting.sums import Weights
from leadline_science.forecasting.teams import JointForecast, all_done, in_turn
from leadline_science.forecasting.when import WhenForecast, forecast_when
from leadline_science.forecasting.work import Growth, Work

__all__ = [
    "NO_DRIFT",
    "POOLED_DRIFT",
    "Backtest",
    "Drift",
    "DriftEstimate",
    "Growth",
    "HowManyForecast",
    "JointForecast",
    "Period",
    "Replay",
    "ScoredForecast",
    "Throughput",
    "Unit",
    "Weights",
    "WhenForecast",
    "Work",
    "all_done",
    "backtest",
    "backtest_when",
    "forecast_how_many",
    "forecast_when",
    "in_turn",
    "own_drift",
    "pooled_drift",
    "score_how_many",
    "score_when",
]
