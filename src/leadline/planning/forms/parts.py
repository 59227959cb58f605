"""What a bet promises, part by part; what it rests on; and what would end it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.evidence.models import Claim
from leadline.foundation.forms import LONGEST, Form, RowField
from leadline.foundation.refusals import Invalid
from leadline.foundation.typed import ValueField
from leadline.metrics.models import Metric
from leadline.planning.forms.base import KeyField, PlanningForm, add
from leadline.planning.models import MOST_IMPORTANCE, KillCriterion, Opportunity
from leadline.planning.operations.checks import refuse_odd_effect, refuse_odd_effort
from leadline.strategy.models import KeyResult
from leadline.strategy.models.themes import WHOLE


class ReasonForm(PlanningForm):
    """A form whose change may have to say why."""

    reason = forms.CharField(label=_("Why the promise changes"), required=False, max_length=2_000)
    q = forms.CharField(required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned:
            cleaned.pop("q", None)
        return cleaned


class EffectForm(ReasonForm):
    """All that is wrong with an effect is said at once, though a field of it be missing."""

    metric = KeyField(_("Metric"), Metric)
    low = ValueField(_("Low"))
    likely = ValueField(_("Likely"))
    high = ValueField(_("High"))
    by_on = forms.DateField(label=_("By"))

    def __init__(self, *given: Any, born: date | None = None, **options: Any) -> None:
        super().__init__(*given, **options)
        self.born = born

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        try:
            refuse_odd_effect(cleaned, self.born)
        except Invalid as refusal:
            add(self, refusal)
        return cleaned


class EffortForm(ReasonForm):
    team = RowField(_("Team"), required=True)
    low = ValueField(_("Low"))
    likely = ValueField(_("Likely"))
    high = ValueField(_("High"))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        try:
            refuse_odd_effort(cleaned)
        except Invalid as refusal:
            add(self, refusal)
        return cleaned


class GoalForm(ReasonForm):
    key_result = KeyField(_("Key result"), KeyResult)
    share = forms.DecimalField(label=_("Share"), min_value=0, max_value=100, max_digits=5, decimal_places=2)  # fmt: skip

    def clean_share(self) -> int:
        return int(self.cleaned_data["share"] * WHOLE / 100)


class AnswerForm(ReasonForm):
    opportunity = KeyField(_("Opportunity"), Opportunity)


class ThemeForm(ReasonForm):
    theme = RowField(_("Theme"), required=True)


class RemovalForm(Form):
    reason = forms.CharField(label=_("Why the promise changes"), required=False, max_length=2_000)


class AssumptionForm(Form):
    claim = KeyField(_("Claim"), Claim)
    importance = forms.IntegerField(label=_("Importance"), min_value=1, max_value=MOST_IMPORTANCE)
    q = forms.CharField(required=False)


class CriterionForm(Form):
    what = forms.CharField(label=_("What is looked at"), max_length=300)
    threshold = forms.CharField(label=_("Stop if"), max_length=200)
    due_on = forms.DateField(label=_("Looked at by"))
    reason = forms.CharField(label=_("Why the promise changes"), required=False, max_length=2_000)


class JudgementForm(Form):
    state = forms.ChoiceField(label=_("State"), choices=KillCriterion.State.choices)
    finding = forms.CharField(label=_("What was found"), required=False, max_length=LONGEST)
