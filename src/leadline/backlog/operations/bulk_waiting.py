"""Items that wait, ready as rows, in tables of this connection's own until they are written all at once.

Making rows in Python takes longer than the database needs to take them over. So an import makes
them before it holds the workspace, and then holds it for one statement a table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self
from uuid import UUID

from django.db import connection, models, transaction

from leadline.backlog.models import BacklogList, FieldValue, Item, ItemLabel, StatusChange
from leadline.backlog.operations.bulk import Values
from leadline.backlog.operations.drafts import ItemDraft, Passage, refuse_unfit
from leadline.backlog.operations.items import next_number
from leadline.backlog.operations.order import BOTTOM, neighbours
from leadline.foundation.inserting import Row, insert_rows
from leadline.foundation.keys import new_key
from leadline.foundation.ranks import ranks_between
from leadline.products.models import Product
from leadline.workspaces.models import Member

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PLACES = 5
SCHEMA = "waiting"
HISTORY = ("history_id", "history_date", "history_type", "history_user_id", "history_change_reason")
COLUMNS: dict[type[models.Model], list[str]] = {
    Item: [field.attname for field in Item._meta.concrete_fields],
    StatusChange: ["id", "workspace_id", "item_id", "from_status_id", "to_status_id", "at", "member_id"],
    ItemLabel: ["id", "workspace_id", "item_id", "label_id"],
    FieldValue: ["id", "workspace_id", "version", "created_at", "updated_at", "item_id", "field_id", "text", "number", "date"],
}  # fmt: skip


Given = tuple[str, list[Any]]
"""A column that is only known when items are written: its expression and the values in it."""


class WaitingItems:
    """What `create_items` does, for a hundred thousand at a time and without events.

    Filled outside any lock (`add`, `add_values`, `add_rows`) and written by `write` inside an
    operation, in the order in which they came. Numbers and places follow from what is there when
    they are written. Each draft needs its `id`; parents stand here already or further ahead.
    """

    def __init__(self, by: Member, now: datetime, product: Product) -> None:
        self.by, self.now, self.product = by, now, product
        self.count, self.attached = 0, False
        self.lists: dict[UUID, BacklogList] = {}
        self.columns: dict[type[models.Model], list[str]] = {}

    def __enter__(self) -> Self:
        self.attached = _attach()
        for model, columns in COLUMNS.items():
            self.wait_for(model, columns)
        return self

    def __exit__(self, *_: object) -> None:
        if self.attached:
            _run(f"DETACH DATABASE {SCHEMA}")
        elif not connection.needs_rollback:
            for model in self.columns:
                _run(f"DROP TABLE IF EXISTS {self._waiting(model)}")

    def wait_for(self, model: type[models.Model], columns: Sequence[str]) -> None:
        """Let rows of another noun wait too; they are written behind those of items."""
        self.columns[model] = list(columns)
        names = _names(model, columns)
        _run(f"DROP TABLE IF EXISTS {self._waiting(model)}")
        like = f"SELECT {names} FROM {_table(model)} WHERE 1 = 0"  # noqa: S608 - names of our own tables
        kind = "TABLE" if self.attached else "TEMPORARY TABLE"
        _run(f"CREATE {kind} {self._waiting(model)} AS {like}")

    def _waiting(self, model: type[models.Model]) -> str:
        name = connection.ops.quote_name(f"waiting_{model._meta.db_table}")
        return f"{SCHEMA}.{name}" if self.attached else name

    def add(self, drafts: Sequence[ItemDraft]) -> None:
        for draft in drafts:
            refuse_unfit(draft, self.product)
            self.lists[draft.backlog_list.id] = draft.backlog_list
        common = {"workspace_id": self.by.workspace_id, "version": 1, "created_at": self.now, "updated_at": self.now, "trashed_at": None, "product_id": self.product.id}  # fmt: skip
        self.add_rows(Item, [self._item(draft, common, self.count + at) for at, draft in enumerate(drafts)])  # fmt: skip
        self.add_rows(StatusChange, self._passages(drafts))
        links = ((new_key(self.now), self.by.workspace_id, draft.id, label.id) for draft in drafts for label in dict.fromkeys(draft.labels))  # fmt: skip
        self.add_rows(ItemLabel, links)
        self.count += len(drafts)

    def add_values(self, values: Values) -> None:
        """Values of custom fields of items that wait."""
        same = (self.by.workspace_id, 1, self.now, self.now)
        rows = (
            (new_key(self.now), *same, item, field.id, told["text"], told["number"], told["date"])
            for item, own in values.items()
            for field, told in own.items()
        )
        self.add_rows(FieldValue, rows)

    def add_rows(self, model: type[models.Model], rows: Iterable[Row]) -> None:
        with _kept():
            insert_rows(model, self.columns[model], rows, into=self._waiting(model))

    def write(self) -> None:
        """Write all that waits, in one statement a table; nothing waits any more."""
        if self.count:
            self._write_items()
        for model, columns in self.columns.items():
            if model is not Item:
                names = _names(model, columns)
                chosen = f"SELECT {names} FROM {self._waiting(model)}"  # noqa: S608 - names of our own tables
                _run(f"INSERT INTO {_table(model)} ({names}) {chosen}")
            _run(f"DELETE FROM {self._waiting(model)}")  # noqa: S608 - names of our own tables
        self.count = 0

    def start_again(self) -> None:
        """Forget all that waits."""
        for model, columns in list(self.columns.items()):
            self.wait_for(model, columns)
        self.count = 0

    def _write_items(self) -> None:
        given = {"number": self._number(), "rank": self._rank()}
        told = [field.attname for field in _past().tracked_fields]
        # Every item has a key of its own, so the row that tells of its beginning can bear the same.
        self._take_over(Item, COLUMNS[Item], given)
        self._take_over(_past(), told, given, "id, %s, '+', %s, NULL", [self.now, self.by.id])

    def _take_over(self, model: type[models.Model], columns: Sequence[str], given: Mapping[str, Given], more: str = "", values: Sequence[Any] = ()) -> None:  # fmt: skip
        fields = [given[name][0] if name in given else _names(Item, [name]) for name in columns]
        parameters = [each for name in columns if name in given for each in given[name][1]]
        into = _names(model, [*columns, *(HISTORY if more else ())])
        chosen = ", ".join([*fields, *([more] if more else [])])
        _run(
            f"INSERT INTO {_table(model)} ({into}) SELECT {chosen} FROM {self._waiting(Item)} ORDER BY {_order()}",  # noqa: S608 - names of our own tables
            [*parameters, *_plain(values)],
        )

    def _number(self) -> Given:
        return f"{_names(Item, ['number'])} + %s", [next_number(self.product, self.count)]

    def _rank(self) -> Given:
        """A place behind the last one of its list: the next rank, and further digits in the order of coming."""
        ends = [
            (key, ranks_between(*neighbours(there, BOTTOM))[0]) for key, there in self.lists.items()
        ]
        cases = " ".join(["WHEN %s THEN %s"] * len(ends))
        column = _names(Item, ["backlog_list_id"])
        values = [each for key, rank in ends for each in (*_plain([key]), rank)]
        return f"CASE {column} {cases} END || {_names(Item, ['rank'])}", values

    def _item(self, draft: ItemDraft, common: dict[str, Any], number: int) -> tuple[Any, ...]:
        values = {
            **common, "number": number, "rank": rank_digits(number), "id": draft.id,
            "item_kind": draft.item_kind or Item.Kind.STORY, "title": draft.title,
            "description": draft.description, "status_id": draft.status.id,
            "backlog_list_id": draft.backlog_list.id, "parent_id": draft.parent_id,
            "bet_id": draft.bet and draft.bet.id,
            "team_id": draft.team and draft.team.id, "assignee_id": draft.assignee and draft.assignee.id,
            "points": draft.points, "estimate_seconds": draft.estimate_seconds, "due_on": draft.due_on,
            "opened_at": draft.opened_at, "started_at": draft.started_at,
            "finished_at": draft.finished_at, "source_key": draft.source_key,
        }  # fmt: skip
        return tuple(values[name] for name in COLUMNS[Item])

    def _passages(self, drafts: Sequence[ItemDraft]) -> Iterable[Row]:
        for draft in drafts:
            for each in draft.passages or (Passage(draft.opened_at, draft.status),):
                before = each.from_status and each.from_status.id
                yield new_key(self.now), self.by.workspace_id, draft.id, before, each.to_status.id, each.at, self.by.id  # fmt: skip


def rank_digits(number: int) -> str:
    """Digits that make a rank behind another of it; they sort as the numbers do, and end as ranks must."""
    found = ""
    for _ in range(PLACES):
        number, at = divmod(number, len(DIGITS))
        found = DIGITS[at] + found
    return f"{found}V"


def _attach() -> bool:
    """Have SQLite keep the waiting rows in a file beside the database, so that memory stays bounded.

    Its temporary tables lie in memory however many rows they have. Not possible within a transaction,
    where they do; PostgreSQL keeps temporary tables in files by itself.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    place = Path(f"{connection.settings_dict['NAME']}.waiting-{new_key()}")
    _run(f"ATTACH DATABASE %s AS {SCHEMA}", [str(place)])
    for setting in ("journal_mode = MEMORY", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
        _run(f"PRAGMA {SCHEMA}.{setting}")
    # The open file lives on without a name, and is gone with the process however that ends.
    place.unlink(missing_ok=True)
    return True


@contextmanager
def _kept() -> Iterator[None]:
    """One transaction for many rows; on SQLite one that holds no more than what it writes to."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    _run("SAVEPOINT waiting_rows")
    try:
        yield
    finally:
        _run("RELEASE waiting_rows")


def _order() -> str:
    """The order in which items came; SQLite sorts in memory, and has them so without sorting."""
    return "rowid" if connection.vendor == "sqlite" else _names(Item, ["number"])


def _past() -> Any:
    return Item.history.model


def _plain(values: Sequence[Any]) -> list[Any]:
    """Keys and instants as the database takes them."""
    kinds: dict[type, models.Field[Any, Any]] = {UUID: models.UUIDField(), datetime: models.DateTimeField()}  # fmt: skip
    return [kinds[type(each)].get_db_prep_value(each, connection) for each in values]


def _names(model: type[models.Model], columns: Sequence[str]) -> str:
    fields = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    return ", ".join(connection.ops.quote_name(fields[name]) for name in columns)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _run(statement: str, values: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values) or None)
