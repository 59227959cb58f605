"""Lists of items: one frozen line for each, in a constant number of statements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet, Value
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
from leadline.products.models import Product, Team
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

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


COLUMNS = (
    "id", "version", "number", "title", "item_kind", "rank", "status_id", "backlog_list_id",
    "parent_id", "team_id", "assignee_id", "points", "due_on", "opened_at", "updated_at",
    "started_at", "finished_at",
)  # fmt: skip


def named(rows: "QuerySet[Item]") -> "QuerySet[Item, Any]":
    """The rows as named tuples of what lines need of their own table, and of their order."""
    # No joins for names: with statistics, SQLite would read and sort the whole list for them.
    # Tuples, because a list draws many rows and making an object of each costs half of reading it.
    return rows.values_list(*COLUMNS, *rows.query.annotations, named=True)


def lines_of(member: Member, product: Product, rows: Sequence[Any]) -> list[ItemLine]:
    """The lines of rows that went through `named`, in their order."""
    ids = [row.id for row in rows]
    statuses = {key: (name, category) for key, name, category in _statuses(product=product.pk)}
    lists = dict(_lists(product=product.pk))
    extras, beside = _extras(ids), _names_beside(rows)
    base = item_url(member, product.key)
    return [
        ItemLine(
            **_own(row, product.key, base),
            **beside(row),
            status=statuses[row.status_id][0],
            category=statuses[row.status_id][1],
            list=lists[row.backlog_list_id],
            **extras[row.id],
        )
        for row in rows
    ]


@prepared
def _statuses(product: UUID) -> "QuerySet[Any, Any]":
    return Status.with_trash.filter(product=product).values_list("id", "name", "category")


@prepared
def _lists(product: UUID) -> "QuerySet[Any, Any]":
    return BacklogList.with_trash.filter(product=product).values_list("id", "name")


def item_url(member: Member, key: str) -> str:
    """The address of a product's items up to the number."""
    names = {"slug": member.workspace.slug, "key": key, "number": 0}
    return reverse("backlog:item", kwargs=names).removesuffix("0")


def _own(row: Any, key: str, base: str) -> dict[str, Any]:
    return {
        "id": row.id, "version": row.version, "number": row.number,
        "key": f"{key}-{row.number}", "url": f"{base}{row.number}", "title": row.title,
        "kind": row.item_kind, "rank": row.rank, "status_id": row.status_id,
        "list_id": row.backlog_list_id, "points": row.points, "due_on": row.due_on,
        "opened_at": row.opened_at, "updated_at": row.updated_at,
        "started_at": row.started_at, "finished_at": row.finished_at,
    }  # fmt: skip


def _names_beside(rows: Sequence[Any]) -> Callable[[Any], dict[str, Any]]:
    """Gives for a row the names of its parent, team and assignee, read in a statement each."""

    def keys(column: str) -> list[UUID]:
        return list({getattr(row, column) for row in rows} - {None})

    parents = {key: about for key, *about in _parents(items=keys("parent_id"))}
    teams = dict(_teams(teams=keys("team_id")))
    people = {key: name or email.partition("@")[0] for key, name, email in _people(people=keys("assignee_id"))}  # fmt: skip

    def beside(row: Any) -> dict[str, Any]:
        title, number, product = parents.get(row.parent_id, ("", None, ""))
        return {
            "parent_id": row.parent_id if product else None,
            "parent": title,
            "parent_key": f"{product}-{number}" if product else "",
            "team_id": row.team_id,
            "team": teams.get(row.team_id, ""),
            "assignee_id": row.assignee_id,
            "assignee": people.get(row.assignee_id, ""),
        }

    return beside


@prepared
def _parents(items: list[UUID]) -> "QuerySet[Any, Any]":
    """Those that are not in the trash."""
    return Item.objects.filter(pk__in=items).values_list("id", "title", "number", "product__key")


@prepared
def _teams(teams: list[UUID]) -> "QuerySet[Any, Any]":
    return Team.with_trash.filter(pk__in=teams).values_list("id", "name")


@prepared
def _people(people: list[UUID]) -> "QuerySet[Any, Any]":
    return Member.with_trash.filter(pk__in=people).values_list("id", "user__name", "user__email")


def _extras(ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """What hangs on each item, in two statements."""
    found: dict[UUID, dict[str, Any]] = {key: {"labels": (), "values": {}} for key in ids}
    for key, what, name, count, done in sorted(_hanging(items=ids), key=itemgetter(2)):
        if what == "label":
            found[key]["labels"] += (name,)
        else:
            found[key] |= zip(COUNTS[what], (count, done), strict=False)
    for value in _values(items=ids):
        found[value.item_id]["values"][value.field_id] = value.value
    return found


COUNTS = {
    "blocker": ("blockers",),
    "criterion": ("criteria", "criteria_met"),
    "child": ("children", "children_done"),
}
HANGING = ("key", "what", "name", "all", "done")


@prepared
def _hanging(items: list[UUID]) -> "QuerySet[Any, Any]":
    """Labels, open blockers, criteria and children of items: HANGING for each."""
    open_ends = {"blocker__finished_at": None, "blocker__trashed_at": None}
    labels = ItemLabel.objects.filter(item__in=items, label__trashed_at=None)
    blockers = Dependency.objects.filter(blocked__in=items, **open_ends)
    criteria = Criterion.objects.filter(item__in=items)
    children = Item.objects.filter(parent__in=items)
    return _part(labels, "item_id", "label", name=F("label__name")).union(
        _part(blockers, "blocked_id", "blocker"),
        _part(criteria, "item_id", "criterion", done="met_at"),
        _part(children, "parent_id", "child", done="finished_at"),
        all=True,
    )


def _part(rows: "QuerySet[Any]", key: str, what: str, **columns: Any) -> "QuerySet[Any, Any]":
    """How many rows there are for each key (and name), and how many of them are done."""
    named = {"key": F(key), "what": Value(what), "name": columns.get("name", Value(""))}
    kept: QuerySet[Any, Any] = rows.order_by().annotate(**named).values(*named)
    counted = kept.annotate(all=Count("id"), done=Count(columns.get("done", "id")))
    part: QuerySet[Any, Any] = counted.values_list(*HANGING)
    return part


@prepared
def _values(items: list[UUID]) -> "QuerySet[FieldValue]":
    return FieldValue.objects.filter(item__in=items, field__trashed_at=None)
