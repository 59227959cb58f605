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
from leadline.workspaces import records
from leadline.workspaces.models import Member, Record, Row

LONG = 60
PER_CENT = 100
"""Shares are parts of ten thousand, in every room."""
HIDDEN = {
    "rank",
    "position",
    "secret_hash",
    "hint",
    "number",
    "created_at",
    "updated_at",
    "version",
}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as people read it; `is_text` for what is worth a word diff.

    `is_plain` says that the values speak for themselves, without the label.
    """

    label: str
    before: str
    after: str
    is_text: bool = False
    is_plain: bool = False


def shown_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields of a noun that tell people something."""
    skipped = HIDDEN | {"id", "workspace", "trashed_at"} | set(_points(model).values())
    told = {*_reads(model), *_points(model)}
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in skipped and (field.name in told or not _is_for_machines(field))
    ]


class Names:
    """Titles of linked rows, read in one query for each noun that is pointed at.

    Say first what will be asked (`note`), then ask (`say`). Amounts that do not name their currency
    are in the one given.
    """

    def __init__(self, currency: str = "") -> None:
        self._currency = currency
        self._wanted: dict[type[models.Model], set[UUID]] = defaultdict(set)
        self._found: dict[tuple[type[models.Model], UUID], models.Model] | None = None

    def note(self, model: type[models.Model], values: Mapping[str, Any]) -> None:
        """Remember the links among the values of a row, by column."""
        for field in model._meta.concrete_fields:
            value = values.get(field.attname)
            target = _target(model, field, values)
            if value and target is not None:
                self._wanted[target].add(UUID(str(value)))

    def note_row(self, model: type[models.Model], key: UUID | None) -> None:
        """Remember a single row."""
        if key:
            self._wanted[model].add(key)

    def part(self, model: type[models.Model], key: UUID, whole: Record) -> str:
        """What a part of a record is called: by what it links to the record, or by its own words. Empty once gone."""
        row = self._known().get((model, key))
        if row is None:
            return ""
        links = [f for f in model._meta.concrete_fields if f.is_relation and not f.null and f.name != "workspace"]  # fmt: skip
        others = [f for f in links if f.related_model is not Member and getattr(row, f.attname) != whole.pk]  # fmt: skip
        return _title(getattr(row, others[0].name) if others else row)

    def title(self, model: type[models.Model], key: UUID | None) -> str:
        """The title of a row, or what stands for one that has gone."""
        if key is None:
            return ""
        row = self._known().get((model, key))
        return _title(row) if row is not None else _("something removed")

    def say(self, field: "models.Field[Any, Any]", value: Any) -> str:
        """A value of a field in words; empty for nothing."""
        if value is None or value == "":
            return ""
        if field.is_relation:
            return self.title(field.related_model, UUID(str(value)))  # type: ignore[arg-type]
        if field.name == "share":
            return f"{numbers.number(int(value) / PER_CENT)}{numbers.THIN}%"
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return _plain(field.to_python(value))

    def changes(
        self, model: type[models.Model], before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> list[FieldChange]:
        """What differs between two states of a row, by column, in the order of the fields."""
        shown = [field for field in shown_fields(model) if field.attname in {*before, *after}]
        told = (
            each
            for field in shown
            for each in (
                _parts(model, field, before, after)
                if _is_json(field)
                else [self._change(field, before, after)]
            )
        )
        return [each for each in told if each.before != each.after]

    def _change(self, field: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> FieldChange:  # fmt: skip
        is_text = isinstance(field, models.TextField)
        is_link = field.is_relation or field.name in _points(field.model)
        is_plain = is_link or bool(field.choices) or isinstance(field, models.CharField)
        was, now = (self._said(field, values) for values in (before, after))
        name = str(field.verbose_name).removesuffix(" id").removesuffix(" in minor units")
        if isinstance(field, models.BooleanField):
            name = name.removeprefix("is ")
        return FieldChange(capfirst(_(name)), was, now, is_text, is_plain)

    def _said(self, field: Any, values: Mapping[str, Any]) -> str:
        value, target = values.get(field.attname), _target(field.model, field, values)
        if value and target is not None:
            return self.title(target, UUID(str(value)))
        if value and field.name in _reads(field.model):
            return str(_reads(field.model)[field.name](value))
        currency = str(values.get("currency") or self._currency)
        if value and currency and isinstance(field, models.BigIntegerField):
            return numbers.money(int(value), currency)
        return self.say(field, value)

    def _known(self) -> dict[tuple[type[models.Model], UUID], models.Model]:
        if self._found is None:
            self._found = {(model, row.pk): row for model, keys in self._wanted.items() for row in _rows(model, keys)}  # fmt: skip
        return self._found


def _rows(model: type[models.Model], keys: Iterable[UUID]) -> Iterable[Any]:
    manager: Any = getattr(model, "with_trash", model._default_manager)
    needed = [f.name for f in model._meta.concrete_fields if f.is_relation and not f.null]
    rows: Iterable[Any] = manager.select_related(*needed).filter(pk__in=keys)
    return rows


def _title(row: models.Model) -> str:
    return row.title_text if isinstance(row, Record) else str(row)


def has_words(model: type[models.Model]) -> bool:
    """Whether a field of it reads as several, each under its own label."""
    return any(_is_json(field) and field.name in _reads(model) for field in model._meta.concrete_fields)  # fmt: skip


def _is_json(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.JSONField)


def _is_for_machines(field: "models.Field[Any, Any]") -> bool:
    return _is_json(field) or (isinstance(field, models.UUIDField) and not field.is_relation)


def _reads(model: type[models.Model]) -> Mapping[str, Any]:
    return model.reads if issubclass(model, Row) else {}


def _points(model: type[models.Model]) -> Mapping[str, str]:
    return model.leads_to if issubclass(model, Row) else {}


def _target(model: type[models.Model], field: Any, values: Mapping[str, Any]) -> Any:
    """The model of the row to which a value of a field leads; None where it leads nowhere."""
    if field.is_relation:
        return field.related_model
    pointed = _points(model).get(field.name)
    kind = values.get(pointed, pointed) if pointed else None
    return records.row_models().get(kind) if kind else None


def _parts(
    model: type[models.Model], field: Any, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterable[FieldChange]:
    """A field of several values, each under its own label."""
    was, now = (_read(model, field, values.get(field.attname)) for values in (before, after))
    for label in {**was, **now}:
        texts = was.get(label, ""), now.get(label, "")
        yield FieldChange(label, *texts, is_text=any("\n" in text or len(text) > LONG for text in texts))  # fmt: skip


def _read(model: type[models.Model], field: Any, value: Any) -> Mapping[str, str]:
    return _reads(model)[field.name](value) if value else {}


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
