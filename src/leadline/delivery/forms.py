"""What the pages of this room take in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.delivery.models import Sprint
from leadline.delivery.queries.forecasts.questions import WINDOWS
from leadline.foundation.forms import Form
from leadline.products.models import Product, Team


def choices_of(rows: Iterable[Any], empty: Any = "") -> list[tuple[str, Any]]:
    """Rows as the choices of a menu."""
    named = [(str(row.id), str(row)) for row in rows]
    return [("", empty), *named] if empty else named


class RowChoice(forms.ChoiceField):
    """A choice among rows that are handed in; cleans to the row, or None."""

    def offer(self, rows: Iterable[Any], empty: Any = "") -> None:
        self.rows = {str(row.id): row for row in rows}
        self.choices = choices_of(self.rows.values(), empty)

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class SprintForm(Form):
    team = RowChoice(label=_("Team"))
    product = RowChoice(
        label=_("Product"),
        required=False,
        help_text=_("Leave open when the team works on several."),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    goal = forms.CharField(
        label=_("Goal"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What will be true for a user at the end?"),
    )
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    unit = forms.ChoiceField(
        label=_("Counts"), choices=Sprint.Unit.choices, widget=forms.RadioSelect
    )
    capacity = forms.DecimalField(
        label=_("Capacity"),
        required=False,
        min_value=0,
        max_value=100_000,
        max_digits=8,
        decimal_places=2,
        help_text=_("What the team can take on, in points or items."),
    )

    def __init__(self, *arguments: Any, teams: Iterable[Team], products: Iterable[Product], **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        _field(self, "team").offer(teams)
        _field(self, "product").offer(products, _("Several"))


class ClosingForm(Form):
    to = forms.ChoiceField(label=_("Unfinished items go to"), widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, places: Iterable[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["to"].choices = list(places)  # type: ignore[attr-defined]


class ReviewForm(Form):
    review = forms.CharField(
        label=_("What was shown, what was said, what follows from it"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class Keys(forms.MultipleChoiceField):
    """Ids as they come; whether they exist is asked of the database."""

    MOST = 1_000
    widget = forms.MultipleHiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False} | options)

    def validate(self, value: Any) -> None:
        if len(value) > self.MOST:
            raise forms.ValidationError(_("Choose 1,000 items at most."))

    def clean(self, value: Any) -> list[UUID]:
        each = forms.UUIDField()
        return [each.clean(text) for text in super().clean(value)]


class PickForm(Form):
    """Items ticked in a list, by their ids."""

    item = Keys(label=_("Items"))


class ReasonForm(PickForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class CardForm(PickForm):
    """What the board sends when cards are moved: also their new neighbours and column."""

    list = forms.UUIDField()
    before = forms.UUIDField(required=False)
    after = forms.UUIDField(required=False)


class QuestionForm(Form):
    """A question to the future."""

    question = forms.ChoiceField(
        label=_("Question"),
        choices=[("when", _("When will it be done?")), ("how_many", _("How many by a date?"))],
        widget=forms.RadioSelect,
        initial="when",
    )
    product = RowChoice(label=_("Product"), required=False)
    team = RowChoice(label=_("Team"), required=False)
    work = forms.ChoiceField(label=_("What is to be done"), required=False)
    amount = forms.DecimalField(
        label=_("How many"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        max_digits=12,
        decimal_places=2,
        help_text=_("For a number of items of your own."),
    )
    until = forms.DateField(
        label=_("Date"),
        required=False,
        help_text=_(
            "The promised day, whose chance you want to know; or the day up to which is counted."
        ),
    )
    unit = forms.ChoiceField(label=_("Counts"), choices=Sprint.Unit.choices, initial="items")
    window = forms.TypedChoiceField(
        label=_("History"),
        coerce=int,
        initial=12,
        choices=[(weeks, _("last %(n)d weeks") % {"n": weeks}) for weeks in WINDOWS],
    )
    growth = forms.BooleanField(label=_("Work goes on being added as in the past"), required=False)
    weeks_off = forms.CharField(
        label=_("Coming weeks without work"),
        required=False,
        max_length=500,
        help_text=_("A day of each, such as 2026-12-24, with commas between."),
    )

    def __init__(self, *arguments: Any, products: Iterable[Product], teams: Iterable[Team], works: Iterable[tuple[str, Any]], **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        _field(self, "product").offer(products, _("All products"))
        _field(self, "team").offer(teams, _("All teams"))
        self.fields["work"].choices = list(works)  # type: ignore[attr-defined]

    def clean_weeks_off(self) -> list[Any]:
        day = forms.DateField()
        parts = [part.strip() for part in self.cleaned_data["weeks_off"].split(",") if part.strip()]
        return [day.clean(part) for part in parts[:52]]


class WithoutForm(Form):
    """Leaving an item or a past week out of a forecast."""

    item = forms.UUIDField(required=False)
    week = forms.DateField(required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300)


def _field(form: Form, name: str) -> RowChoice:
    field = form.fields[name]
    assert isinstance(field, RowChoice)
    return field
