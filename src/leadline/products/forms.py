"""What the pages of this room take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, Markdown, Prose, RecordForm, RowField
from leadline.products.models import KEY, Product
from leadline.products.queries import Choices


class ProductForm(RecordForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    key = forms.RegexField(
        KEY, label=_("Key"), error_messages={"invalid": _("Two to ten capital letters and digits, a letter first.")},
        help_text=_("Its items are numbered after it: with WS they are WS-1, WS-2, …"),
    )  # fmt: skip
    stage = forms.ChoiceField(label=_("Stage of life"), choices=Product.Stage.choices)
    line = RowField(_("Product line"))
    born_on = forms.DateField(label=_("First sold"), required=False)
    description = Markdown(_("What it is, and for whom"))
    offers = {"line": "lines"}


class LineForm(RecordForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    description = Prose(_("Description"))


class TeamForm(RecordForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    description = Prose(_("What it does"))
    members = forms.MultipleChoiceField(label=_("Members"), required=False, widget=forms.CheckboxSelectMultiple)  # fmt: skip

    def __init__(self, *arguments: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*arguments, choices=choices, **options)
        self.people = {str(person.pk): person for person in choices.people}
        field = self.fields["members"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, person.name) for key, person in self.people.items()]

    def clean_members(self) -> list[Any]:
        return [self.people[key] for key in self.cleaned_data["members"]]


class RestoreForm(Form):
    """Which thing comes back from the trash."""

    kind = forms.ChoiceField(choices=[("product", ""), ("team", ""), ("productline", "")])
    id = forms.UUIDField()
