"""Changes to what is said: comments, who watches, who has been told."""

from leadline.conversation.operations.comments import (
    NotYours,
    change_comment,
    comment_on,
    trash_comment,
)
from leadline.conversation.operations.telling import (
    follow_event,
    forget_records,
    mark_all_read,
    mark_read,
)
from leadline.conversation.operations.watching import unwatch, watch

__all__ = [
    "NotYours",
    "change_comment",
    "comment_on",
    "follow_event",
    "forget_records",
    "mark_all_read",
    "mark_read",
    "trash_comment",
    "unwatch",
    "watch",
]
