"""What the pages of this room take in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form, Picked, Prose, RecordForm, RowField
from leadline.roadmap.models import Audience, Bucket

MOST_TEXT = 5_000


class RoadmapRoomForm(RecordForm):
    """A form whose menus come from the choices of this room."""

    offers = {"bet": "bets", "item": "epics", "product": "products", "team": "teams"}


class RoadmapForm(RoadmapRoomForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    product = RowField(_("Product"), nothing=_("All of them"))
    about = Prose(_("What it is for"), 3, max_length=MOST_TEXT)
    widths = {"product": "medium"}


class BarForm(RoadmapRoomForm):
    bet = RowField(_("Bet"), nothing=_("None"))
    item = RowField(_("Epic"), nothing=_("None"))
    name = forms.CharField(
        label=_("Name"), required=False, max_length=200, help_text=_("Left empty, it is called as its bet or epic is.")
    )  # fmt: skip
    team = RowField(_("Team"), nothing=_("None yet"))
    product = RowField(_("Product"), nothing=_("That of its bet or epic"))
    bucket = forms.ChoiceField(label=_("How soon"), choices=Bucket.choices)
    from_on = forms.DateField(label=_("Planned from"), required=False)
    until_on = forms.DateField(label=_("Planned until"), required=False)
    promised_on = forms.DateField(
        label=_("Promised outside"), required=False, help_text=_("The day that was told to anybody outside.")
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why it moves"), required=False, max_length=500, help_text=_("Asked for when a promised day moves; welcome for every move.")
    )  # fmt: skip
    told_to = forms.ChoiceField(
        label=_("May be told to"), choices=Audience.choices, help_text=_("The farthest audience; those nearer see it too.")
    )  # fmt: skip
    outward = forms.CharField(
        label=_("Name for sales"), required=False, max_length=200, help_text=_("What sales read in the place of its name.")
    )  # fmt: skip
    note = Prose(_("Note"), 3, max_length=MOST_TEXT, help_text=_("Internal: neither executives nor sales are told."))  # fmt: skip
    widths = {
        "team": "medium", "product": "medium", "bucket": "medium", "told_to": "medium",
        "from_on": "short", "until_on": "short", "promised_on": "short",
    }  # fmt: skip
    together = (("from_on", "until_on", "promised_on"),)


class NewBarForm(BarForm):
    """The same for a bar that has not moved yet."""

    reason = None  # type: ignore[assignment]


class MovingForm(RoadmapRoomForm):
    """Some fields of a bar, edited where they stand; those that are not sent stay."""

    from_on = forms.DateField(label=_("Planned from"), required=False)
    until_on = forms.DateField(label=_("Planned until"), required=False)
    promised_on = forms.DateField(label=_("Promised outside"), required=False)
    bucket = forms.ChoiceField(label=_("How soon"), choices=Bucket.choices, required=False)
    told_to = forms.ChoiceField(label=_("May be told to"), choices=Audience.choices, required=False)
    team = RowField(_("Team"), nothing=_("None yet"))
    reason = forms.CharField(label=_("Why it moves"), required=False, max_length=500)


class PlaceForm(Form):
    """One move on a board or in a queue."""

    item = Picked()
    list = forms.CharField(required=False, max_length=40)
    before = forms.UUIDField(required=False)
    after = forms.UUIDField(required=False)


class FreezeForm(Form):
    name = forms.CharField(label=_("Name"), max_length=120)


class PublishForm(Form):
    audience = forms.ChoiceField(label=_("Audience"), choices=Audience.choices)


class ReasonForm(Form):
    reason = forms.CharField(label=_("Why it moved"), max_length=500)


class WaitForm(Form):
    blocker = forms.UUIDField(label=_("Waits for"))
