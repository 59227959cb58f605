"""Changes across nouns of this room, and what every operation of the house is made of."""

from leadline.workspaces.operations.accounts import (
    choose_scheme,
    end_sessions,
    reset_second_factor,
    save_account,
    sign_in_link_for,
    use_sign_in_link,
)
from leadline.workspaces.operations.base import OPERATIONS, operation, record, subscribe
from leadline.workspaces.operations.checks import ask_for_chain_check
from leadline.workspaces.operations.people import (
    ForSomebodyElse,
    InvitationUnusable,
    LastOwner,
    accept_invitation,
    change_role_of_member,
    invite,
    remove_member,
    renew_invitation,
    revoke_invitation,
)
from leadline.workspaces.operations.roles import BuiltIn, RoleInUse, save_role, trash_role
from leadline.workspaces.operations.tokens import issue_token, revoke_token
from leadline.workspaces.operations.undo import NotUndoable, undo
from leadline.workspaces.operations.workspaces import (
    NoSample,
    bring_back_workspace,
    change_workspace,
    open_workspace,
    remove_workspace,
    start_own,
)

__all__ = [
    "OPERATIONS",
    "BuiltIn",
    "ForSomebodyElse",
    "InvitationUnusable",
    "LastOwner",
    "NoSample",
    "NotUndoable",
    "RoleInUse",
    "accept_invitation",
    "ask_for_chain_check",
    "bring_back_workspace",
    "change_role_of_member",
    "change_workspace",
    "choose_scheme",
    "end_sessions",
    "invite",
    "issue_token",
    "open_workspace",
    "operation",
    "record",
    "remove_member",
    "remove_workspace",
    "renew_invitation",
    "reset_second_factor",
    "revoke_invitation",
    "revoke_token",
    "save_account",
    "save_role",
    "sign_in_link_for",
    "start_own",
    "subscribe",
    "trash_role",
    "undo",
    "use_sign_in_link",
]
