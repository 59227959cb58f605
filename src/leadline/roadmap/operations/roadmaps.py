"""Making, editing and throwing away roadmaps."""

from datetime import datetime
from typing import Any

from leadline.roadmap.models import Roadmap
from leadline.roadmap.operations.checks import refuse_taken_name
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def create_roadmap(*, by: Member, now: datetime, name: str, **values: Any) -> Roadmap:
    """Open a roadmap, of a product or of the workspace."""
    refuse_taken_name(name)
    roadmap, change = Roadmap.create(by=by, now=now, name=name, **values)
    record(by, now, "roadmap.created", subject=roadmap, changes=[change])
    return roadmap


@operation(needs=Right.PLAN)
def edit_roadmap(
    *, by: Member, now: datetime, roadmap: Roadmap, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a roadmap, say what it is for, or give it to another product."""
    if "name" in values:
        refuse_taken_name(values["name"], roadmap)
    change = roadmap.change(by=by, now=now, version=version, **values)
    return record(by, now, "roadmap.changed", subject=roadmap, changes=[change])


@operation(needs=Right.PLAN)
def trash_roadmap(
    *, by: Member, now: datetime, roadmap: Roadmap, version: int | None = None
) -> Event | None:
    """Put a roadmap into the trash; its bars stay with it and come back with it."""
    change = roadmap.trash(by=by, now=now, version=version)
    return record(by, now, "roadmap.trashed", subject=roadmap, changes=[change])
