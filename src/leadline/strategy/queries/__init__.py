"""Readings of this room: the tree, where each of its records stands, and what was said and decided."""

from leadline.strategy.queries.aims import (
    check_ins_of,
    current_of,
    cycle_by_id,
    cycles,
    goal_by_id,
    goals,
    next_quarter,
    objective_by_id,
    objectives_page,
    offered_objectives,
    points_of,
    quarter_of,
    result_by_id,
    result_line,
    results_of,
)
from leadline.strategy.queries.importing import Planned, plan_of
from leadline.strategy.queries.progress import Forest, Progress, forest_of
from leadline.strategy.queries.running import ObjectiveStanding, Running, running
from leadline.strategy.queries.standing import ResultLine, State
from leadline.strategy.queries.telling import SHAPES, is_astray, state_words
from leadline.strategy.queries.thread import LINES
from leadline.strategy.queries.tree import Tree, TreeFilters, TreeLine, tree_of

__all__ = [
    "LINES", "SHAPES", "Forest", "ObjectiveStanding", "Planned", "Progress", "ResultLine", "Running", "State", "Tree", "TreeFilters", "TreeLine", "check_ins_of", "current_of",
    "cycle_by_id", "cycles", "forest_of", "goal_by_id", "goals", "is_astray", "next_quarter", "objective_by_id", "objectives_page",
    "offered_objectives", "plan_of", "points_of", "quarter_of", "result_by_id", "result_line", "results_of", "running", "state_words", "tree_of",
]  # fmt: skip
