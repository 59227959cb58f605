"""Launch checklists: of a tier, and of one release."""

from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid
from leadline.releases.models import ChecklistLine, ChecklistTemplate, Release
from leadline.releases.operations.checks import (
    MOST_LINES,
    refuse_many_lines,
    refuse_odd_day,
    refuse_withdrawn,
)
from leadline.releases.queries.checklists import lines_in
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

LONGEST = 300


@operation(needs=Right.PLAN)
def set_template(
    *, by: Member, now: datetime, tier: str, required: str, welcome: str, version: int | None = None
) -> Event | None:
    """Say with which lines releases of a tier begin; those that are planned keep theirs.

    `version` is 0 where the standard lines hold.
    """
    lines = [*lines_in(required), *lines_in(welcome)]
    if len(lines) > MOST_LINES or any(len(line) > LONGEST for line in lines):
        raise Invalid(f"A checklist has {MOST_LINES} lines of {LONGEST} characters at most.", field="required", remedy="Leave some out, or shorten them.")  # fmt: skip
    values = {"required": required, "welcome": welcome}
    row = ChecklistTemplate.objects.filter(tier=tier).first()
    if row is not None and version == 0:
        raise StaleRow(row)
    if row is None:
        change = ChecklistTemplate.create(by=by, now=now, tier=tier, **values)[1]
    else:
        change = row.change(by=by, now=now, version=version, **values)
    return record(by, now, "checklist.set", changes=[change], facts={"tier": tier})


@operation(needs=Right.PLAN)
def add_line(*, by: Member, now: datetime, release: Release, text: str, **values: Any) -> ChecklistLine:  # fmt: skip
    """Add a line to the checklist of a release, at its end."""
    refuse_withdrawn(release)
    refuse_many_lines(release)
    refuse_day(release, values)
    last = ChecklistLine.objects.filter(release=release).order_by("-position").values_list("position", flat=True).first()  # fmt: skip
    place = 0 if last is None else last + 1
    line, change = ChecklistLine.create(by=by, now=now, release=release, text=text, position=place, **values)  # fmt: skip
    record(by, now, "checklist.line_added", subject=release, changes=[change])
    return line


@operation(needs=Right.CONTRIBUTE)
def change_line(
    *, by: Member, now: datetime, line: ChecklistLine, version: int | None = None, **values: Any
) -> Event | None:
    """Edit a line, say who sees to it and until when; what is required takes the right to plan."""
    if values.get("is_required", line.is_required) != line.is_required:
        by.must(Right.PLAN)
    refuse_withdrawn(line.release)
    refuse_day(line.release, values)
    change = line.change(by=by, now=now, version=version, **values)
    return record(by, now, "checklist.line_changed", subject=line.release, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def tick_line(
    *, by: Member, now: datetime, line: ChecklistLine, is_ticked: bool, version: int | None = None
) -> Event | None:
    """Say that a line was seen to, or that it was not after all."""
    refuse_withdrawn(line.release)
    if is_ticked == (line.ticked_at is not None):
        return None
    values = {"ticked_at": now, "ticked_by": by} if is_ticked else {"ticked_at": None, "ticked_by": None}  # fmt: skip
    change = line.change(by=by, now=now, version=version, **values)
    action = "checklist.line_ticked" if is_ticked else "checklist.line_unticked"
    return record(by, now, action, subject=line.release, changes=[change])


@operation(needs=Right.PLAN)
def remove_line(*, by: Member, now: datetime, line: ChecklistLine) -> Event | None:
    """Take a line off the checklist of a release."""
    refuse_withdrawn(line.release)
    return record(by, now, "checklist.line_removed", subject=line.release, changes=[line.remove()])


def refuse_day(release: Release, values: dict[str, Any]) -> None:
    try:
        refuse_odd_day(release.product, values.get("due_on"))
    except Invalid as refusal:
        told = refusal.problems[0]
        raise Invalid(told.reason, remedy=told.remedy, field="due_on") from refusal
