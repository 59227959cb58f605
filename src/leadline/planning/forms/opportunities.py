"""What the pages of opportunities take in, and what is linked to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.evidence.models import Claim, Passage, Stance
from leadline.foundation.forms import Form, Prose, RowField
from leadline.planning.forms.base import KeyField, PlanningForm
from leadline.planning.models import MOST_POINTS, Opportunity
from leadline.strategy.models import Objective

STRENGTHS = (("1.5", _("an opinion")), ("3", _("several say so")), ("10", _("measured or surveyed")), ("30", _("an experiment")))  # fmt: skip
"""How many times likelier one hears this if it is so, as people say it."""


class OpportunityForm(PlanningForm):
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("The need in the customer’s words, as in “We enter the harbour without a signal”."))  # fmt: skip
    problem = Prose(_("Problem statement"), help_text=_("Who has it, when, and what it costs them. Markdown."))  # fmt: skip
    objective = KeyField(_("Under the objective"), Objective, required=False)
    parent = KeyField(_("Under the opportunity"), Opportunity, required=False)
    product = RowField(_("Product"))
    segment = RowField(_("Segment"))
    owner = RowField(_("Owner"), nothing=_("Nobody"))
    importance = forms.IntegerField(label=_("Importance"), required=False, min_value=0, max_value=MOST_POINTS, help_text=_("0 to 10, as customers say; empty while nobody has asked."))  # fmt: skip
    satisfaction = forms.IntegerField(label=_("Satisfaction"), required=False, min_value=0, max_value=MOST_POINTS, help_text=_("0 to 10, with what they have today."))  # fmt: skip
    q = forms.CharField(required=False)
    widths = {"product": "medium", "segment": "medium", "owner": "medium", "importance": "short", "satisfaction": "short"}  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned:
            cleaned.pop("q", None)
        return cleaned


class PlaceForm(Form):
    """Where an opportunity goes: under an objective, under another one, or nowhere when both are empty."""

    objective = KeyField(_("Objective"), Objective, required=False)
    parent = KeyField(_("Opportunity"), Opportunity, required=False)
    q = forms.CharField(required=False)


class EvidenceForm(Form):
    passage = KeyField(_("Passage"), Passage, required=False)
    claim = KeyField(_("Claim"), Claim, required=False)
    opportunity = KeyField(_("Opportunity"), Opportunity, required=False)
    stance = forms.ChoiceField(label=_("It speaks"), choices=Stance.choices)
    strength = forms.DecimalField(label=_("How strongly"), max_digits=6, decimal_places=2, min_value=1)  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    q = forms.CharField(required=False)
