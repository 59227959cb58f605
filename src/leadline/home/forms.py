"""What may be sent in."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form


class DismissalForm(Form):
    """Why a need may stay as it is."""

    reason = forms.CharField(
        label=_("Why may this stay as it is?"),
        max_length=300,
        error_messages={"required": _("Say why this may stay as it is.")},
    )


class AsOfForm(Form):
    """A day to look back to."""

    as_of = forms.DateField(label=_("As of"), required=False)
    after = forms.CharField(required=False)

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day and not 1900 <= day.year <= 2999:
            raise forms.ValidationError(_("Choose a day between 1900 and 2999."))
        return day
