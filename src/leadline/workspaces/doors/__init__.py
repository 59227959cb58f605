"""The doors: every way in declares what it needs, and passes the same gate."""

from leadline.workspaces.doors.api import endpoint, expected_version
from leadline.workspaces.doors.pages import Answer, Page, PersonPage, PublicPage
from leadline.workspaces.doors.registry import DOORS, Door, undeclared_routes
from leadline.workspaces.doors.rooms import FormPage, RoomPage
from leadline.workspaces.doors.verbs import Editing, Making, Trashing

__all__ = [
    "DOORS",
    "Answer",
    "Door",
    "Editing",
    "FormPage",
    "Making",
    "Page",
    "PersonPage",
    "PublicPage",
    "RoomPage",
    "Trashing",
    "endpoint",
    "expected_version",
    "undeclared_routes",
]
