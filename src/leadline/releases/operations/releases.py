"""Planning releases, sending them out, withdrawing them."""

from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid
from leadline.metrics.operations import note_for_product
from leadline.products.models import Product
from leadline.releases.models import ChecklistLine, PublishedNote, Release, Size
from leadline.releases.operations.checks import (
    NotOut,
    NotPlanned,
    refuse_empty,
    refuse_odd_day,
    refuse_odd_support,
    refuse_open_lines,
    refuse_taken_version,
    refuse_withdrawn,
)
from leadline.releases.queries.checklists import template_of
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.bulk import create_all, remove_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

PUBLIC = {"right": Right.PLAN.value}
"""What is seen outside is taken back by those who may plan only."""


@operation(needs=Right.PLAN)
def create_release(
    *, by: Member, now: datetime, product: Product, name: str, tier: str = Size.MINOR, **values: Any
) -> Release:
    """Plan a release; it begins with the checklist of its tier."""
    refuse_taken_version(product, name)
    refuse_odd_day(product, values.get("planned_on"))
    refuse_odd_support(values.get("support_ends_on"), values.get("planned_on"))
    release, change = Release.create(by=by, now=now, product=product, name=name, tier=tier, **values)  # fmt: skip
    _lines, lines = create_all(ChecklistLine, _first_lines(by, release), by=by, now=now)
    record(by, now, "release.planned", subject=release, changes=[change, *lines])
    return release


@operation(needs=Right.PLAN)
def change_release(
    *, by: Member, now: datetime, release: Release, version: int | None = None, **values: Any
) -> Event | None:
    """Edit what a release is called, when it is planned, what is said of it; its checklist stays."""
    refuse_withdrawn(release)
    if "name" in values:
        refuse_taken_version(release.product, values["name"], release)
    if "planned_on" in values:
        refuse_odd_day(release.product, values["planned_on"])
    refuse_odd_support(
        *(values.get(name, getattr(release, name)) for name in ("support_ends_on", "planned_on"))
    )
    change = release.change(by=by, now=now, version=version, **values)
    return record(by, now, "release.changed", subject=release, changes=[change])


@operation(needs=Right.PLAN)
def trash_release(
    *, by: Member, now: datetime, release: Release, version: int | None = None
) -> Event | None:
    """Put a release into the trash; what was published of it is no longer read outside."""
    changes = [release.trash(by=by, now=now, version=version), *untold(release)]
    return record(by, now, "release.trashed", subject=release, changes=changes, facts=PUBLIC)


@operation(needs=Right.PLAN)
def send_out(
    *, by: Member, now: datetime, release: Release, reason: str = "", version: int | None = None
) -> Event | None:
    """Say that it went out; charts of the product's metrics show the day.

    Raises `NotPlanned`, `NothingInIt`, or `LinesOpen` while required lines are open and no reason
    is given; the reason is kept.
    """
    if not release.is_planned:
        raise NotPlanned(f"{release} is {release.get_state_display().lower()}.", remedy="Plan a new release.")  # fmt: skip
    refuse_odd_day(release.product, by.workspace.today(now))
    refuse_empty(release)
    refuse_open_lines(release, reason)
    values = {"state": Release.State.RELEASED, "released_at": now, "released_by": by, "let_go": reason.strip()}  # fmt: skip
    change = release.change(by=by, now=now, version=version, **values)
    note = note_for_product(by, now, release.product, by.workspace.today(now), f"Released {release}")  # fmt: skip
    return record(
        by, now, "release.released", subject=release, changes=[change, note], facts=PUBLIC
    )


@operation(needs=Right.PLAN)
def withdraw(
    *, by: Member, now: datetime, release: Release, reason: str, version: int | None = None
) -> Event | None:
    """Take a release back from those who have it, for a reason; its notes go with it."""
    if release.state != Release.State.RELEASED:
        raise NotOut(f"{release} is {release.get_state_display().lower()}.", remedy="Move it to the trash instead.")  # fmt: skip
    if not reason.strip():
        raise Invalid("A release is withdrawn for a reason.", field="reason", remedy="Say what was wrong with it.")  # fmt: skip
    values = {"state": Release.State.WITHDRAWN, "withdrawn_at": now, "withdrawn_for": reason.strip()}  # fmt: skip
    change = release.change(by=by, now=now, version=version, **values)
    note = note_for_product(by, now, release.product, by.workspace.today(now), f"Withdrew {release}")  # fmt: skip
    changes = [change, note, *untold(release)]
    return record(by, now, "release.withdrawn", subject=release, changes=changes, facts=PUBLIC)


def untold(release: Release) -> list[Change]:
    """Take away what was published of a release."""
    return remove_all(list(PublishedNote.objects.filter(release=release)))


def _first_lines(by: Member, release: Release) -> list[dict[str, Any]]:
    lines = template_of(by, release.tier).lines
    return [{"release": release, "position": at, "text": text, "is_required": required} for at, (text, required) in enumerate(lines)]  # fmt: skip
