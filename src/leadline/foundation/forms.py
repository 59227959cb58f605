"""Forms that take what they declare and nothing else."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from leadline.foundation.refusals import Invalid, Problem, Refusal

ALWAYS = frozenset({"csrfmiddlewaretoken", "version", "next"})


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
