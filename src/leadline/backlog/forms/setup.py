"""What items stand in: views, statuses, lists and custom fields."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.backlog.models import CustomField, Status
from leadline.foundation.forms import Form, Prose


class ViewForm(Form):
    """A name for the view that the address describes."""

    name = forms.CharField(label=_("Name"), max_length=80)
    is_shared = forms.BooleanField(label=_("Share with everybody in the workspace"), required=False)
    query = forms.CharField(required=False, max_length=4_000, widget=forms.HiddenInput)


class StatusForm(Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    category = forms.ChoiceField(label=_("Counts as"), choices=Status.Category.choices)
    wip_limit = forms.IntegerField(label=_("Limit"), required=False, min_value=1, max_value=999)


class ListForm(Form):
    name = forms.CharField(label=_("Name"), max_length=80)


class FieldForm(Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    type = forms.ChoiceField(label=_("Type"), choices=CustomField.Type.choices)
    choices = Prose(_("Choices"), 2, max_length=9_000, help_text=_("For the type choice: one on each line."))  # fmt: skip
    everywhere = forms.BooleanField(label=_("In all products"), required=False)


class FieldChangeForm(Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    choices = Prose(_("Choices"), 2, max_length=9_000)


class PartPlaceForm(Form):
    """Which one it goes before; nothing for the end."""

    before = forms.UUIDField(required=False)


class PartRemovalForm(Form):
    """Where the items of a removed status or list go."""

    instead = forms.UUIDField(required=False)
