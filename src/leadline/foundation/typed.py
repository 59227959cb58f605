"""Fields of forms for what people type in several ways."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.tabular.numbers import LONGEST, mark_of, read_number

VALUE = gettext_lazy("Value")


class ValueField(forms.CharField):
    """A number as people type it, with a decimal point or comma; cleans to a decimal."""

    def __init__(self, label: Any = VALUE, required: bool = True, **options: Any) -> None:
        super().__init__(label=label, required=required, max_length=LONGEST, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        mark, needs = mark_of([text])
        if needs and not mark and "," in text:
            raise forms.ValidationError(_("This may be a thousand or a fraction: leave the comma out, or write a point."))  # fmt: skip
        found = read_number(text, mark)
        if found is None:
            raise forms.ValidationError(_("This is no number. Write it as in 1234.5."))
        return found
