"""A sprint's life: planned, started, closed, perhaps opened again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from leadline.backlog.models import BacklogList, Item
from leadline.backlog.operations.order import TOP
from leadline.backlog.operations.places import put
from leadline.delivery.models import Sprint, SprintItem
from leadline.foundation.refusals import Invalid, Refusal
from leadline.products.models import Team
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

Outcome = SprintItem.Outcome


class SprintsOverlap(Refusal):
    """The team has another sprint on these days."""


class AnotherSprintRuns(Refusal):
    """The team runs another sprint."""


class SprintHasStarted(Refusal):
    """The sprint has started already."""


class SprintHasEnded(Refusal):
    """The sprint has been closed."""


class SprintNotRunning(Refusal):
    """The sprint is not running."""


@operation(needs=Right.PLAN)
def plan_sprint(
    *, by: Member, now: datetime, team: Team, name: str, starts_on: date, ends_on: date, **values: Any
) -> Sprint:  # fmt: skip
    """Plan a time box for a team; items are added until it starts, and after.

    `values`: product, goal, unit and capacity. Raises `Invalid`, `SprintsOverlap`.
    """
    refuse_bad_days(team, starts_on, ends_on)
    sprint, change = Sprint.create(
        by=by, now=now, team=team, name=name, starts_on=starts_on, ends_on=ends_on, **values
    )
    record(by, now, "sprint.planned", subject=sprint, changes=[change])
    return sprint


@operation(needs=Right.PLAN)
def change_sprint(
    *, by: Member, now: datetime, sprint: Sprint, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a sprint, set goal, capacity, days, or the notes of its review."""
    if {"starts_on", "ends_on"} & set(values):
        days = values.get("starts_on", sprint.starts_on), values.get("ends_on", sprint.ends_on)
        _refuse_moved_days(sprint, *days)
    change = sprint.change(by=by, now=now, version=version, **values)
    return record(by, now, "sprint.changed", subject=sprint, changes=[change])


@operation(needs=Right.PLAN)
def trash_sprint(
    *, by: Member, now: datetime, sprint: Sprint, version: int | None = None
) -> Event | None:
    """Put a planned sprint into the trash; its items are free again."""
    if sprint.started_at:
        raise SprintHasStarted(remedy="Close it instead; its story stays.")
    change = sprint.trash(by=by, now=now, version=version)
    return record(by, now, "sprint.trashed", subject=sprint, changes=[change])


@operation(needs=Right.PLAN)
def start_sprint(
    *, by: Member, now: datetime, sprint: Sprint, version: int | None = None
) -> Event | None:
    """Start: what is in the sprint now, with its points of now, is the commitment."""
    if sprint.started_at:
        raise SprintHasStarted
    _refuse_second_run(sprint)
    committed = [
        stay.change(by=by, now=now, committed_at=now, points_committed=stay.item.points)
        for stay in _inside(sprint)
    ]
    started = sprint.start(by=by, now=now, version=version)
    return record(by, now, "sprint.started", subject=sprint, changes=[started, *committed])


@operation(needs=Right.PLAN)
def close_sprint(
    *, by: Member, now: datetime, sprint: Sprint, version: int | None = None,
    to_sprint: Sprint | None = None, to_list: BacklogList | None = None,
) -> Event | None:  # fmt: skip
    """Close: finished items count as done; the others go where they are told.

    `to_sprint` is a planned sprint of the same team; `to_list` takes the items of its product,
    at its top. Without either they stay in their own lists.
    """
    if not sprint.started_at or sprint.closed_at:
        raise SprintNotRunning(remedy="Start it first." if not sprint.started_at else "")
    _refuse_foreign_sprint(sprint, to_sprint)
    left = [stay for stay in _inside(sprint) if not _is_done(stay.item, now)]
    done = [stay for stay in _inside(sprint) if _is_done(stay.item, now)]
    changes = [sprint.close(by=by, now=now, version=version)]
    changes += [
        _settle(stay, by, now, Outcome.DONE, done_at=stay.item.finished_at) for stay in done
    ]
    changes += _send_on(left, by, now, to_sprint, to_list)
    return record(by, now, "sprint.closed", subject=sprint, changes=changes)


@operation(needs=Right.PLAN)
def reopen_sprint(
    *, by: Member, now: datetime, sprint: Sprint, version: int | None = None
) -> Event | None:
    """Run a closed sprint on; items carried into a sprint not yet started come back."""
    if not sprint.closed_at:
        raise Refusal("The sprint has not been closed.")
    _refuse_second_run(sprint)
    changes = [sprint.reopen(by=by, now=now, version=version)]
    for stay in _inside(sprint):
        changes += _unsettle(stay, by, now)
    return record(by, now, "sprint.reopened", subject=sprint, changes=changes)


def _inside(sprint: Sprint) -> Iterable[SprintItem]:
    stays = SprintItem.objects.filter(sprint=sprint, removed_at=None)
    return stays.select_related("item", "carried_to").order_by("item__backlog_list", "item__rank")


def _is_done(item: Item, now: datetime) -> bool:
    return item.finished_at is not None and item.finished_at <= now


def _settle(stay: SprintItem, by: Member, now: datetime, outcome: str, **values: Any) -> Change:
    return stay.change(by=by, now=now, outcome=outcome, points_closed=stay.item.points, **values)


def _send_on(
    left: list[SprintItem], by: Member, now: datetime, to_sprint: Sprint | None, to_list: BacklogList | None
) -> list[Change]:  # fmt: skip
    if to_sprint is not None:
        return [change for stay in left for change in _carry(stay, by, now, to_sprint)]
    returned = [_settle(stay, by, now, Outcome.RETURNED) for stay in left]
    return returned + (_list_on_top([stay.item for stay in left], by, now, to_list) if to_list else [])  # fmt: skip


def _carry(stay: SprintItem, by: Member, now: datetime, to: Sprint) -> list[Change]:
    settled = _settle(stay, by, now, Outcome.CARRIED, carried_to=to)
    already = SprintItem.objects.filter(sprint=to, item=stay.item, removed_at=None).exists()
    if already:
        return [settled]
    _, added = SprintItem.create(by=by, now=now, sprint=to, item=stay.item, added_at=now, added_by=by)  # fmt: skip
    return [settled, added]


def _list_on_top(items: list[Item], by: Member, now: datetime, to: BacklogList) -> list[Change]:
    moving = [item for item in items if item.product_id == to.product_id]
    return put(by, now, moving, to, TOP) if moving else []


def _unsettle(stay: SprintItem, by: Member, now: datetime) -> list[Change]:
    values: dict[str, Any] = {"outcome": Outcome.OPEN, "points_closed": None, "done_at": None}
    if stay.carried_to is None:
        return [stay.change(by=by, now=now, **values)]
    there = SprintItem.objects.filter(sprint=stay.carried_to, item=stay.item, removed_at=None)
    if stay.carried_to.started_at or stay.carried_to.trashed_at or not there:
        return []
    back = [each.remove() for each in there]
    return [*back, stay.change(by=by, now=now, carried_to=None, **values)]


def refuse_bad_days(team: Team, starts_on: date, ends_on: date, but: Sprint | None = None) -> None:
    if ends_on < starts_on:
        raise Invalid("A sprint cannot end before it starts.", field="ends_on", remedy="Choose a later day.")  # fmt: skip
    there = Sprint.objects.filter(team=team, closed_at=None, starts_on__lte=ends_on, ends_on__gte=starts_on)  # fmt: skip
    other = (there.exclude(pk=but.pk) if but else there).order_by("starts_on").first()
    if other is not None:
        raise SprintsOverlap(
            f"{team} has “{other}” from {other.starts_on} to {other.ends_on}, which overlaps.",
            field="starts_on",
            remedy="Choose days before or after it, or close it first.",
        )


def _refuse_moved_days(sprint: Sprint, starts_on: date, ends_on: date) -> None:
    if sprint.closed_at:
        raise SprintHasEnded("The days of a closed sprint stay.", remedy="Open it again first.")
    refuse_bad_days(sprint.team, starts_on, ends_on, sprint)


def _refuse_second_run(sprint: Sprint) -> None:
    running = Sprint.objects.filter(team=sprint.team, closed_at=None).exclude(started_at=None)
    other = running.exclude(pk=sprint.pk).first()
    if other is not None:
        raise AnotherSprintRuns(
            f"{sprint.team} runs “{other}” until {other.ends_on}.",
            remedy="Close it first: a team runs one sprint at a time.",
        )


def _refuse_foreign_sprint(sprint: Sprint, to: Sprint | None) -> None:
    if to is not None and (to.team_id != sprint.team_id or to.started_at or to.id == sprint.id):
        raise Invalid(
            f"“{to}” is not a sprint that {sprint.team} has planned.",
            field="to_sprint",
            remedy="Choose a planned sprint of the same team.",
        )
