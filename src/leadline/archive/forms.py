"""What may be sent to the pages of this room."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form
from leadline.foundation.pieces import MEGABYTE
from leadline.foundation.uploads import UploadField


class RestoreForm(Form):
    file = UploadField(label=_("File"), help_text=_("The .zip that an export made."))
    name = forms.CharField(
        label=_("Name of the new workspace"), max_length=120, required=False,
        help_text=_("Empty: as in the file."),
    )  # fmt: skip

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("The file is too large: %(most)s MB are the most. Whoever runs Leadline can restore it with “leadline restore”."), params={"most": settings.UPLOAD_LIMIT // MEGABYTE})  # fmt: skip
        return file
