"""What goes out with a release, and what is told of it outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from leadline.backlog.models import Item
from leadline.foundation.refusals import Invalid, NotFound
from leadline.releases.models import Release, ReleaseItem
from leadline.releases.operations.checks import (
    MOST_ITEMS,
    Full,
    NothingInIt,
    Taken,
    refuse_other_products,
    refuse_too_many,
    refuse_withdrawn,
)
from leadline.releases.queries.contents import finished_since
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.bulk import create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def add_items(*, by: Member, now: datetime, release: Release, items: Sequence[Item]) -> Event | None:  # fmt: skip
    """Put items into a release; raises `Taken` where one is in it, `OtherProduct` for another's."""
    rows = list({item.pk: item for item in items}.values())
    refuse_withdrawn(release)
    refuse_other_products(release, rows)
    there = ReleaseItem.objects.filter(release=release, item__in=rows).select_related("item__product").first()  # fmt: skip
    if there:
        raise Taken(f"“{there.item.title_text}” is in this release already.", field="item", remedy="Leave it out.")  # fmt: skip
    return _add(by, now, release, rows)


@operation(needs=Right.CONTRIBUTE)
def take_finished(*, by: Member, now: datetime, release: Release) -> Event | None:
    """Put all into a release that was finished since the last one and went out with none."""
    refuse_withdrawn(release)
    rows = list(finished_since(by, release)[: MOST_ITEMS + 1])
    if not rows:
        raise NothingInIt("Nothing was finished since the last release that is in none yet.", remedy="Pick open items by name.")  # fmt: skip
    if len(rows) > MOST_ITEMS:
        raise Full(f"More than {MOST_ITEMS:,} items were finished.", remedy="Pick those that people will notice by name.")  # fmt: skip
    return _add(by, now, release, rows)


def _add(by: Member, now: datetime, release: Release, items: Sequence[Item]) -> Event | None:
    refuse_too_many(release, len(items))
    values = [{"release": release, "item": item} for item in items]
    _rows, changes = create_all(ReleaseItem, values, by=by, now=now)
    return record(by, now, "release.items_added", subject=release, changes=changes)


@operation(needs=Right.CONTRIBUTE)
def change_item(
    *, by: Member, now: datetime, part: ReleaseItem, version: int | None = None, **values: Any
) -> Event | None:
    """Write what is told of an item outside, or say whether anything is."""
    refuse_withdrawn(part.release)
    if "public_line" in values:
        values["public_line"] = " ".join(values["public_line"].split())
    line = values.get("public_line", part.public_line)
    if values.get("is_told", part.is_told) and not line:
        if values.get("is_told"):
            raise Invalid("What is told outside needs a line of its own.", field="public_line", remedy="Write one, or take the title.")  # fmt: skip
        values["is_told"] = False
    change = part.change(by=by, now=now, version=version, **values)
    return record(by, now, "release.item_changed", subject=part.release, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def take_title(*, by: Member, now: datetime, part: ReleaseItem, version: int | None = None) -> Event | None:  # fmt: skip
    """Take the title of an item for what is told of it outside."""
    refuse_withdrawn(part.release)
    change = part.change(by=by, now=now, version=version, public_line=part.item.title, is_told=True)
    return record(by, now, "release.item_changed", subject=part.release, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def remove_item(*, by: Member, now: datetime, part: ReleaseItem) -> Event | None:
    """Take an item out of a release."""
    refuse_withdrawn(part.release)
    if not ReleaseItem.objects.filter(pk=part.pk).exists():
        raise NotFound
    return record(by, now, "release.item_removed", subject=part.release, changes=[part.remove()])
