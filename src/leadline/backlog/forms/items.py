"""What the pages of items take in: the list, one of them, and what is done to several."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.backlog.forms.base import FrameForm
from leadline.backlog.models import Item
from leadline.foundation.forms import Markdown, Picked, RowField

LONGEST = 100_000
ENDS = [("top", _("at the top")), ("bottom", _("at the end"))]


class ItemForm(FrameForm):
    """An item's own fields. A field that is not sent stays as it is."""

    title = forms.CharField(label=_("Title"), max_length=300)
    item_kind = forms.ChoiceField(label=_("Kind"), choices=Item.Kind.choices)
    description = Markdown(_("Description"), 8, max_length=LONGEST, strip=False, help_text=_("Markdown. Say who needs it and why."))  # fmt: skip
    parent = RowField(_("Epic"))
    team = RowField(_("Team"))
    assignee = RowField(_("Assignee"), _("Nobody"))
    points = forms.DecimalField(label=_("Points"), required=False, min_value=0, max_value=99_999, decimal_places=2)  # fmt: skip
    due_on = forms.DateField(label=_("Due"), required=False)

    def __init__(self, *arguments: Any, partly: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if partly:
            for name in [name for name in self.fields if name not in self.data]:
                del self.fields[name]


class CellForm(ItemForm):
    """The same one by one, and the status."""

    status = RowField(_("Status"), required=True)


class QuickAddForm(FrameForm):
    """A new item in one line; `after` names the item that it goes below."""

    title = forms.CharField(label=_("Title"), max_length=300)
    item_kind = forms.ChoiceField(label=_("Kind"), choices=Item.Kind.choices, required=False)
    backlog_list = RowField(_("List"))
    place = forms.ChoiceField(label=_("Place"), choices=ENDS, required=False)
    after = forms.UUIDField(required=False)
    parent = RowField(_("Epic"))


class NewItemForm(ItemForm):
    """A new item with all its fields."""

    status = RowField(_("Status"), required=True)
    backlog_list = RowField(_("List"), required=True)
    field_order = ("title", "item_kind", "description", "status", "backlog_list", "parent", "team", "assignee", "points", "due_on")  # fmt: skip


class PickedForm(FrameForm):
    """The items selected in the list, and the label that the bar of actions has a field for."""

    item = Picked()
    label = forms.CharField(required=False, max_length=80)


class PickedStatusForm(PickedForm):
    status = RowField(_("Status"), required=True)


class PickedListForm(PickedForm):
    backlog_list = RowField(_("List"), required=True)


class PickedTeamForm(PickedForm):
    team = RowField(_("Team"))


class PickedAssigneeForm(PickedForm):
    assignee = RowField(_("Assignee"))


class PickedLabelForm(PickedForm):
    label = forms.CharField(label=_("Label"), max_length=80)


class PickedBetForm(PickedForm):
    bet = forms.UUIDField(label=_("Bet"), required=False)


class MoveForm(FrameForm):
    """A move in a ranked list: the items, and what stands before and after them now."""

    item = Picked()
    before = forms.UUIDField(required=False)
    after = forms.UUIDField(required=False)
    list = RowField(_("List"), required=True)
