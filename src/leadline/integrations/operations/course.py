"""The course of an import: which job comes next, and stopping it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from leadline.foundation import jobs
from leadline.foundation.refusals import Refusal
from leadline.integrations.models import Course, State
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

Progress = Callable[[str, int, int | None], None]
READ, CHECK, APPLY, UNDO = (f"integrations.{each}" for each in ("read", "check", "apply", "undo"))
READ_TABLE, CHECK_TABLE, APPLY_TABLE, UNDO_TABLE = (f"{each}_table" for each in (READ, CHECK, APPLY, UNDO))  # fmt: skip
STATES = {
    READ: State.READING, CHECK: State.CHECKING, APPLY: State.WRITING, UNDO: State.UNDOING,
    READ_TABLE: State.READING, CHECK_TABLE: State.CHECKING, APPLY_TABLE: State.WRITING, UNDO_TABLE: State.UNDOING,
}  # fmt: skip
STOPPED = {State.READING: State.STOPPED, State.UNDOING: State.DONE}
READY = {
    State.CHECKING: ((State.MAPPING, State.CHECKED), "Bring the files again."),
    State.WRITING: ((State.CHECKED,), "Check it first."),
    State.UNDOING: ((State.DONE,), "Only what was imported can be taken back."),
}
C = TypeVar("C", bound=Course)


class NotReady(Refusal):
    """The import is not that far."""


class ImportBusy(Refusal):
    """The import is being worked on."""


class Stopped(Exception):
    """Somebody stopped the import while a job worked on it."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Progress that nobody looks at."""


def set_off(batch: Course, job: str, *, by: Member, now: datetime, **values: Any) -> None:
    """Ask for a job and say so in the import; inside an operation."""
    asked = jobs.ask(
        job, {"import": str(batch.id), "member": str(by.id)}, now=now, workspace_id=by.workspace_id
    )
    batch.change(by=by, now=now, state=STATES[job], job_id=asked.id, **values)


@operation(needs=Right.IMPORT)
def ask_for(*, by: Member, now: datetime, batch: Course, job: str) -> None:
    """Have an import checked, written or taken back by the worker. Raises `NotReady`, `ImportBusy`."""
    batch = locked(batch)
    if batch.is_busy:
        raise ImportBusy(
            f"It is {batch.get_state_display().lower()} already.", remedy="Wait for it, or stop it."
        )
    refuse_unready(batch, job)
    set_off(batch, job, by=by, now=now, refusal={})
    record(by, now, f"import.{STATES[job].value}", subject=batch, facts={"final": True})


def refuse_unready(batch: Course, job: str) -> None:
    """Raise `NotReady` unless the import is far enough for this job."""
    ready, remedy = READY[STATES[job]]
    if batch.state not in ready:
        raise NotReady(f"The import is “{batch.get_state_display().lower()}”.", remedy=remedy)


@operation(needs=Right.IMPORT)
def stop(*, by: Member, now: datetime, batch: Course) -> None:
    """Stop reading or checking: the work under way ends at its next rows, and nothing is written."""
    batch = locked(batch)
    if not batch.is_busy:
        raise NotReady("Nothing runs that could be stopped.")
    batch.change(by=by, now=now, state=STOPPED.get(State(batch.state), State.MAPPING))
    record(by, now, "import.stopped", subject=batch, facts={"final": True})


@operation(needs=Right.IMPORT)
def discard(
    *, by: Member, now: datetime, batch: Course, version: int | None = None
) -> Event | None:
    """Put an import that was not applied into the trash."""
    batch = locked(batch)
    if batch.state in (State.DONE, State.WRITING, State.UNDOING):
        raise NotReady("It has been imported.", remedy="Take it back first.")
    change = batch.trash(by=by, now=now, version=version)
    return record(by, now, "import.discarded", subject=batch, changes=[change])


def locked(batch: C) -> C:
    """The import as it is now, under the workspace's lock."""
    found: C = type(batch).objects.select_related(*batch.around).get(pk=batch.pk)
    return found


def move_on(batch: C, by: Member, now: datetime, expected: str, **values: Any) -> C:
    """Note how far a job came, unless somebody stopped the import meanwhile (`Stopped`)."""
    with transaction.atomic():
        fresh = type(batch).objects.select_for_update().get(pk=batch.pk)
        if fresh.state != expected:
            raise Stopped
        fresh.change(by=by, now=now, **values)
    return locked(batch)


def refuse_stopped(batch: Course, expected: str) -> None:
    """Raise `Stopped` when the import is no longer in the state that a job put it in."""
    if not type(batch).objects.filter(pk=batch.pk, state=expected).exists():
        raise Stopped
