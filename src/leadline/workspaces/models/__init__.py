from leadline.workspaces.models.base import Change, Record, Row, Versioned
from leadline.workspaces.models.doors import IdempotentAnswer
from leadline.workspaces.models.events import ChainHead, Event
from leadline.workspaces.models.people import (
    ApiToken,
    Invitation,
    Member,
    Role,
    SignInLink,
    User,
    Workspace,
)

__all__ = [
    "ApiToken",
    "ChainHead",
    "Change",
    "Event",
    "IdempotentAnswer",
    "Invitation",
    "Member",
    "Record",
    "Role",
    "Row",
    "SignInLink",
    "User",
    "Versioned",
    "Workspace",
]
