"""What the pages of rankings take in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form
from leadline.planning.models import Bet, Ranking
from leadline.planning.queries.rankings.asking import Asked, Confidence
from leadline.planning.queries.rankings.candidates import ANY
from leadline.products.models import Product

STATES = (("", _("not over")), *Bet.State.choices, (ANY, _("any")))
CONFIDENCES = (
    (Confidence.TYPED, _("typed")), (Confidence.EVIDENCE, _("from evidence")), (Confidence.NONE, _("none: ranges say the doubt")),
)  # fmt: skip
KEPT = ("product", "theme", "state", "confidence", "weights", "formula", "capacity")
"""What of a question stands in the address beside the framework."""


class AskingForm(Form):
    """Which bets, how, and how many are to be chosen."""

    framework = forms.ChoiceField(label=_("Framework"), choices=Ranking.Framework.choices)
    product = forms.CharField(label=_("Product"), required=False, max_length=20)
    theme = forms.UUIDField(label=_("Theme"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    confidence = forms.ChoiceField(label=_("Confidence"), required=False, choices=CONFIDENCES)
    top = forms.IntegerField(label=_("How many are to be chosen"), required=False, min_value=1, max_value=10_000)  # fmt: skip
    weights = forms.CharField(label=_("Criteria and weights"), required=False, max_length=4_000)
    formula = forms.CharField(label=_("Formula"), required=False, max_length=500)
    capacity = forms.CharField(label=_("What can be done by the date"), required=False, max_length=120)  # fmt: skip

    def values(self) -> dict[str, str]:
        """What stands in the fields, right or wrong."""
        return {name: str(self[name].value() or "") for name in self.fields}


def address_of(values: Mapping[str, str]) -> str:
    """A question as a query string."""
    return urlencode({name: values[name] for name in ("framework", *KEPT) if values.get(name)})


def asked_of(given: Mapping[str, Any], product: Product | None) -> Asked:
    """A question from what a form or an address says."""
    return Asked(
        framework=given.get("framework") or Ranking.Framework.RICE, product=str(product.pk) if product else "", theme=str(given["theme"] or ""), state=given["state"],
        confidence=given["confidence"] or Confidence.TYPED, top=given["top"],
        weights=given["weights"].replace("\r\n", "\n"), formula=given["formula"], capacity=given["capacity"],
    )  # fmt: skip


class InputForm(Form):
    """A number about a bet as it is typed; nothing takes it away."""

    typed = forms.CharField(required=False, max_length=120)
