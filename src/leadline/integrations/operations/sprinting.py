"""Sprints of the source as sprints of a team, with the items that were in them."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from leadline.backlog.models import Item
from leadline.delivery.models import Sprint
from leadline.delivery.operations.past import Stay, record_open_sprint, record_past_sprint
from leadline.integrations.models import ImportDraft, ImportedItem
from leadline.integrations.operations.framing import Frame
from leadline.integrations.operations.pasts import DONE, PastSprint, sprints_of
from leadline.integrations.plans import Plan
from leadline.workspaces.models import Member


def write_sprints(plan: Plan, frame: Frame, by: Member, now: datetime) -> int:
    """Record each sprint that is not there yet, with its items; the number of those recorded."""
    if not plan.wants_team or frame.team is None:
        return 0
    known = {(each.name, each.starts_on) for each in Sprint.objects.filter(team=frame.team)}
    found, _ = sprints_of(plan, plan.rules(), plan.batch.workspace.today(now))
    fresh = {each.ref: each for each in found.values() if (each.name, each.starts_on) not in known}
    stays = _stays(plan, set(fresh))
    for sprint in sorted(fresh.values(), key=lambda each: (each.starts_on, each.ref)):
        _write(sprint, stays.get(sprint.ref, []), frame, by, now)
    return len(fresh)


def _write(sprint: PastSprint, stays: Sequence[tuple[UUID, dict[str, Any]]], frame: Frame, by: Member, now: datetime) -> None:  # fmt: skip
    assert frame.team is not None
    items = Item.objects.in_bulk([item_id for item_id, _ in stays])
    common: dict[str, Any] = {
        "team": frame.team, "product": frame.product, "name": sprint.name, "goal": sprint.goal,
        "starts_on": sprint.starts_on, "ends_on": sprint.ends_on, "started_at": sprint.started_at,
        "stays": [_stay(items[key], told, sprint) for key, told in stays if key in items],
    }  # fmt: skip
    if sprint.closed_at:
        row = record_past_sprint(by=by, now=now, closed_at=sprint.closed_at, **common)
    else:
        row = record_open_sprint(by=by, now=now, **common)
    frame.made.append([row.kind(), str(row.id)])


def _stays(plan: Plan, wanted: set[str]) -> dict[str, list[tuple[UUID, dict[str, Any]]]]:
    """Which items were in which sprint. Sprints are few, and so is what is kept of each stay."""
    found: dict[str, list[tuple[UUID, dict[str, Any]]]] = {}
    batch = plan.batch
    items = dict(ImportedItem.objects.filter(product=batch.product, connection=batch.connection).values_list("key", "item_id"))  # fmt: skip
    rows = ImportDraft.objects.filter(batch=batch).order_by("position").values_list("key", "body")
    for key, body in rows.iterator(chunk_size=500):
        for stay in body.get("stays", ()):
            if stay["sprint"] in wanted and key in items:
                found.setdefault(stay["sprint"], []).append((items[key], stay))
    return found


def _stay(item: Item, told: dict[str, Any], sprint: PastSprint) -> Stay:
    outcome = told["outcome"] or (DONE if _done_in(item, sprint) else "carried")
    after = told["after"] or (str(item.points) if item.points is not None else None)
    before = told["before"] or after
    return Stay(
        item=item, outcome=outcome,
        points_committed=Decimal(before) if before else None,
        points_closed=Decimal(after) if after else None,
        done_at=_done_at(item, sprint) if outcome == DONE else None,
    )  # fmt: skip


def _done_in(item: Item, sprint: PastSprint) -> bool:
    if item.finished_at is None or sprint.started_at is None or sprint.closed_at is None:
        return False
    return sprint.started_at <= item.finished_at <= sprint.closed_at


def _done_at(item: Item, sprint: PastSprint) -> datetime | None:
    return item.finished_at if item.finished_at and _done_in(item, sprint) else sprint.closed_at
