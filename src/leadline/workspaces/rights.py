"""What a person may do, and the four roles that every workspace starts with."""

from enum import StrEnum


class Right(StrEnum):
    """One thing that a role, and within it a token, may allow."""

    SEE = "see"
    COMMENT = "comment"
    CONTRIBUTE = "contribute"
    PLAN = "plan"
    IMPORT = "import"
    EXPORT = "export"
    PEOPLE = "people"
    WORKSPACE = "workspace"

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


MEANINGS: dict[Right, str] = {
    Right.SEE: "See everything in the workspace",
    Right.COMMENT: "Comment and mention people",
    Right.CONTRIBUTE: "Add and edit items, move them on the board; add and edit customers and personas; write down readings of metrics",
    Right.PLAN: "Rank the backlog, run sprints, set up products, teams, segments, tiers and metrics, keep forecasts",
    Right.IMPORT: "Import files and take imports back",
    Right.EXPORT: "Take the whole workspace out as files",
    Right.PEOPLE: "Invite people, change roles, see the audit trail",
    Right.WORKSPACE: "Rename, restore or remove the workspace",
}

_VIEWER = (Right.SEE, Right.COMMENT)
_CONTRIBUTOR = (*_VIEWER, Right.CONTRIBUTE)
_EDITOR = (*_CONTRIBUTOR, Right.PLAN, Right.IMPORT)

OWNER = "Owner"
ROLES: dict[str, tuple[Right, ...]] = {
    OWNER: tuple(Right),
    "Editor": _EDITOR,
    "Contributor": _CONTRIBUTOR,
    "Viewer": _VIEWER,
}
