"""Keeping what search reads in step with the records. Effects, not events: a job writes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from leadline.home.models import SearchText, SearchWord
from leadline.home.queries.search import kinds_to_search
from leadline.home.search.asked import Indexed, kind_word
from leadline.home.search.engine import engine
from leadline.home.search.words import folded, words_of
from leadline.workspaces import records
from leadline.workspaces.models import Record, Workspace

CHUNK = 500
LONGEST_TEXT = 20_000
HEAD = 600
"""Characters of the folded text that answers are ranked by."""

Report = Callable[[int, int], None]


def index_records(workspace: Workspace, touched: Mapping[str, Iterable[UUID]]) -> None:
    """Bring the index in step with records of a workspace, by kind; again is the same as once."""
    searched = kinds_to_search()
    for kind, ids in touched.items():
        if kind in searched:
            for chunk in _chunks([*ids]):
                _index(workspace, records.model_of(kind), chunk)


def reindex(workspace: Workspace, report: Report = lambda done, total: None) -> int:
    """Read every record of a workspace anew, in chunks with a transaction each.

    Returns how many texts there are. The older a record's last change, the lower its number.
    """
    newest = SearchText.objects.filter(workspace=workspace).order_by("-id").values_list("id", flat=True).first()  # fmt: skip
    keys = {kind: _oldest_first(records.model_of(kind)) for kind in kinds_to_search()}
    total, done = sum(map(len, keys.values())), 0
    for kind, ids in keys.items():
        for chunk in _chunks(ids):
            _index(workspace, records.model_of(kind), chunk)
            done += len(chunk)
            report(done, total)
    _forget_older(newest or 0)
    return total


def write_texts(workspace: Workspace, texts: Sequence[SearchText], vocabulary: set[str]) -> None:
    """Write texts and their words, as the newest ones; `vocabulary` holds words known to be kept."""
    with transaction.atomic():
        numbers = [*SearchText.objects.filter(record_id__in=[text.record_id for text in texts]).values_list("id", flat=True)]  # fmt: skip
        _forget(numbers)
        found = [sorted({*_words(text)}) for text in texts]
        for text, words in zip(texts, found, strict=True):
            text.words = " ".join([kind_word(text.kind), *words]) if engine().keeps_words else ""
        SearchText.objects.bulk_create(texts)
        _add_to_engine(texts, found)
        _keep_words(workspace, {word for words in found for word in words} - vocabulary)
        vocabulary.update(*found)


def text_of(row: Record) -> SearchText:
    """What search is to know of a record; not written yet."""
    key = str(getattr(row, "key", ""))
    title, body = row.title_text[:300], _body(row, key)
    return SearchText(
        workspace_id=row.workspace_id,
        kind=row.kind(),
        record_id=row.id,
        key=folded(key)[:60],
        path=row.page_url().removeprefix(f"/w/{row.workspace.slug}"),
        title=title,
        body=body,
        head=head_of(title, body),
        updated_at=row.updated_at,
    )


def _body(row: Record, key: str) -> str:
    """The text of a record without the key before it, which the title shows already."""
    return (row.search_text() or "").removeprefix(key).strip()[:LONGEST_TEXT]


def head_of(title: str, body: str) -> str:
    """What answers are ranked by: the folded title, and behind a line break the folded text."""
    return f"{' '.join(words_of(title))}\n{' '.join(words_of(body[: 2 * HEAD]))[:HEAD]}"


def _index(workspace: Workspace, model: type[Record], ids: Sequence[UUID]) -> None:
    needed = [field.name for field in model._meta.concrete_fields if field.is_relation and not field.null]  # fmt: skip
    rows = list(model.objects.select_related(*needed).filter(pk__in=ids))
    alive = {row.id: row for row in rows}
    with transaction.atomic():
        gone = [key for key in ids if key not in alive]
        _forget([*SearchText.objects.filter(record_id__in=gone).values_list("id", flat=True)])
        in_order = (alive[key] for key in ids if key in alive)
        write_texts(workspace, [text_of(row) for row in in_order], set())


def _oldest_first(model: type[Record]) -> list[UUID]:
    return [*model.objects.order_by("updated_at", "id").values_list("id", flat=True)]


def _words(text: SearchText) -> Iterator[str]:
    yield from words_of(text.title)
    yield from words_of(text.body)


def _add_to_engine(texts: Sequence[SearchText], found: Sequence[Sequence[str]]) -> None:
    engine().add([
        Indexed(text.id, text.workspace_id, " ".join([kind_word(text.kind), *words]))
        for text, words in zip(texts, found, strict=True)
    ])  # fmt: skip


def _keep_words(workspace: Workspace, words: Iterable[str]) -> None:
    rows = [SearchWord(workspace=workspace, word=word) for word in sorted(words)]
    SearchWord.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)


def _forget(numbers: Sequence[int]) -> None:
    if numbers:
        engine().forget(numbers)
        SearchText.objects.filter(pk__in=numbers).delete()


def forget_all() -> None:
    """Take every text of the workspace in scope out of search, for good."""
    newest = SearchText.objects.order_by("-id").values_list("id", flat=True).first()
    if newest is not None:
        _forget_older(newest)


def _forget_older(number: int) -> None:
    while True:
        with transaction.atomic():
            older = [
                *SearchText.objects.filter(pk__lte=number).values_list("id", flat=True)[:CHUNK]
            ]
            _forget(older)
        if len(older) < CHUNK:
            return


def _chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
