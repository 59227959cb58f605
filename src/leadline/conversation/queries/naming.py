"""Changes in words: fields by their labels, links by the names of what they point at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leadline.design import dates, numbers
from leadline.workspaces.models import Record

HIDDEN = {"rank", "secret_hash", "hint", "number", "created_at", "updated_at", "version"}
PHRASES = {
    "comment.added": "commented",
    "comment.removed": "removed a comment",
    "event.undone": "took back",
    "items.ranked": "ranked",
}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as people read it; `is_text` for what is worth a word diff."""

    label: str
    before: str
    after: str
    is_text: bool = False


def phrase(action: str) -> str:
    """What somebody did, as a verb: "items.moved" is "moved"."""
    return _(PHRASES.get(action) or action.rpartition(".")[2].replace("_", " "))


def shown_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields of a noun that tell people something."""
    skipped = HIDDEN | {"id", "workspace", "trashed_at"}
    return [field for field in model._meta.concrete_fields if field.name not in skipped]


class Names:
    """Titles of linked rows, read in one query for each noun that is pointed at.

    Say first what will be asked (`note`), then ask (`say`).
    """

    def __init__(self) -> None:
        self._wanted: dict[type[models.Model], set[UUID]] = defaultdict(set)
        self._titles: dict[tuple[type[models.Model], UUID], str] | None = None

    def note(self, model: type[models.Model], values: Mapping[str, Any]) -> None:
        """Remember the links among the values of a row, by column."""
        for field in model._meta.concrete_fields:
            value = values.get(field.attname)
            if field.is_relation and value and field.related_model is not None:
                self._wanted[field.related_model].add(UUID(str(value)))

    def note_row(self, model: type[models.Model], key: UUID | None) -> None:
        """Remember a single row."""
        if key:
            self._wanted[model].add(key)

    def title(self, model: type[models.Model], key: UUID | None) -> str:
        """The title of a row, or what stands for one that has gone."""
        if key is None:
            return ""
        return self._known().get((model, key), _("something removed"))

    def say(self, field: "models.Field[Any, Any]", value: Any) -> str:
        """A value of a field in words; empty for nothing."""
        if value is None or value == "":
            return ""
        if field.is_relation:
            return self.title(field.related_model, UUID(str(value)))  # type: ignore[arg-type]
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return _plain(field.to_python(value))

    def changes(
        self, model: type[models.Model], before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> list[FieldChange]:
        """What differs between two states of a row, by column, in the order of the fields."""
        shown = [field for field in shown_fields(model) if field.attname in {*before, *after}]
        told = (self._change(field, before, after) for field in shown)
        return [each for each in told if each.before != each.after]

    def _change(self, field: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> FieldChange:  # fmt: skip
        is_text = isinstance(field, models.TextField)
        was, now = self.say(field, before.get(field.attname)), self.say(field, after.get(field.attname))  # fmt: skip
        return FieldChange(capfirst(_(str(field.verbose_name))), was, now, is_text)

    def _known(self) -> dict[tuple[type[models.Model], UUID], str]:
        if self._titles is None:
            self._titles = {
                (model, row.pk): _title(row)
                for model, keys in self._wanted.items()
                for row in _rows(model, keys)
            }
        return self._titles


def _rows(model: type[models.Model], keys: Iterable[UUID]) -> Iterable[Any]:
    manager: Any = getattr(model, "with_trash", model._default_manager)
    needed = [f.name for f in model._meta.concrete_fields if f.is_relation and not f.null]
    rows: Iterable[Any] = manager.select_related(*needed).filter(pk__in=keys)
    return rows


def _title(row: models.Model) -> str:
    return row.title_text if isinstance(row, Record) else str(row)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return dates.moment(value)
    if isinstance(value, date):
        return dates.day(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, int | float) or type(value).__name__ == "Decimal":
        return numbers.number(value)
    return str(value)
