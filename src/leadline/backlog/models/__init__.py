from leadline.backlog.models.fields import CustomField, FieldValue
from leadline.backlog.models.items import (
    Criterion,
    Dependency,
    Item,
    ItemLabel,
    Label,
    StatusChange,
)
from leadline.backlog.models.lists import BacklogList, ItemNumber, SavedView, Status

__all__ = [
    "BacklogList",
    "Criterion",
    "CustomField",
    "Dependency",
    "FieldValue",
    "Item",
    "ItemLabel",
    "ItemNumber",
    "Label",
    "SavedView",
    "Status",
    "StatusChange",
]
