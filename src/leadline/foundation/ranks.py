"""Ranks: texts that sort, with room for another between any two."""

from typing import Any

from django.db import models
from fractional_indexing import generate_n_keys_between


def ranks_between(before: str | None, after: str | None, count: int = 1) -> list[str]:
    """`count` ranks which sort behind `before` and ahead of `after`; None is an open end."""
    return list(generate_n_keys_between(before, after, count))


class RankField(models.CharField):  # type: ignore[type-arg]
    """A rank; compared by bytes on both databases, since other collations reorder letters."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": 200} | options))

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        collation = "C" if connection.vendor == "postgresql" else "BINARY"
        return super().db_parameters(connection) | {"collation": collation}
