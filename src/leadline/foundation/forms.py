"""Forms that take what they declare and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.refusals import Invalid, Problem, Refusal

ALWAYS = frozenset({"csrfmiddlewaretoken", "version", "next"})
NONE = gettext_lazy("None")
MOST_PICKED = 500
LONGEST = 20_000
"""Characters of a text of several lines."""


class Form(forms.Form):
    """A strict form: a field that it does not declare is an error, not a shrug."""

    widths: ClassVar[Mapping[str, str]] = {}
    """By field, how wide its control is: "short" or "medium"; the others take the whole line."""
    together: ClassVar[Sequence[tuple[str, ...]]] = ()
    """Fields that follow one another and are read as one, as the two ends of a time."""

    def lines(self) -> list[list[forms.BoundField]]:
        """Its fields by the lines in which they are drawn."""
        of = {name: names for names in self.together for name in names}
        return [list(line) for _, line in groupby(self, lambda field: of.get(field.name, (field.name,)))]  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if isinstance(self.data, QueryDict):
            for name in sorted(set(self.data) - set(self.fields) - ALWAYS):
                self.add_error(None, f"This form has no field “{name}”.")
        return cleaned

    @property
    def labels_of_fields(self) -> dict[str, str]:
        """What people read beside each field, by its name."""
        return {name: str(self[name].label) for name in self.fields}

    def refusal(self) -> Invalid:
        """The errors as a refusal, for doors that draw no form."""
        found = [
            Problem(str(text), field="" if name == "__all__" else name)
            for name, texts in self.errors.items()
            for text in texts
        ]
        refusal = Invalid.of(list(found))
        assert isinstance(refusal, Invalid)
        return refusal

    def take(self, refusal: Refusal) -> None:
        """Show what was refused beside the fields that it names, unless errors stand there."""
        if self.errors:
            return
        for problem in refusal.problems:
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, f"{problem.reason} {problem.remedy}".strip())

    def show_theirs(self, values: Mapping[str, Any], version: int) -> None:
        """Keep what was typed, show what somebody else saved meanwhile, and start from that."""
        self.errors.clear()
        for name, field in self.fields.items():
            theirs = values.get(name)
            if name in values and self.cleaned_data.get(name) != theirs:
                self.add_error(
                    name, _("Meanwhile somebody saved “%s” here.") % shown(field, theirs)
                )
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["version"] = str(version)
        self.data = sent

    @property
    def version(self) -> str:
        """The version in the form as it was sent."""
        return str(self.data.get("version", ""))


class NothingForm(Form):
    """A verb without fields."""


def shown(field: forms.Field, value: Any) -> str:
    """A value as its control shows it: the label of a choice, not its key; a row by its name."""
    labels = dict(getattr(field, "choices", ()))
    return str(labels.get(value, value if isinstance(value, Model) else typed(value)))


def capitals(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Choices that stand within sentences elsewhere, as they begin in a menu."""
    return [(key, capfirst(label)) for key, label in choices]


class RecordForm(Form):
    """The form of a record: its menus offer rows of `choices`, and what the record `also` is tied to already.

    So saving it cuts no tie to something that lies in the trash, or to somebody who is out.
    """

    offers: ClassVar[Mapping[str, str]] = {}
    """By field, the attribute of `choices` that holds its rows."""

    def __init__(self, *arguments: Any, choices: object = None, also: Model | None = None, **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        for name, field in self.fields.items():
            if choices is not None and isinstance(field, RowField):
                rows = [row for row in getattr(choices, self.offers[name]) if row != also]
                kept = getattr(also, name, None)
                field.offer([*rows, kept] if kept and kept not in rows else rows)

    @classmethod
    def values_of(cls, record: Any) -> dict[str, Any]:
        """The record's values as the form cleans to them."""
        return {name: getattr(record, name) for name in cls.base_fields if hasattr(record, name)}

    @classmethod
    def filled(cls, record: Any) -> dict[str, Any]:
        """The same as a form begins with it: rows by their keys, decimals without idle zeros."""
        return {name: typed(value) for name, value in cls.values_of(record).items()}


def typed(value: Any) -> Any:
    """A value as its control begins with it."""
    if isinstance(value, Model):
        return value.pk
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class Prose(forms.CharField):
    """A text of several lines, which may be left empty; browsers end lines in their own way."""

    def __init__(self, label: Any, rows: int = 4, **options: Any) -> None:
        usual: dict[str, Any] = {"required": False, "max_length": LONGEST, "widget": forms.Textarea(attrs={"rows": rows})}  # fmt: skip
        super().__init__(label=label, **(usual | options))

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class Markdown(Prose):
    """Prose that is drawn as Markdown, and says so."""

    def __init__(self, label: Any, rows: int = 4, **options: Any) -> None:
        super().__init__(
            label, rows, **({"help_text": gettext_lazy("Markdown works here.")} | options)
        )


class VersionField(forms.IntegerField):
    """The version of the record that the form was drawn from."""

    def __init__(self) -> None:
        super().__init__(min_value=1, widget=forms.HiddenInput)


class RowField(forms.ChoiceField):
    """One of the rows that are offered, or none; cleans to the row itself."""

    def __init__(
        self, label: Any, nothing: Any = NONE, required: bool = False, **options: Any
    ) -> None:
        self.nothing = nothing
        self.rows: dict[str, Any] = {}
        super().__init__(label=label, required=required, **options)

    def offer(self, rows: Iterable[Model]) -> None:
        self.rows = {str(row.pk): row for row in rows}
        offered = [(key, str(row)) for key, row in self.rows.items()]
        self.choices = offered if self.required else [("", self.nothing), *offered]

    def clean(self, value: Any) -> Any:
        return self.rows.get(str(super().clean(value)))


class Picked(forms.Field):
    """Ids of the rows selected in a list, sent once for each."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[Any]:
        one = forms.UUIDField()
        found = [one.clean(each) for each in value or []]
        if not found:
            raise forms.ValidationError(_("Select something first."))
        if len(found) > MOST_PICKED:
            raise forms.ValidationError(_("Select %d at most.") % MOST_PICKED)
        return found
