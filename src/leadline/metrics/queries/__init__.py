"""Readings of this room: metrics with where they stand, and the story of one."""

from leadline.metrics.queries.adding import Plan, plan_of
from leadline.metrics.queries.filters import STATES, Filters
from leadline.metrics.queries.importing import Planned, plan_of_series
from leadline.metrics.queries.lines import MetricLine, line_of, metric_by_id, metric_lines
from leadline.metrics.queries.parts import (
    annotations_of,
    readings_of,
    targets_of,
)
from leadline.metrics.queries.story import KINDS, SPANS, Story, story_of

__all__ = [
    "KINDS", "SPANS", "STATES", "Filters", "MetricLine", "Plan", "Planned", "Story", "annotations_of", "line_of", "metric_by_id",
    "metric_lines", "plan_of", "plan_of_series", "readings_of", "story_of", "targets_of",
]  # fmt: skip
