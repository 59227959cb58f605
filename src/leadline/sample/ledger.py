"""A ledger of things that happened: rows, their history and their events, written all at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from graphlib import TopologicalSorter
from operator import attrgetter
from typing import Any, TypeVar

from leadline.foundation.keys import new_key
from leadline.workspaces.models import ChainHead, Change, Event, Member, Record, Row, Versioned

R = TypeVar("R", bound=Row)
BATCH = 500


class Ledger:
    """Collects what the operations of two years would have written; `write` writes it.

    Of one noun, rows must be created after those they point to. Nothing is in the database before
    `write`, and no event before `close`.
    """

    def __init__(self, owner: Member) -> None:
        self.owner = owner
        self.rows: dict[type[Row], list[Row]] = {}
        self.history: dict[type[Record], list[Any]] = {}
        self.events: list[Event] = []

    def create(
        self, model: type[R], at: datetime, by: Member, /, **values: Any
    ) -> tuple[R, Change]:
        """A new row, as it was made at `at`."""
        row = model(workspace_id=self.owner.workspace_id, id=new_key(at), **values)
        row.stamp(by, at)
        self.rows.setdefault(model, []).append(row)
        self._remember(row, at, by, "+")
        return row, Change(model.kind(), row.id, None, row.as_json())

    def change(self, row: Versioned, at: datetime, by: Member, /, **values: Any) -> Change:
        """The same row, as it was changed at `at`."""
        before = row.as_json()
        names = row._set(values)
        row.version += 1
        # A row that is not written yet would be stamped as made at this instant.
        made = row.created_at
        row.stamp(by, at)
        row.created_at, row.updated_at = made, at
        self._remember(row, at, by, "~")
        return Change(row.kind(), row.id, {name: before[name] for name in names}, row.as_json(names))  # fmt: skip

    def add(self, row: Row, at: datetime) -> None:
        """A row that was made elsewhere and is not written yet."""
        row.id = new_key(at)
        self.rows.setdefault(type(row), []).append(row)

    def tell(
        self, at: datetime, by: Member, action: str, subject: Record | None, *changes: Change,
        facts: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """The event of what just was created or changed."""
        event = Event(
            id=new_key(at), workspace_id=self.owner.workspace_id, at=at, member=by, action=action,
            changes=[change.as_json() for change in changes], facts=dict(facts or {}),
        )  # fmt: skip
        if subject is not None:
            event.subject_kind, event.subject_id = subject.kind(), subject.id
            event.subject_title = subject.title_text[:300]
        self.events.append(event)

    def write(self) -> None:
        """The rows so far into the database, parents first; more may follow before `close`."""
        for model in _parents_first(self.rows):
            model.objects.bulk_create(self.rows[model], batch_size=BATCH)
        for model, versions in self.history.items():
            model.history.model._base_manager.bulk_create(versions, batch_size=BATCH)
        self.rows, self.history = {}, {}

    def close(self) -> None:
        """What is left, and the events in the order of time."""
        self.write()
        self._chain()

    def _remember(self, row: Row, at: datetime, by: Member, kind: str) -> None:
        if isinstance(row, Record):
            model: Any = type(row).history.model
            values = {field.attname: getattr(row, field.attname) for field in model.tracked_fields}
            self.history.setdefault(type(row), []).append(
                model(
                    history_id=new_key(at), history_date=at, history_type=kind,
                    history_user_id=by.id, **values,
                )
            )  # fmt: skip

    def _chain(self) -> None:
        head = ChainHead.objects.select_for_update().get(workspace_id=self.owner.workspace_id)
        for event in sorted(self.events, key=attrgetter("at", "id")):
            event.seq, event.previous_hash = head.seq + 1, head.hash
            event.hash = event.digest()
            head.seq, head.hash = event.seq, event.hash
        Event.objects.bulk_create(self.events, batch_size=BATCH)
        head.save(update_fields=["seq", "hash"])


def _parents_first(models: Iterable[type[Row]]) -> Iterable[type[Row]]:
    """Nouns after those that they point to: what points across workspaces is refused row by row."""
    named = list(models)
    return TopologicalSorter({model: _above(model, named) for model in named}).static_order()


def _above(model: type[Row], named: Iterable[type[Row]]) -> list[type[Row]]:
    pointed_to = {field.related_model for field in model._meta.concrete_fields}
    return [other for other in named if other in pointed_to and other is not model]
