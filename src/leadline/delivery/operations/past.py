"""Sprints that were run elsewhere, or still are, as an import brings them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from leadline.backlog.models import Item
from leadline.delivery.models import Sprint, SprintItem
from leadline.delivery.operations.scope import refuse_elsewhere
from leadline.delivery.operations.sprints import refuse_bad_days
from leadline.foundation.refusals import Invalid
from leadline.products.models import Team
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@dataclass(frozen=True)
class Stay:
    """An item in a past sprint, as another system tells it. `outcome` as in `SprintItem`."""

    item: Item
    outcome: str
    added_at: datetime | None = None
    committed: bool = True
    removed_at: datetime | None = None
    points_committed: Decimal | None = None
    points_closed: Decimal | None = None
    done_at: datetime | None = None


@operation(needs=Right.IMPORT)
def record_past_sprint(
    *, by: Member, now: datetime, team: Team, name: str, starts_on: date, ends_on: date,
    started_at: datetime, closed_at: datetime, stays: Sequence[Stay], **values: Any,
) -> Sprint:  # fmt: skip
    """Record a sprint that is over, with who was in it. Past sprints may overlap each other."""
    if ends_on < starts_on or closed_at < started_at:
        raise Invalid(
            f"“{name}” ends before it starts.",
            field="ends_on",
            remedy=f"Give it an end on {starts_on} or later.",
        )
    sprint, change = Sprint.create(
        by=by, now=now, team=team, name=name, starts_on=starts_on, ends_on=ends_on,
        started_at=started_at, closed_at=closed_at, **values,
    )  # fmt: skip
    changes = [_stay(sprint, stay, by, now) for stay in stays]
    record(by, now, "sprint.recorded", subject=sprint, changes=[change, *changes])
    return sprint


@operation(needs=Right.IMPORT)
def record_open_sprint(
    *, by: Member, now: datetime, team: Team, name: str, starts_on: date, ends_on: date,
    started_at: datetime | None, stays: Sequence[Stay], **values: Any,
) -> Sprint:  # fmt: skip
    """Record a sprint that runs elsewhere today, or without `started_at` one that is planned.

    It runs on here, so the rules of sprints hold: raises `Invalid`, `SprintsOverlap` and
    `InAnotherSprint`.
    """
    refuse_bad_days(team, starts_on, ends_on)
    refuse_elsewhere([stay.item for stay in stays])
    sprint, change = Sprint.create(
        by=by, now=now, team=team, name=name, starts_on=starts_on, ends_on=ends_on,
        started_at=started_at, **values,
    )  # fmt: skip
    changes = [_open_stay(sprint, stay, by, now) for stay in stays]
    record(by, now, "sprint.recorded", subject=sprint, changes=[change, *changes])
    return sprint


def _open_stay(sprint: Sprint, stay: Stay, by: Member, now: datetime) -> Any:
    points = stay.points_committed if sprint.started_at else None
    _, change = SprintItem.create(
        by=by, now=now, sprint=sprint, item=stay.item, added_at=sprint.started_at or now,
        committed_at=sprint.started_at, points_committed=points,
    )  # fmt: skip
    return change


def _stay(sprint: Sprint, stay: Stay, by: Member, now: datetime) -> Any:
    _, change = SprintItem.create(
        by=by, now=now, sprint=sprint, item=stay.item, added_at=stay.added_at or sprint.started_at,
        committed_at=sprint.started_at if stay.committed else None, removed_at=stay.removed_at,
        points_committed=stay.points_committed, points_closed=stay.points_closed,
        outcome=stay.outcome, done_at=stay.done_at,
    )  # fmt: skip
    return change
