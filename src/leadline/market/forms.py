"""What the pages of this room take in."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, Picked, RowField
from leadline.foundation.money import Money, currencies, minor_units
from leadline.foundation.refusals import Invalid
from leadline.market.models import Contact, Customer, Persona, Segment, Tier
from leadline.market.operations.checks import website_of
from leadline.market.queries import Frame

MARKDOWN = _("Markdown.")
LONGEST = 20_000


class Prose(forms.CharField):
    """Markdown, which may be left empty; browsers end its lines in their own way."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), help_text=MARKDOWN)  # fmt: skip

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class MarketForm(Form):
    """A form whose choices come from the frame, and from what the record `also` is tied to already.

    So saving it cuts no tie to something that lies in the trash, or to somebody who is out.
    """

    offers: ClassVar[dict[str, str]] = {
        "segment": "segments",
        "tier": "tiers",
        "persona": "personas",
        "owner": "people",
    }
    widths: ClassVar[dict[str, str]] = {"name": "medium"}

    def __init__(self, *arguments: Any, frame: Frame, also: Model | None = None, **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        for name, field in self.fields.items():
            if isinstance(field, RowField):
                rows: list[Any] = [*getattr(frame, self.offers[name])]
                kept: Any = getattr(also, name, None)
                field.offer([*rows, kept] if kept and kept not in rows else rows)


class SegmentForm(MarketForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    about = Prose(_("What its customers have in common"))


class TierForm(MarketForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    weight = forms.DecimalField(
        label=_("What a voice weighs"), max_digits=6, decimal_places=2, min_value=0,
        help_text=_("1 is an ordinary voice; 5 counts as much as five of them; 0 is not counted at all."),
    )  # fmt: skip
    about = Prose(_("Who belongs to it"))
    widths = {"name": "medium", "weight": "short"}


class PersonaForm(MarketForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    segment = RowField(_("Segment"))
    quote = forms.CharField(label=_("In their own words"), required=False, max_length=300, help_text=_("A sentence that they might say."))  # fmt: skip
    about = Prose(_("Who they are"))
    goals = Prose(_("What they want to get done"))
    pains = Prose(_("What stands in their way"))
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
    notes = Prose(_("Notes"))
    widths = {
        "name": "medium", "website": "medium", "segment": "medium", "tier": "medium", "revenue": "short",
        "currency": "medium", "since_on": "short", "left_on": "short", "owner": "medium",
    }  # fmt: skip

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

    def show_theirs(self, values: Any, version: int) -> None:
        mine, currency = self.cleaned_data.get("revenue"), self.cleaned_data.get("currency", "")
        self.cleaned_data["revenue"] = "" if mine is None else Money(mine, currency).typed
        super().show_theirs(values, version)


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
    notes = Prose(_("Notes"))
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


COLUMNS: dict[type[Model], tuple[str, ...]] = {
    Segment: ("name", "about"),
    Tier: ("name", "weight", "about"),
    Persona: ("name", "segment", "quote", "about", "goals", "pains"),
    Customer: ("name", "website", "segment", "tier", "currency", "since_on", "left_on", "owner", "notes"),
    Contact: ("name", "email", "job_title", "persona", "notes"),
}  # fmt: skip


def values_of(record: Model) -> dict[str, Any]:
    """A record's own values as its form cleans to them; revenue as it is typed."""
    found = {name: getattr(record, name) for name in COLUMNS[type(record)]}
    if isinstance(record, Customer):
        found["revenue"] = record.money.typed if record.money else ""
    return found


def filled(record: Model) -> dict[str, Any]:
    """The same as a form begins with it."""
    return {name: value.pk if isinstance(value, Model) else value for name, value in values_of(record).items()}  # fmt: skip
