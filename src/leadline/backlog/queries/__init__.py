"""Readings of this room: lists of items, one item, the frame that they stand in."""

from leadline.backlog.queries.filters import ANY, GROUPS, OPEN, SORTS, Filters, Order
from leadline.backlog.queries.frames import (
    Frame,
    epics_of,
    fields_of,
    frame_of,
    lists_of,
    status_of,
    statuses_of,
    views_for,
)
from leadline.backlog.queries.lines import ItemLine, lines_among, open_items, trashed_items
from leadline.backlog.queries.records import (
    ItemRecord,
    Link,
    Stay,
    criteria_of,
    dependency_of,
    item_by_id,
    item_by_key,
    item_record,
    items_by_ids,
    stays_of,
)

__all__ = [
    "ANY",
    "GROUPS",
    "OPEN",
    "SORTS",
    "Filters",
    "Frame",
    "ItemLine",
    "ItemRecord",
    "Link",
    "Order",
    "Stay",
    "criteria_of",
    "dependency_of",
    "epics_of",
    "fields_of",
    "frame_of",
    "item_by_id",
    "item_by_key",
    "item_record",
    "items_by_ids",
    "lines_among",
    "lists_of",
    "open_items",
    "status_of",
    "statuses_of",
    "stays_of",
    "trashed_items",
    "views_for",
]
