"""What the pages of this room take in."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, Prose, RecordForm, RowField
from leadline.foundation.money import Money, minor_units
from leadline.foundation.refusals import Invalid
from leadline.foundation.typed import ValueField
from leadline.metrics.models import Metric
from leadline.outcomes.models import OutcomeReview


class ReviewForm(RecordForm):
    """The form of a review, which is there before anything is written into it."""

    meanwhile = Prose(_("What else happened meanwhile"), 3, help_text=_("A season, a competitor, another bet: whatever may have moved the same number."))  # fmt: skip
    weeks_spent = ValueField(_("Person-weeks spent"), required=False)
    cost_spent = forms.CharField(label=_("Cost"), required=False, max_length=40, help_text=_("As in 12 500 or 340k."))  # fmt: skip
    decision = forms.ChoiceField(
        label=_("What becomes of it"), required=False, choices=[("", _("Not decided yet")), *OutcomeReview.Decision.choices],
    )  # fmt: skip
    learning = Prose(_("What was learned"), 2, max_length=500, help_text=_("One sentence that others can rest on. Closing the review records it as a fact among the evidence."))  # fmt: skip
    reviewer = RowField(_("Who reviews"), nothing=_("Nobody"))
    offers = {"reviewer": "people"}
    widths: ClassVar[dict[str, str]] = {"weeks_spent": "short", "cost_spent": "short", "decision": "medium", "reviewer": "medium"}  # fmt: skip

    def __init__(self, *arguments: Any, also: OutcomeReview, **options: Any) -> None:
        super().__init__(*arguments, also=also, **options)
        self.currency = also.currency
        self.fields["cost_spent"].label = _("Cost, in %(currency)s") % {"currency": self.currency}

    def clean_cost_spent(self) -> int | None:
        typed = self.cleaned_data["cost_spent"]
        try:
            return minor_units(typed, self.currency, "cost_spent") if typed else None
        except Invalid as refusal:
            raise forms.ValidationError(f"{refusal.problems[0].reason} {refusal.problems[0].remedy}") from refusal  # fmt: skip

    def clean_learning(self) -> str:
        return " ".join(str(self.cleaned_data["learning"]).split())

    @classmethod
    def values_of(cls, record: Any) -> dict[str, Any]:
        """The cost as it is typed."""
        cost = record.cost_spent
        typed = "" if cost is None else Money(cost, record.currency).typed
        return super().values_of(record) | {"cost_spent": typed}


class ResultForm(Form):
    value = ValueField(_("Value"), required=False)
    on = forms.DateField(label=_("On"), required=False)
    baseline = ValueField(_("Value before"), required=False)
    baseline_on = forms.DateField(label=_("On"), required=False)
    is_unknown = forms.BooleanField(label=_("Nobody knows"), required=False)
    reason = forms.CharField(label=_("Why it is typed"), max_length=300)


class EstimateForm(Form):
    """From which day on the effect can be, and what the metric is compared with."""

    begins_on = forms.DateField(label=_("It began on"), widget=forms.DateInput(attrs={"type": "date"}))  # fmt: skip
    controls = forms.TypedMultipleChoiceField(
        label=_("Compare with"), required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple,
        help_text=_("Metrics that the bet cannot have moved: the same number in other regions or products. With three or more in the same unit their changes are held against each other, with fewer or with another unit they help to foretell, with none its own past does."),
    )  # fmt: skip
    widths: ClassVar[dict[str, str]] = {"begins_on": "short"}

    def __init__(self, *arguments: Any, offered: Sequence[Metric], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field: Any = self.fields["controls"]
        field.choices = [(str(each.pk), f"{each.name} ({each.unit})" if each.unit else each.name) for each in offered]  # fmt: skip
        if not offered:
            del self.fields["controls"]


class UseForm(Form):
    reason = forms.CharField(label=_("Why the estimate counts"), max_length=300)
