"""Changes to work: items, their order, their links, and the frame they stand in."""

from leadline.backlog.operations.items import change_item, create_item, move_items, trash_items
from leadline.backlog.operations.setup import set_up_backlog

__all__ = ["change_item", "create_item", "move_items", "set_up_backlog", "trash_items"]
