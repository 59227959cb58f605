"""Search, history, undo, trash."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.conversation.queries import comment_of, subject_of
from leadline.foundation import clock
from leadline.foundation.refusals import Invalid
from leadline.home import operations, queries
from leadline.home.api.base import MOST, RECORD, router
from leadline.home.schemas.records import (
    AsOfOut,
    EventOut,
    FoundOut,
    ResultsOut,
    TrashPage,
    VersionPage,
)
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.models import Record
from leadline.workspaces.operations import undo
from leadline.workspaces.queries import event as event_called
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/search", needs=Right.SEE, response=ResultsOut)
def search(request: HttpRequest, q: str, kind: str = "", start: int = 0, limit: int = 20) -> Any:
    """Records by their words, the best first; a record whose key is asked for comes first of all."""
    if kind and kind not in queries.kinds_to_search():
        raise Invalid("There is no such kind of record.", field="kind", remedy=f"Take one of: {', '.join(queries.kinds_to_search())}.")  # fmt: skip
    if not (0 <= start < 10_000 and 1 <= limit <= MOST):
        raise Invalid("There is no such part of the answers.", field="start", remedy=f"Start at 0 or later, and ask for 1 to {MOST} rows.")  # fmt: skip
    found = queries.search(acting(request), q, kind, start, limit)
    return {
        "rows": [_found(row) for row in found.rows],
        "count": found.count,
        "is_capped": found.is_capped,
        "next_start": found.next_start,
    }


def _found(row: queries.Found) -> FoundOut:
    excerpt = "".join(text for text, _ in row.excerpt)
    return FoundOut(kind=row.kind, id=row.record_id, title=row.title, excerpt=excerpt, url=row.url, updated_at=row.updated_at)  # fmt: skip


@endpoint(router, "GET", f"{RECORD}/history", needs=Right.SEE, response=VersionPage)
def list_versions(request: HttpRequest, kind: str, key: UUID, after: str = "", limit: int = 20) -> Any:  # fmt: skip
    """Every version of a record with what it changed, the latest first."""
    return queries.versions(acting(request), _record(request, kind, key), after, min(max(limit, 1), MOST))  # fmt: skip


@endpoint(router, "GET", f"{RECORD}/as-of/{{day}}", needs=Right.SEE, response=AsOfOut)
def read_as_of(request: HttpRequest, kind: str, key: UUID, day: date) -> Any:
    """A record as it stood at the end of a day, in the workspace's time zone."""
    if not 1900 <= day.year <= 2999:
        raise Invalid("The day lies out of reach.", field="day", remedy="Choose one between 1900 and 2999.")  # fmt: skip
    then = queries.as_of(acting(request), _record(request, kind, key), day)
    fields = [{"label": label, "value": value} for label, value, _ in then.fields]
    return {"day": then.day, "title": then.title, "version": then.version, "fields": fields, "was_in_trash": then.was_in_trash}  # fmt: skip


@endpoint(router, "POST", "/events/{key}/undo", needs=Right.SEE, response={201: EventOut})
def undo_event(request: HttpRequest, key: UUID) -> Any:
    """Take back what an event did, unless somebody has built on it since."""
    event = event_called(acting(request), key)
    return 201, EventOut.of(undo(by=acting(request), now=clock.now(), event=event))


@endpoint(router, "GET", "/trash", needs=Right.SEE, response=TrashPage)
def list_trash(request: HttpRequest, after: str = "", limit: int = 50) -> Any:
    """What was deleted in the last thirty days, the latest first."""
    return queries.in_trash(acting(request), after, min(max(limit, 1), MOST))


@endpoint(router, "POST", f"{RECORD}/restoring", needs=Right.CONTRIBUTE, response={201: EventOut})
def restore(request: HttpRequest, kind: str, key: UUID) -> Any:
    """Bring a record back from the trash."""
    row = queries.trashed_record(acting(request), kind, key)
    event = operations.restore_record(by=acting(request), now=clock.now(), row=row)
    assert event is not None
    return 201, EventOut.of(event)


def _record(request: HttpRequest, kind: str, key: UUID) -> Record:
    if kind == "comment":
        return comment_of(acting(request), key)
    return subject_of(acting(request), kind, key)
