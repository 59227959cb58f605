"""Every version of a record: who made it, when, and what it changed; and the record as of a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from leadline.conversation.models import Trace
from leadline.conversation.queries import FieldChange, Names, open_to_undo, shown_fields
from leadline.foundation.paging import Slice
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Event, Member, Record

PAGE = 20


@dataclass(frozen=True)
class Version:
    """One version and what made it differ from the one before."""

    number: int
    at: datetime
    who: str
    did: str
    changes: Sequence[FieldChange]
    event_id: UUID | None
    is_undoable: bool
    is_undone: bool

    @property
    def is_first(self) -> bool:
        return self.did == "created"


@dataclass(frozen=True)
class AsOf:
    """A record as it stood at the end of a day; without fields when it was not there yet."""

    day: date
    title: str
    version: int
    fields: Sequence[tuple[str, str, bool]]
    was_in_trash: bool


def versions(member: Member, subject: Record, after: str = "", limit: int = PAGE) -> Slice[Version]:
    """The versions of a record, the latest first."""
    rows = _history(subject)
    if after:
        rows = rows.filter(version__lt=_version(after))
    found = list(rows.order_by("-version")[: limit + 1])
    page = found[:limit]
    befores = [*found[1:], None][: len(page)]
    cursor = str(page[-1].version) if len(found) > limit else ""
    return Slice(_drawn(member, subject, page, befores), cursor)


def as_of(member: Member, subject: Record, day: date) -> AsOf:
    """The record at the end of `day`, in the workspace's time zone."""
    end = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(member.workspace.time_zone))
    row = _history(subject).filter(history_date__lt=end).order_by("-version").first()
    if row is None:
        return AsOf(day, subject.title_text, 0, (), was_in_trash=False)
    model, names = type(subject), Names(getattr(subject, "currency", ""))
    values = _values(model, row)
    names.note(model, values)
    told = [(change.label, change.after, change.is_text) for change in names.changes(model, {}, values)]  # fmt: skip
    return AsOf(day, str(row.instance.title_text), row.version, told, row.trashed_at is not None)


def _history(subject: Record) -> Any:
    return type(subject).history.filter(id=subject.id)


def _version(after: str) -> int:
    if not after.isdecimal() or len(after) > 9:
        raise Invalid("This cursor is of another list.", field="after", remedy="Start again without it.")  # fmt: skip
    return int(after)


def _values(model: type[Record], row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in shown_fields(model)}


def _drawn(
    member: Member, subject: Record, rows: Sequence[Any], befores: Sequence[Any]
) -> list[Version]:
    model, names = type(subject), Names(getattr(subject, "currency", ""))
    for row in {*rows, *(each for each in befores if each)}:
        names.note(model, _values(model, row))
        names.note_row(Member, row.history_user_id)
    events = _events_of(subject, rows)
    undoable, undone = open_to_undo(member, subject, [each for each in events if each])
    return [
        Version(
            number=row.version,
            at=row.history_date,
            who=names.title(Member, row.history_user_id),
            did=_did(row, before),
            changes=_between(names, model, before, row),
            event_id=event.id if event else None,
            is_undoable=bool(event and event.id in undoable),
            is_undone=bool(event and event.id in undone),
        )
        for row, before, event in zip(rows, befores, events, strict=True)
    ]


def _between(names: Names, model: type[Record], before: Any, row: Any) -> list[FieldChange]:
    return names.changes(model, _values(model, before) if before else {}, _values(model, row))


def _did(row: Any, before: Any) -> str:
    if before is None:
        return "created"
    if row.trashed_at and not before.trashed_at:
        return "moved to the trash"
    return "restored" if before.trashed_at and not row.trashed_at else "changed"


def _events_of(subject: Record, rows: Sequence[Any]) -> list[Event | None]:
    """The event that made each version: the one of its instant and person that changed the record."""
    instants = {row.history_date for row in rows}
    events = Event.objects.select_related("member").order_by("-seq")
    own = events.filter(subject_id=subject.id, at__in=instants)
    traces = Trace.objects.filter(record_id=subject.id, event__at__in=instants)
    others = events.filter(pk__in=traces.values("event_id"))
    waiting = sorted({*own, *others}, key=lambda event: -event.seq)
    return [_taken(waiting, row, subject) for row in rows]


def _taken(waiting: list[Event], row: Any, subject: Record) -> Event | None:
    for event in waiting:
        same = event.at == row.history_date and event.member_id == row.history_user_id
        if same and _changes(event.changes, subject):
            waiting.remove(event)
            return event
    return None


def _changes(changes: Iterable[dict[str, Any]], subject: Record) -> bool:
    return any(change["id"] == str(subject.id) for change in changes)
