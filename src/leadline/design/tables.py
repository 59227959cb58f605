"""What a table needs to know of its columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.utils.http import urlencode


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it in the address and in the reader's saved widths."""

    key: str
    label: str
    number: bool = False
    sortable: bool = False
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    hideable: bool = True
    narrow: bool = True
    """False leaves the column out at phone width."""
    unseen_label: bool = False


def columns(
    wanted: Iterable[Column], params: Mapping[str, Any], default: str = ""
) -> tuple[Column, ...]:
    """Give the sortable ones their links: `?sort=key` rises, `?sort=-key` falls; other parameters stay."""
    current = str(params.get("sort") or default)
    return tuple(
        _linked(column, params, current) if column.sortable else column for column in wanted
    )


def _linked(column: Column, params: Mapping[str, Any], current: str) -> Column:
    rising, falling = current == column.key, current == f"-{column.key}"
    target = f"-{column.key}" if rising or (column.number and not falling) else column.key
    state: Literal["", "ascending", "descending"] = (
        "ascending" if rising else "descending" if falling else ""
    )
    return replace(column, sort_url=_query(params, target), sorted=state)


def _query(params: Mapping[str, Any], target: str) -> str:
    lists = dict(params.lists()) if hasattr(params, "lists") else dict(params)
    kept = {name: value for name, value in lists.items() if name not in {"sort", "after", "before"}}
    return "?" + urlencode({**kept, "sort": target}, doseq=True)
