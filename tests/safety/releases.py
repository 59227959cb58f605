"""One of everything that releases keep, and what stands in their addresses and bodies."""

from collections.abc import Mapping
from typing import Any

from leadline.releases import operations as releases
from leadline.releases.models import ChecklistLine, ReleaseItem
from leadline.releases.queries import changelog_of


def furnish_releases(rooms: Any) -> None:
    """A planned release with an item and a checklist, one that is out and told, and an open changelog."""
    who, items = rooms.who, rooms.items
    made = [releases.create_release(**who, product=rooms.product, name=f"{n}.0", about=rooms.called("about")) for n in (1, 2, 3)]  # fmt: skip
    out, planned, told = made
    for release, item in zip((out, planned, told), (items[1], items[3], items[4]), strict=True):
        releases.add_items(**who, release=release, items=[item])
        part = ReleaseItem.objects.select_related("release", "item").get(release=release)
        releases.change_item(**who, part=part, public_line=rooms.called("line"), is_told=True)
        releases.draft_notes(**who, release=release)
        rooms.rows |= {"release part": part} if release is planned else {}
    for release in (out, told):
        releases.send_out(**who, release=release, reason=rooms.called("reason"))
    releases.publish_notes(**who, release=told)
    releases.set_changelog(**who, product=rooms.product, is_open=True, heading=rooms.called("heading"))  # fmt: skip
    rooms.rows |= {
        "release": planned, "released": out, "told release": told, "changelog": changelog_of(rooms.by, rooms.product),
        "check": ChecklistLine.objects.filter(release=planned).order_by("position")[0],
    }  # fmt: skip


def releases_slots(rooms: Any, called: Any) -> dict[str, Any]:
    """What stands in addresses of this room; `called` makes a row that is named by something else."""
    rows, log = rooms.rows, rooms.rows["changelog"]
    return {
        "releases/release": rows["release"], "contents/part": rows["release part"], "checks/line": rows["check"],
        **{f"releases/release/{verb}": rows["released"] for verb in ("withdrawing", "publishing")},
        "releases/release/taking-back": rows["told release"], "checklists/kind": "patch",
        "w/slug/changelog": called(rooms.by.workspace.slug, log), "changelogs/address": called(log.address, log), "changelogs/key": called(rooms.key, log),
    }  # fmt: skip


def releases_fields(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in bodies of this room."""
    tiers = ("releases", "releases/new", "releases/editing", "release")
    return {
        **{f"{place} tier": "minor" for place in tiers}, "planned_on": None, "support_ends_on": None, "public_line": "Told.", "is_told": True,
        "is_required": True, "is_ticked": True, "is_open": True, "address": "", "welcome": "Bake a cake", "notes": "- Told.",
        "finished item": None,
    }  # fmt: skip
