"""Fields that a workspace adds to items by itself."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from leadline.backlog.models.items import Item
from leadline.foundation.ranks import RankField
from leadline.foundation.refusals import Invalid
from leadline.products.models import Product
from leadline.workspaces.models import Record, Versioned

LONGEST_TEXT = 10_000
NOTHING: dict[str, Any] = {"text": "", "number": None, "date": None}
Value = str | Decimal | date | None


class CustomField(Record):
    """A field of the items of one product, or of all."""

    class Type(models.TextChoices):
        TEXT = "text", "Text"
        NUMBER = "number", "Number"
        DATE = "date", "Date"
        CHOICE = "choice", "Choice"
        LINK = "link", "Link"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=10, choices=Type.choices)
    choices: Any = models.JSONField(default=list, blank=True)
    rank = RankField()

    reads = {"choices": lambda choices: {_("Choices"): ", ".join(choices)}}

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="custom_fields_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def columns(self, value: Any) -> dict[str, Any]:
        """The columns of a `FieldValue` for what was given; raises `Invalid` where it does not fit.

        Takes text as people type it, and numbers and dates as they are.
        """
        return NOTHING | {COLUMN[self.type]: READERS[self.type](self, value)}

    def refuse(self, reason: str, remedy: str) -> Invalid:
        return Invalid(reason, field=self.name, remedy=remedy)


class FieldValue(Versioned):
    """An item's value of a custom field, in the column of the field's type."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", db_index=False)
    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    number = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "field"], name="an_item_has_a_field_once"),
        ]

    @property
    def value(self) -> Value:
        found: Value = next((each for each in (self.number, self.date) if each is not None), self.text)  # fmt: skip
        return found


def _text(field: CustomField, value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise field.refuse("This is no text of at most 10,000 characters.", "Write a shorter one.")
    return value


def _number(field: CustomField, value: Any) -> Decimal:
    refusal = field.refuse(f"“{str(value)[:40]}” is no number.", "Write digits, as in 12 or 12.5.")
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal | float):
        raise refusal
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise refusal from error
    if not number.is_finite() or abs(number) >= Decimal(10) ** 14:
        raise refusal
    return round(number, 6)


def _date(field: CustomField, value: Any) -> date:
    refusal = field.refuse(f"“{str(value)[:40]}” is no date.", "Write it as in 2026-03-31.")
    if type(value) is date:
        return value
    if not isinstance(value, str) or len(value.strip()) != len("2026-03-31"):
        raise refusal
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise refusal from error


def _choice(field: CustomField, value: Any) -> str:
    if value not in field.choices:
        raise field.refuse(f"“{str(value)[:40]}” is none of the choices.", f"Choose one of: {', '.join(field.choices)}.")  # fmt: skip
    return str(value)


def _link(field: CustomField, value: Any) -> str:
    text = _text(field, value).strip()
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        fits = False
    if not fits or len(text) > 2_000:
        raise field.refuse(f"“{text[:40]}” is no link.", "Write an address that starts with https://.")  # fmt: skip
    return text


READERS: dict[str, Callable[[CustomField, Any], Any]] = {
    CustomField.Type.TEXT: _text,
    CustomField.Type.NUMBER: _number,
    CustomField.Type.DATE: _date,
    CustomField.Type.CHOICE: _choice,
    CustomField.Type.LINK: _link,
}
COLUMN: dict[str, str] = {
    CustomField.Type.TEXT: "text",
    CustomField.Type.NUMBER: "number",
    CustomField.Type.DATE: "date",
    CustomField.Type.CHOICE: "text",
    CustomField.Type.LINK: "text",
}
