"""What the pages of this room take in."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, Markdown, RecordForm, RowField
from leadline.foundation.typed import ValueField
from leadline.foundation.uploads import UploadField
from leadline.metrics.models.metrics import PLACES
from leadline.strategy.kinds import SEVERAL
from leadline.strategy.models import MOST_WEIGHT, Canvas

WEIGHS = _("What it counts beside the others there; 1 where all count alike.")
SHORT, MEDIUM = "short", "medium"


class StrategyForm(RecordForm):
    """A form whose menus come from the choices of this room."""

    offers = {
        "cycle": "cycles", "goal": "goals", "parent": "objectives", "objective": "objectives", "product": "products",
        "metric": "metrics", "owner": "people",
    }  # fmt: skip


class WeightField(forms.IntegerField):
    def __init__(self) -> None:
        super().__init__(label=_("Weight"), min_value=0, max_value=MOST_WEIGHT, initial=1, help_text=WEIGHS)  # fmt: skip


class CycleForm(StrategyForm):
    name = forms.CharField(label=_("Name"), max_length=60)
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    widths = {"name": MEDIUM, "starts_on": SHORT, "ends_on": SHORT}
    together = (("starts_on", "ends_on"),)


class GoalForm(StrategyForm):
    name = forms.CharField(label=_("Goal"), max_length=200, help_text=_("What the company wants to reach."))  # fmt: skip
    about = Markdown(_("Why it matters"))
    owner = RowField(_("Owner"), _("Nobody"))
    due_on = forms.DateField(label=_("By"), required=False)
    widths = {"owner": MEDIUM, "due_on": SHORT}


class ObjectiveForm(StrategyForm):
    name = forms.CharField(label=_("Objective"), max_length=200, help_text=_("What should be true then, in a sentence without numbers."))  # fmt: skip
    about = Markdown(_("Why it matters"))
    cycle = RowField(_("Cycle"), required=True)
    goal = RowField(_("Under the goal"), help_text=_("Or under an objective, or alone."))
    parent = RowField(_("Under the objective"))
    product = RowField(_("Product"), _("None: it is the organisation’s"))
    owner = RowField(_("Owner"), _("Nobody"))
    weight = WeightField()
    widths = {"cycle": MEDIUM, "product": MEDIUM, "owner": MEDIUM, "weight": SHORT}  # fmt: skip


class ResultForm(StrategyForm):
    name = forms.CharField(label=_("Key result"), max_length=200, help_text=_("The number that tells whether the objective is reached."))  # fmt: skip
    about = Markdown(_("How it is counted"))
    objective = RowField(_("Objective"), required=True)
    metric = RowField(_("Metric"), _("None: its value is said at check-ins"), help_text=_("With a metric it moves by itself with every reading, and takes its unit."))  # fmt: skip
    baseline = ValueField(_("From"))
    target = ValueField(_("To"))
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40)
    decimals = forms.IntegerField(label=_("Decimals shown"), min_value=0, max_value=PLACES, initial=0)  # fmt: skip
    owner = RowField(_("Owner"), _("Nobody"))
    weight = WeightField()
    widths = {
        "metric": MEDIUM, "baseline": SHORT, "target": SHORT, "unit": SHORT, "decimals": SHORT,
        "owner": MEDIUM, "weight": SHORT,
    }  # fmt: skip
    together = (("baseline", "target", "unit", "decimals"),)


class CheckInForm(Form):
    on = forms.DateField(label=_("Day"), required=False)
    value = ValueField(required=False)
    confidence = forms.IntegerField(label=_("Confidence"), min_value=0, max_value=100, required=False)  # fmt: skip
    note = Markdown(_("Note"), 2)


class CanvasForm(StrategyForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    canvas_kind = forms.ChoiceField(label=_("Kind"), choices=[(key, label) for key, label in Canvas.Kind.choices if key in SEVERAL])  # fmt: skip
    product = RowField(_("Product"), _("None: it is the organisation’s"))
    widths = {"canvas_kind": MEDIUM, "product": MEDIUM}


class CanvasChangeForm(StrategyForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    product = RowField(_("Product"), _("None: it is the organisation’s"))
    widths = {"product": MEDIUM}


class BoxForm(Form):
    text = Markdown(_("Text"), 6, max_length=5_000)


class VersionForm(Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ThemeForm(StrategyForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    dimension = forms.CharField(label=_("Dimension"), max_length=60, help_text=_("What its themes tell apart, such as Horizon with long term and short term. Within one dimension the shares are 100 % at most."))  # fmt: skip
    about = Markdown(_("What belongs to it"))
    widths = {"name": MEDIUM, "dimension": MEDIUM}


class DecisionForm(StrategyForm):
    question = forms.CharField(label=_("Question"), max_length=300)
    about = Markdown(_("What it is about"))


class AlternativeForm(Form):
    name = forms.CharField(label=_("Alternative"), max_length=200)
    pros = Markdown(_("For it"), 2)
    cons = Markdown(_("Against it"), 2)


class ChoiceForm(Form):
    alternative = forms.UUIDField(label=_("Alternative"))
    why = Markdown(_("Why"), 3, required=True)
    decided_on = forms.DateField(label=_("Decided on"), required=False)
    review_on = forms.DateField(label=_("Look again on"), required=False)


class ReviewForm(Form):
    note = Markdown(_("What you saw"), 2)
    review_on = forms.DateField(label=_("Look again on"), required=False)


class LaterForm(Form):
    later = forms.UUIDField(label=_("Superseded by"))


class LinkForm(Form):
    record = forms.RegexField(r"^[a-z]{1,40}:[0-9a-f-]{36}$", label=_("Record"))

    def clean_record(self) -> tuple[str, UUID]:
        kind, _colon, key = self.cleaned_data["record"].partition(":")
        return kind, forms.UUIDField().clean(key)


class ShareForm(Form):
    share = ValueField(_("Share in per cent"))


class DimensionForm(Form):
    preset = forms.CharField(max_length=20)


class ImportForm(StrategyForm):
    cycle = RowField(_("Cycle"), required=True)
    text = forms.CharField(
        label=_("Objectives"), required=False, strip=False, max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=_("Objectives as a list with their key results one step further in, or a CSV with the columns objective, key result, from, to, unit, goal, owner."),
    )  # fmt: skip
    file = UploadField(label=_("Or a file"), required=False, help_text=_("Its text takes the place of the one above."))  # fmt: skip
    widths = {"cycle": MEDIUM}
