"""The pages of this room."""

from leadline.delivery.views.board import Board, BoardColumn, CardMove
from leadline.delivery.views.flow import FlowCountingAgain, FlowItems, FlowLeavingOut, FlowPage
from leadline.delivery.views.forecasts import (
    ForecastAsking,
    ForecastBacktest,
    ForecastItems,
    ForecastRecord,
    ForecastReplay,
    Forecasts,
    ForecastTrack,
    ForecastWithout,
)
from leadline.delivery.views.scope import SprintRemoval, SprintScope
from leadline.delivery.views.sprints import (
    SprintClosing,
    SprintEditing,
    SprintPlanning,
    SprintRecord,
    SprintReopening,
    SprintReview,
    Sprints,
    SprintStart,
    SprintTrash,
)

__all__ = [
    "Board",
    "BoardColumn",
    "CardMove",
    "FlowCountingAgain",
    "FlowItems",
    "FlowLeavingOut",
    "FlowPage",
    "ForecastAsking",
    "ForecastBacktest",
    "ForecastItems",
    "ForecastRecord",
    "ForecastReplay",
    "ForecastTrack",
    "ForecastWithout",
    "Forecasts",
    "SprintClosing",
    "SprintEditing",
    "SprintPlanning",
    "SprintRecord",
    "SprintRemoval",
    "SprintReopening",
    "SprintReview",
    "SprintScope",
    "SprintStart",
    "SprintTrash",
    "Sprints",
]
