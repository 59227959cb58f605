"""Scripts planted in every text that people can store, so that every page shows some."""

import csv
import io
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from leadline.backlog import operations as backlog
from leadline.backlog.operations import ItemDraft
from leadline.conversation.operations import comment_on
from leadline.delivery import operations as delivery
from leadline.delivery.queries.forecasts.questions import Work
from leadline.integrations.operations import Upload, read_import, start_import
from leadline.workspaces.models import User, Workspace
from leadline.workspaces.records import row_models
from leadline.workspaces.scope import scope
from tests.safety.furniture import Rooms
from tests.safety.scripts import SCRIPTS

OURS = {
    "action", "connection", "currency", "digest", "email", "etag", "fingerprint", "flaw", "hash", "hint", "item_kind",
    "key", "keyed_by", "kind", "language", "method", "method_version", "need", "of", "page", "parent", "password", "path",
    "Package.name", "previous_hash", "rank", "restored_to", "role", "secret_hash", "slug", "state", "subject_kind", "time_zone",
}  # fmt: skip
"""Columns whose texts are the program's own words."""


def bundle(length: int | None, first: int) -> str:
    """As many scripts as fit into a text, beginning with one of them and going round."""
    order = [*SCRIPTS[first % len(SCRIPTS) :], *SCRIPTS[: first % len(SCRIPTS)]]
    if length is None:
        return "\n\n".join(order)
    taken = next(text for text in order if len(text) <= length)
    for text in order[order.index(taken) + 1 :]:
        if len(taken) + len(text) + 1 > length:
            break
        taken += f" {text}"
    return taken


def plant(rooms: Rooms, first: int = 0) -> None:
    """Write scripts into every text of the workspace, then do with them what people do."""
    turn = count(first)
    for model in told_models():
        columns = list(texts_of(model))
        if columns and not getattr(model, "guard_append_only", False):
            _overwrite(model, columns, turn)
    with scope(rooms.by.workspace):
        _write_anew(rooms, first)


def texts_of(model: type[models.Model]) -> Iterator[Any]:
    """The columns that hold the words of people."""
    for field in model._meta.local_concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if is_text and not OURS & {field.name, f"{model.__name__}.{field.name}"}:
            yield field


def planted_columns() -> set[str]:
    """Every text column into which `plant` writes, as "model.column"."""
    return {
        f"{model.__name__}.{field.name}" for model in told_models() for field in texts_of(model)
    }


def told_models() -> list[type[models.Model]]:
    """Whatever people write about: the rows of workspaces, who they are, and what they are called."""
    return [*row_models().values(), User, Workspace]


def _overwrite(model: type[models.Model], columns: list[Any], turn: "count[int]") -> None:
    for key in list(model._base_manager.values_list("pk", flat=True)):
        while not _is_taken(model, key, {each.name: bundle(each.max_length, next(turn)) for each in columns}):  # fmt: skip
            pass


def _is_taken(model: type[models.Model], key: Any, words: dict[str, str]) -> bool:
    """Write the words into a row, unless another one has a name among them."""
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(pk=key).update(**words))
    except IntegrityError:
        return False


def _write_anew(rooms: Rooms, first: int) -> None:
    for model in (apps.get_model("workspaces.Member"), type(rooms.product), type(rooms.team)):
        for row in model.objects.all():
            row.refresh_from_db()
    rooms.by = type(rooms.by).objects.get(pk=rooms.by.pk)
    rooms.product.refresh_from_db()
    _items(rooms)
    _talk(rooms, first)
    _file(rooms)


def _items(rooms: Rooms) -> None:
    status, where = rooms.statuses["Doing"], rooms.lists["Backlog"]
    drafts = [
        ItemDraft(title=text, status=status, backlog_list=where, opened_at=rooms.now, started_at=rooms.now)
        for text in SCRIPTS
    ]  # fmt: skip
    backlog.create_items(**rooms.who, product=rooms.product, drafts=drafts)
    delivery.ask_when(**rooms.who, work=Work(bundle(200, 3), 5.0), product=rooms.product)


def _talk(rooms: Rooms, first: int) -> None:
    item = type(rooms.items[0]).objects.get(pk=rooms.items[0].pk)
    comment_on(**rooms.who, subject=item, body=bundle(None, first))
    backlog.change_item(**rooms.who, item=item, description=bundle(None, first + 1))
    backlog.change_item(**rooms.who, item=item, title=bundle(300, first + 2))
    backlog.label_items(
        **rooms.who, items=[item], add=[bundle(80, each) for each in range(0, 40, 2)]
    )
    backlog.define_field(
        **rooms.who, name=bundle(80, first + 4), of_type="choice", product=rooms.product,
        choices=[bundle(80, first + each) for each in range(6)],
    )  # fmt: skip


def _file(rooms: Rooms) -> None:
    """A file whose name, headers and cells are scripts, brought as far as the mapping."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["Key", "Title", "Status", "Assignee", *SCRIPTS[:8]])
    for number, text in enumerate(SCRIPTS):
        rows.writerow([f"X-{number}", text, SCRIPTS[number % 5], SCRIPTS[number % 7], *SCRIPTS[number : number + 8]])  # fmt: skip
    upload = Upload(f"{SCRIPTS[11]}.csv", [out.getvalue().encode()])
    batch = start_import(**rooms.who, product=rooms.product, files=[upload], in_background=False)
    rooms.rows["import"] = read_import(**rooms.who, batch=batch)
