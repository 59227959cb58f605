"""SQLite: an FTS5 table without content or positions, walked from its newest row down.

FTS5 reads the lists of all words asked at once, in falling order of row numbers, so a limit
ends the walk. The workspace is a word of each text: the lists never leave it.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from leadline.home.search.asked import WINDOW, Asked, Indexed

TABLE = "home_searchindex"


class SqliteEngine:
    """Words in an FTS5 table whose row numbers are those of the texts."""

    keeps_words = False

    def create(self) -> str:
        return (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(words, content='', "
            "contentless_delete=1, detail=none, tokenize=\"ascii tokenchars '~'\")"
        )

    def drop(self) -> str:
        return f"DROP TABLE IF EXISTS {TABLE}"

    def add(self, texts: Sequence[Indexed]) -> None:
        rows = [(text.number, f"{_workspace(text.workspace_id)} {text.words}") for text in texts]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {TABLE}(rowid, words) VALUES (%s, %s)", rows)  # noqa: S608

    def forget(self, numbers: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(n,) for n in numbers])  # noqa: S608

    def newest(self, asked: Asked, limit: int = WINDOW) -> list[int]:
        groups = ((_workspace(asked.workspace_id),), *asked.all_groups)
        match = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in groups)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT %s",  # noqa: S608
                [match, limit],
            )
            return [number for (number,) in cursor.fetchall()]


def _workspace(workspace_id: UUID) -> str:
    return f"~w{workspace_id.hex}"


def _quoted(word: str) -> str:
    return f'"{word}"'
