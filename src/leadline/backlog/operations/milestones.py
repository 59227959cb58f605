"""Milestones, and what must be done by them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from leadline.backlog.models import Item, Milestone, MilestonePart
from leadline.backlog.models.aims import MOST_PARTS
from leadline.foundation.refusals import Invalid
from leadline.planning.models import Bet
from leadline.products.models import Product
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.bulk import create_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def create_milestone(
    *, by: Member, now: datetime, product: Product, name: str, due_on: date, about: str = ""
) -> Milestone:
    """Name a day of a product."""
    milestone, change = Milestone.create(by=by, now=now, product=product, name=name, due_on=due_on, about=about)  # fmt: skip
    record(by, now, "milestone.created", subject=milestone, changes=[change])
    return milestone


@operation(needs=Right.PLAN)
def change_milestone(
    *, by: Member, now: datetime, milestone: Milestone, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a milestone, move its day, or say more about it."""
    change = milestone.change(by=by, now=now, version=version, **values)
    return record(by, now, "milestone.changed", subject=milestone, changes=[change])


@operation(needs=Right.PLAN)
def trash_milestone(
    *, by: Member, now: datetime, milestone: Milestone, version: int | None = None
) -> Event | None:
    """Put a milestone into the trash; the work stays."""
    change = milestone.trash(by=by, now=now, version=version)
    return record(by, now, "milestone.trashed", subject=milestone, changes=[change])


@operation(needs=Right.PLAN)
def require(
    *, by: Member, now: datetime, milestone: Milestone, items: Sequence[Item] = (), bets: Sequence[Bet] = ()
) -> Event | None:  # fmt: skip
    """Say that items, or all the work of bets, must be done by a milestone; those that are asked for already stay."""
    there = list(MilestonePart.objects.filter(milestone=milestone))
    known = {row.item_id or row.bet_id for row in there}
    wanted = [{"item": row} for row in items] + [{"bet": row} for row in bets]
    fresh = [each for each in wanted if next(iter(each.values())).pk not in known]
    if len(there) + len(fresh) > MOST_PARTS:
        raise Invalid(f"A milestone asks for {MOST_PARTS} things at most.", remedy="Ask for their epics or bets.")  # fmt: skip
    changes = create_all(MilestonePart, [{"milestone": milestone, **each} for each in fresh], by=by, now=now)[1]  # fmt: skip
    return record(by, now, "milestone.part_added", subject=milestone, changes=changes)


@operation(needs=Right.PLAN)
def drop_part(*, by: Member, now: datetime, part: MilestonePart) -> Event | None:
    """Say that a milestone does not ask for this any more."""
    return record(by, now, "milestone.part_removed", subject=part.milestone, changes=[part.remove()])  # fmt: skip
