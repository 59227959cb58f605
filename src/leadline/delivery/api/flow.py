"""The figures of flow, the items behind them, and what is left out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from leadline.backlog.queries import items_by_ids
from leadline.delivery import drawing
from leadline.delivery.api.base import flow_scope, router, team_of
from leadline.delivery.models import FlowExclusion
from leadline.delivery.operations import count_again, leave_out
from leadline.delivery.queries.flow import FlowScope, flow_of
from leadline.delivery.queries.flow.items import flow_items
from leadline.delivery.queries.flow.scope import excluded
from leadline.delivery.schemas import flow as schemas
from leadline.foundation import clock
from leadline.products.queries import product_by_key
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/flow", needs=Right.SEE, response=schemas.FlowOut)
def get_flow(request: HttpRequest, asked: Query[schemas.FlowQuery]) -> Any:
    """The figures of flow: of a product (by key), a team, a kind, over 3, 6 or 12 months, or all."""
    member = acting(request)
    return drawing.flow(flow_of(member, flow_scope(member, asked), member.workspace.today(clock.now())))  # fmt: skip


@endpoint(router, "GET", "/flow/items", needs=Right.SEE, response=schemas.FlowItemPage)
def list_flow_items(request: HttpRequest, asked: Query[schemas.FlowItemsQuery]) -> Any:
    """The items behind a figure of flow, page by page."""
    member = acting(request)
    today = member.workspace.today(clock.now())
    page = flow_items(member, flow_scope(member, asked), asked.choice(), today, asked.after)
    return page.of(drawing.flow_item)


@endpoint(router, "POST", "/flow/left-out", needs=Right.PLAN, response={204: None})
def post_left_out(request: HttpRequest, body: schemas.LeftOutIn) -> Any:
    """Leave items out of all figures, for a reason."""
    items = items_by_ids(acting(request), body.items)
    leave_out(by=acting(request), now=clock.now(), items=items, reason=body.reason)
    return 204, None


@endpoint(router, "GET", "/flow/left-out", needs=Right.SEE, response=schemas.LeftOutList)
def list_left_out(request: HttpRequest, product: str = "", team: UUID | None = None) -> Any:
    """What was left out by hand, of a product (by key), of a team, or all; 200 at most."""
    member = acting(request)
    chosen = product_by_key(member, product) if product else None
    rows = excluded(FlowScope(chosen, team_of(member, team), months=None)).order_by("-at", "-id")
    return {"rows": [drawing.left_out(row) for row in rows[:200]]}


@endpoint(router, "DELETE", "/flow/left-out/{uuid:exclusion}", needs=Right.PLAN, response={204: None})  # fmt: skip
def delete_left_out(request: HttpRequest, exclusion: UUID) -> Any:
    """Let an item that was left out count again."""
    found: FlowExclusion = one(FlowExclusion.objects.select_related("item__product"), id=exclusion)
    count_again(by=acting(request), now=clock.now(), exclusion=found)
    return 204, None
