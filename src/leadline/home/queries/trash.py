"""What lies in the trash of a workspace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from leadline.foundation.paging import Slice
from leadline.foundation.refusals import Invalid, NotFound
from leadline.home.models import Dismissal
from leadline.workspaces import records
from leadline.workspaces.models import Member, Record
from leadline.workspaces.rights import Right

PAGE = 50
GOES_AFTER = timedelta(days=30)
OWN_DOORS = {"workspaces"}
"""Rooms whose records have doors of their own for coming back: nobody regains access by the trash."""


@dataclass(frozen=True)
class InTrash:
    """A record in the trash: what it is, who put it there, and when it goes for good."""

    kind: str
    noun: str
    id: UUID
    title: str
    who: str
    trashed_at: datetime
    goes_at: datetime
    may_restore: bool


@cache
def kinds_in_trash() -> tuple[str, ...]:
    """The kinds that the trash shows and the purge takes."""
    return tuple(
        kind
        for kind, model in records.row_models().items()
        if issubclass(model, Record) and model is not Dismissal and model._meta.app_label not in OWN_DOORS
    )  # fmt: skip


def in_trash(member: Member, after: str = "", limit: int = PAGE) -> Slice[InTrash]:
    """What lies in the trash, the latest first; one bounded read for each kind of record."""
    rows = [row for kind in kinds_in_trash() for row in _of_kind(member, kind, after, limit + 1)]
    rows.sort(key=lambda row: (row.trashed_at, row.id), reverse=True)
    more, rows = len(rows) > limit, rows[:limit]
    people = _who(rows)
    drawn = [_drawn(member, row, people.get(row.id)) for row in rows]
    return Slice(drawn, _cursor(rows[-1]) if more else "")


def trashed_record(member: Member, kind: str, record_id: UUID) -> Record:
    """A record that lies in the trash; `NotFound` for all else."""
    if kind not in kinds_in_trash():
        raise NotFound
    rows = _visible(member, records.model_of(kind).with_trash.exclude(trashed_at=None))
    found: Record | None = rows.filter(pk=record_id).first()
    if found is None:
        raise NotFound("This is not in the trash.", remedy="It may have been restored already.")
    return found


def _of_kind(member: Member, kind: str, after: str, limit: int) -> Iterable[Any]:
    model = records.model_of(kind)
    needed = [field.name for field in model._meta.concrete_fields if field.is_relation and not field.null]  # fmt: skip
    rows = _visible(member, model.with_trash.filter(trashed_at__isnull=False))
    if after:
        at, key = _read(after)
        rows = rows.filter(Q(trashed_at__lt=at) | Q(trashed_at=at, id__lt=key))
    return rows.select_related(*needed).order_by("-trashed_at", "-id")[:limit]  # type: ignore[no-any-return]


def _visible(member: Member, rows: Any) -> Any:
    """Without what is somebody else's own, such as a view that is not shared."""
    names = {field.name for field in rows.model._meta.concrete_fields}
    private = {"member", "is_shared"} <= names
    return rows.filter(Q(is_shared=True) | Q(member=member)) if private else rows


def _who(rows: Sequence[Any]) -> dict[UUID, Member]:
    """Who last wrote each record, which put it into the trash; one read for each kind present."""
    writers: dict[UUID, UUID] = {}
    for model in {type(row) for row in rows}:
        last = {row.id: row.version for row in rows if type(row) is model}
        history = model.history.filter(id__in=last, version__in=set(last.values()))
        found = history.values_list("id", "version", "history_user_id")
        writers |= {key: who for key, version, who in found if last[key] == version and who}
    people = Member.with_trash.select_related("user").in_bulk(set(writers.values()))
    return {key: people[who] for key, who in writers.items() if who in people}


def _drawn(member: Member, row: Any, who: Member | None) -> InTrash:
    return InTrash(
        kind=row.kind(),
        noun=str(row._meta.verbose_name),
        id=row.id,
        title=row.title_text,
        who=who.name if who else "",
        trashed_at=row.trashed_at,
        goes_at=row.trashed_at + GOES_AFTER,
        may_restore=member.may(Right.PLAN) or (who == member and member.may(Right.CONTRIBUTE)),
    )


def _cursor(row: Any) -> str:
    return f"{row.trashed_at.isoformat()}~{row.id}"


def _read(after: str) -> tuple[datetime, UUID]:
    at, _, key = after.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError as error:
        raise Invalid("This cursor is of another list.", field="after", remedy="Start again without it.") from error  # fmt: skip
