"""Changes to roadmaps, and what is kept of them."""

from leadline.roadmap.operations.bars import (
    BarDraft,
    add_bars,
    change_bar,
    create_bar,
    explain_move,
    place_bars,
    trash_bar,
)
from leadline.roadmap.operations.checks import ReasonNeeded
from leadline.roadmap.operations.foretelling import (
    NothingToForetell,
    ask_for_forecast,
    keep_forecast,
    replay,
)
from leadline.roadmap.operations.keeping import freeze, publish
from leadline.roadmap.operations.links import add_dependency, remove_dependency
from leadline.roadmap.operations.roadmaps import create_roadmap, edit_roadmap, trash_roadmap

__all__ = [
    "BarDraft", "NothingToForetell", "ReasonNeeded", "add_bars", "add_dependency", "ask_for_forecast", "change_bar", "create_bar",
    "create_roadmap", "edit_roadmap", "explain_move", "freeze", "keep_forecast", "place_bars", "publish", "remove_dependency", "replay", "trash_bar",
    "trash_roadmap",
]  # fmt: skip
