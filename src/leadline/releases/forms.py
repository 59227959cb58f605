"""What the pages of this room take in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, Picked, Prose, RecordForm, RowField
from leadline.releases.models import Size
from leadline.releases.models.telling import ADDRESS


class ReleaseForm(RecordForm):
    name = forms.CharField(label=_("Version"), max_length=60, help_text=_("As people will read it: 2.4, or Spring 2027."))  # fmt: skip
    tier = forms.ChoiceField(label=_("How much changes"), choices=Size.choices, initial=Size.MINOR, help_text=_("The launch checklist goes by it."))  # fmt: skip
    planned_on = forms.DateField(label=_("Planned on"), required=False)
    support_ends_on = forms.DateField(label=_("Supported until"), required=False)
    about = Prose(_("What it is for"), 3, max_length=5_000, help_text=_("Internal; not told outside."))  # fmt: skip
    widths = {"name": "short", "tier": "short", "planned_on": "short", "support_ends_on": "short"}
    together = (("planned_on", "support_ends_on"),)


class ReleaseEditForm(ReleaseForm):
    tier = forms.ChoiceField(label=_("How much changes"), choices=Size.choices, help_text=_("Its checklist stays as it is."))  # fmt: skip


class ReasonForm(Form):
    reason = forms.CharField(label=_("Why"), required=False, max_length=500)


class ItemsForm(Form):
    item = Picked()


class ItemForm(Form):
    """Some of what is told of an item; what is not sent stays."""

    public_line = forms.CharField(label=_("Told outside as"), required=False, max_length=300)
    is_told = forms.BooleanField(label=_("Told outside"), required=False)


class LineForm(RecordForm):
    text = forms.CharField(label=_("Line"), max_length=300)
    is_required = forms.BooleanField(label=_("Required"), required=False)
    owner = RowField(_("Who sees to it"), nothing=_("Nobody yet"))
    due_on = forms.DateField(label=_("Until"), required=False)
    offers = {"owner": "people"}


class TickForm(Form):
    is_ticked = forms.BooleanField(required=False)


class NotesForm(RecordForm):
    notes = Prose(_("Notes"), 16, help_text=_("Markdown. All of it is read outside once you publish it, and none of it before."))  # fmt: skip


class TemplateForm(Form):
    required = Prose(_("Required"), 8, help_text=_("One line each. A release does not go out while one is open, unless somebody says why."))  # fmt: skip
    welcome = Prose(_("Good to have"), 4, help_text=_("One line each. They hold nothing up."))


class ChangelogForm(Form):
    heading = forms.CharField(label=_("Name outside"), max_length=120, help_text=_("What the product is called above its notes."))  # fmt: skip
    address = forms.RegexField(
        ADDRESS, label=_("Address"), required=False, max_length=60,
        help_text=_("Small letters, digits and hyphens. Left as it is, nobody can guess it."),
        error_messages={"invalid": _("Use 3 to 60 small letters, digits and hyphens, as in weather-station.")},
    )  # fmt: skip
    is_open = forms.BooleanField(
        label=_("Anybody may read it"), required=False, help_text=_("Published notes only: versions, days and the notes themselves."),
    )  # fmt: skip
