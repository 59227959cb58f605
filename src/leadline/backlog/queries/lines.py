"""Lists of items: one frozen line for each, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.urls import reverse

from leadline.backlog.models import (
    BacklogList,
    Criterion,
    Dependency,
    FieldValue,
    Item,
    ItemLabel,
    Status,
)
from leadline.backlog.queries.filters import ALL_OPEN, BY_RANK, Filters, Order
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.products.models import Product
from leadline.workspaces.models import Member

KINDS: dict[str, str] = {str(value): str(label) for value, label in Item.Kind.choices}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as lists show it. Times are UTC instants; `values` holds custom fields by id."""

    id: UUID
    version: int
    number: int
    key: str
    url: str
    title: str
    kind: str
    rank: str
    status_id: UUID
    status: str
    category: str
    list_id: UUID
    list: str
    parent_id: UUID | None
    parent: str
    parent_key: str
    team_id: UUID | None
    team: str
    assignee_id: UUID | None
    assignee: str
    points: Decimal | None
    due_on: date | None
    opened_at: datetime
    updated_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    labels: tuple[str, ...] = ()
    blockers: int = 0
    criteria: int = 0
    criteria_met: int = 0
    children: int = 0
    children_done: int = 0
    values: Mapping[UUID, Any] = field(default_factory=dict)

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]

    @property
    def points_text(self) -> str:
        """The points without needless zeros; empty for none."""
        text = "" if self.points is None else f"{self.points:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    @property
    def has_notes(self) -> bool:
        """Whether there is anything to say below the title."""
        return bool(self.parent or self.labels or self.blockers or self.criteria or self.children)


def open_items(
    member: Member, product: Product, *, filters: Filters = ALL_OPEN, order: Order = BY_RANK,
    after: str = "", limit: int = PAGE,
) -> "Slice[ItemLine]":  # fmt: skip
    """A page of a product's items, by default the open ones in the order of their ranks.

    Ranks compare within a list: with several lists ask for the group "list" as well. Costs
    eight statements, whatever the number of items and the depth of the page.
    """
    rows = filters.narrow(Item.objects.filter(product=product))
    ordered, columns = order.apply(rows)
    page = page_of(named(ordered), columns, after, limit)
    return Slice(lines_of(member, product, page.rows), page.after)


def trashed_items(
    member: Member, product: Product, after: str = "", limit: int = PAGE
) -> "Slice[Item]":
    """What lies in a product's trash, last thrown away first."""
    rows = Item.with_trash.filter(product=product, trashed_at__isnull=False)
    return page_of(rows.select_related("product", "workspace"), ["-trashed_at", "-id"], after, limit)  # fmt: skip


def lines_among(member: Member, product: Product, ids: Iterable[UUID]) -> dict[UUID, ItemLine]:
    """The lines of certain items of a product, by id; those that are gone are left out."""
    rows = named(Item.objects.filter(product=product, pk__in=list(ids)))
    return {line.id: line for line in lines_of(member, product, list(rows))}


def named(rows: "QuerySet[Item]") -> "QuerySet[Item]":
    """The rows with the names of what they point to, and without their long texts."""
    # Only outer joins: an inner one would let SQLite start from the other table and sort.
    return rows.defer("description").annotate(
        team_name=F("team__name"),
        assignee_name=F("assignee__user__name"),
        assignee_email=F("assignee__user__email"),
        parent_title=F("parent__title"),
        parent_number=F("parent__number"),
        parent_trashed_at=F("parent__trashed_at"),
        parent_product_key=F("parent__product__key"),
    )


def lines_of(member: Member, product: Product, rows: Sequence[Any]) -> list[ItemLine]:
    """The lines of rows that went through `named`, in their order."""
    ids = [row.pk for row in rows]
    statuses = {row.pk: row for row in Status.with_trash.filter(product=product)}
    lists = {row.pk: row.name for row in BacklogList.with_trash.filter(product=product)}
    extras = _extras(ids)
    base = item_url(member, product.key)
    return [
        ItemLine(
            **_own(row, product.key, base),
            **_beside(row),
            status=statuses[row.status_id].name,
            category=statuses[row.status_id].category,
            list=lists[row.backlog_list_id],
            **extras[row.pk],
        )
        for row in rows
    ]


def item_url(member: Member, key: str) -> str:
    """The address of a product's items up to the number."""
    names = {"slug": member.workspace.slug, "key": key, "number": 0}
    return reverse("backlog:item", kwargs=names).removesuffix("0")


def _own(row: Any, key: str, base: str) -> dict[str, Any]:
    return {
        "id": row.pk, "version": row.version, "number": row.number,
        "key": f"{key}-{row.number}", "url": f"{base}{row.number}", "title": row.title,
        "kind": row.item_kind, "rank": row.rank, "status_id": row.status_id,
        "list_id": row.backlog_list_id, "points": row.points, "due_on": row.due_on,
        "opened_at": row.opened_at, "updated_at": row.updated_at,
        "started_at": row.started_at, "finished_at": row.finished_at,
    }  # fmt: skip


def _beside(row: Any) -> dict[str, Any]:
    in_sight = row.parent_id if row.parent_trashed_at is None else None
    return {
        "parent_id": in_sight,
        "parent": (row.parent_title or "") if in_sight else "",
        "parent_key": f"{row.parent_product_key}-{row.parent_number}" if in_sight else "",
        "team_id": row.team_id,
        "team": row.team_name or "",
        "assignee_id": row.assignee_id,
        "assignee": row.assignee_name or (row.assignee_email or "").partition("@")[0],
    }


def _extras(ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """What hangs on each item, in one statement for each kind of thing."""
    found: dict[UUID, dict[str, Any]] = {key: {"labels": (), "values": {}} for key in ids}
    for key, names in _labels(ids).items():
        found[key]["labels"] = tuple(names)
    blocking = Dependency.objects.filter(blocked__in=ids, blocker__finished_at=None, blocker__trashed_at=None)  # fmt: skip
    for key, count in blocking.values_list("blocked").annotate(Count("id")):
        found[key]["blockers"] = count
    criteria = Criterion.objects.filter(item__in=ids).values_list("item")
    for key, count, met in criteria.annotate(Count("id"), Count("met_at")):
        found[key] |= {"criteria": count, "criteria_met": met}
    children = Item.objects.filter(parent__in=ids).values_list("parent")
    for key, count, done in children.annotate(Count("id"), Count("finished_at")):
        found[key] |= {"children": count, "children_done": done}
    for value in FieldValue.objects.filter(item__in=ids, field__trashed_at=None):
        found[value.item_id]["values"][value.field_id] = value.value
    return found


def _labels(ids: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    links = ItemLabel.objects.filter(item__in=ids, label__trashed_at=None)
    for key, name in links.order_by("label__name").values_list("item", "label__name"):
        found[key].append(name)
    return found
