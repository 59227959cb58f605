"""The doors: every way in declares what it needs, and passes the same gate."""

from leadline.workspaces.doors.api import endpoint, expected_version
from leadline.workspaces.doors.pages import Answer, Page, PersonPage, PublicPage
from leadline.workspaces.doors.registry import DOORS, Door, undeclared_routes

__all__ = [
    "DOORS",
    "Answer",
    "Door",
    "Page",
    "PersonPage",
    "PublicPage",
    "endpoint",
    "expected_version",
    "undeclared_routes",
]
