"""Taking a table back whole, unless people built on it since."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from leadline.foundation import jobs
from leadline.foundation.models import Job
from leadline.foundation.refusals import Problem
from leadline.integrations.models import Brought, State, TableImport
from leadline.integrations.operations.course import NotReady, Progress, locked, silent
from leadline.integrations.operations.since import (
    SHOWN,
    ChangedSince,
    last_event,
    nothing_since,
)
from leadline.integrations.pointing import pointing
from leadline.integrations.tables.plans import TablePlan
from leadline.integrations.tables.shape import TableKind
from leadline.workspaces.models import Event, Member, Record
from leadline.workspaces.models.bulk import delete_raw
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

CHUNK = 500
WRITTEN = (State.DONE, State.UNDOING)
Found = Iterator[tuple[UUID, str]]


def undo_table(
    *, by: Member, now: datetime, batch: TableImport, job: Job | None = None, progress: Progress = silent
) -> TableImport:  # fmt: skip
    """Take a table back: what it made goes, what it changed is set back, and history tells of both.

    Raises `ChangedSince` with the list when people, or a later import, built on it. That is looked
    for first while others go on writing, and again under the lock if anybody did write.
    """
    by.must(Right.IMPORT)
    with scope(by.workspace_id):
        seen = last_event()
        if locked(batch).state in WRITTEN:
            progress("Looking for later changes", 0, None)
            refuse_built_on(batch)
        progress("Taking back", 0, None)
        return write_table_undo(by=by, now=now, batch=batch, seen=seen, job=job)


@operation(needs=Right.IMPORT)
def write_table_undo(*, by: Member, now: datetime, batch: TableImport, seen: int, job: Job | None = None) -> TableImport:  # fmt: skip
    """The part of `undo_table` that holds the workspace; `seen` is the last event before it was looked at."""
    batch = locked(batch)
    if batch.state not in WRITTEN:
        raise NotReady("This import has not been applied, or was taken back.")
    kind = TablePlan(batch).kind
    by.must(kind.needs)
    if not nothing_since(seen):
        refuse_built_on(batch)
    for noun in kind.nouns:
        _take_back(kind, noun, batch, by, now)
    kept = [key for what, key in batch.made if not kind.forget_along(what, key, by, now)]
    batch.change(by=by, now=now, state=State.UNDONE, undone_at=now, made=[], refusal={}, report=batch.report | {"along_kept": kept})  # fmt: skip
    record(by, now, f"{batch.of}.import_undone", subject=batch, facts={"final": True, "kept": kept})
    if job is not None:
        jobs.finish(job, now, {"import": str(batch.id)})
    return batch


def _take_back(kind: TableKind, noun: type[Record], batch: TableImport, by: Member, now: datetime) -> None:  # fmt: skip
    deeds = _deeds(batch, noun)
    _set_back(kind, noun, deeds.filter(before__isnull=False), by, now)
    made = deeds.filter(before__isnull=True)
    kind.erase(noun._base_manager.filter(pk__in=made.values("row_id")), by, now)
    delete_raw(deeds)


def _deeds(batch: TableImport, noun: type[Record]) -> "QuerySet[Brought]":
    found: QuerySet[Brought] = Brought.objects.filter(batch=batch, noun=noun.kind())
    return found


def _set_back(kind: TableKind, noun: type[Record], deeds: "QuerySet[Brought]", by: Member, now: datetime) -> None:  # fmt: skip
    keys = list(deeds.values_list("row_id", flat=True))
    for start in range(0, len(keys), CHUNK):
        part = {deed.row_id: deed for deed in deeds.filter(row_id__in=keys[start : start + CHUNK])}
        rows = noun.with_trash.in_bulk(list(part))
        values = [noun.column_values(part[key].before) for key in rows]
        kind.set_back(noun, list(rows.values()), values, by, now)
        _point_back(part, rows)


def _point_back(deeds: dict[UUID, Brought], rows: dict[UUID, Any]) -> None:
    """Let a record that is again as an earlier import left it be that import's again."""
    earlier = Brought.objects.filter(row_id__in=rows, batch__state=State.DONE)
    again = [row for row in earlier if row.version == deeds[row.row_id].version - 1]
    for row in again:
        row.version = rows[row.row_id].version
    Brought.objects.bulk_update(again, ["version"])


def refuse_built_on(batch: TableImport) -> None:
    """Raise `ChangedSince` with the records on which somebody built since."""
    problems: list[Problem] = []
    for noun in TablePlan(batch).kind.nouns:
        why: dict[UUID, str] = {}
        for key, reason in _built_on(batch, noun):
            why.setdefault(key, reason)
            if len(problems) + len(why) > SHOWN:
                break
        problems += _problems(noun, why)
    if problems:
        more = [Problem(f"And more than {SHOWN} in all.")] if len(problems) > SHOWN else []
        raise ChangedSince.of(problems[:SHOWN] + more)


def _problems(noun: type[Record], why: dict[UUID, str]) -> Iterator[Problem]:
    rows = noun.with_trash.in_bulk(list(why))
    for key, reason in why.items():
        yield Problem(f"“{str(rows[key])[:80]}” {reason}.", "Keep the import, or take that back first.", str(key))  # fmt: skip


def _built_on(batch: TableImport, noun: type[Record]) -> Found:
    """Keys of records that this import made or changed and that are not as it left them, each with a reason."""
    deeds = _deeds(batch, noun)
    version = noun.with_trash.filter(pk=OuterRef("row_id")).values("version")
    stands = deeds.annotate(now=Subquery(version)).filter(now__isnull=False)
    for key in stands.exclude(now=F("version")).values_list("row_id", flat=True)[: SHOWN + 1]:
        yield key, "was edited since"
    for key in _worked_on(batch, deeds)[: SHOWN + 1]:
        yield key, "was worked on since"
    yield from _pointed_at(batch, noun, deeds.filter(before__isnull=True))


def _worked_on(batch: TableImport, deeds: "QuerySet[Brought]") -> Any:
    told = Event.objects.filter(subject_id=batch.id, action=f"{batch.of}.imported").order_by("-seq")
    written = told.values_list("seq", flat=True).first() or 0
    later = Event.objects.filter(seq__gt=written, subject_id__in=deeds.values("row_id"))
    return later.order_by().values_list("subject_id", flat=True).distinct()


def _pointed_at(batch: TableImport, noun: type[Record], made: "QuerySet[Brought]") -> Found:
    """Records that the import made and that rows of other nouns, which it did not bring, point at by now."""
    brought = Brought.objects.filter(batch=batch).values("row_id")
    for model, column in pointing(noun):
        found = model._base_manager.filter(**{f"{column}__in": made.values("row_id")})
        others = found.exclude(pk__in=brought)
        for key in others.order_by().values_list(column, flat=True).distinct()[: SHOWN + 1]:
            yield key, f"has a {model._meta.verbose_name} by now"
