"""Changes to releases, their contents, their checklists and what is told of them."""

from leadline.releases.operations.checklists import (
    add_line,
    change_line,
    remove_line,
    set_template,
    tick_line,
)
from leadline.releases.operations.contents import (
    add_items,
    change_item,
    remove_item,
    take_finished,
    take_title,
)
from leadline.releases.operations.releases import (
    change_release,
    create_release,
    send_out,
    trash_release,
    withdraw,
)
from leadline.releases.operations.telling import (
    draft_notes,
    publish_notes,
    set_changelog,
    take_back_notes,
)

__all__ = [
    "add_items", "add_line", "change_item", "change_line", "change_release", "create_release", "draft_notes", "publish_notes", "remove_item",
    "remove_line", "send_out", "set_changelog", "set_template", "take_back_notes", "take_finished", "take_title", "tick_line", "trash_release",
    "withdraw",
]  # fmt: skip
