"""Changes across nouns of this room, and what every operation of the house is made of."""

from leadline.workspaces.operations.base import OPERATIONS, operation, record, subscribe
from leadline.workspaces.operations.people import (
    LastOwner,
    accept_invitation,
    change_role_of_member,
    invite,
    issue_token,
    open_workspace,
    remove_member,
    remove_workspace,
    revoke_invitation,
    revoke_token,
    save_role,
    sign_in_link_for,
    trash_role,
    use_sign_in_link,
)
from leadline.workspaces.operations.undo import NotUndoable, undo

__all__ = [
    "OPERATIONS",
    "LastOwner",
    "NotUndoable",
    "accept_invitation",
    "change_role_of_member",
    "invite",
    "issue_token",
    "open_workspace",
    "operation",
    "record",
    "remove_member",
    "remove_workspace",
    "revoke_invitation",
    "revoke_token",
    "save_role",
    "sign_in_link_for",
    "subscribe",
    "trash_role",
    "undo",
    "use_sign_in_link",
]
