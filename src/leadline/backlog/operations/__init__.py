"""Changes to work: items, their order, their links, and the frame they stand in."""

from leadline.backlog.models.circles import Circle
from leadline.backlog.operations.criteria import (
    add_criterion,
    change_criterion,
    mark_criterion,
    rank_criterion,
    remove_criterion,
)
from leadline.backlog.operations.drafts import ItemDraft, Passage, create_items
from leadline.backlog.operations.fields import change_field, define_field, set_fields, trash_field
from leadline.backlog.operations.frame import StillNeeded
from leadline.backlog.operations.goals import drop_key_result, serve_key_result
from leadline.backlog.operations.items import (
    change_item,
    create_item,
    edit_items,
    move_items,
    restore_items,
    trash_items,
)
from leadline.backlog.operations.links import (
    AlreadyBlocked,
    add_dependency,
    label_items,
    label_named,
    remove_dependency,
    rename_label,
    trash_label,
)
from leadline.backlog.operations.lists import add_list, rank_list, remove_list, rename_list
from leadline.backlog.operations.milestones import (
    change_milestone,
    create_milestone,
    drop_part,
    require,
    trash_milestone,
)
from leadline.backlog.operations.order import BOTTOM, TOP, Place
from leadline.backlog.operations.places import rank_items, send_items
from leadline.backlog.operations.scenarios import (
    add_scenario,
    change_scenario,
    put_into_scenario,
    take_out_of_scenario,
    trash_scenario,
)
from leadline.backlog.operations.setup import set_up_backlog, set_up_new_product
from leadline.backlog.operations.statuses import (
    add_status,
    change_status,
    rank_status,
    remove_status,
)
from leadline.backlog.operations.views import save_view, trash_view

__all__ = [
    "BOTTOM",
    "TOP",
    "AlreadyBlocked",
    "Circle",
    "ItemDraft",
    "Passage",
    "Place",
    "StillNeeded",
    "add_criterion",
    "add_dependency",
    "add_list",
    "add_scenario",
    "add_status",
    "change_criterion",
    "change_field",
    "change_item",
    "change_milestone",
    "change_scenario",
    "change_status",
    "create_item",
    "create_items",
    "create_milestone",
    "define_field",
    "drop_key_result",
    "drop_part",
    "edit_items",
    "label_items",
    "label_named",
    "mark_criterion",
    "move_items",
    "put_into_scenario",
    "rank_criterion",
    "rank_items",
    "rank_list",
    "rank_status",
    "remove_criterion",
    "remove_dependency",
    "remove_list",
    "remove_status",
    "rename_label",
    "rename_list",
    "require",
    "restore_items",
    "save_view",
    "send_items",
    "serve_key_result",
    "set_fields",
    "set_up_backlog",
    "set_up_new_product",
    "take_out_of_scenario",
    "trash_field",
    "trash_items",
    "trash_label",
    "trash_milestone",
    "trash_scenario",
    "trash_view",
]
