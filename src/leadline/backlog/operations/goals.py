"""Which key results an item serves, and with which share."""

from datetime import datetime

from leadline.backlog.models import Item, ItemGoal
from leadline.backlog.models.aims import refuse_beyond_whole
from leadline.foundation.refusals import Invalid
from leadline.strategy.models import WHOLE, KeyResult
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def serve_key_result(
    *, by: Member, now: datetime, item: Item, key_result: KeyResult, share: int
) -> ItemGoal:
    """Say with which share an item serves a key result, in parts of ten thousand.

    Raises `TooMuch` where its shares would be more than the whole together.
    """
    if not 1 <= share <= WHOLE:
        raise Invalid("A share lies between 0.01 and 100 per cent.", field="share", remedy="Write one, as in 40.")  # fmt: skip
    goal: ItemGoal | None = ItemGoal.objects.filter(item=item, key_result=key_result).first()
    if goal is None:
        goal, change = ItemGoal.create(by=by, now=now, item=item, key_result=key_result, share=share)  # fmt: skip
    else:
        refuse_beyond_whole(goal, share)
        change = goal.change(by=by, now=now, share=share)
    record(by, now, "item.goal_set", subject=item, changes=[change])
    return goal


@operation(needs=Right.CONTRIBUTE)
def drop_key_result(*, by: Member, now: datetime, goal: ItemGoal) -> Event | None:
    """Say that an item serves a key result no more."""
    return record(by, now, "item.goal_dropped", subject=goal.item, changes=[goal.remove()])
