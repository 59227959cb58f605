"""The pages of this room, a module for each place."""

from leadline.workspaces.views.account import Account, ColourScheme, OtherSessions
from leadline.workspaces.views.entrance import (
    Acceptance,
    InvitationLink,
    ResetWithoutMail,
    SignInLinkPage,
    UnknownIdentity,
)
from leadline.workspaces.views.people import (
    Invitations,
    MemberRemoval,
    MemberRole,
    People,
    Renewal,
    Revocation,
)
from leadline.workspaces.views.roles import NewRole, RolePage, RoleRemoval, Roles
from leadline.workspaces.views.tokens import TokenRevocation, Tokens
from leadline.workspaces.views.trail import ChainCheck, Trail, TrailFile
from leadline.workspaces.views.workspace import (
    NewWorkspace,
    OwnStart,
    Settings,
    WorkspaceRemoval,
)

__all__ = [
    "Acceptance",
    "Account",
    "ChainCheck",
    "ColourScheme",
    "InvitationLink",
    "Invitations",
    "MemberRemoval",
    "MemberRole",
    "NewRole",
    "NewWorkspace",
    "OtherSessions",
    "OwnStart",
    "People",
    "Renewal",
    "ResetWithoutMail",
    "Revocation",
    "RolePage",
    "RoleRemoval",
    "Roles",
    "Settings",
    "SignInLinkPage",
    "TokenRevocation",
    "Tokens",
    "Trail",
    "TrailFile",
    "UnknownIdentity",
    "WorkspaceRemoval",
]
