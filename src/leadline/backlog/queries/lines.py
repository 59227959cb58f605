"""Lists of items: one frozen line for each, in a constant number of statements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar
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
from leadline.backlog.queries.frames import Frame
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.products.models import Product, Team
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

T = TypeVar("T")
KINDS: dict[str, str] = {str(value): str(label) for value, label in Item.Kind.choices}


class ItemLine(NamedTuple):
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
    bet_id: UUID | None
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
    values: Mapping[UUID, Any] = MappingProxyType({})

    @property
    def parts(self) -> tuple[Any, ...]:
        """All that is shown of it, to be compared."""
        return (*self[:-1], *self.values.items())

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
    after: str = "", limit: int = PAGE, frame: Frame | None = None,
) -> "Slice[ItemLine]":  # fmt: skip
    """A page of a product's items, by default the open ones in the order of their ranks.

    Ranks compare within a list: with several lists ask for the group "list" as well. Costs
    eight statements at most, whatever the number of items and the depth of the page; fewer
    with the product's frame, which holds the names of nearly all that items are tied to.
    """
    rows = filters.narrow(Item.objects.filter(product=product))
    ordered, columns = order.apply(rows)
    page = page_of(named(ordered), columns, after, limit)
    return Slice(lines_of(member, product, page.rows, frame), page.after)


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
    "parent_id", "bet_id", "team_id", "assignee_id", "points", "due_on", "opened_at", "updated_at",
    "started_at", "finished_at",
)  # fmt: skip


def named(rows: "QuerySet[Item]") -> "QuerySet[Item, Any]":
    """The rows as named tuples of what lines need of their own table, and of their order."""
    # No joins for names: with statistics, SQLite would read and sort the whole list for them.
    # Tuples, because a list draws many rows and making an object of each costs half of reading it.
    return rows.values_list(*COLUMNS, *rows.query.annotations, named=True)


def lines_of(
    member: Member, product: Product, rows: Sequence[Any], frame: Frame | None = None
) -> list[ItemLine]:
    """The lines of rows that went through `named`, in their order."""
    names = _names(product, rows, frame)
    extras = _extras([row.id for row in rows], has_fields=frame is None or bool(frame.fields))
    base = item_url(member, product.key)
    return [_line(row, product.key, base, names, extras[row.id]) for row in rows]


def _line(row: Any, key: str, base: str, names: "Names", extras: dict[str, Any]) -> ItemLine:
    status, category = names.statuses[row.status_id]
    title, number, parents_product = names.parents.get(row.parent_id, ("", None, ""))
    return ItemLine(
        row.id, row.version, row.number, f"{key}-{row.number}", f"{base}{row.number}", row.title,
        row.item_kind, row.rank, row.status_id, status, category,
        row.backlog_list_id, names.lists[row.backlog_list_id],
        row.parent_id if parents_product else None, title,
        f"{parents_product}-{number}" if parents_product else "",
        row.bet_id, row.team_id, names.teams.get(row.team_id, ""),
        row.assignee_id, names.people.get(row.assignee_id, ""),
        row.points, row.due_on, row.opened_at, row.updated_at, row.started_at, row.finished_at,
        **extras,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What lines call the rows that items are tied to, by their ids."""

    statuses: Mapping[UUID, tuple[str, str]]
    lists: Mapping[UUID, str]
    parents: Mapping[UUID, tuple[str, int, str]]
    teams: Mapping[UUID, str]
    people: Mapping[UUID, str]


def _names(product: Product, rows: Sequence[Any], frame: Frame | None) -> Names:
    """From the frame where it knows them all, else read in a statement for each kind."""
    keys = [{getattr(row, column) for row in rows} - {None} for column in TIES]
    statuses, lists, parents, teams, people = keys
    known = frame or Frame(product)
    return Names(
        statuses=_known(statuses, ((each.pk, (each.name, each.category)) for each in known.statuses), lambda: ((key, (name, category)) for key, name, category in _statuses(product=product.pk))),
        lists=_known(lists, ((each.pk, each.name) for each in known.lists), lambda: _lists(product=product.pk)),
        parents={key: (title, number, of) for key, title, number, of in _parents(items=list(parents))},
        teams=_known(teams, ((each.pk, each.name) for each in known.teams), lambda: _teams(teams=list(teams))),
        people=_known(people, ((each.pk, each.name) for each in known.people), lambda: ((key, name or email.partition("@")[0]) for key, name, email in _people(people=list(people)))),
    )  # fmt: skip


TIES = ("status_id", "backlog_list_id", "parent_id", "team_id", "assignee_id")


def _known(
    wanted: set[UUID],
    known: Iterable[tuple[UUID, T]],
    ask: Callable[[], Iterable[tuple[UUID, T]]],
) -> dict[UUID, T]:
    """The names that are known already, if those are all; else asks for them."""
    found = dict(known)
    return found if wanted <= found.keys() else dict(ask())


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


def _extras(ids: list[UUID], *, has_fields: bool) -> dict[UUID, dict[str, Any]]:
    """What hangs on each item, in two statements; in one where there are no custom fields."""
    found: dict[UUID, dict[str, Any]] = {key: {"labels": (), "values": {}} for key in ids}
    for key, what, name, count, done in sorted(_hanging(items=ids), key=itemgetter(2)):
        if what == "label":
            found[key]["labels"] += (name,)
        else:
            found[key] |= zip(COUNTS[what], (count, done), strict=False)
    for value in _values(items=ids) if has_fields else ():
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
