"""What the pages about what items are for take in: bets, key results, scenarios, milestones."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.backlog.forms.base import KeyField
from leadline.backlog.models import Item
from leadline.foundation.forms import Form, Markdown, Prose, RecordForm

BROKEN_DOWN = [(kind.value, kind.label) for kind in (Item.Kind.EPIC, Item.Kind.STORY, Item.Kind.QUALITY)]  # fmt: skip


class ServedBetForm(Form):
    bet = forms.UUIDField(label=_("Bet"), required=False)


class ServedResultForm(Form):
    """A key result, and which share of the item serves it, in per cent."""

    key_result = forms.UUIDField(label=_("Key result"), error_messages={"required": _("Choose a key result.")})  # fmt: skip
    share = forms.DecimalField(
        label=_("Share"), min_value=Decimal("0.01"), max_value=100, max_digits=5, decimal_places=2
    )

    def parts(self) -> int:
        """The share in parts of ten thousand."""
        return int(self.cleaned_data["share"] * 100)


class NewWorkForm(Form):
    """An epic, story or non-functional requirement of a bet."""

    title = forms.CharField(label=_("Title"), max_length=300)
    item_kind = forms.ChoiceField(label=_("Kind"), choices=BROKEN_DOWN)
    parent = forms.UUIDField(label=_("Epic"), required=False)
    scenario = forms.UUIDField(label=_("Scenario"), required=False)


class ScenarioForm(Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    story = Prose(_("What happens"), 3)


class ScenarioItemForm(Form):
    item = KeyField(label=_("Item"))


class MilestoneForm(RecordForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    due_on = forms.DateField(label=_("Day"))
    about = Markdown(_("What it is for"), 3)


class RequiredItemForm(Form):
    item = KeyField(label=_("Item"))


class RequiredBetForm(Form):
    bet = forms.UUIDField(label=_("Bet"), error_messages={"required": _("Choose a bet.")})
