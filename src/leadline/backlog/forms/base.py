"""What the forms of this room have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import RecordForm


class FrameForm(RecordForm):
    """A form whose choices come from the frame of a product."""

    offers = {
        "status": "statuses", "backlog_list": "lists", "list": "lists", "team": "teams", "assignee": "people", "parent": "epics",
    }  # fmt: skip

    def given(self) -> dict[str, Any]:
        """The cleaned values of the fields that were sent; the others stay as they are."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


class KeyField(forms.RegexField):
    """The key of an item, as in WS-12."""

    def __init__(self, **options: Any) -> None:
        wrong = {"invalid": _("Write a key, as in WS-12.")}
        super().__init__(
            r"^[A-Za-z][A-Za-z0-9]{1,9}-[1-9][0-9]{0,8}$", error_messages=wrong, **options
        )
