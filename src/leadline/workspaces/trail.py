"""The audit trail as people read it: what to look for, what was different, whether it holds."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from leadline.design.dates import moment
from leadline.foundation.formulas import neutral
from leadline.foundation.models import Job
from leadline.foundation.paging import Slice, page_of
from leadline.workspaces import records
from leadline.workspaces.models import ChainHead, Event, Member, Row, User
from leadline.workspaces.rights import Right

PAGE = 50
MOST_EXPORTED = 10_000
CHECK = "workspaces.check_chain"
HIDDEN = "secret_hash"
COLUMNS = ("number", "at", "person", "token", "action", "kind", "title", "changes")
SHORT = 300
NOTHING = "–"


@dataclass(frozen=True)
class Wanted:
    """What the reader looks for; days are the workspace's own, both ends included."""

    person: UUID | None = None
    action: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Difference:
    """One field of one row as a person reads it; None on the side where the row was not."""

    noun: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Line:
    """One event with its differences."""

    event: Event
    differences: Sequence[Difference]

    @property
    def action(self) -> str:
        return in_words(self.event.action)


@dataclass(frozen=True)
class ChainState:
    """What the last check found: `job` is the check, `count` how many events there are now."""

    job: Job | None
    count: int
    since: datetime | None


def in_words(action: str) -> str:
    """An action as a person reads it: "member.role_changed" is "Member role changed"."""
    return action.replace(".", " ").replace("_", " ").capitalize()


def wanted_events(member: Member, wanted: Wanted) -> "QuerySet[Event]":
    """The events that fit, in no order yet."""
    member.must(Right.PEOPLE)
    found = Event.objects.select_related("member__user", "token")
    if wanted.person:
        found = found.filter(member_id=wanted.person)
    if wanted.action:
        found = found.filter(action=wanted.action)
    if wanted.kind:
        found = found.filter(subject_kind=wanted.kind)
    if wanted.since:
        found = found.filter(at__gte=_midnight(member, wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_midnight(member, wanted.until + timedelta(days=1)))
    return found


def _midnight(member: Member, day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(member.workspace.time_zone))


def trail(member: Member, wanted: Wanted, after: str = "", limit: int = PAGE) -> "Slice[Line]":
    """Events newest first with what they changed; one query for each kind that is named."""
    page = page_of(wanted_events(member, wanted), ["-seq"], after, limit)
    return Slice(lines_of(page.rows), page.after)


def lines_of(events: Sequence[Event]) -> list[Line]:
    """The events with their differences, names instead of keys."""
    names = _names_in(events)
    return [Line(event, list(_differences(event, names))) for event in events]


def choices(member: Member) -> tuple[Sequence[str], Sequence[str]]:
    """The actions and the kinds of record that occur, for the filters."""
    events = Event.objects.order_by()
    actions = sorted(events.values_list("action", flat=True).distinct())
    kinds = sorted(events.exclude(subject_kind="").values_list("subject_kind", flat=True).distinct())  # fmt: skip
    return actions, kinds


def _differences(event: Event, names: dict[str, str]) -> Iterator[Difference]:
    for change in event.changes:
        yield from _of_row(change["kind"], change["before"], change["after"], names)
    if "before" in event.facts and "after" in event.facts:
        yield from _of_row("workspace", event.facts["before"], event.facts["after"], names)


def _of_row(kind: str, before: Any, after: Any, names: dict[str, str]) -> Iterator[Difference]:
    model = records.row_models().get(kind)
    noun = str(model._meta.verbose_name) if model else kind
    for field in (after if after is not None else before) or {}:
        was, now_is = (_told(row, field, names) for row in (before, after))
        is_empty = None in (was, now_is) and (was or now_is) in (NOTHING, _("no"))
        if was != now_is and field != HIDDEN and not is_empty:
            yield Difference(noun, _label(field), was, now_is)


def _label(field: str) -> str:
    return field.removesuffix("_id").replace("_", " ")


def _told(row: dict[str, Any] | None, field: str, names: dict[str, str]) -> str | None:
    return None if row is None else _in_text(row.get(field), field, names)


def _in_text(value: Any, field: str, names: dict[str, str]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, list):
        return ", ".join(_in_text(each, field, names) for each in value)
    if field.endswith("_at"):
        return moment(datetime.fromisoformat(value))
    text = names.get(str(value), str(value))
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _names_in(events: Iterable[Event]) -> dict[str, str]:
    wanted: dict[type[Model], set[str]] = {}
    for event in events:
        for change in event.changes:
            _collect(change, wanted)
    return {
        str(row.pk): str(row) for model, keys in wanted.items() for row in _rows_of(model, keys)
    }


def _rows_of(model: type[Model], keys: set[str]) -> Iterable[Model]:
    manager = getattr(model, "with_trash", None) or model._default_manager
    joins = [field.name for field in model._meta.fields if field.related_model is User]
    rows: Iterable[Model] = manager.filter(pk__in=keys).select_related(*joins)
    return rows


def _collect(change: dict[str, Any], wanted: dict[type[Model], set[str]]) -> None:
    model = records.row_models().get(change["kind"])
    if model is None:
        return
    for field in _links_of(model):
        for side in (change["before"], change["after"]):
            if key := (side or {}).get(field.attname):
                wanted.setdefault(field.related_model, set()).add(key)


def _links_of(model: type[Row]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and field.attname not in ("id", "workspace_id")
    ]


def as_csv(member: Member, wanted: Wanted) -> str:
    """The newest events that fit, 10,000 at most, for a spreadsheet; formulas are disarmed."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    newest = wanted_events(member, wanted).order_by("-seq")[:MOST_EXPORTED]
    for line in lines_of(list(newest)):
        table.writerow([neutral(value) for value in _cells(line)])
    return written.getvalue()


def _cells(line: Line) -> Sequence[Any]:
    event = line.event
    changes = "; ".join(f"{each.noun} {each.field}: {each.before or ''} → {each.after or ''}" for each in line.differences)  # fmt: skip
    who, token = event.member.name if event.member else "", event.token.name if event.token else ""
    return (event.seq, event.at.isoformat(), who, token, event.action, event.subject_kind, event.subject_title, changes)  # fmt: skip


def chain_state(member: Member) -> ChainState:
    """The last check of the chain, running or done; None while nobody has asked for one."""
    member.must(Right.PEOPLE)
    checks = Job.objects.filter(workspace_id=member.workspace_id, name=CHECK)
    head = ChainHead.objects.get(workspace_id=member.workspace_id)
    first = Event.objects.order_by("seq").first()
    return ChainState(checks.order_by("-asked_at", "-id").first(), head.seq, first and first.at)
