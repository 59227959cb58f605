"""Files as forms take them, and their text."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.refusals import Invalid

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel begin, new and old."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UploadField(forms.FileField):
    """A file; one that holds nothing is told with what to do."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "empty": gettext_lazy("The file is empty. Export it again, or choose another one."),
    }  # fmt: skip


def decoded(content: bytes) -> str:
    """The text of a file; raises `Invalid` for a workbook, and for what is not UTF-8 or UTF-16 with its mark."""
    if content.startswith(WORKBOOKS):
        raise Invalid(_("This is a workbook, and no text."), field="file", remedy=_("Save its sheet as CSV in UTF-8, or copy the rows and paste them."))  # fmt: skip
    try:
        return content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(_("The file is not written in UTF-8."), field="file", remedy=_("Save it as CSV in UTF-8, or paste its rows.")) from error  # fmt: skip
