"""What the tests of this room's pages share."""

from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from leadline.backlog.models import Item
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.world import World

PART: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


def browser(member: Member) -> Client:
    """A browser in which somebody is signed in already."""
    client = Client()
    client.force_login(member.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def to(world: World, name: str, **more: Any) -> str:
    """The address of a page of the backlog."""
    return reverse(f"backlog:{name}", kwargs={"slug": world.workspace.slug, **more})


def at(world: World, name: str, item: Item, **more: Any) -> str:
    """The address of a page about an item."""
    return to(world, name, key="WS", number=item.number, **more)


def again(world: World, item: Item) -> Item:
    """The item as the database has it now."""
    with scope(world.workspace):
        found: Item = Item.with_trash.select_related("product", "status", "backlog_list").get(pk=item.pk)  # fmt: skip
        return found


def titles(world: World, name: str = "Backlog") -> list[str]:
    """The titles of a list in their order."""
    with scope(world.workspace):
        return [item.title for item in Item.objects.filter(backlog_list=world.list(name)).order_by("rank")]  # fmt: skip
