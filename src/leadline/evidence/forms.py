"""What the pages of this room take in."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.evidence.models import MOST_DAYS, MOST_TEXT, Channel, Claim, Nature, Stance
from leadline.evidence.queries import claim_named, contact_named, customer_named
from leadline.evidence.words import HALF_LIVES, STRENGTHS
from leadline.foundation.forms import Form, Markdown, Picked, Prose, RecordForm, RowField, capitals
from leadline.foundation.refusals import Invalid
from leadline.foundation.tabular.days import DAY_FIRST, MONTH_FIRST
from leadline.foundation.uploads import UploadField
from leadline.products.queries import Choices
from leadline.workspaces.models import Member

NOBODY = _("Nobody")
ORDERS = [("", _("as the dates tell")), (DAY_FIRST, _("the day, as in 31/1/2026")), (MONTH_FIRST, _("the month, as in 1/31/2026"))]  # fmt: skip


class NameField(forms.CharField):
    """A record by its name, with those that begin so offered while one types; none for an empty one."""

    def __init__(self, label: Any, offered: str, **options: Any) -> None:
        attributes = {
            "list": offered, "hx-trigger": "input changed delay:150ms", "hx-target": f"#{offered}",
            "hx-swap": "innerHTML", "hx-sync": "this:replace",
        }  # fmt: skip
        super().__init__(label=label, required=False, max_length=500, widget=forms.TextInput(attrs=attributes), **options)  # fmt: skip


class EvidenceForm(RecordForm):
    """A form whose menus come from the choices of this room."""

    offers = {"product": "products", "owner": "people"}


class SpokenForm(EvidenceForm):
    """A form that may say who spoke, and on what."""

    customer = NameField(_("Customer"), "customers-offered", help_text=_("Begin to write a name."))
    contact = forms.CharField(label=_("Contact"), required=False, max_length=254, help_text=_("Name or e-mail address."))  # fmt: skip
    product = RowField(_("Product"))
    channel = forms.ChoiceField(
        label=_("How it came"), choices=capitals(Channel.choices), initial=Channel.NOTE
    )
    heard_on = forms.DateField(label=_("Heard on"), required=False)
    widths: ClassVar[dict[str, str]] = {
        "customer": "medium", "contact": "medium", "product": "medium", "channel": "medium", "heard_on": "short",
    }  # fmt: skip

    def __init__(self, *arguments: Any, choices: Choices, customers: str = "", **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, choices=choices, **options)
        self.member = choices.member
        self.fields["customer"].widget.attrs["hx-get"] = customers

    @classmethod
    def filled(cls, record: Any) -> dict[str, Any]:
        """Who spoke begins as it is written: by name."""
        names = {name: str(getattr(record, name) or "") for name in ("customer", "contact")}
        return super().filled(record) | names

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned and {"customer", "contact"} <= set(cleaned):
            cleaned["customer"] = self.found("customer", customer_named, cleaned["customer"])
            cleaned["contact"] = self.found("contact", contact_named, cleaned["contact"], cleaned["customer"])  # fmt: skip
        return cleaned

    def found(self, field: str, find: Any, *asked: Any) -> Any:
        """What a name stands for, or an error beside the field."""
        try:
            return find(self.member, *asked)
        except Invalid as refusal:
            problem = refusal.problems[0]
            self.add_error(field, f"{problem.reason} {problem.remedy}")
            return None


class FeedbackForm(SpokenForm):
    text = Prose(_("What was said"), 6, max_length=MOST_TEXT + 2_000, required=True, help_text=_("In their own words."))  # fmt: skip
    field_order = ("text", "customer", "contact", "product", "channel", "heard_on")


class ManyForm(SpokenForm):
    """Several at once: pasted, or from a file."""

    PARAGRAPHS, LINES = "paragraphs", "lines"
    text = Prose(_("Paste them here"), 10, max_length=2_000_000, help_text=_("Several at once, with an empty line between them; who said it, and when, can be told below for all."))  # fmt: skip
    cut = forms.ChoiceField(label=_("Each piece is"), required=False, initial=PARAGRAPHS, choices=[(PARAGRAPHS, _("a paragraph (empty line between)")), (LINES, _("a line"))])  # fmt: skip
    file = UploadField(label=_("Or take a file"), required=False, help_text=_("CSV or Excel, with names of columns in its first row; a column called text, feedback or comment holds the words. Customer, contact (name or e-mail address), product, channel, date and id are known too."))  # fmt: skip
    column = forms.CharField(label=_("Column with the words"), required=False, max_length=200, help_text=_("Its name or its number; needed where none is called so."))  # fmt: skip
    headless = forms.BooleanField(label=_("The first row is a piece of feedback, not names of columns"), required=False)  # fmt: skip
    order = forms.ChoiceField(label=_("What comes first in dates"), choices=ORDERS, required=False)
    field_order = ("text", "cut", "file", "column", "headless", "order", "customer", "contact", "product", "channel", "heard_on")  # fmt: skip
    widths = SpokenForm.widths | {"cut": "medium", "column": "medium", "order": "medium"}
    of_file = ("column", "headless", "order")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned and not cleaned.get("text") and not cleaned.get("file"):
            self.add_error("text", _("Paste something, or choose a file."))
        return cleaned


class PickedForm(Form):
    """The pieces selected in the list."""

    item = Picked()


class SnoozeForm(PickedForm):
    until = forms.DateField(label=_("Until"))


class MergeForm(PickedForm):
    """Into the oldest of them, or into one that was sought."""

    into = forms.UUIDField(required=False)
    sought = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned and cleaned.pop("sought", False) and not cleaned.get("into"):
            self.add_error("into", _("Choose the piece that says the same."))
        return cleaned


class PassageForm(Form):
    start = forms.IntegerField(required=False, min_value=0, max_value=MOST_TEXT)
    end = forms.IntegerField(required=False, min_value=0, max_value=MOST_TEXT)
    quote = Prose(_("Passage"), max_length=MOST_TEXT)


class SplitForm(Form):
    at = forms.IntegerField(min_value=0, max_value=MOST_TEXT)


class ClaimForm(EvidenceForm):
    statement = forms.CharField(label=_("Statement"), max_length=500, help_text=_("A sentence that can turn out to be wrong."))  # fmt: skip
    nature = forms.ChoiceField(label=_("It is"), choices=capitals(Nature.choices), initial=Nature.ASSUMPTION, widget=forms.RadioSelect, help_text=_("A fact was seen somewhere; an assumption is believed until somebody looks."))  # fmt: skip
    source = forms.CharField(label=_("Source"), required=False, max_length=300, help_text=_("Where it was seen: a study, a report, a talk. A fact needs one."))  # fmt: skip
    sample_size = forms.IntegerField(label=_("Sample"), required=False, min_value=0, max_value=2_000_000_000, help_text=_("How many were asked or counted."))  # fmt: skip
    observed_on = forms.DateField(label=_("Observed on"), required=False)
    strength = forms.TypedChoiceField(label=_("How strong is it?"), choices=STRENGTHS, coerce=str, initial="1.5")  # fmt: skip
    half_life = forms.IntegerField(label=_("Half-life"), required=False, min_value=1, max_value=MOST_DAYS, initial=HALF_LIVES["1.5"], help_text=_("After so many days it counts half, and is due for a fresh look. Leave it empty when it does not age."))  # fmt: skip
    owner = RowField(_("Who looks again"), NOBODY)
    notes = Markdown(_("Notes"))
    widths: ClassVar[dict[str, str]] = {
        "sample_size": "short", "observed_on": "short", "strength": "medium", "half_life": "short", "owner": "medium",
    }  # fmt: skip
    passage = forms.UUIDField(required=False, widget=forms.HiddenInput)
    feedback = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, also: Claim | None = None, **options: Any) -> None:
        super().__init__(*arguments, also=also, **options)
        if also and str(also.strength.normalize()) not in dict(STRENGTHS):
            own = f"{also.strength.normalize():f}"
            self.fields["strength"].choices = [*STRENGTHS, (own, _("%s times") % own)]  # type: ignore[attr-defined]

    @classmethod
    def values_of(cls, record: Any) -> dict[str, Any]:
        """The strength as its menu has it."""
        return super().values_of(record) | {"strength": f"{record.strength.normalize():f}"}


class LookForm(Form):
    looked_on = forms.DateField(label=_("Looked on"), required=False)
    strength = forms.TypedChoiceField(label=_("How strong is it now?"), choices=STRENGTHS, coerce=str)  # fmt: skip
    source = forms.CharField(label=_("Source"), required=False, max_length=300)
    sample_size = forms.IntegerField(label=_("Sample"), required=False, min_value=0, max_value=2_000_000_000)  # fmt: skip
    note = Prose(_("What was seen"))


class SupportForm(Form):
    """What stands under a claim; the ground is named by its id or, for claims, by its statement."""

    claim = forms.CharField(max_length=500)
    passage = forms.UUIDField(required=False)
    feedback = forms.UUIDField(required=False)
    other = forms.CharField(required=False, max_length=500)
    stance = forms.ChoiceField(choices=Stance.choices)
    strength = forms.TypedChoiceField(choices=STRENGTHS, coerce=str)
    note = forms.CharField(required=False, max_length=300)

    def __init__(self, *arguments: Any, member: Member, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.member = member

    def clean_claim(self) -> Claim | None:
        return self._named(self.cleaned_data["claim"])

    def clean_other(self) -> Claim | None:
        return self._named(self.cleaned_data["other"])

    def _named(self, statement: str) -> Claim | None:
        try:
            return claim_named(self.member, statement) if statement.strip() else None
        except Invalid as refusal:
            problem = refusal.problems[0]
            raise forms.ValidationError(f"{problem.reason} {problem.remedy}") from refusal
