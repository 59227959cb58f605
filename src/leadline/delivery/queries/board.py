"""The board of a product, or of its running sprint."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import ngettext

from leadline.backlog.models import Dependency, Item, Status, StatusChange
from leadline.delivery.models import Sprint, SprintItem
from leadline.delivery.queries.scope import named
from leadline.foundation.paging import Slice, page_of
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

SHOWN = 50
DONE_FOR = timedelta(days=14)
RELATED = ("product", "status", "assignee__user", "parent__product", "workspace")
LANES = ("", "assignee", "epic")


@dataclass(frozen=True)
class BoardFilter:
    """What the board shows: of a sprint, of somebody, of a kind, with some words."""

    sprint: Sprint | None = None
    assignee: str = ""
    kind: str = ""
    words: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.assignee or self.kind or self.words)


@dataclass(frozen=True)
class Card:
    """One item on the board; `since`: when it entered its status."""

    item: Item
    since: datetime
    is_blocked: bool

    @property
    def id(self) -> UUID:
        return UUID(str(self.item.id))

    @property
    def version(self) -> int:
        return self.item.version

    def age(self, now: datetime) -> int:
        """Whole days in its status."""
        return max((now - self.since).days, 0)

    def age_words(self, now: datetime) -> str:
        """The same as cards show it."""
        return ngettext("%(n)d day", "%(n)d days", self.age(now)) % {"n": self.age(now)}


@dataclass(frozen=True)
class Column:
    """A status with its first cards; `after` is the cursor of the next ones."""

    status: Status
    cards: Sequence[Card]
    after: str = ""

    @property
    def key(self) -> str:
        return str(self.status.id)

    @property
    def name(self) -> str:
        return str(self.status.name)

    @property
    def limit(self) -> int | None:
        found: int | None = self.status.wip_limit
        return found

    @property
    def is_over(self) -> bool:
        return self.limit is not None and (len(self.cards) > self.limit or bool(self.after))

    @property
    def is_done(self) -> bool:
        return bool(self.status.category == Status.Category.DONE)


@dataclass(frozen=True)
class Lane:
    """A row of the board: the cards of one person or epic, column by column."""

    key: str
    name: str
    columns: Sequence[Column]
    count: int


@dataclass(frozen=True)
class Board:
    """A product's columns, cut into lanes; one lane without a name where none are wanted."""

    product: Product
    columns: Sequence[Column]
    lanes: Sequence[Lane]

    @property
    def over_limit(self) -> list[Column]:
        return [column for column in self.columns if column.is_over]

    @property
    def is_empty(self) -> bool:
        return not any(column.cards for column in self.columns)


def board_of(member: Member, product: Product, which: BoardFilter, now: datetime, lanes: str = "") -> Board:  # fmt: skip
    """The board: one query for the statuses, one for each of them, and two for all cards."""
    statuses = list(Status.objects.filter(product=product).order_by("rank", "id"))
    pages = [_page(status, which, now, "") for status in statuses]
    told = _told([item for page in pages for item in page.rows])
    columns = [
        Column(status, [told[item.id] for item in page.rows], page.after)
        for status, page in zip(statuses, pages, strict=True)
    ]
    return Board(product, columns, _lanes(columns, lanes))


def column_of(member: Member, status: Status, which: BoardFilter, now: datetime, after: str = "") -> Column:  # fmt: skip
    """One column from a cursor on; done items of the last 14 days only, unless of a sprint."""
    page = _page(status, which, now, after)
    told = _told(page.rows)
    return Column(status, [told[item.id] for item in page.rows], page.after)


def _page(status: Status, which: BoardFilter, now: datetime, after: str) -> "Slice[Item]":
    rows = _filtered(Item.objects.filter(product=status.product_id, status=status), which)
    order = ["rank", "id"]
    if status.category == Status.Category.DONE:
        order = ["-finished_at", "-id"]
        rows = rows.filter(finished_at__isnull=False)
        rows = rows if which.sprint else rows.filter(finished_at__gte=now - DONE_FOR)
    return page_of(rows.select_related(*RELATED), order, after, SHOWN)


def cards_of(member: Member, keys: Sequence[UUID]) -> list[Card]:
    """Cards by the ids of their items."""
    told = _told(list(Item.objects.filter(pk__in=keys).select_related(*RELATED)))
    return [told[key] for key in keys if key in told]


def status_of(member: Member, product: Product, key: UUID) -> Status:
    """A column's status; raises `NotFound`."""
    found: Status = one(Status.objects.filter(product=product), id=key)
    return found


def _told(items: Sequence[Item]) -> dict[UUID, Card]:
    """The cards of items. Asked after paging: a database tells these of every row it sorts."""
    keys = [item.id for item in items]
    moves = StatusChange.objects.filter(item__in=keys).order_by().values("item")
    since = dict(moves.annotate(latest=Max("at")).values_list("item", "latest"))
    blocking = Dependency.objects.filter(
        blocked__in=keys, blocker__finished_at=None, blocker__trashed_at=None
    )
    blocked = set(blocking.values_list("blocked_id", flat=True))
    return {
        item.id: Card(
            item, since.get(item.id) or item.started_at or item.opened_at, item.id in blocked
        )
        for item in items
    }


def _filtered(rows: "QuerySet[Item]", which: BoardFilter) -> "QuerySet[Item]":
    if which.sprint:
        stays = SprintItem.objects.filter(sprint=which.sprint, item=OuterRef("pk"), removed_at=None)
        rows = rows.filter(Exists(stays))
    if which.assignee:
        who = None if which.assignee == "nobody" else UUID(which.assignee)
        rows = rows.filter(assignee_id=who)
    rows = (
        rows.filter(item_kind=which.kind) if which.kind else rows.exclude(item_kind=Item.Kind.EPIC)
    )
    return rows.filter(named(which.words)) if which.words else rows


@dataclass
class _Row:
    name: str
    cards: dict[str, list[Card]] = field(default_factory=dict)


def _lanes(columns: Sequence[Column], by: str) -> list[Lane]:
    if by not in LANES[1:]:
        return [Lane("", "", columns, sum(len(column.cards) for column in columns))]
    rows: dict[str, _Row] = {}
    for column in columns:
        for card in column.cards:
            key, name = _lane_of(card.item, by)
            rows.setdefault(key, _Row(name)).cards.setdefault(column.key, []).append(card)
    ordered = sorted(rows.items(), key=lambda row: (row[0] == "", row[1].name.casefold()))
    return [_lane(key, row, columns) for key, row in ordered]


def _lane(key: str, row: _Row, columns: Iterable[Column]) -> Lane:
    own = [Column(column.status, row.cards.get(column.key, [])) for column in columns]
    return Lane(key, row.name, own, sum(len(column.cards) for column in own))


def _lane_of(item: Item, by: str) -> tuple[str, str]:
    if by == "assignee":
        return (str(item.assignee_id), item.assignee.name) if item.assignee else ("", "Nobody")
    return (str(item.parent_id), item.parent.title) if item.parent else ("", "No epic")
