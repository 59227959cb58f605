"""What an import no longer needs goes; what a restored workspace brought half done is stopped."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from leadline.integrations.models import (
    Course,
    Import,
    ImportBlob,
    ImportRow,
    State,
    TableImport,
    TablePiece,
)

AT_ONCE = 2_000
WRITTEN = (State.DONE, State.UNDONE)
HALF_DONE = (State.READING, State.MAPPING, State.CHECKING, State.CHECKED, State.WRITING)
LEFT_BEHIND = {"reason": "Its files stayed in the workspace that was exported.", "remedy": "Bring the files again.", "file": "", "row": 0}  # fmt: skip


def let_go(batch_id: UUID) -> int:
    """Delete the bytes and the raw rows of an import that is written; gives how many rows went."""
    if not Import.with_trash.filter(pk=batch_id, state__in=WRITTEN).exists():
        return 0
    pieces = ImportBlob.objects.filter(file__batch=batch_id)
    return _delete(pieces) + _delete(ImportRow.objects.filter(batch=batch_id))


def let_table_go(batch_id: UUID) -> int:
    """Delete the bytes of a table that is written; gives how many pieces went."""
    if not TableImport.with_trash.filter(pk=batch_id, state__in=WRITTEN).exists():
        return 0
    return _delete(TablePiece.objects.filter(batch=batch_id))


def _delete(rows: Any) -> int:
    """In parts, each in a transaction of its own, so that nobody waits for all of them."""
    gone = 0
    while keys := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        rows.model.objects.filter(pk__in=keys).delete()
        gone += len(keys)
    return gone


def stop_half_done(now: datetime) -> int:
    """Stop the imports of the workspace in scope that came without their files."""
    with transaction.atomic():
        return sum(_stop(model, now) for model in (Import, TableImport))


def _stop(model: type[Course], now: datetime) -> int:
    waiting = model.objects.filter(state__in=HALF_DONE)
    for batch in waiting:
        batch.change(by=None, now=now, state=State.STOPPED, refusal=LEFT_BEHIND)
    for batch in model.objects.filter(state=State.UNDOING):
        batch.change(by=None, now=now, state=State.DONE)
    return len(waiting)
