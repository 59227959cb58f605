"""Pages and fragments of this room."""

from leadline.conversation.views.activity import ActivityPage, Watching, WatchingEnd
from leadline.conversation.views.comments import (
    CommentEdit,
    CommentPage,
    CommentRemoval,
    Comments,
    Mentionable,
)

__all__ = [
    "ActivityPage",
    "CommentEdit",
    "CommentPage",
    "CommentRemoval",
    "Comments",
    "Mentionable",
    "Watching",
    "WatchingEnd",
]
