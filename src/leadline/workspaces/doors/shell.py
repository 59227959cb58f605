"""What stands around a page: places, tabs, the workspace's name, who is here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from leadline.design.shell import Choice, Place, Scheme, Shell, Tab
from leadline.workspaces.models import Member
from leadline.workspaces.queries import workspaces_of
from leadline.workspaces.rights import Right


@dataclass(frozen=True)
class TabOf:
    """A tab of a place: its name, what it is called, the route it opens, and whose company it keeps."""

    name: str
    label: str
    route: str
    needs: Right = Right.SEE
    group: str = ""


@dataclass(frozen=True)
class PlaceOf:
    """A place in the rail with its tabs; it opens on the first one."""

    name: str
    label: str
    icon: str
    tabs: tuple[TabOf, ...]
    keys: str = ""
    at_foot: bool = False


PLACES: list[PlaceOf] = []
"""Filled by wiring, in the order of the rail."""
UNREAD: list[Callable[[Member], int]] = []
"""Filled by wiring: counts what waits for the member."""


def of_stranger(request: HttpRequest) -> Shell:
    """The shell of a page outside any workspace."""
    user = request.user if hasattr(request, "user") else None
    name = str(user) if user and user.is_authenticated else ""
    return Shell("Leadline", "/", name, scheme=_scheme(user))


def of_member(request: HttpRequest, member: Member, place: str, tab: str) -> Shell:
    """The shell of a member's page at a place and tab."""
    drawn = [(each, _tabs(member, each, tab if each.name == place else "")) for each in PLACES]
    here = next((tabs for each, tabs in drawn if each.name == place), ())
    return Shell(
        workspace_name=member.workspace.name,
        home_url=url_in(member, "home:home"),
        member_name=member.name,
        member_email=member.user.email,
        places=tuple(
            _place(each, tabs, place) for each, tabs in drawn if tabs and not each.at_foot
        ),
        switch=_switch(member),
        tabs=here if len(here) > 1 else (),
        unread=sum(count(member) for count in UNREAD),
        sample=member.workspace.is_sample,
        sample_url=url_in(member, "workspaces:sample"),
        palette_url=url_in(member, "home:palette"),
        search_url=url_in(member, "home:search"),
        inbox_url=url_in(member, "home:inbox"),
        undo_url=_undo_url(member.workspace.slug),
        products_url=url_in(member, "products:products"),
        people_url=url_in(member, "workspaces:people"),
        settings_url=url_in(member, "workspaces:settings"),
        account_url=_url("workspaces:account"),
        sign_out_url=_url("account_logout"),
        scheme_url=_url("workspaces:scheme"),
        scheme=_scheme(member.user),
    )


def _scheme(user: Any) -> Scheme:
    found: Scheme = getattr(user, "scheme", "system")
    return found


def _place(place: PlaceOf, tabs: tuple[Tab, ...], current: str) -> Place:
    return Place(place.label, tabs[0].url, place.icon, place.name == current, keys=place.keys)


def _tabs(member: Member, place: PlaceOf, current: str) -> tuple[Tab, ...]:
    found = (
        (each, url_in(member, each.route)) for each in place.tabs if member.may(each.needs)
    )  # fmt: skip
    return tuple(
        Tab(each.label, url, each.name == current, group=each.group) for each, url in found if url
    )


def _switch(member: Member) -> tuple[Choice, ...]:
    return tuple(
        Choice(each.name, url_to(each.slug, "home:home"), current=each.id == member.workspace_id)
        for each in workspaces_of(member.user)
    )


def url_in(member: Member, route: str) -> str:
    return url_to(member.workspace.slug, route)


def url_to(slug: str, route: str) -> str:
    return _url(route, slug=slug)


def _undo_url(slug: str) -> str:
    """The address that undoes an event, with a place for its id."""
    nothing = str(UUID(int=0))
    return _url("home:undo", slug=slug, pk=nothing).replace(nothing, "{event}")


def _url(route: str, **names: str) -> str:
    try:
        return reverse(route, kwargs=names)
    except NoReverseMatch:
        return ""
