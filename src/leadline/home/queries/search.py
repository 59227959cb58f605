"""Finding records by words."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.text import capfirst

from leadline.conversation.queries import has_page
from leadline.home.models import SearchText, SearchWord
from leadline.home.search import ranking
from leadline.home.search.asked import WINDOW, Asked
from leadline.home.search.engine import engine
from leadline.home.search.words import asked_words, folded, hits
from leadline.workspaces import records
from leadline.workspaces.models import Member
from leadline.workspaces.models.people import Workspace
from leadline.workspaces.prepared import prepared

PAGE = 20
LONGEST_QUERY = 200
MOST_BEGINNINGS = 48
"""How many longer words a beginning may stand for: the shortest ones."""
EXCERPT, LEAD = 220, 60
SEEN_FOR_EXCERPT = 4_000
LAST_LETTER = "\U0010ffff"
SIGNS = re.compile(r"[#*`>|\s]+")

Part = tuple[str, bool]
"""A piece of text, and whether it is one of the words asked for."""


@dataclass(frozen=True)
class Found:
    """A record that matches: where it is, and its words with those asked for marked."""

    kind: str
    record_id: UUID
    title: str
    title_parts: tuple[Part, ...]
    excerpt: tuple[Part, ...]
    url: str
    updated_at: datetime

    @property
    def kind_label(self) -> str:
        return kinds_to_search()[self.kind]


@dataclass(frozen=True)
class Results:
    """A part of the answers, best first. `is_capped`: only the newest matches were ranked."""

    query: str
    rows: Sequence[Found]
    count: int
    is_capped: bool
    next_start: int | None


def kinds_to_search() -> dict[str, str]:
    """What the kinds of records that search knows are called."""
    found = [kind for kind in records.row_models() if has_page(kind) and _is_searched(kind)]
    return {
        kind: capfirst(str(records.model_of(kind)._meta.verbose_name)) for kind in sorted(found)
    }


def _is_searched(kind: str) -> bool:
    return records.model_of(kind).search_text is not None


def search(
    member: Member, query: str, kind: str = "", start: int = 0, limit: int = PAGE
) -> Results:
    """Records whose title or text holds all words of the query, or longer words that begin so.

    A record whose key is the query comes first. The newest 150 matches are ranked; see
    `home.search.ranking` for the order. Records in the trash are never found.
    """
    query = query[:LONGEST_QUERY].strip()
    words = asked_words(query)
    numbers = _numbers(member, query, words, kind) if words else []
    rows = _rows(numbers[start : start + limit])
    return Results(
        query=query,
        rows=[_drawn(member.workspace, row, words) for row in rows],
        count=len(numbers),
        is_capped=len(numbers) >= WINDOW,
        next_start=start + limit if start + limit < len(numbers) else None,
    )


def _numbers(member: Member, query: str, words: Sequence[str], kind: str) -> list[int]:
    groups = tuple(_group(word, is_last=word == words[-1]) for word in words)
    newest = engine().newest(Asked(member.workspace_id, groups, kind))
    matches = [ranking.Match(number, *head.split("\n", 1)) for number, head in _heads(numbers=newest)]  # fmt: skip
    return [*dict.fromkeys([*_by_key(query, kind), *ranking.ranked(matches, words)])]


@prepared
def _heads(numbers: list[int]) -> "QuerySet[Any, Any]":
    return SearchText.objects.filter(pk__in=numbers).order_by("-id").values_list("id", "head")


def _by_key(query: str, kind: str) -> list[int]:
    return [number for number, own in _called(key=folded(query)) if own == kind or not kind][:5]


@prepared
def _called(key: str) -> "QuerySet[Any, Any]":
    return SearchText.objects.filter(key=key).values_list("id", "kind")[:20]


def _group(word: str, *, is_last: bool) -> tuple[str, ...]:
    """The word itself, and longer ones that begin with it."""
    if len(word) < 3 and not is_last:
        return (word,)
    return (word, *_longer(word=word, end=word + LAST_LETTER))


@prepared
def _longer(word: str, end: str) -> "QuerySet[Any, str]":
    longer = SearchWord.objects.filter(word__gt=word, word__lt=end).order_by(Length("word"), "word")
    return longer.values_list("word", flat=True)[:MOST_BEGINNINGS]


def _rows(numbers: Sequence[int]) -> list[SearchText]:
    """The texts in the order given, without those whose record is in the trash by now."""
    rows = {row.pk: row for row in _texts(numbers=numbers)}
    there = _alive(rows.values())
    return [rows[n] for n in numbers if n in rows and rows[n].record_id in there]


@prepared
def _texts(numbers: Sequence[int]) -> "QuerySet[SearchText]":
    return SearchText.objects.filter(pk__in=numbers).defer("head", "words")


def _alive(rows: Iterable[SearchText]) -> set[UUID]:
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.record_id)
    return {key for kind, keys in by_kind.items() for key in _those_alive(kind)(keys=keys)}


@cache
def _those_alive(kind: str) -> Callable[..., list[UUID]]:
    model: Any = records.model_of(kind)
    return prepared(lambda keys: model.objects.filter(pk__in=keys).values_list("pk", flat=True))


def _drawn(workspace: Workspace, row: SearchText, words: Sequence[str]) -> Found:
    return Found(
        kind=row.kind,
        record_id=row.record_id,
        title=row.title,
        title_parts=_marked(row.title, words),
        excerpt=_marked(_excerpt(row.body, words), words),
        url=f"/w/{workspace.slug}{row.path}",
        updated_at=row.updated_at,
    )


def _excerpt(body: str, words: Sequence[str]) -> str:
    """A piece of the text around the first of the words."""
    text = SIGNS.sub(" ", body[:SEEN_FOR_EXCERPT]).strip()
    at, _ = next(hits(text, words), (0, 0))
    start = text.rfind(" ", 0, at - LEAD) + 1 if at > LEAD else 0
    piece = text[start : start + EXCERPT]
    if start + EXCERPT < len(text):
        piece = piece.rpartition(" ")[0] + " …"
    return ("… " if start else "") + piece


def _marked(text: str, words: Sequence[str]) -> tuple[Part, ...]:
    parts: list[Part] = []
    done = 0
    for start, end in hits(text, words):
        parts += [(text[done:start], False), (text[start:end], True)]
        done = end
    return tuple(part for part in [*parts, (text[done:], False)] if part[0])
