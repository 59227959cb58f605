"""What the pages of this room take in."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form
from leadline.foundation.money import currencies
from leadline.workspaces.models import Member, Role, User
from leadline.workspaces.queries import roles_to_give
from leadline.workspaces.rights import Right

TOKEN_DAYS = ((30, _("30 days")), (90, _("90 days")), (365, _("One year")), (0, _("Never")))


@cache
def time_zones() -> tuple[tuple[str, str], ...]:
    """Places of the tz database, with UTC first; its old aliases are left out."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/")))  # fmt: skip
    return (("UTC", "UTC"), *((name, name.replace("_", " ").replace("/", " / ")) for name in places))  # fmt: skip


class WorkspaceForm(Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Your organisation, as people there call it."))  # fmt: skip
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Decides which day is today.")
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies)


class RemovalForm(Form):
    typed = forms.CharField(label=_("Name of the workspace"), max_length=120)

    def __init__(self, *arguments: Any, name: str = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.name = name

    def clean_typed(self) -> str:
        if self.cleaned_data["typed"].casefold() != self.name.casefold():
            raise forms.ValidationError(_("This is not the name. Type it as it stands above."))
        return self.name


class RoleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A role out of those that the member may give."""

    def __init__(self, roles: Sequence[Role], **options: Any) -> None:
        within_reach = Role.objects.filter(pk__in=[role.pk for role in roles])
        super().__init__(within_reach.order_by("-is_built_in", "name"), **options)


class InvitationForm(Form):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )  # fmt: skip

    def __init__(self, *arguments: Any, member: Member, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["role"] = RoleChoice(roles_to_give(member), label=_("Role"), empty_label=None)


class MemberRoleForm(Form):
    def __init__(self, *arguments: Any, member: Member, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["role"] = RoleChoice(roles_to_give(member), label=_("Role"), empty_label=None)


def rights_within(member: Member) -> list[tuple[str, str]]:
    """The rights that a member may grant; seeing goes without saying."""
    return [
        (right.value, right.meaning)
        for right in Right
        if member.may(right) and right is not Right.SEE
    ]


class RightsForm(Form):
    """A name and some rights, out of those that the member has."""

    def __init__(self, *arguments: Any, member: Member, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["rights"] = forms.MultipleChoiceField(
            label=_("May also"), choices=rights_within(member), required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Seeing everything in the workspace always belongs to it."),
        )  # fmt: skip


class RoleForm(RightsForm):
    name = forms.CharField(label=_("Name"), max_length=60)


class TokenForm(RightsForm):
    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("For example: nightly import.")
    )
    days = forms.TypedChoiceField(
        label=_("Runs out after"), choices=TOKEN_DAYS, coerce=int, initial=90
    )

    field_order = ("name", "rights", "days")

    def lasts(self) -> timedelta | None:
        days: int = self.cleaned_data["days"]
        return timedelta(days=days) if days else None


class AccountForm(Form):
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    scheme = forms.ChoiceField(label=_("Colours"), choices=User.Scheme.choices)


class SchemeForm(Form):
    scheme = forms.ChoiceField(choices=User.Scheme.choices)


class TrailForm(Form):
    """Filters of the audit trail; what fits nothing shows nothing."""

    person = forms.UUIDField(required=False)
    action = forms.CharField(max_length=100, required=False)
    kind = forms.CharField(max_length=50, required=False)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("To"), required=False)
    after = forms.CharField(max_length=500, required=False)
