"""Keyset paging: a page starts after the last row of the one before, whatever its depth."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Field, Model, Q, QuerySet

from leadline.foundation import strict_json
from leadline.foundation.refusals import Invalid

T = TypeVar("T")
M = TypeVar("M", bound=Model)
PAGE = 50
LARGEST = 200


@dataclass(frozen=True)
class Slice(Generic[T]):
    """One page of rows and the cursor of the next; `after` is empty on the last page."""

    rows: Sequence[T]
    after: str = ""

    def of(self, draw: "Callable[[T], Any]") -> "Slice[Any]":
        """The same page with each row drawn by `draw`."""
        return Slice([draw(row) for row in self.rows], self.after)


def page_of(
    rows: "QuerySet[M]", order: Sequence[str], after: str = "", limit: int = PAGE
) -> "Slice[M]":
    """The rows behind cursor `after` in the order of the named columns (`-` for descending).

    The last column must be unique; a column may be one of a joined row (`user__name`).
    Costs one query with a bounded scan where an index on the columns exists. Raises `Invalid`
    for a cursor of another list.
    """
    limit = min(max(limit, 1), LARGEST)
    ordered = rows.order_by(*order)
    if after:
        ordered = ordered.filter(_behind(order, _read_cursor(after, len(order)), rows))
    found = list(ordered[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    return Slice(found, _write_cursor(found[-1], order) if more else "")


def _behind(order: Sequence[str], values: Sequence[Any], rows: "QuerySet[Any]") -> Q:
    condition = Q()
    same = Q()
    for name, value in zip(order, values, strict=True):
        column = name.lstrip("-")
        _refuse_foreign(rows, column, value)
        step = "lt" if name.startswith("-") else "gt"
        condition |= same & Q(**{f"{column}__{step}": value})
        same &= Q(**{column: value})
    lead = order[0].lstrip("-")
    edge = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{lead}__{edge}": values[0]}) & condition


def _refuse_foreign(rows: "QuerySet[Any]", path: str, value: Any) -> None:
    annotation = rows.query.annotations.get(path)
    field: Any = annotation.output_field if annotation else _field(rows.model, path)
    try:
        found = field.to_python(value)
        if isinstance(found, datetime):
            found.astimezone(UTC)
    except Exception as error:
        raise _foreign() from error


def _field(model: type[Model], path: str) -> "Field[Any, Any]":
    *joins, column = path.split("__")
    for join in joins:
        model = model._meta.get_field(join).related_model  # type: ignore[assignment]
    field = model._meta.get_field(column)
    assert isinstance(field, Field)
    return field


def _foreign() -> Invalid:
    return Invalid("This cursor is of another list.", field="after", remedy="Start again without it.")  # fmt: skip


def _write_cursor(row: Any, order: Sequence[str]) -> str:
    text = "\x1f".join(_text(row, name.lstrip("-")) for name in order)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _text(row: Any, path: str) -> str:
    """What a row, or a named tuple of its columns, holds at a path."""
    if not isinstance(row, Model) or path in row.__dict__:
        return str(getattr(row, path))
    *joins, column = path.split("__")
    for join in joins:
        row = getattr(row, join)
    return str(_field(type(row), column).value_to_string(row))


def _read_cursor(cursor: str, count: int) -> list[str]:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError) as error:
        raise _foreign() from error
    strict_json.refuse_text(text)
    values = text.split("\x1f")
    if len(values) != count:
        raise _foreign()
    return values
