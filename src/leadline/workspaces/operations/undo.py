"""Undo: an event taken back, row by row, unless somebody has built on it since."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import IntegrityError, transaction

from leadline.foundation.refusals import Refusal
from leadline.workspaces import records
from leadline.workspaces.models import Change, Event, Member, Record, Row, Versioned
from leadline.workspaces.models.bulk import BATCH, change_all, remove_all
from leadline.workspaces.operations.base import operation, record
from leadline.workspaces.rights import Right


class NotUndoable(Refusal):
    """This can no longer be undone."""


@operation(needs=Right.SEE)
def undo(*, by: Member, now: datetime, event: Event) -> Event:
    """Take back what `event` did. Its doer may, and whoever may plan.

    It takes the right to contribute, or the one that the event names in its facts.

    Raises `NotUndoable` when it was undone before, changed nothing that can be set back, or
    a row has been changed again since.
    """
    needed = Right(event.facts.get("right", Right.CONTRIBUTE))
    by.must(needed)
    if event.member_id != by.id:
        by.must(Right.PLAN)
    if event.facts.get("final") or not event.changes:
        raise NotUndoable("This cannot be taken back.")
    if Event.objects.filter(undoes=event).exists():
        raise NotUndoable("This was undone already.")
    subject = _subject(event)
    if subject is not None:
        subject.refuse_undo(event)
    changes = _take_all_back(event, by, now)
    facts = {"what": event.action, "right": needed.value}
    undone = record(by, now, "event.undone", changes=changes, facts=facts, undoes=event, subject=subject)  # fmt: skip
    assert undone is not None
    return undone


def _take_all_back(event: Event, by: Member, now: datetime) -> list[Change]:
    try:
        with transaction.atomic():
            return [each for run in _runs(event.changes) for each in _take_run_back(run, by, now)]
    except IntegrityError as error:
        raise NotUndoable("Something else has taken its place since.") from error


def _subject(event: Event) -> Record | None:
    if not event.subject_id:
        return None
    model = records.model_of(event.subject_kind)
    found: Record | None = model.with_trash.filter(pk=event.subject_id).first()
    return found


def _runs(changes: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The changes from the last to the first; those of one kind that follow each other, together."""
    for _way, run in groupby(reversed(list(changes)), key=lambda each: (each["kind"], _how(each))):
        yield list(run)


def _how(change: dict[str, Any]) -> str:
    """Whether a change is one to a part, which is taken back with its like in a few statements."""
    model: Any = records.row_model_of(change["kind"])
    if issubclass(model, Record) or change["after"] is None:
        return "alone"
    if change["before"] is None:
        return "made"
    return "changed" if model.take_back is Versioned.take_back else "alone"


def _take_run_back(run: list[dict[str, Any]], by: Member, now: datetime) -> list[Change]:
    how = _how(run[0])
    if how == "alone" or len({each["id"] for each in run}) < len(run):
        return [_take_back(each, by, now) for each in run]
    return [each for start in range(0, len(run), BATCH) for each in _take_parts_back(how, run[start : start + BATCH], by, now)]  # fmt: skip


def _take_parts_back(how: str, run: list[dict[str, Any]], by: Member, now: datetime) -> list[Change]:  # fmt: skip
    model: Any = records.row_model_of(run[0]["kind"])
    there = {str(key): row for key, row in model.objects.in_bulk([each["id"] for each in run]).items()}  # fmt: skip
    if len(there) < len(run):
        raise NotUndoable("What it changed is gone.")
    rows = [there[each["id"]] for each in run]
    for row, change in zip(rows, run, strict=True):
        _refuse_if_changed_since(row, change["after"])
    if how == "made":
        return remove_all(rows)
    return change_all(rows, [model.column_values(each["before"]) for each in run], by=by, now=now)


def _take_back(change: dict[str, Any], by: Member, now: datetime) -> Change:
    model = records.row_model_of(change["kind"])
    if change["after"] is None:
        return _bring_back(model, change, by, now)
    manager: Any = getattr(model, "with_trash", model.objects)
    row = manager.filter(pk=change["id"]).first()
    if row is None:
        raise NotUndoable("What it changed is gone.")
    if change["before"] is None:
        return _take_away(row, by, now)
    _refuse_if_changed_since(row, change["after"])
    values = model.column_values(change["before"])
    assert isinstance(row, Versioned)
    return row.take_back(by=by, now=now, values=values)


def _bring_back(model: type[Row], change: dict[str, Any], by: Member, now: datetime) -> Change:
    _row, back = model.create(by=by, now=now, id=change["id"], **model.column_values(change["before"]))  # fmt: skip
    return back


def _take_away(row: Row, by: Member, now: datetime) -> Change:
    if isinstance(row, Record):
        if row.version > 1:
            raise NotUndoable(f"“{row.title_text}” has been edited since.", remedy="Move it to the trash instead.")  # fmt: skip
        return row.trash(by=by, now=now)
    return row.remove()


def _refuse_if_changed_since(row: Row, after: dict[str, Any]) -> None:
    now_there = row.as_recorded(set(after))
    for name, value in after.items():
        if now_there.get(name) != value:
            label = name.removesuffix("_id").replace("_", " ")
            raise NotUndoable(f"Its {label} has been changed again since.", field=name)
