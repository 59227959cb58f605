"""What stands around a page: places, tabs, the workspace's name, who is here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from leadline.workspaces.models import Member
from leadline.workspaces.rights import Right


@dataclass(frozen=True)
class TabOf:
    """A tab of a place: its name, what it is called, and the route it opens."""

    name: str
    label: str
    route: str
    needs: Right = Right.SEE


@dataclass(frozen=True)
class PlaceOf:
    """A place in the rail with its tabs; it opens on the first one."""

    name: str
    label: str
    icon: str
    tabs: tuple[TabOf, ...]
    count: Callable[[Member], int] | None = None
    at_foot: bool = False


PLACES: list[PlaceOf] = []
"""Filled by wiring, in the order of the rail."""
UNREAD: list[Callable[[Member], int]] = []
"""Filled by wiring: counts what waits for the member."""


def of_stranger(request: HttpRequest) -> Any:
    """The shell of a page outside any workspace."""
    from leadline.design.shell import Shell

    return Shell.plain(_preferences(request))


def of_member(request: HttpRequest, member: Member, page: Any) -> Any:
    """The shell of a member's page."""
    from leadline.design.shell import Shell

    return Shell.plain(_preferences(request))


def _preferences(request: HttpRequest) -> dict[str, str]:
    user = request.user
    return {
        "scheme": getattr(user, "scheme", "system"),
        "language": getattr(user, "language", "en"),
    }


def url_in(member: Member, route: str) -> str:
    return reverse(route, kwargs={"slug": member.workspace.slug})
