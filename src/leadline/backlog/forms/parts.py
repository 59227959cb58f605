"""What hangs on an item: criteria, dependencies, labels, values of its own fields."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.backlog.forms.base import KeyField
from leadline.backlog.models import CustomField
from leadline.foundation.forms import Form

SHORT = {"rows": 2}


class CriterionForm(Form):
    given = forms.CharField(label=_("Given"), required=False, max_length=2_000, widget=forms.Textarea(attrs=SHORT))  # fmt: skip
    when = forms.CharField(label=_("When"), required=False, max_length=2_000, widget=forms.Textarea(attrs=SHORT))  # fmt: skip
    then = forms.CharField(label=_("Then"), max_length=2_000, widget=forms.Textarea(attrs=SHORT))


class CriterionPlaceForm(Form):
    before = forms.UUIDField(required=False)


class DependencyForm(Form):
    """The other end of a dependency, by its key."""

    side = forms.ChoiceField(
        label=_("This item"), choices=[("blocked", _("waits for")), ("blocker", _("blocks"))]
    )
    other = KeyField(label=_("Item"))


class LabelsForm(Form):
    """All labels of an item, separated by commas."""

    labels = forms.CharField(label=_("Labels"), required=False, max_length=2_000)

    def names(self) -> list[str]:
        return [name.strip() for name in self.cleaned_data["labels"].split(",") if name.strip()]


class ValuesForm(Form):
    """An item's values of its custom fields."""

    def __init__(self, *arguments: Any, fields: Sequence[CustomField], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.own = {f"field-{field.pk}": field for field in fields}
        for name, field in self.own.items():
            self.fields[name] = control_of(field)

    def values(self) -> dict[CustomField, Any]:
        return {self.own[name]: value for name, value in self.cleaned_data.items() if name in self.data}  # fmt: skip


def control_of(field: CustomField) -> forms.Field:
    """The control for a custom field; what it takes is checked by the field itself."""
    common: dict[str, Any] = {"label": field.name, "required": False}
    if field.type == CustomField.Type.CHOICE:
        return forms.ChoiceField(choices=[("", "–"), *((each, each) for each in field.choices)], **common)  # fmt: skip
    if field.type == CustomField.Type.DATE:
        return forms.DateField(**common)
    if field.type == CustomField.Type.NUMBER:
        return forms.DecimalField(max_digits=20, decimal_places=6, **common)
    return forms.CharField(max_length=10_000, **common)
