"""How many customers will still be there."""

from leadline_science.retention.backtest import Trial
from leadline_science.retention.cohorts import Cohort
from leadline_science.retention.models import Law
from leadline_science.retention.projection import (
    LawFit,
    Retention,
    Stay,
    Staying,
    project_retention,
)

__all__ = [
    "Cohort",
    "Law",
    "LawFit",
    "Retention",
    "Stay",
    "Staying",
    "Trial",
    "project_retention",
]
