"""Saved views: filters, order and columns under a name."""

from collections.abc import Mapping
from datetime import datetime

from leadline.backlog.models import SavedView
from leadline.foundation.refusals import Invalid
from leadline.products.models import Product
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

MOST = 100


@operation(needs=Right.SEE)
def save_view(
    *, by: Member, now: datetime, name: str, query: Mapping[str, object],
    product: Product | None = None, page: str = "backlog", is_shared: bool = False,
) -> SavedView:  # fmt: skip
    """Keep a view under a name, for oneself or shared with the workspace.

    Under a name that one has already, the view is replaced.
    """
    if is_shared:
        by.must(Right.PLAN)
    mine = SavedView.objects.filter(member=by, product=product, page=page)
    view: SavedView | None = mine.filter(name__iexact=name).first()
    if view is None and mine.count() >= MOST:
        raise Invalid(f"You keep {MOST} views already.", remedy="Remove one first.")
    if view is None:
        view, change = SavedView.create(
            by=by, now=now, member=by, product=product, page=page, name=name, query=dict(query),
            is_shared=is_shared,
        )  # fmt: skip
    else:
        change = view.change(by=by, now=now, query=dict(query), is_shared=is_shared)
    record(by, now, "view.saved", subject=view, changes=[change])
    return view


@operation(needs=Right.SEE)
def trash_view(*, by: Member, now: datetime, view: SavedView) -> Event | None:
    """Remove a view of one's own; whoever plans may remove a shared one."""
    if view.member_id != by.id:
        by.must(Right.PLAN)
    return record(by, now, "view.trashed", subject=view, changes=[view.trash(by=by, now=now)])
