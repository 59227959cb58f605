from leadline.backlog.models.circles import Circle
from leadline.backlog.models.fields import CustomField, FieldValue
from leadline.backlog.models.items import Item, StatusChange
from leadline.backlog.models.lists import BacklogList, ItemNumber, SavedView, Status
from leadline.backlog.models.parts import Criterion, Dependency, ItemLabel, Label
from leadline.backlog.models.ranks import RankGiven

__all__ = [
    "BacklogList",
    "Circle",
    "Criterion",
    "CustomField",
    "Dependency",
    "FieldValue",
    "Item",
    "ItemLabel",
    "ItemNumber",
    "Label",
    "RankGiven",
    "SavedView",
    "Status",
    "StatusChange",
]
