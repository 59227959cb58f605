"""Changes to what we want, what was written down about it, and what was decided."""

from leadline.strategy.operations.aims import (
    change_cycle,
    change_goal,
    change_objective,
    create_cycle,
    create_goal,
    create_objective,
    trash_cycle,
    trash_goal,
    trash_objective,
)
from leadline.strategy.operations.canvases import (
    change_canvas,
    create_canvas,
    fill_box,
    publish_canvas,
    trash_canvas,
)
from leadline.strategy.operations.decisions import (
    add_alternative,
    change_alternative,
    change_decision,
    create_decision,
    decide,
    link_decision,
    remove_alternative,
    review_decision,
    supersede,
    trash_decision,
    unlink_decision,
)
from leadline.strategy.operations.importing import import_objectives
from leadline.strategy.operations.results import (
    change_key_result,
    check_in,
    create_key_result,
    remove_check_in,
    trash_key_result,
)
from leadline.strategy.operations.themes import (
    change_theme,
    create_theme,
    create_themes,
    set_share,
    trash_theme,
)

__all__ = [
    "add_alternative", "change_alternative", "change_canvas", "change_cycle", "change_decision", "change_goal", "change_key_result",
    "change_objective", "change_theme", "check_in", "create_canvas", "create_cycle", "create_decision", "create_goal",
    "create_key_result", "create_objective", "create_theme", "create_themes", "decide", "fill_box", "import_objectives", "link_decision",
    "publish_canvas", "remove_alternative", "remove_check_in", "review_decision", "set_share", "supersede", "trash_canvas",
    "trash_cycle", "trash_decision", "trash_goal", "trash_key_result", "trash_objective", "trash_theme", "unlink_decision",
]  # fmt: skip
