"""Forms that take what they declare and nothing else."""

from typing import Any

from django import forms
from django.http import QueryDict

from leadline.foundation.refusals import Invalid, Problem

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


class VersionField(forms.IntegerField):
    """The version of the record that the form was drawn from."""

    def __init__(self) -> None:
        super().__init__(min_value=1, widget=forms.HiddenInput)
