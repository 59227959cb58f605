"""What is in a sprint: adding and removing, before the start and after."""

from collections.abc import Sequence
from datetime import datetime

from leadline.backlog.models import Item
from leadline.delivery.models import Sprint, SprintItem
from leadline.delivery.operations.sprints import SprintHasEnded
from leadline.foundation.refusals import Invalid, Refusal
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


class InAnotherSprint(Refusal):
    """The item is in another sprint that is not closed."""


@operation(needs=Right.PLAN)
def add_items(*, by: Member, now: datetime, sprint: Sprint, items: Sequence[Item]) -> Event | None:
    """Take items into the sprint; after its start they count as added scope.

    Items that are in it already stay as they are. Raises `SprintHasEnded`, `InAnotherSprint`,
    `Invalid` for items of another product or done already.
    """
    _refuse_closed(sprint)
    there = _places(items)
    new = [item for item in items if there.get(item.id) != sprint.id]
    for item in new:
        _refuse_misfit(sprint, item)
    refuse_elsewhere(new)
    changes = [_enter(sprint, item, by, now) for item in new]
    return record(by, now, "sprint.items_added", subject=sprint, changes=changes)


@operation(needs=Right.PLAN)
def remove_items(
    *, by: Member, now: datetime, sprint: Sprint, items: Sequence[Item]
) -> Event | None:
    """Take items out; after the start the sprint keeps that they were in it."""
    _refuse_closed(sprint)
    stays = SprintItem.objects.filter(sprint=sprint, item__in=items, removed_at=None)
    changes = [_leave(stay, sprint, by, now) for stay in stays]
    return record(by, now, "sprint.items_removed", subject=sprint, changes=changes)


def _enter(sprint: Sprint, item: Item, by: Member, now: datetime) -> Change:
    points = item.points if sprint.started_at else None
    _, change = SprintItem.create(
        by=by, now=now, sprint=sprint, item=item, added_at=now, added_by=by, points_committed=points
    )
    return change


def _leave(stay: SprintItem, sprint: Sprint, by: Member, now: datetime) -> Change:
    if not sprint.started_at:
        return stay.remove()
    return stay.change(by=by, now=now, removed_at=now, removed_by=by)


def _open_stays(items: Sequence[Item]):  # type: ignore[no-untyped-def]
    return SprintItem.objects.filter(
        item__in=items, removed_at=None, sprint__closed_at=None, sprint__trashed_at=None
    )


def _places(items: Sequence[Item]) -> dict[object, object]:
    return dict(_open_stays(items).values_list("item_id", "sprint_id"))


def refuse_elsewhere(items: Sequence[Item]) -> None:
    stay = _open_stays(items).select_related("item__product", "sprint").first()
    if stay is not None:
        raise InAnotherSprint(
            f"{stay.item.key} is in “{stay.sprint}”.",
            field="item",
            remedy="Take it out there first.",
        )


def _refuse_closed(sprint: Sprint) -> None:
    if sprint.closed_at:
        raise SprintHasEnded("A closed sprint keeps its items.", remedy="Open it again first.")


def _refuse_misfit(sprint: Sprint, item: Item) -> None:
    if sprint.product_id and item.product_id != sprint.product_id:
        raise Invalid(
            f"{item.key} belongs to another product than “{sprint}”.",
            field="item",
            remedy="Take it into a sprint of its own product, or of all products.",
        )
    if item.finished_at:
        raise Invalid(f"{item.key} is done already.", field="item", remedy="Reopen it, or leave it out.")  # fmt: skip
