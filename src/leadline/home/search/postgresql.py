"""PostgreSQL: a GIN index over words, asked in windows that widen from the newest texts back.

GIN gives its matches in no order, so that a very common word would cost a look at every match.
Each text therefore carries, beside its words, the names of the windows it lies in: blocks of
2¹⁰, 2¹², … 2²⁰ consecutive numbers within its workspace. A question is asked of the newest two
blocks first and of four times as many numbers each time too few were found. GIN intersects a
long list with a short one at the cost of the short one.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from leadline.home.search.asked import WINDOW, Asked, Indexed

SCALES = (10, 12, 14, 16, 18, 20)
_WINDOWS = ", ".join(f"'~{scale}.' || (id >> {scale})::text || '.' || workspace_id::text" for scale in SCALES)  # fmt: skip
VECTOR = (
    "array_to_tsvector(string_to_array(words, ' ') || "
    f"ARRAY['~w' || workspace_id::text, {_WINDOWS}])"
)
INDEX = "search_words"
FIND = f"""
WITH found AS MATERIALIZED (SELECT id FROM home_searchtext WHERE {VECTOR} @@ %s::tsquery)
SELECT id FROM found ORDER BY id DESC LIMIT %s
"""  # noqa: S608


class PostgresEngine:
    """Words in a GIN index on an expression over the texts' own rows."""

    keeps_words = True

    def create(self) -> str:
        # Without fastupdate every search would first read a list of rows not yet in the index.
        return (
            f"CREATE INDEX IF NOT EXISTS {INDEX} ON home_searchtext USING gin (({VECTOR})) "
            "WITH (fastupdate = off)"
        )

    def drop(self) -> str:
        return f"DROP INDEX IF EXISTS {INDEX}"

    def add(self, texts: Sequence[Indexed]) -> None:
        """Nothing to do: the index is over the rows themselves."""

    def forget(self, numbers: Iterable[int]) -> None:
        """Nothing to do, as for `add`."""

    def newest(self, asked: Asked, limit: int = WINDOW) -> list[int]:
        found: list[int] = []
        with connection.cursor() as cursor:
            cursor.execute(*_highest(asked))
            (highest,) = cursor.fetchone()
            for window in _windows(asked.workspace_id, highest or 0):
                cursor.execute(FIND, [_query((window, *asked.all_groups)), limit])
                found = [number for (number,) in cursor.fetchall()]
                if len(found) >= limit:
                    break
        return found


def _highest(asked: Asked) -> tuple[str, list[Any]]:
    """The newest of the kind asked for, since much of other kinds may have been written after it."""
    newest = "SELECT max(id) FROM home_searchtext WHERE workspace_id = %s"
    if asked.kind:
        return f"{newest} AND kind = %s", [asked.workspace_id, asked.kind]
    return newest, [asked.workspace_id]


def _windows(workspace_id: UUID, highest: int) -> Iterator[tuple[str, ...]]:
    for scale in SCALES:
        block = highest >> scale
        if block:
            yield tuple(f"~{scale}.{each}.{workspace_id}" for each in (block, block - 1))
    yield (f"~w{workspace_id}",)


def _query(groups: Sequence[Sequence[str]]) -> str:
    return " & ".join(f"({' | '.join(map(_quoted, group))})" for group in groups)


def _quoted(word: str) -> str:
    return f"'{word}'"
