"""What the forms of this room have in common."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import RecordForm
from leadline.foundation.refusals import Invalid
from leadline.workspaces.queries import one


def add(form: forms.Form, refusal: Invalid) -> None:
    """Show a refusal beside the fields that it names."""
    for problem in refusal.problems:
        form.add_error(problem.field, f"{problem.reason} {problem.remedy}")


class KeyField(forms.UUIDField):
    """The key of a row of a noun; cleans to the row itself, unless it lies in the trash."""

    def __init__(self, label: Any, model: type[Model], required: bool = True) -> None:
        super().__init__(label=label, required=required, error_messages={"required": _("Choose one of the list.")})  # fmt: skip
        self.model: Any = model

    def clean(self, value: Any) -> Any:
        key = super().clean(value)
        return None if key is None else one(self.model.objects.all(), pk=key)


class PlanningForm(RecordForm):
    """A form whose menus come from the choices of this room."""

    offers = {
        "product": "products", "segment": "segments", "persona": "personas", "owner": "people", "team": "teams", "theme": "themes",
    }  # fmt: skip
