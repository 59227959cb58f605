"""What the pages of this room take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form
from leadline.products.models import KEY, Product

TEXT = {"rows": 4}


class ProductForm(Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    key = forms.RegexField(
        KEY, label=_("Key"), error_messages={"invalid": _("Two to ten capital letters and digits, a letter first.")},
        help_text=_("Its items are numbered after it: with WS they are WS-1, WS-2, …"),
    )  # fmt: skip
    stage = forms.ChoiceField(label=_("Stage of life"), choices=Product.Stage.choices)
    line = forms.ChoiceField(label=_("Product line"), required=False)
    born_on = forms.DateField(label=_("First sold"), required=False)
    description = forms.CharField(
        label=_("What it is, and for whom"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs=TEXT), help_text=_("Markdown."),
    )  # fmt: skip

    def __init__(self, *arguments: Any, lines: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.lines = {str(line.pk): line for line in lines}
        field = self.fields["line"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None")), *((key, line.name) for key, line in self.lines.items())]

    def clean_line(self) -> Any:
        return self.lines.get(self.cleaned_data["line"])


class LineForm(Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    description = forms.CharField(label=_("Description"), required=False, max_length=20_000, widget=forms.Textarea(attrs=TEXT))  # fmt: skip


class TeamForm(Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    description = forms.CharField(label=_("What it does"), required=False, max_length=20_000, widget=forms.Textarea(attrs=TEXT))  # fmt: skip
    members = forms.MultipleChoiceField(label=_("Members"), required=False, widget=forms.CheckboxSelectMultiple)  # fmt: skip

    def __init__(self, *arguments: Any, people: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["members"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, person.name) for key, person in self.people.items()]

    def clean_members(self) -> list[Any]:
        return [self.people[key] for key in self.cleaned_data["members"]]


class RestoreForm(Form):
    """Which thing comes back from the trash."""

    kind = forms.ChoiceField(choices=[("product", ""), ("team", ""), ("productline", "")])
    id = forms.UUIDField()
