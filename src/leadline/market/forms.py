"""What the pages of this room take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, Markdown, Picked, RecordForm, RowField
from leadline.foundation.money import Money, currencies, minor_units
from leadline.foundation.refusals import Invalid
from leadline.market.operations.checks import website_of


class MarketForm(RecordForm):
    """A form whose menus come from the frame of the market."""

    offers = {"segment": "segments", "tier": "tiers", "persona": "personas", "owner": "people"}
    widths = {"name": "medium"}


class SegmentForm(MarketForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    about = Markdown(_("What its customers have in common"))


class TierForm(MarketForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    weight = forms.DecimalField(
        label=_("What a voice weighs"), max_digits=6, decimal_places=2, min_value=0,
        help_text=_("1 is an ordinary voice; 5 counts as much as five of them; 0 is not counted at all."),
    )  # fmt: skip
    about = Markdown(_("Who belongs to it"))
    widths = {"name": "medium", "weight": "short"}


class PersonaForm(MarketForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    segment = RowField(_("Segment"))
    quote = forms.CharField(label=_("In their own words"), required=False, max_length=300, help_text=_("A sentence that they might say."))  # fmt: skip
    about = Markdown(_("Who they are"))
    goals = Markdown(_("What they want to get done"))
    pains = Markdown(_("What stands in their way"))
    widths = {"name": "medium", "segment": "medium"}


class CustomerForm(MarketForm):
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("Two firms of one name are told apart by their websites."))  # fmt: skip
    website = forms.CharField(label=_("Website"), required=False, max_length=290)
    segment = RowField(_("Segment"))
    tier = RowField(_("Tier"), help_text=_("Says what its voice weighs; without one it is an ordinary voice."))  # fmt: skip
    revenue = forms.CharField(label=_("Yearly revenue"), required=False, max_length=40, help_text=_("What it pays in a year, as in 12 500 or 340k. Leave it empty while you don’t know."))  # fmt: skip
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies)
    since_on = forms.DateField(label=_("Customer since"), required=False)
    left_on = forms.DateField(label=_("Left on"), required=False)
    owner = RowField(_("Looked after by"), _("Nobody"))
    notes = Markdown(_("Notes"))
    widths = {
        "name": "medium", "website": "medium", "segment": "medium", "tier": "medium", "revenue": "short",
        "currency": "medium", "since_on": "short", "left_on": "short", "owner": "medium",
    }  # fmt: skip
    together = (("revenue", "currency"), ("since_on", "left_on"))

    def clean_website(self) -> str:
        try:
            return website_of(self.cleaned_data["website"])
        except Invalid as refusal:
            raise forms.ValidationError(_told(refusal)) from refusal

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned and "revenue" in cleaned and "currency" in cleaned:
            try:
                cleaned["revenue"] = self._minor(cleaned["revenue"], cleaned["currency"])
            except Invalid as refusal:
                self.add_error("revenue", _told(refusal))
        return cleaned

    def _minor(self, typed: str, currency: str) -> int | None:
        return minor_units(typed, currency, "revenue") if typed else None

    @classmethod
    def values_of(cls, record: Any) -> dict[str, Any]:
        """Revenue as it is typed."""
        return super().values_of(record) | {"revenue": record.money.typed if record.money else ""}

    def show_theirs(self, values: Any, version: int) -> None:
        mine, currency = self.cleaned_data.get("revenue"), self.cleaned_data.get("currency", "")
        self.cleaned_data["revenue"] = "" if mine is None else Money(mine, currency).typed
        super().show_theirs(values, version)


class CustomerCellForm(CustomerForm):
    """One value of a customer; revenue in the currency that it has."""

    currency = None  # type: ignore[assignment]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.its_currency = options["also"].currency
        for name in [name for name in self.fields if name not in self.data]:
            del self.fields[name]

    def clean(self) -> dict[str, Any] | None:
        self.cleaned_data["currency"] = self.its_currency
        cleaned = super().clean()
        del self.cleaned_data["currency"]
        return cleaned


def _told(refusal: Invalid) -> str:
    problem = refusal.problems[0]
    return f"{problem.reason} {problem.remedy}"


class ContactForm(MarketForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=254,
        error_messages={"invalid": _("Write an e-mail address, as in ada@nordlys.example.")},
    )  # fmt: skip
    job_title = forms.CharField(label=_("Title"), required=False, max_length=120, help_text=_("What they do there."))  # fmt: skip
    persona = RowField(_("Persona"), help_text=_("Whom they are like."))
    notes = Markdown(_("Notes"))
    widths = {"name": "medium", "email": "medium", "job_title": "medium", "persona": "medium"}

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class TierPlaceForm(Form):
    """Which one it goes before; nothing for the end."""

    before = forms.UUIDField(required=False)


class PickedForm(MarketForm):
    """The customers selected in the list."""

    item = Picked()


class PickedSegmentForm(PickedForm):
    segment = RowField(_("Segment"))


class PickedTierForm(PickedForm):
    tier = RowField(_("Tier"))


class PickedOwnerForm(PickedForm):
    owner = RowField(_("Looked after by"))
