"""What the pages of bets take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, Prose, RowField
from leadline.foundation.money import Money, currencies, minor_units
from leadline.foundation.refusals import Invalid
from leadline.planning.forms.base import PlanningForm, add
from leadline.planning.models import Bet
from leadline.planning.operations.checks import COST


class BetForm(PlanningForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    bet_kind = forms.ChoiceField(label=_("Kind"), choices=Bet.Kind.choices)
    belief = Prose(_("We believe that"), rows=2, help_text=_("What we do, as in “offline tide tables on the station”."))  # fmt: skip
    audience = Prose(_("for"), rows=2, help_text=_("For whom, in words."))
    outcome = Prose(_("will"), rows=2, help_text=_("What comes of it, as in “let pilots enter without a signal”."))  # fmt: skip
    product = RowField(_("Product"))
    segment = RowField(_("Segment"))
    persona = RowField(_("Persona"))
    owner = RowField(_("Owner"), nothing=_("Nobody"))
    cost_low = forms.CharField(label=_("Cost, low"), required=False, max_length=40)
    cost_likely = forms.CharField(label=_("Cost, likely"), required=False, max_length=40)
    cost_high = forms.CharField(label=_("Cost, high"), required=False, max_length=40, help_text=_("Nine times in ten it should lie between low and high, as in 12 500 or 340k."))  # fmt: skip
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies)
    widths = {
        "name": "", "bet_kind": "short", "product": "medium", "segment": "medium", "persona": "medium", "owner": "medium",
        "cost_low": "short", "cost_likely": "short", "cost_high": "short", "currency": "medium", "reason": "",
    }  # fmt: skip
    together = (COST,)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in COST:
            if cleaned and name in cleaned and "currency" in cleaned:
                cleaned[name] = self._minor(name, cleaned[name], cleaned["currency"])
        return cleaned

    @classmethod
    def values_of(cls, record: Any) -> dict[str, Any]:
        """Costs as they are typed."""
        amounts: tuple[Money | None, ...] = record.cost or (None, None, None)
        costs = {name: each.typed if each else "" for name, each in zip(COST, amounts, strict=True)}
        return super().values_of(record) | costs

    def _minor(self, name: str, typed: str, currency: str) -> int | None:
        try:
            return minor_units(typed, currency, name) if typed else None
        except Invalid as refusal:
            add(self, refusal)
            return None


class PromisedBetForm(BetForm):
    """The form of a bet that is there: once it is committed, what it promised changes only for a reason."""

    reason = forms.CharField(
        label=_("Why the promise changes"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Asked when anything promised changes; the old promise is kept beside the new one. Name, kind and owner are no promise."),
    )  # fmt: skip


class CommitmentForm(Form):
    despite = forms.CharField(
        label=_("Why it is committed all the same"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class StateForm(Form):
    to = forms.CharField(max_length=20)
    reason = forms.CharField(label=_("Why"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
