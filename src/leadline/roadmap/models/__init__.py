"""Roadmaps and their bars, how they stood before, what they foretell, and what was told to whom."""

from leadline.roadmap.models.bars import Audience, Bar, BarDependency, BarMove, Bucket, MoveReason
from leadline.roadmap.models.kept import BarForecast, Baseline, Publication, RoadmapRun
from leadline.roadmap.models.roadmaps import Roadmap

__all__ = [
    "Audience", "Bar", "BarDependency", "BarForecast", "BarMove", "Baseline", "Bucket", "MoveReason", "Publication", "Roadmap", "RoadmapRun",
]  # fmt: skip
