"""Files as forms take them."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy


class UploadField(forms.FileField):
    """A file; one that holds nothing is told with what to do."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "empty": gettext_lazy("The file is empty. Export it again, or choose another one."),
    }  # fmt: skip
