"""What the pages of this room take in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from leadline.backlog.models import BacklogList, CustomField, Item, Status
from leadline.backlog.queries import Frame
from leadline.foundation.forms import Form, Picked, RowField

LONG = {"rows": 8}
SHORT = {"rows": 2}
LONGEST = 100_000
ENDS = [("top", _("at the top")), ("bottom", _("at the end"))]


class FrameForm(Form):
    """A form whose choices come from the frame of a product."""

    offers: dict[str, str] = {
        "status": "statuses",
        "backlog_list": "lists",
        "list": "lists",
        "team": "teams",
        "assignee": "people",
        "parent": "epics",
    }

    def __init__(self, *arguments: Any, frame: Frame, also: Sequence[Model] = (), **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        for name, field in self.fields.items():
            if isinstance(field, RowField):
                rows = getattr(frame, self.offers[name])
                field.offer([*rows, *(row for row in also if _fits(row, name) and row not in rows)])

    def given(self) -> dict[str, Any]:
        """The cleaned values of the fields that were sent; the others stay as they are."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


def _fits(row: Model, name: str) -> bool:
    return isinstance(row, {"parent": Item, "status": Status, "backlog_list": BacklogList}.get(name, ()))  # fmt: skip


class ItemForm(FrameForm):
    """An item's own fields. A field that is not sent stays as it is."""

    title = forms.CharField(label=_("Title"), max_length=300)
    item_kind = forms.ChoiceField(label=_("Kind"), choices=Item.Kind.choices)
    description = forms.CharField(
        label=_("Description"), required=False, max_length=LONGEST, strip=False,
        widget=forms.Textarea(attrs=LONG), help_text=_("Markdown. Say who needs it and why."),
    )  # fmt: skip
    parent = RowField(_("Epic"))
    team = RowField(_("Team"))
    assignee = RowField(_("Assignee"), _("Nobody"))
    points = forms.DecimalField(label=_("Points"), required=False, min_value=0, max_value=99_999, decimal_places=2)  # fmt: skip
    due_on = forms.DateField(label=_("Due"), required=False)

    def clean_description(self) -> str:
        return str(self.cleaned_data["description"]).replace("\r\n", "\n")

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


class MoveForm(FrameForm):
    """A move in a ranked list: the items, and what stands before and after them now."""

    item = Picked()
    before = forms.UUIDField(required=False)
    after = forms.UUIDField(required=False)
    list = RowField(_("List"), required=True)


class CriterionForm(Form):
    given = forms.CharField(label=_("Given"), required=False, max_length=2_000, widget=forms.Textarea(attrs=SHORT))  # fmt: skip
    when = forms.CharField(label=_("When"), required=False, max_length=2_000, widget=forms.Textarea(attrs=SHORT))  # fmt: skip
    then = forms.CharField(label=_("Then"), max_length=2_000, widget=forms.Textarea(attrs=SHORT))


class CriterionPlaceForm(Form):
    before = forms.UUIDField(required=False)


class DependencyForm(Form):
    """The other end of a dependency, by its key."""

    side = forms.ChoiceField(
        label=_("This item"), choices=[("blocked", _("waits for")), ("blocker", _("blocks"))]
    )
    other = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9]{1,9}-[1-9][0-9]{0,8}$", label=_("Item"),
        error_messages={"invalid": _("Write a key, as in WS-12.")},
    )  # fmt: skip


class LabelsForm(Form):
    """All labels of an item, separated by commas."""

    labels = forms.CharField(label=_("Labels"), required=False, max_length=2_000)

    def names(self) -> list[str]:
        return [name.strip() for name in self.cleaned_data["labels"].split(",") if name.strip()]


class ValuesForm(Form):
    """An item's values of its custom fields."""

    def __init__(self, *arguments: Any, fields: Sequence[CustomField], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.own = {f"field-{field.pk}": field for field in fields}
        for name, field in self.own.items():
            self.fields[name] = control_of(field)

    def values(self) -> dict[CustomField, Any]:
        return {self.own[name]: value for name, value in self.cleaned_data.items() if name in self.data}  # fmt: skip


def control_of(field: CustomField) -> forms.Field:
    """The control for a custom field; what it takes is checked by the field itself."""
    common: dict[str, Any] = {"label": field.name, "required": False}
    if field.type == CustomField.Type.CHOICE:
        return forms.ChoiceField(choices=[("", "–"), *((each, each) for each in field.choices)], **common)  # fmt: skip
    if field.type == CustomField.Type.DATE:
        return forms.DateField(**common)
    if field.type == CustomField.Type.NUMBER:
        return forms.DecimalField(max_digits=20, decimal_places=6, **common)
    return forms.CharField(max_length=10_000, **common)


class ViewForm(Form):
    """A name for the view that the address describes."""

    name = forms.CharField(label=_("Name"), max_length=80)
    is_shared = forms.BooleanField(label=_("Share with everybody in the workspace"), required=False)
    query = forms.CharField(required=False, max_length=4_000, widget=forms.HiddenInput)


class StatusForm(Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    category = forms.ChoiceField(label=_("Counts as"), choices=Status.Category.choices)
    wip_limit = forms.IntegerField(label=_("Limit"), required=False, min_value=1, max_value=999)


class ListForm(Form):
    name = forms.CharField(label=_("Name"), max_length=80)


class FieldForm(Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    type = forms.ChoiceField(label=_("Type"), choices=CustomField.Type.choices)
    choices = forms.CharField(
        label=_("Choices"), required=False, max_length=9_000, widget=forms.Textarea(attrs=SHORT),
        help_text=_("For the type choice: one on each line."),
    )  # fmt: skip
    everywhere = forms.BooleanField(label=_("In all products"), required=False)


class FieldChangeForm(Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    choices = forms.CharField(label=_("Choices"), required=False, max_length=9_000, widget=forms.Textarea(attrs=SHORT))  # fmt: skip


class PartPlaceForm(Form):
    """Which one it goes before; nothing for the end."""

    before = forms.UUIDField(required=False)


class PartRemovalForm(Form):
    """Where the items of a removed status or list go."""

    instead = forms.UUIDField(required=False)


def filled(item: Item) -> dict[str, Any]:
    """An item's own fields as a form shows them."""
    return {
        "title": item.title,
        "item_kind": item.item_kind,
        "description": item.description,
        "parent": item.parent_id,
        "team": item.team_id,
        "assignee": item.assignee_id,
        "points": item.points,
        "due_on": item.due_on,
    }


def shown(value: Any) -> str:
    """A value of a form as text, for comparing two versions of it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
