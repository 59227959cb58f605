"""What items need before they can be written: statuses, labels, fields, a list, a team."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.backlog.models import BacklogList, CustomField, Label, Status
from leadline.backlog.operations import add_status, change_field, define_field, set_up_backlog
from leadline.backlog.operations.bulk import labels_called
from leadline.foundation.keys import new_key
from leadline.foundation.refusals import Invalid
from leadline.integrations.plans import Plan
from leadline.integrations.understanding.columns import MOST_CHOICES
from leadline.integrations.understanding.fields import OwnField
from leadline.integrations.understanding.story import SOME
from leadline.products.models import Team
from leadline.products.operations import create_team
from leadline.workspaces.models import Member, Record

SPRINT_TEAM = "team_name"


class Frame:
    """Finds what is there, makes what is not, and remembers what it made as [kind, id].

    What was `foreseen` is made under the keys that it has there.
    """

    def __init__(self, plan: Plan, by: Member, now: datetime, foreseen: "Frame | None" = None) -> None:  # fmt: skip
        self.plan, self.by, self.now = plan, by, now
        self.product = plan.batch.product
        self.made: list[list[str]] = []
        self.keys: dict[tuple[str, str], UUID] = foreseen.keys if foreseen else {}
        self.labels: dict[str, Label] = {}
        self.asked: dict[str, CustomField] = {}
        self.fields = {field.name.casefold(): field for field in CustomField.objects.all()}
        if not Status.objects.filter(product=self.product).exists():
            self._set_up()
        self._widen_choices()
        self.list = BacklogList.objects.filter(product=self.product).order_by("rank")[0]
        self.statuses = self._statuses()
        self.team = self._team()

    def _set_up(self) -> None:
        set_up_backlog(by=self.by, now=self.now, product=self.product)

    def _note(self, row: Record) -> None:
        self.made.append([row.kind(), str(row.id)])

    def _statuses(self) -> dict[str, Status]:
        """The status of the product for each text of the source, and for the stand-ins."""
        found: dict[str, Status] = {}
        there = list(Status.objects.filter(product=self.product).order_by("rank"))
        named = {status.name.casefold(): status for status in there}
        for each in self.plan.statuses:
            status = each.status or named.get(each.text.casefold())
            if status is None:
                status = self._made_status(each.text, each.category)
                named[status.name.casefold()] = status
                self._note(status)
            found[each.text.casefold()] = status
        for category, text in SOME.items():
            first = next(
                (status for status in [*there, *named.values()] if status.category == category),
                None,
            )
            if first:
                found[text] = first
        return found

    def status(self, text: str) -> Status | None:
        return self.statuses.get(text.casefold())

    def _team(self) -> Team | None:
        batch = self.plan.batch
        if batch.team or (not self.plan.wants_team and not batch.settings.get(SPRINT_TEAM)):
            return batch.team
        found = team_of(self.plan)
        if found is None:
            found = self._made_team(team_name(self.plan))
            self._note(found)
        return found

    def _key(self, kind: str, name: str) -> UUID:
        return self.keys.setdefault((kind, name.casefold()), new_key(self.now))

    def _made_status(self, name: str, category: str) -> Status:
        key = self._key("status", name)
        return add_status(by=self.by, now=self.now, product=self.product, name=name, category=category, key=key)  # fmt: skip

    def _made_team(self, name: str) -> Team:
        return create_team(by=self.by, now=self.now, name=name, key=self._key("team", name))

    def _made_labels(self, names: Iterable[str]) -> tuple[dict[str, Label], list[Label]]:
        return labels_called(self.by, self.now, {name: self._key("label", name) for name in names})

    def labels_of(self, names: Iterable[str]) -> list[Label]:
        """The labels of these names; made where there are none."""
        missing = [name for name in names if name.casefold() not in self.labels]
        if missing:
            found, made = self._made_labels(missing)
            self.labels |= found
            for label in made:
                self._note(label)
        return [self.labels[name.casefold()] for name in names]

    def values_of(self, fields: dict[str, str]) -> dict[CustomField, Any]:
        """The columns of a `FieldValue` for each field; fields are made where there are none."""
        found = {self.field(name): text for name, text in fields.items()}
        return {field: field.columns(text) for field, text in found.items()}

    def field(self, name: str) -> CustomField:
        """The field of this name; made where there is none."""
        found = self.fields.get(name.casefold())
        if found is None or found.product_id not in (None, self.product.id):
            own = name if found is None else f"{name} ({self.product.key})"[:80]
            found = self.fields.get(own.casefold()) or self._made_field(name, own)
            self.fields[own.casefold()] = found
        self.asked[name] = found
        return found

    def _made_field(self, name: str, own: str) -> CustomField:
        """A new field of the type that the mapping says, called `own` where its name is taken."""
        wanted = self.plan.own_fields.get(name.casefold()) or OwnField(name, CustomField.Type.TEXT)
        made = self._defined(own, wanted)
        self._note(made)
        return made

    def _defined(self, name: str, wanted: OwnField) -> CustomField:
        return define_field(by=self.by, now=self.now, name=name, of_type=wanted.type, choices=wanted.choices, key=self._key("field", name))  # fmt: skip

    def _widen_choices(self) -> None:
        """Let choices that are here already take what the source chooses from by now."""
        for name, wanted in self.plan.own_fields.items():
            found = self.fields.get(name)
            if found and takes_more(found, wanted):
                self._widen(found, [*found.choices, *wanted.choices])

    def _widen(self, field: CustomField, choices: list[str]) -> None:
        change_field(by=self.by, now=self.now, field=field, choices=choices)

    def holds(self, foreseen: "Frame") -> bool:
        """Whether everything stands here as it was foreseen; makes what was to be made."""
        self.labels_of(label.name for label in foreseen.labels.values())
        fields = {name: self.field(name) for name in foreseen.asked}
        return (
            _ids(self.statuses) == _ids(foreseen.statuses)
            and _ids(self.labels) == _ids(foreseen.labels)
            and [(each.id, each.type, each.choices) for each in fields.values()]
            == [(each.id, each.type, each.choices) for each in foreseen.asked.values()]
            and (self.list.id, self.team and self.team.id) == (foreseen.list.id, foreseen.team and foreseen.team.id)
        )  # fmt: skip


class Foreseen(Frame):
    """The frame as it would be made now: nothing is written, so no lock is needed.

    Raises `Invalid` for a product without a backlog.
    """

    def _set_up(self) -> None:
        raise Invalid(
            "The product has no backlog yet.",
            remedy="Open the backlog of the product once, then bring the file again.",
        )

    def _made_status(self, name: str, category: str) -> Status:
        return Status(id=self._key("status", name), workspace=self.plan.batch.workspace, product=self.product, name=name, category=category)  # fmt: skip

    def _made_team(self, name: str) -> Team:
        return Team(id=self._key("team", name), workspace=self.plan.batch.workspace, name=name)

    def _made_labels(self, names: Iterable[str]) -> tuple[dict[str, Label], list[Label]]:
        wanted = {name.casefold(): name for name in names}
        there = {label.name.casefold(): label for label in Label.objects.all()}
        return {key: there.get(key) or Label(id=self._key("label", name), name=name) for key, name in wanted.items()}, []  # fmt: skip

    def _defined(self, name: str, wanted: OwnField) -> CustomField:
        choices = list(dict.fromkeys(wanted.choices))
        return CustomField(id=self._key("field", name), name=name, type=wanted.type, choices=choices)  # fmt: skip

    def _widen(self, field: CustomField, choices: list[str]) -> None:
        field.choices = list(dict.fromkeys(choices))


def _ids(rows: Mapping[str, Record]) -> dict[str, UUID]:
    return {name: row.id for name, row in rows.items()}


def team_name(plan: Plan) -> str:
    return str(plan.batch.settings.get(SPRINT_TEAM) or plan.batch.product.name)


def team_of(plan: Plan) -> Team | None:
    """The team whose sprints an import brings, if it is here already."""
    named = Team.objects.filter(name__iexact=team_name(plan))
    found: Team | None = plan.batch.team or named.first()
    return found


def takes_more(field: CustomField, wanted: OwnField) -> bool:
    """Whether a field of choices shall, and can, take choices that it does not have."""
    if not field.type == wanted.type == CustomField.Type.CHOICE:
        return False
    return len(field.choices) < len({*field.choices, *wanted.choices}) <= MOST_CHOICES
