"""The control of a Django form field, with the types and the links to its texts that browsers and readers need."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

SINGLE = (forms.CheckboxInput,)
MANY = (forms.RadioSelect, forms.CheckboxSelectMultiple)
DATES = {forms.DateField: ("date", "%Y-%m-%d"), forms.TimeField: ("time", "%H:%M")}


def control(bound: BoundField, **attributes: Any) -> SafeString:
    """Draw the control of `bound`, described by its hint and its errors."""
    return bound.as_widget(widget=_widget(bound), attrs=_attributes(bound, attributes))


def kind(bound: BoundField) -> str:
    """Say how a row is laid out: hidden, single, many, file or plain."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, MANY):
        return "many"
    if isinstance(widget, SINGLE):
        return "single"
    return "file" if isinstance(widget, forms.FileInput) else "plain"


def described_by(bound: BoundField) -> str:
    """Give the ids of the texts that describe the control."""
    parts = [(bound.help_text, "helptext"), (bound.errors, "error")]
    return " ".join(f"{bound.auto_id}_{name}" for text, name in parts if text)


def _attributes(bound: BoundField, wanted: dict[str, Any]) -> dict[str, Any]:
    named = {name.replace("_", "-"): value for name, value in wanted.items() if value not in (None, False)}
    if described_by(bound):
        named.setdefault("aria-describedby", described_by(bound))
    return named


def _widget(bound: BoundField) -> forms.Widget | None:
    plain = type(bound.field.widget) in {forms.DateInput, forms.TimeInput}
    found = DATES.get(type(bound.field)) if plain else None
    if found is None:
        return None
    made = type(bound.field.widget)(attrs=bound.field.widget.attrs, format=found[1])
    made.input_type = found[0]
    return made
