"""What the pages of this room take in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, RowField
from leadline.metrics.models import Metric
from leadline.metrics.models.metrics import PLACES
from leadline.metrics.pasted import COMMA, DAY_FIRST, MONTH_FIRST, POINT
from leadline.metrics.pasted.numbers import LONGEST, mark_of, read_number
from leadline.metrics.pasted.reading import MOST_CHARACTERS

EDITED = ("name", "about", "source", "metric_kind", "unit", "decimals", "direction", "cadence")
ORDERS = (("", _("as the rows tell")), (DAY_FIRST, _("the day, as in 31/1/2026")), (MONTH_FIRST, _("the month, as in 1/31/2026")))  # fmt: skip
MARKS = (("", _("as the rows tell")), (POINT, _("a point, as in 1,234.5")), (COMMA, _("a comma, as in 1.234,5")))  # fmt: skip


class MetricForm(Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    about = forms.CharField(
        label=_("What it measures"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is counted, and what is not. Markdown."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), required=False, max_length=300, help_text=_("Where the numbers come from."))  # fmt: skip
    metric_kind = forms.ChoiceField(label=_("Kind"), choices=Metric.Kind.choices)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40, help_text=_("Such as orders; for money the currency, such as EUR. A share is in per cent."))  # fmt: skip
    decimals = forms.IntegerField(label=_("Decimals shown"), min_value=0, max_value=PLACES)
    direction = forms.ChoiceField(label=_("What is better"), choices=Metric.Direction.choices)
    cadence = forms.ChoiceField(label=_("Read"), choices=Metric.Cadence.choices, help_text=_("When a whole period is missed, the metric is shown as stale."))  # fmt: skip
    product = RowField(_("Product"), nothing=_("None: it is the organisation’s"))
    owner = RowField(_("Owner"), nothing=_("Nobody"))

    def __init__(self, *arguments: Any, products: Iterable[Model], people: Iterable[Model], **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        for name, rows in (("product", products), ("owner", people)):
            field = self.fields[name]
            assert isinstance(field, RowField)
            field.offer(rows)


def filled(metric: Metric) -> dict[str, Any]:
    """What stands in the form of a metric."""
    own = {name: getattr(metric, name) for name in EDITED}
    return own | {"product": metric.product_id, "owner": metric.owner_id}


VALUE = _("Value")


class ValueField(forms.CharField):
    """A number as people type it, with a decimal point or comma; cleans to a decimal."""

    def __init__(self, label: Any = VALUE, required: bool = True) -> None:
        super().__init__(label=label, required=required, max_length=LONGEST)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        mark, needs = mark_of([text])
        if needs and not mark and "," in text:
            raise forms.ValidationError(_("This may be a thousand or a fraction: leave the comma out, or write a point."))  # fmt: skip
        found = read_number(text, mark)
        if found is None:
            raise forms.ValidationError(_("This is no number. Write it as in 1234.5."))
        return found


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
    file = forms.FileField(label=_("Or a CSV file"), required=False, help_text=_("Its rows take the place of those above."))  # fmt: skip
    order = forms.ChoiceField(label=_("What comes first in dates"), choices=ORDERS, required=False)
    mark = forms.ChoiceField(label=_("What begins the decimals"), choices=MARKS, required=False)
