"""Changes to sprints and their scope, to what flow figures count, and kept forecasts."""

from leadline.delivery.operations.flow import AlreadyLeftOut, count_again, leave_out
from leadline.delivery.operations.forecasts import ask_how_many, ask_when, ask_without, replay
from leadline.delivery.operations.past import Stay, record_past_sprint
from leadline.delivery.operations.scope import InAnotherSprint, add_items, remove_items
from leadline.delivery.operations.sprints import (
    AnotherSprintRuns,
    SprintHasEnded,
    SprintHasStarted,
    SprintNotRunning,
    SprintsOverlap,
    change_sprint,
    close_sprint,
    plan_sprint,
    reopen_sprint,
    start_sprint,
    trash_sprint,
)

__all__ = [
    "AlreadyLeftOut",
    "AnotherSprintRuns",
    "InAnotherSprint",
    "SprintHasEnded",
    "SprintHasStarted",
    "SprintNotRunning",
    "SprintsOverlap",
    "Stay",
    "add_items",
    "ask_how_many",
    "ask_when",
    "ask_without",
    "change_sprint",
    "close_sprint",
    "count_again",
    "leave_out",
    "plan_sprint",
    "record_past_sprint",
    "remove_items",
    "reopen_sprint",
    "replay",
    "start_sprint",
    "trash_sprint",
]
