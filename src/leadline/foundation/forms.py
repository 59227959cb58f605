"""Forms that take what they declare and nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.refusals import Invalid, Problem, Refusal

ALWAYS = frozenset({"csrfmiddlewaretoken", "version", "next"})
NONE = gettext_lazy("None")
MOST_PICKED = 500


class Form(forms.Form):
    """A strict form: a field that it does not declare is an error, not a shrug."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if isinstance(self.data, QueryDict):
            for name in sorted(set(self.data) - set(self.fields) - ALWAYS):
                self.add_error(None, f"This form has no field “{name}”.")
        return cleaned

    def refusal(self) -> Invalid:
        """The errors as a refusal, for doors that draw no form."""
        found = [
            Problem(str(text), field="" if name == "__all__" else name)
            for name, texts in self.errors.items()
            for text in texts
        ]
        refusal = Invalid.of(list(found))
        assert isinstance(refusal, Invalid)
        return refusal

    def take(self, refusal: Refusal) -> None:
        """Show what was refused beside the fields that it names, unless errors stand there."""
        if self.errors:
            return
        for problem in refusal.problems:
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, f"{problem.reason} {problem.remedy}".strip())

    def show_theirs(self, values: Mapping[str, Any], version: int) -> None:
        """Keep what was typed, show what somebody else saved meanwhile, and start from that."""
        self.errors.clear()
        for name, field in self.fields.items():
            theirs = values.get(name)
            if name in values and self.cleaned_data.get(name) != theirs:
                self.add_error(
                    name, _("Meanwhile somebody saved “%s” here.") % shown(field, theirs)
                )
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["version"] = str(version)
        self.data = sent

    @property
    def version(self) -> str:
        """The version in the form as it was sent."""
        return str(self.data.get("version", ""))


def shown(field: forms.Field, value: Any) -> str:
    """A value as its control shows it: the label of a choice, not its key."""
    labels = dict(getattr(field, "choices", ()))
    return str(labels.get(value, value))


class VersionField(forms.IntegerField):
    """The version of the record that the form was drawn from."""

    def __init__(self) -> None:
        super().__init__(min_value=1, widget=forms.HiddenInput)


class RowField(forms.ChoiceField):
    """One of the rows that are offered, or none; cleans to the row itself."""

    def __init__(
        self, label: Any, nothing: Any = NONE, required: bool = False, **options: Any
    ) -> None:
        self.nothing = nothing
        self.rows: dict[str, Any] = {}
        super().__init__(label=label, required=required, **options)

    def offer(self, rows: Iterable[Model]) -> None:
        self.rows = {str(row.pk): row for row in rows}
        offered = [(key, str(row)) for key, row in self.rows.items()]
        self.choices = offered if self.required else [("", self.nothing), *offered]

    def clean(self, value: Any) -> Any:
        return self.rows.get(str(super().clean(value)))


class Picked(forms.Field):
    """Ids of the rows selected in a list, sent once for each."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[Any]:
        one = forms.UUIDField()
        found = [one.clean(each) for each in value or []]
        if not found:
            raise forms.ValidationError(_("Select something first."))
        if len(found) > MOST_PICKED:
            raise forms.ValidationError(_("Select %d at most.") % MOST_PICKED)
        return found
