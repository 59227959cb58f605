"""Reading what was said and done around records, and who was told."""

from leadline.conversation.queries.activity import Happening, activity
from leadline.conversation.queries.inbox import Told, inbox, notification, unread_count
from leadline.conversation.queries.naming import FieldChange, Names, shown_fields
from leadline.conversation.queries.people import (
    Follower,
    follower_names,
    is_watching,
    people_called,
)
from leadline.conversation.queries.phrases import phrase
from leadline.conversation.queries.subjects import comment_of, comments_of, has_page, subject_of
from leadline.conversation.queries.undoing import may_undo, open_to_undo

__all__ = [
    "FieldChange",
    "Follower",
    "Happening",
    "Names",
    "Told",
    "activity",
    "comment_of",
    "comments_of",
    "follower_names",
    "has_page",
    "inbox",
    "is_watching",
    "may_undo",
    "notification",
    "open_to_undo",
    "people_called",
    "phrase",
    "shown_fields",
    "subject_of",
    "unread_count",
]
