"""Items: reading, adding, editing, ranking, sending, moving."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from leadline.backlog import operations, queries
from leadline.backlog.models import BacklogList, Item, Status
from leadline.backlog.operations import Place
from leadline.backlog.queries.records import item_and_line
from leadline.backlog.schemas.items import (
    Done,
    ItemChange,
    ItemIn,
    ItemOut,
    ItemPage,
    ItemQuery,
    ItemsChange,
    ItemsIn,
    LabelledIn,
    MoveIn,
    RankIn,
    SendIn,
    WholeItemOut,
)
from leadline.foundation import clock
from leadline.foundation.refusals import Invalid
from leadline.planning.queries import bet_by_id
from leadline.products.models import Product
from leadline.products.queries import product_by_key, team_by_id
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.models import Event, Member
from leadline.workspaces.queries import one, people
from leadline.workspaces.rights import Right

router = Router()
PLACE = ("before", "after", "at_top")


@endpoint(router, "GET", "/items", needs=Right.SEE, response=ItemPage)
def list_items(request: HttpRequest, asked: Query[ItemQuery]) -> Any:
    """A product's items, filtered, sorted, page by page."""
    product = product_by_key(acting(request), asked.product)
    page = queries.open_items(acting(request), product, filters=asked.filters(), order=asked.order(), after=asked.after, limit=asked.limit)  # fmt: skip
    return page.of(ItemOut.of)


@endpoint(router, "POST", "/items", needs=Right.CONTRIBUTE, response={201: WholeItemOut})
def create_item(request: HttpRequest, body: ItemIn) -> Any:
    """Add an item at a place of a list."""
    product = product_by_key(acting(request), body.product)
    fields = _resolved(request, body.model_dump(exclude={"product", *PLACE}), product)
    item = operations.create_item(by=acting(request), now=clock.now(), product=product, place=_place(request, body), **fields)  # fmt: skip
    return 201, _whole(request, item)


@endpoint(router, "GET", "/items/{uuid:item}", needs=Right.SEE, response=WholeItemOut)
def read_item(request: HttpRequest, item: UUID) -> Any:
    """One item."""
    return _whole(request, queries.item_by_id(acting(request), item))


@endpoint(router, "GET", "/items/by-key/{key}", needs=Right.SEE, response=WholeItemOut)
def read_item_by_key(request: HttpRequest, key: str) -> Any:
    """One item, by its key such as WS-12."""
    product, _dash, number = key.rpartition("-")
    if not number.isdecimal() or len(number) > 9:
        raise Invalid("This is no key of an item.", field="key", remedy="Write it as in WS-12.")
    found = product_by_key(acting(request), product)
    return _whole(request, queries.item_by_key(acting(request), found, int(number)))


@endpoint(router, "PATCH", "/items/{uuid:item}", needs=Right.CONTRIBUTE, response=WholeItemOut)
def change_item(request: HttpRequest, item: UUID, body: ItemChange) -> Any:
    """Edit an item's own fields."""
    found, version = queries.item_by_id(acting(request), item), expected_version(request)
    fields = _resolved(request, body.model_dump(exclude_unset=True))
    operations.change_item(by=acting(request), now=clock.now(), item=found, version=version, **fields)  # fmt: skip
    return _whole(request, found)


@endpoint(router, "DELETE", "/items/{uuid:item}", needs=Right.CONTRIBUTE, response={204: None})
def trash_item(request: HttpRequest, item: UUID) -> Any:
    """Put an item into the trash."""
    found, version = queries.item_by_id(acting(request), item), expected_version(request)
    operations.trash_items(by=acting(request), now=clock.now(), items=[found], version=version)
    return 204, None


@endpoint(router, "POST", "/items/restorations", needs=Right.CONTRIBUTE, response=Done)
def restore_items(request: HttpRequest, body: ItemsIn) -> Any:
    """Bring items back from the trash."""
    items = queries.trashed_by_ids(acting(request), body.items)
    return _done(request, items, operations.restore_items(by=acting(request), now=clock.now(), items=items))  # fmt: skip


@endpoint(router, "POST", "/items/ranks", needs=Right.PLAN, response=Done)
def rank_items(request: HttpRequest, body: RankIn) -> Any:
    """Put items at a place of their list, one behind the other."""
    items = queries.items_by_ids(acting(request), body.items)
    event = operations.rank_items(by=acting(request), now=clock.now(), items=items, place=_place(request, body))  # fmt: skip
    return _done(request, items, event)


@endpoint(router, "POST", "/items/sendings", needs=Right.PLAN, response=Done)
def send_items(request: HttpRequest, body: SendIn) -> Any:
    """Send items to another list of their product."""
    items = queries.items_by_ids(acting(request), body.items)
    to: BacklogList = one(BacklogList.objects.all(), pk=body.backlog_list)
    event = operations.send_items(by=acting(request), now=clock.now(), items=items, to=to, place=_place(request, body))  # fmt: skip
    return _done(request, items, event)


@endpoint(router, "POST", "/items/moves", needs=Right.CONTRIBUTE, response=Done)
def move_items(request: HttpRequest, body: MoveIn) -> Any:
    """Give items another status."""
    items = queries.items_by_ids(acting(request), body.items)
    to: Status = one(Status.objects.all(), pk=body.status)
    return _done(request, items, operations.move_items(by=acting(request), now=clock.now(), items=items, to=to))  # fmt: skip


@endpoint(router, "POST", "/items/edits", needs=Right.CONTRIBUTE, response=Done)
def edit_items(request: HttpRequest, body: ItemsChange) -> Any:
    """Give several items the same assignee, team, parent, bet, points, due date or kind."""
    items = queries.items_by_ids(acting(request), body.items)
    fields = _resolved(request, body.model_dump(exclude_unset=True, exclude={"items"}))
    event = operations.edit_items(by=acting(request), now=clock.now(), items=items, **fields)
    return _done(request, items, event)


@endpoint(router, "POST", "/items/labels", needs=Right.CONTRIBUTE, response=Done)
def label_items(request: HttpRequest, body: LabelledIn) -> Any:
    """Put labels on items and take labels off."""
    items = queries.items_by_ids(acting(request), body.items)
    event = operations.label_items(by=acting(request), now=clock.now(), items=items, add=body.add, remove=body.remove)  # fmt: skip
    return _done(request, items, event)


def _place(request: HttpRequest, body: ItemIn | RankIn) -> Place:
    if sum((body.before is not None, body.after is not None, body.at_top)) > 1:
        raise Invalid("Say one place only.", field="before", remedy="Send before, after or at_top.")
    sides = {name: queries.item_by_id(acting(request), key) for name in ("before", "after") if (key := getattr(body, name))}  # fmt: skip
    return Place(before=sides.get("before"), after=sides.get("after"), at_top=body.at_top)


def _resolved(request: HttpRequest, fields: dict[str, Any], product: Product | None = None) -> dict[str, Any]:  # fmt: skip
    """The fields of a body as an operation takes them: rows for ids, decimals for numbers.

    `product`: where the fields name a status or a list of it.
    """
    by = acting(request)
    readers = _of_product(by, product) if product else {}
    readers |= {
        "parent": lambda key: queries.item_by_id(by, key),
        "bet": lambda key: bet_by_id(by, key),
        "team": lambda key: team_by_id(by, key),
        "assignee": lambda key: one(people(by), pk=key),
        "points": lambda number: round(Decimal(str(number)), 2),
    }
    read = {
        name: readers[name](value) if name in readers and value is not None else value
        for name, value in fields.items()
    }
    return {"item_kind" if name == "kind" else name: value for name, value in read.items()}


def _of_product(by: Member, product: Product) -> dict[str, Callable[[Any], Any]]:
    return {
        "status": lambda key: one(queries.statuses_of(by, product), pk=key),
        "backlog_list": lambda key: one(queries.lists_of(by, product), pk=key),
    }


def _whole(request: HttpRequest, item: Item) -> WholeItemOut:
    item, line = item_and_line(acting(request), item)
    return WholeItemOut.whole(line, item)


def _done(request: HttpRequest, items: Sequence[Item], event: Event | None) -> Done:
    by_product: dict[Product, list[UUID]] = {}
    for item in items:
        by_product.setdefault(item.product, []).append(item.pk)
    found = {
        key: line
        for product, ids in by_product.items()
        for key, line in queries.lines_among(acting(request), product, ids).items()
    }
    rows = [ItemOut.of(found[item.pk]) for item in items if item.pk in found]
    return Done(rows=rows, event=event.id if event and event.changes else None)
