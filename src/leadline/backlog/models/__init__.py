from leadline.backlog.models.aims import (
    ItemGoal,
    Milestone,
    MilestonePart,
    Scenario,
    ScenarioItem,
)
from leadline.backlog.models.circles import Circle
from leadline.backlog.models.fields import CustomField, FieldValue
from leadline.backlog.models.items import BET, Item, StatusChange
from leadline.backlog.models.lists import BacklogList, ItemNumber, SavedView, Status
from leadline.backlog.models.parts import Criterion, Dependency, ItemLabel, Label
from leadline.backlog.models.ranks import RankGiven

__all__ = [
    "BET",
    "BacklogList",
    "Circle",
    "Criterion",
    "CustomField",
    "Dependency",
    "FieldValue",
    "Item",
    "ItemGoal",
    "ItemLabel",
    "ItemNumber",
    "Label",
    "Milestone",
    "MilestonePart",
    "RankGiven",
    "SavedView",
    "Scenario",
    "ScenarioItem",
    "Status",
    "StatusChange",
]
