"""What the pages of this room take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, Prose, RecordForm, RowField
from leadline.foundation.typed import ValueField
from leadline.foundation.uploads import UploadField
from leadline.metrics.models import Metric
from leadline.metrics.models.metrics import PLACES
from leadline.metrics.pasted import COMMA, DAY_FIRST, MONTH_FIRST, POINT
from leadline.metrics.pasted.reading import MOST_CHARACTERS

ORDERS = (("", _("as the rows tell")), (DAY_FIRST, _("the day, as in 31/1/2026")), (MONTH_FIRST, _("the month, as in 1/31/2026")))  # fmt: skip
MARKS = (("", _("as the rows tell")), (POINT, _("a point, as in 1,234.5")), (COMMA, _("a comma, as in 1.234,5")))  # fmt: skip


class MetricForm(RecordForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    about = Prose(_("What it measures"), help_text=_("What is counted, and what is not. Markdown."))
    source = forms.CharField(label=_("Source"), required=False, max_length=300, help_text=_("Where the numbers come from."))  # fmt: skip
    metric_kind = forms.ChoiceField(label=_("Kind"), choices=Metric.Kind.choices)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40, help_text=_("Such as orders; for money the currency, such as EUR. A share is in per cent."))  # fmt: skip
    decimals = forms.IntegerField(label=_("Decimals shown"), min_value=0, max_value=PLACES)
    direction = forms.ChoiceField(label=_("What is better"), choices=Metric.Direction.choices)
    cadence = forms.ChoiceField(label=_("Read"), choices=Metric.Cadence.choices, help_text=_("When a whole period is missed, the metric is shown as stale."))  # fmt: skip
    product = RowField(_("Product"), nothing=_("None: it is the organisation’s"))
    owner = RowField(_("Owner"), nothing=_("Nobody"))

    offers = {"product": "products", "owner": "people"}
    widths = {
        "metric_kind": "short", "unit": "short", "decimals": "short", "direction": "medium", "cadence": "short",
        "product": "medium", "owner": "medium",
    }  # fmt: skip
    together = (("metric_kind", "unit", "decimals"),)


class ReadingForm(Form):
    on = forms.DateField(label=_("Day"))
    value = ValueField()
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class ReadingChangeForm(Form):
    value = ValueField(required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        if value is None and "value" in self.data:
            raise forms.ValidationError(_("A reading has a value. Remove it if it should go."))
        return value


class TargetForm(Form):
    value = ValueField()
    upper = ValueField(_("Upper end"), required=False)
    due_on = forms.DateField(label=_("By"))


class AnnotationForm(Form):
    on = forms.DateField(label=_("Day"))
    text = forms.CharField(label=_("What happened"), max_length=200)
    whole_product = forms.BooleanField(label=_("Concerns all metrics of the product"), required=False)  # fmt: skip


class PasteForm(Form):
    """Rows as they are pasted, or the file that holds them."""

    text = forms.CharField(
        label=_("Rows"), required=False, strip=False, max_length=MOST_CHARACTERS, widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("A date and a value in each row, as copied from a sheet or a CSV file. Column names may stand above them."),
    )  # fmt: skip
    file = UploadField(label=_("Or a CSV file"), required=False, help_text=_("In any usual encoding. Its rows take the place of those above."))  # fmt: skip
    order = forms.ChoiceField(label=_("What comes first in dates"), choices=ORDERS, required=False)
    mark = forms.ChoiceField(label=_("What begins the decimals"), choices=MARKS, required=False)


class SeriesForm(PasteForm):
    """A table of readings, and what metrics are that it names and that are not there yet."""

    metric_kind = forms.ChoiceField(label=_("New metrics are"), choices=[(key, label) for key, label in Metric.Kind.choices if key != Metric.Kind.MONEY])  # fmt: skip
    unit = forms.CharField(label=_("Their unit"), required=False, max_length=40)
    cadence = forms.ChoiceField(label=_("They are read"), choices=Metric.Cadence.choices, initial=Metric.Cadence.MONTHLY)  # fmt: skip

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["text"].help_text = _("With a name above each column: one of days, one or more of numbers, and those that name the metric.")  # fmt: skip

    @property
    def made(self) -> dict[str, Any]:
        """What a new metric begins with."""
        return {name: self.cleaned_data[name] for name in ("metric_kind", "unit", "cadence")}
