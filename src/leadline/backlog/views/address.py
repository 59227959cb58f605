"""The list as the address describes it: filters, order, group, page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import QueryDict

from leadline.backlog.models import Item
from leadline.backlog.queries import GROUPS, OPEN, Filters, Frame, Order
from leadline.foundation.refusals import Invalid

NONE = "none"
ALL = "all"
KEPT = ("list", "state", "status", "kind", "team", "assignee", "label", "epic", "bet", "q", "sort", "group")  # fmt: skip


@dataclass(frozen=True)
class Address:
    """What an address asks for. `query` holds the parameters that make a saved view."""

    filters: Filters
    order: Order
    after: str
    query: Mapping[str, Any]

    @property
    def is_ranked(self) -> bool:
        """Whether the rows stand in the order of their ranks, so that they may be moved."""
        return self.order.sort == "rank" and self.order.group in ("", "list")

    @property
    def is_narrowed(self) -> bool:
        return replace(self.filters, lists=()) != Filters()


def read_address(params: QueryDict, frame: Frame) -> Address:
    """Read an address; without a list it is about the product's first one. Raises `Invalid`."""
    chosen = params.get("list", "")
    lists = _lists(chosen, frame)
    filters = Filters(
        state=params.get("state") or OPEN,
        lists=lists,
        statuses=_ids(params, "status"),
        kinds=_kinds(params),
        teams=_ids(params, "team"),
        assignees=_ids(params, "assignee"),
        labels=_ids(params, "label"),
        parents=_ids(params, "epic"),
        bets=_ids(params, "bet"),
        text=params.get("q", "")[:200],
        fields=_fields(params, frame),
    )
    group = params.get("group", "")
    if group and group not in GROUPS:
        raise Invalid(
            f"Nothing is grouped by “{group[:40]}”.",
            field="group",
            remedy=f"Group by {', '.join(GROUPS)}, or by nothing.",
        )
    sort = params.get("sort") or "rank"
    if sort == "rank" and len(lists) != 1:
        group = group or "list"
    return Address(filters, Order(sort, group), params.get("after", ""), query_of(params))


def query_of(params: QueryDict) -> dict[str, list[str]]:
    """The parameters that make a view: no product, no page."""
    kept = {name: params.getlist(name) for name in params if name in KEPT or name.startswith("field-")}  # fmt: skip
    return {name: [value for value in values if value] for name, values in kept.items() if any(values)}  # fmt: skip


def _lists(chosen: str, frame: Frame) -> tuple[UUID, ...]:
    if chosen == ALL:
        return ()
    if not chosen:
        return tuple(each.pk for each in frame.lists[:1])
    return (_id("list", chosen),)


def _ids(params: QueryDict, name: str) -> tuple[UUID | None, ...]:
    given = [value for value in params.getlist(name) if value]
    return tuple(None if value == NONE else _id(name, value) for value in given[:50])


def _id(name: str, value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError as error:
        raise Invalid("The address names nothing that there is.", field=name, remedy="Choose again.") from error  # fmt: skip


def _kinds(params: QueryDict) -> tuple[str, ...]:
    given = [value for value in params.getlist("kind") if value]
    for value in given:
        if value not in Item.Kind.values:
            raise Invalid(
                f"“{value[:40]}” is no kind of item.",
                field="kind",
                remedy=f"Take one of: {', '.join(Item.Kind.values)}.",
            )
    return tuple(given)


def _fields(params: QueryDict, frame: Frame) -> tuple[Any, ...]:
    own = {f"field-{field.pk}": field for field in frame.fields}
    return tuple((own[name], params[name]) for name in params if name in own and params[name])
