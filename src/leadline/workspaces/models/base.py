"""What every row of a workspace has in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.db import DatabaseError, models
from django.db.models import Q
from simple_history.manager import HistoricalQuerySet, HistoryManager
from simple_history.models import HistoricalRecords

from leadline.foundation.keys import Key, new_key
from leadline.foundation.refusals import Stale
from leadline.workspaces.scope import current_scope

if TYPE_CHECKING:
    from leadline.workspaces.models.events import Event
    from leadline.workspaces.models.people import Member, Workspace


@dataclass(frozen=True)
class Change:
    """What one write did to one row: field by field, as JSON; None for a row that was not."""

    kind: str
    id: UUID
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "id": str(self.id), "before": self.before, "after": self.after}

    @property
    def is_empty(self) -> bool:
        return self.before == self.after


class StaleRow(Stale):
    """Somebody else saved this record in the meantime."""

    def __init__(self, row: "Versioned") -> None:
        self.row = row
        super().__init__(remedy="Compare both texts and save again.", field="version")


class ScopedManager(models.Manager[Any]):
    """Rows of the workspace in scope; raises `OutsideScope` where there is none."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        workspace_id = current_scope()
        rows = super().get_queryset()
        return rows if workspace_id is None else rows.filter(workspace_id=workspace_id)


class AliveManager(ScopedManager):
    """The same without what lies in the trash."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        return super().get_queryset().filter(trashed_at=None)


class Row(models.Model):
    """A row of a workspace. Rows that are not versioned are written once or deleted."""

    guard_scope: ClassVar[str] = "workspace_id"
    guard_let_go: ClassVar[str] = (
        'EXISTS (SELECT 1 FROM "workspaces_workspace" WHERE "id" = OLD."workspace_id" AND "purge_began_at" IS NOT NULL)'
    )
    travels: ClassVar[bool] = True
    """Whether exports take it along; secrets, half-open doors and what only waits stay."""
    reads: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    """How people read JSON fields: by field, what gives words under labels. Other JSON is not told. Of a field that
    holds a code, what gives its words."""
    leads_to: ClassVar[Mapping[str, str]] = {}
    """Fields that hold the key of a row without a link to it: its kind, or the field that says it."""

    id = Key()
    workspace: "models.ForeignKey[Workspace, Workspace]" = models.ForeignKey(
        "workspaces.Workspace", on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def kind(cls) -> str:
        """The name of the noun, in addresses, events and exports."""
        return cls._meta.model_name or ""

    @classmethod
    def create(cls, *, by: "Member", now: datetime, **values: Any) -> tuple[Self, Change]:
        """Write a new row in the workspace of `by`."""
        row = cls(workspace_id=by.workspace_id, **({"id": new_key(now)} | values))
        row.stamp(by, now)
        row.save(force_insert=True)
        return row, Change(cls.kind(), row.id, None, row.as_json())

    def remove(self) -> Change:
        """Delete the row for good; only for links and parts, which a `Change` can bring back."""
        change = Change(self.kind(), self.id, self.as_json(), None)
        self.delete()
        return change

    def stamp(self, by: "Member | None", now: datetime) -> None:
        """Note who writes; rows that keep it override this."""

    def as_json(self, names: "set[str] | None" = None) -> dict[str, Any]:
        """The row's own fields as JSON values, by column."""
        fields = (field for field in self._meta.concrete_fields if field.attname not in _OWN)
        return {
            field.attname: _plain(field, self)
            for field in fields
            if names is None or field.attname in names
        }

    def as_recorded(self, names: "set[str]") -> dict[str, Any]:
        """The same as the last event about the row has it; nouns that are kept in order without events differ."""
        return self.as_json(names)

    @classmethod
    def column_values(cls, plain: dict[str, Any]) -> dict[str, Any]:
        """What `as_json` wrote, as values of the fields again."""
        columns = {field.attname: field for field in cls._meta.concrete_fields}
        return {name: columns[name].to_python(value) for name, value in plain.items()}


_OWN = {"id", "workspace_id", "version", "created_at", "updated_at"}


def _plain(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    value = field.value_from_object(row)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if value is not None and isinstance(field, models.DecimalField):
        return str(round(Decimal(str(value)), field.decimal_places))
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    if isinstance(value, float):
        return value
    return field.value_to_string(row)


class Versioned(Row):
    """A row that people edit: each save starts from a version and makes the next."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True

    def stamp(self, by: "Member | None", now: datetime) -> None:
        if self._state.adding:
            self.created_at = now
        self.updated_at = now

    def change(
        self, *, by: "Member | None", now: datetime, version: int | None = None, **values: Any
    ) -> Change:
        """Set the fields that differ and save them on top of `version` (None: the one loaded).

        Raises `StaleRow` when the row has another version by now; nothing is written then.
        """
        if version is not None and version != self.version:
            raise StaleRow(self)
        names = self._set(values)
        if not names:
            return Change(self.kind(), self.id, {}, {})
        before = type(self)._base_manager.get(pk=self.pk).as_json(names)
        self.stamp(by, now)
        self.save(update_fields=[*names, "updated_at"])
        return Change(self.kind(), self.id, before, self.as_json(names))

    def take_back(self, *, by: "Member", now: datetime, values: dict[str, Any]) -> Change:
        """Set back what an undone event changed; nouns whose changes have traces override it."""
        return self.change(by=by, now=now, **values)

    def _set(self, values: dict[str, Any]) -> set[str]:
        fields = {field.name: field for field in self._meta.concrete_fields}
        fields |= {field.attname: field for field in self._meta.concrete_fields}
        changed = set()
        for name, value in values.items():
            field = fields[name]
            old = getattr(self, field.attname)
            setattr(self, name, value)
            if getattr(self, field.attname) != old:
                changed.add(field.attname)
        return changed

    def save(self, *arguments: Any, **options: Any) -> None:
        """Insert, or update the named fields on top of the loaded version."""
        if self._state.adding:
            return super().save(*arguments, **options)
        if not options.get("update_fields"):
            raise TypeError("Say which fields are saved: a whole-row save undoes other edits.")
        self.version += 1
        options["update_fields"] = {*options["update_fields"], "version"}
        try:
            super().save(*arguments, **options)
        except DatabaseError as error:
            self.version -= 1
            if "did not affect any rows" in str(error):
                raise StaleRow(self) from error
            raise

    def _do_update(self, base_qs: Any, *arguments: Any) -> Any:
        on_top = base_qs.filter(version=self.version - 1)
        return super()._do_update(on_top, *arguments)


class VersionedHistory(HistoricalQuerySet):  # type: ignore[misc]
    """History in the scope, whose latest row is told by version, since instants may tie."""

    def latest_of_each(self) -> "VersionedHistory":
        later = self.filter(id=models.OuterRef("id"), version__gt=models.OuterRef("version"))
        latest: VersionedHistory = self.filter(~models.Exists(later.values("id")))
        return latest


class ScopedHistory(HistoryManager):  # type: ignore[misc]
    """History of the workspace in scope."""

    def get_super_queryset(self) -> "models.QuerySet[Any]":
        workspace_id = current_scope()
        rows: models.QuerySet[Any] = super().get_super_queryset()
        return rows if workspace_id is None else rows.filter(workspace_id=workspace_id)


def history_of_records() -> HistoricalRecords:
    return HistoricalRecords(
        inherit=True,
        history_id_field=Key(),
        history_user_id_field=models.UUIDField(null=True),
        history_user_getter=lambda row: None,
        history_user_setter=lambda row, member: setattr(
            row, "history_user_id", member and member.id
        ),
        get_user=lambda request, **_: None,
        history_manager=ScopedHistory,
        historical_queryset=VersionedHistory,
        history_change_reason_field=models.CharField(max_length=100, null=True),
        user_db_constraint=False,
    )


class Record(Versioned):
    """A noun that people name: with history, a trash, a title and a page of its own."""

    trashed_at = models.DateTimeField(null=True, editable=False)

    history = history_of_records()
    objects: ClassVar[ScopedManager] = AliveManager()
    with_trash: ClassVar[ScopedManager] = ScopedManager()

    class Meta:
        abstract = True

    @property
    def title_text(self) -> str:
        """How lists and links name it."""
        return str(self)

    def page_url(self) -> str:
        """Its page; empty for nouns that have none of their own."""
        return ""

    def search_text(self) -> str:
        """What search reads of it beside the title; None in a subclass keeps it out."""
        return ""

    def stamp(self, by: "Member | None", now: datetime) -> None:
        super().stamp(by, now)
        self._history_user = by
        self._history_date = now

    def refuse_undo(self, event: "Event") -> None:
        """Raise where what an event did to it can no longer be taken back; nouns that freeze override it."""

    def trash(self, *, by: "Member", now: datetime, version: int | None = None) -> Change:
        return self.change(by=by, now=now, version=version, trashed_at=now)

    def untrash(self, *, by: "Member", now: datetime) -> Change:
        return self.change(by=by, now=now, trashed_at=None)


ALIVE = Q(trashed_at=None)
