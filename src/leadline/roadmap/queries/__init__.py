"""Readings of this room: roadmaps, their bars, how they stood, what is foretold, what was told."""

from leadline.roadmap.queries.bars import BarLine, Plan, by_key, plan_of
from leadline.roadmap.queries.kept import (
    bars_of_bet,
    chance_of,
    is_under_way,
    latest_forecast,
    publication_by_id,
    publications,
    run_by_id,
    runs_of,
    team_of_bet,
)
from leadline.roadmap.queries.past import (
    Compared,
    Stood,
    baseline_by_id,
    baselines,
    compared,
    moves_since,
    stood_in,
    stood_now,
    stood_on,
)
from leadline.roadmap.queries.roadmaps import (
    bar_by_id,
    bars_by_ids,
    dependencies_of,
    dependency_by_id,
    move_by_id,
    moves_of,
    page_of_bars,
    roadmap_by_id,
    roadmap_in_hand,
    roadmap_page,
    roadmaps,
    unexplained,
)
from leadline.roadmap.queries.thread import LINES

__all__ = [
    "LINES",
    "BarLine", "Compared", "Plan", "Stood", "bar_by_id", "bars_by_ids", "bars_of_bet", "baseline_by_id", "baselines", "by_key", "chance_of", "compared",
    "dependencies_of", "dependency_by_id", "is_under_way", "latest_forecast", "move_by_id", "moves_of", "moves_since", "page_of_bars", "plan_of",
    "publication_by_id", "publications", "roadmap_by_id", "roadmap_in_hand", "roadmap_page", "roadmaps", "run_by_id", "runs_of",
    "stood_in", "stood_now", "stood_on", "team_of_bet", "unexplained",
]  # fmt: skip
