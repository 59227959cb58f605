"""What the tests of this room share: a release of the weather station, and work that was finished."""

from typing import Any

from leadline.backlog.models import Item
from leadline.releases.models import PublishedNote, Release, ReleaseItem
from leadline.releases.operations import (
    add_items,
    create_release,
    publish_notes,
    send_out,
    set_changelog,
)
from leadline.workspaces.scope import scope
from tests.world import World


def who(world: World) -> dict[str, Any]:
    return {"by": world.edda, "now": world.now}


def release(world: World, name: str = "2.4", **values: Any) -> Release:
    """A patch of the weather station, planned by Edda."""
    given: dict[str, Any] = {"product": world.station, "name": name, "tier": "patch"} | values
    return create_release(**who(world), **given)


def finished(world: World, title: str = "Tides without a connection", **values: Any) -> Item:
    item = world.item(title, **values)
    return world.move(item, "Done")


def parts(world: World, of: Release) -> list[ReleaseItem]:
    with scope(world.workspace):
        return list(ReleaseItem.objects.filter(release=of).select_related("release__product", "item").order_by("id"))  # fmt: skip


def again(world: World, of: Release) -> Release:
    """The release as the database has it now."""
    with scope(world.workspace):
        found: Release = Release.with_trash.select_related("workspace", "product").get(pk=of.pk)
    return found


def notes(world: World) -> list[PublishedNote]:
    with scope(world.workspace):
        return list(PublishedNote.objects.order_by("id"))


def out(world: World, of: Release, text: str = "", **item: Any) -> Release:
    """The release with one finished item, sent out in spite of open lines."""
    add_items(**who(world), release=of, items=[finished(world, **item)])
    send_out(**who(world), release=of, reason="Nobody else needs it.")
    if text:
        with scope(world.workspace):
            of.change(**who(world), notes=text)
    return of


def told(world: World, of: Release, text: str = "- Tides work offline.") -> Release:
    """The same with notes that were published."""
    out(world, of, text)
    publish_notes(**who(world), release=of)
    return of


def opened(world: World, address: str = "weather-station") -> None:
    set_changelog(**who(world), product=world.station, is_open=True, heading="Nordlys weather station", address=address)  # fmt: skip
