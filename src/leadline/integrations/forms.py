"""What may be sent to the pages of imports."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from leadline.foundation.forms import Form
from leadline.foundation.money import currencies
from leadline.foundation.tabular.delimiters import CANDIDATES
from leadline.foundation.tabular.encodings import OFFERED
from leadline.foundation.uploads import UploadField
from leadline.integrations.models import ImportFile, TableImport
from leadline.integrations.plans import Plan, StatusPlan
from leadline.integrations.tables.plans import TablePlan
from leadline.integrations.understanding.columns import Group, Meaning
from leadline.integrations.understanding.kinds import FIELDS, LABELS, Kind, Role
from leadline.products.models import Product, Team

MOST_FILES = 10
NEW = "new"
DELIMITERS = {",": _("Comma"), ";": _("Semicolon"), "\t": _("Tab"), "|": _("Vertical bar")}
CATEGORIES = (
    ("new:to_do", _("To do, as a new status")),
    ("new:doing", _("Doing, as a new status")),
    ("new:done", _("Done, as a new status")),
)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; cleans to a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(self.error_messages["required"])
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Ten files at most, of one export."))
        for each in given:
            if (each.size or 0) > settings.UPLOAD_LIMIT:
                raise forms.ValidationError(_("“%(name)s” is too large: %(most)s MB are the most. Split it."), params={"name": each.name, "most": settings.UPLOAD_LIMIT // 2**20})  # fmt: skip
        return [super(FilesField, self).clean(each, initial) for each in given]


class UploadForm(Form):
    """Files of one export, and the product they go to."""

    files = FilesField(  # type: ignore[assignment]
        label=_("Files"),
        help_text=_("CSV or Excel (.xlsx). Several files of one export may come together."),
    )
    product = forms.ChoiceField(label=_("Product"))
    new_product = forms.CharField(
        label=_("Name of the new product"), max_length=120, required=False
    )

    def __init__(self, *arguments: Any, products: Sequence[Product], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [(each.key, each.name) for each in products]
        self.fields["product"].choices = [*choices, (NEW, _("A new product"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        chosen, name = (
            self.cleaned_data.get("product"),
            self.cleaned_data.get("new_product", "").strip(),
        )
        if chosen == NEW and not name:
            self.add_error("new_product", _("Say what the product is called."))
        return cleaned


class TableUploadForm(Form):
    """A file of records of one kind."""

    of = forms.CharField(widget=forms.HiddenInput, max_length=20)
    file = UploadField(label=_("File"), help_text=_("CSV or Excel (.xlsx), with a header."))

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if (given.size or 0) > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("“%(name)s” is too large: %(most)s MB are the most. Split it."), params={"name": given.name, "most": settings.UPLOAD_LIMIT // 2**20})  # fmt: skip
        return given


class TableColumnsForm(Form):
    """What each column of a table means, and how its texts are read."""

    order = forms.ChoiceField(choices=(("dmy", "dmy"), ("mdy", "mdy")), required=False, widget=forms.RadioSelect, help_text=_("Every date of this file can be read in both ways."))  # fmt: skip
    decimal = forms.ChoiceField(choices=(("point", "point"), ("comma", "comma")), required=False, widget=forms.RadioSelect, help_text=_("Every number of this file can be read in both ways."))  # fmt: skip
    per = forms.ChoiceField(label=_("Amounts are"), choices=(("year", _("of a year")), ("month", _("of a month, taken twelve times"))))  # fmt: skip
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies, help_text=_("Where neither a column nor the amount itself names one."))  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=30, help_text=_("What the ids belong to, as in salesforce: ids of two systems do not mix."))  # fmt: skip
    make = forms.BooleanField(label=_("Make segments and tiers that are not here yet"), required=False)  # fmt: skip

    def __init__(self, *arguments: Any, plan: TablePlan | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if plan is None:
            return
        choices = [("", _("Left out")), *((field.name, field.label) for field in plan.kind.fields)]
        for at, (name, meaning) in enumerate(zip(plan.names, plan.meanings, strict=True)):
            self.fields[f"column-{at}"] = forms.ChoiceField(label=name, choices=choices, initial=meaning, required=False)  # fmt: skip
        self.count = len(plan.names)
        self.initial.update(
            {**vars(plan.options), "order": "", "decimal": "", **plan.batch.options}
        )
        if plan.asks_order:
            self._ask("order", *plan.open_date)
        if plan.asks_decimal:
            self._ask("decimal", *plan.open_number)

    def _ask(self, name: str, text: str, readings: Mapping[str, Any]) -> None:
        """Put a question that the file leaves open in the words of the file."""
        field: Any = self.fields[name]
        field.required = True
        field.label = _("What is “%(text)s”?") % {"text": text}
        field.choices = [(value, _shown(reading)) for value, reading in readings.items()] or field.choices  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        taken: dict[str, str] = {}
        for name in (f"column-{at}" for at in range(self.count)):
            meaning = self.cleaned_data.get(name, "")
            if meaning and meaning in taken:
                self.add_error(name, _("“%(other)s” means this already: choose one of them.") % {"other": self.fields[taken[meaning]].label})  # fmt: skip
            taken.setdefault(meaning, name)
        return super().clean()

    def mapping(self) -> dict[str, int]:
        chosen = {at: self.cleaned_data[f"column-{at}"] for at in range(self.count)}
        return {meaning: at for at, meaning in chosen.items() if meaning}

    def options(self) -> dict[str, Any]:
        names = ("order", "decimal", "per", "currency", "source", "make")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name] != ""}


def _shown(reading: Any) -> str:
    return (
        date_format(reading, "j F Y") if isinstance(reading, date) else f"{reading.normalize():,f}"
    )


class RolesForm(Form):
    """What each file is."""

    def __init__(self, *arguments: Any, files: Sequence[ImportFile] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        for file in files:
            choices = [(str(role), role.label) for role in Role]
            self.fields[f"role-{file.position}"] = forms.ChoiceField(
                label=file.name, choices=choices, initial=file.role
            )

    def roles(self) -> dict[int, Role]:
        return {
            int(name.partition("-")[2]): Role(value) for name, value in self.cleaned_data.items()
        }


class ReadingForm(Form):
    """How a file is read, where what was detected is wrong."""

    encoding = forms.ChoiceField(label=_("Encoding"), required=False)
    delimiter = forms.ChoiceField(label=_("Between cells"), required=False)
    sheet = forms.CharField(label=_("Sheet"), required=False, max_length=100)

    def __init__(
        self, *arguments: Any, file: ImportFile | TableImport | None = None, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        encodings: Any = self.fields["encoding"]
        encodings.choices = [("", _("As detected")), *((name, name) for name in OFFERED)]
        delimiters: Any = self.fields["delimiter"]
        delimiters.choices = [
            ("", _("As detected")),
            *((mark, DELIMITERS[mark]) for mark in CANDIDATES),
        ]
        if file:
            names = [(each["name"], each["name"]) for each in file.head.get("sheets", ())]
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Sheet"), choices=names, initial=file.head.get("sheet"), required=False
            )
            self.initial["encoding"] = file.wish.get("encoding", "")
            self.initial["delimiter"] = file.wish.get("delimiter", "")


class ColumnsForm(Form):
    """What each group of columns of a file means."""

    def __init__(self, *arguments: Any, role: Role = Role.ITEMS, mapped: Sequence[tuple[Group, Meaning]] = (), **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        self.names = [group.name for group, _meaning in mapped]
        choices = [(str(kind), LABELS[kind]) for kind in role.kinds]
        for at, (group, meaning) in enumerate(mapped):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=group.name, choices=choices, initial=str(meaning.kind)
            )

    def meanings(self) -> dict[str, Meaning]:
        kinds = (Kind(self.cleaned_data[f"column-{at}"]) for at in range(len(self.names)))
        return {
            name: Meaning(kind, name[:80] if kind in FIELDS else "")
            for name, kind in zip(self.names, kinds, strict=True)
        }


class StatusesForm(Form):
    """What statuses count as, and answers to what the files leave open."""

    team = forms.ChoiceField(
        label=_("Team"),
        required=False,
        help_text=_("Whose work this is; its sprints and throughput are counted for it."),
    )
    team_name = forms.CharField(label=_("Name of the new team"), max_length=120, required=False)

    def __init__(self, *arguments: Any, plan: Plan | None = None, teams: Sequence[Team] = (), own: Sequence[Any] = (), **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        if plan is None:
            return
        self.plan = plan
        self._teams(plan, teams)
        there = [(str(status.id), status.name) for status in own]
        for at, each in enumerate(plan.statuses):
            self.fields[f"status-{at}"] = forms.ChoiceField(
                label=each.text, choices=_groups(each, there), initial=each.choice
            )
        for question in plan.questions:
            self.fields[f"answer-{question.name}"] = forms.ChoiceField(
                label=question.text, choices=question.choices, initial=plan.answers[question.name],
                help_text=question.evidence, widget=forms.RadioSelect,
            )  # fmt: skip

    def _teams(self, plan: Plan, teams: Sequence[Team]) -> None:
        nothing = [] if plan.wants_team else [("", _("No team"))]
        choices = [*nothing, *((str(team.id), team.name) for team in teams), (NEW, _("A new team"))]
        self.fields["team"].choices = choices  # type: ignore[attr-defined]
        chosen = plan.batch.team_id
        self.initial["team"] = (
            str(chosen) if chosen else NEW if plan.wants_team and not teams else ""
        )
        self.initial["team_name"] = plan.batch.settings.get("team_name") or plan.batch.product.name

    def statuses(self) -> dict[str, str]:
        return {
            each.text: self.cleaned_data[f"status-{at}"]
            for at, each in enumerate(self.plan.statuses)
        }

    def answers(self) -> dict[str, str]:
        return {each.name: self.cleaned_data[f"answer-{each.name}"] for each in self.plan.questions}


def _groups(each: StatusPlan, there: Sequence[tuple[str, str]]) -> list[Any]:
    made = (_("Keep “%(name)s”") % {"name": each.text[:40]}, list(CATEGORIES))
    return [made, (_("Put it into"), list(there))] if there else [made]
