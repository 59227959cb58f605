"""The control of a Django form field, with the types and the links to its texts that browsers and readers need."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

SINGLE = (forms.CheckboxInput,)
MANY = (forms.RadioSelect, forms.CheckboxSelectMultiple)
DATES: dict[type[forms.Field], tuple[str, str]] = {
    forms.DateField: ("date", "%Y-%m-%d"),
    forms.TimeField: ("time", "%H:%M"),
}


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
    named = {
        name.replace("_", "-"): value
        for name, value in wanted.items()
        if value not in (None, False)
    }
    if described_by(bound):
        named.setdefault("aria-describedby", described_by(bound))
    return named


def _widget(bound: BoundField) -> forms.Widget | None:
    given, found = bound.field.widget, DATES.get(type(bound.field))
    if found is None or type(given) not in {forms.DateInput, forms.TimeInput}:
        return None
    kind, style = found
    made = forms.DateInput(attrs=given.attrs, format=style)
    made.input_type = kind
    return made
