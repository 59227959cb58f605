"""What an import's files are taken to mean: proposals, and over them what people chose."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from leadline.backlog.models import CustomField, Status
from leadline.foundation.tabular.words import plain
from leadline.integrations.models import Import, ImportFile, ImportRow
from leadline.integrations.understanding import columns, fields, questions, statuses
from leadline.integrations.understanding.columns import Group, Meaning
from leadline.integrations.understanding.fields import OwnField
from leadline.integrations.understanding.kinds import FIELD_TYPES, FIELDS, Kind, Role
from leadline.integrations.understanding.sources import Places, Rules, Source, places
from leadline.integrations.understanding.statuses import Proposal, Usage
from leadline.integrations.understanding.texts import STATUS_WORDS
from leadline.workspaces.models import Member

LOOKED_AT = 20_000
MOST_STATUSES = 40
Mapped = list[tuple[Group, Meaning]]


@dataclass(frozen=True)
class StatusPlan:
    """A status of the source: what it counts as, and which status of the product it becomes.

    `status` is None for one that is made, under the source's name.
    """

    text: str
    rows: int
    category: str
    reason: str
    status: Status | None

    @property
    def choice(self) -> str:
        """Its value in forms: `new:doing`, or the key of a status."""
        return str(self.status.id) if self.status else f"new:{self.category}"


class Plan:
    """Everything that was chosen or proposed for an import."""

    def __init__(self, batch: Import) -> None:
        self.batch = batch
        self.files: list[ImportFile] = list(
            ImportFile.objects.filter(batch=batch).order_by("position")
        )

    def of_role(self, role: Role) -> list[ImportFile]:
        return [file for file in self.files if file.meant_as is role]

    def mapped(self, file: ImportFile) -> Mapped:
        """Each group of columns of a file with its meaning."""
        found = file.groups
        proposed = columns.propose(file.meant_as, found, file.rows)
        return [(group, _chosen(file, group.name) or self._as_here(group, proposed[group.name])) for group in found]  # fmt: skip

    def _as_here(self, group: Group, proposed: Meaning) -> Meaning:
        """A proposal of a field in the type that the field of this name has here already."""
        kind = self.field_kinds.get(proposed.field.casefold()) if proposed.kind in FIELDS else None
        return Meaning(kind, proposed.field) if kind and not columns.unfit(group, kind) else proposed  # fmt: skip

    @cached_property
    def field_kinds(self) -> dict[str, Kind]:
        kinds = {of_type: kind for kind, of_type in FIELD_TYPES.items()}
        rows = CustomField.objects.values_list("name", "type")
        return {name.casefold(): kinds.get(of_type, Kind.FIELD) for name, of_type in rows}

    def places(self, file: ImportFile) -> Places:
        return places(self.mapped(file))

    @cached_property
    def questions(self) -> list[questions.Question]:
        every = [each for file in self.files for each in self.mapped(file)]
        return questions.questions(every, self.batch.is_jira)

    @cached_property
    def answers(self) -> dict[str, str]:
        return questions.answers(self.questions, self.batch.settings.get("answers", {}))

    @cached_property
    def statuses(self) -> list[StatusPlan]:
        """Each status that the source uses, the most frequent first."""
        used = {text: Usage(*counts) for text, counts in self.batch.usages.items()}
        there = list(Status.objects.filter(product=self.batch.product).order_by("rank"))
        proposed = statuses.propose_all(used)
        return [
            self._status(text, used[text].rows, proposal, proposed, there)
            for text, proposal in list(proposed.items())[:statuses.MOST]
        ]  # fmt: skip

    def _status(self, text: str, rows: int, proposal: Proposal, every: dict[str, Proposal], there: list[Status]) -> StatusPlan:  # fmt: skip
        chosen = self.batch.settings.get("statuses", {}).get(text, "")
        if chosen.startswith("new:"):
            return StatusPlan(text, rows, chosen[4:], "chosen", None)
        if picked := next((each for each in there if str(each.id) == chosen), None):
            return StatusPlan(text, rows, picked.category, "chosen", picked)
        return _proposed(text, rows, proposal, every, there)

    @cached_property
    def categories(self) -> dict[str, str]:
        return {each.text.casefold(): each.category for each in self.statuses}

    @cached_property
    def targets(self) -> dict[str, str]:
        """What each status text is taken for, as a text that changes when the mapping does."""
        return {each.text.casefold(): each.choice for each in self.statuses}

    @cached_property
    def own_fields(self) -> dict[str, OwnField]:
        """The fields of one's own that the files' columns go to, by folded name."""
        return fields.together([fields.wanted(self.mapped(file)) for file in self.of_role(Role.ITEMS)])  # fmt: skip

    def rules(self) -> Rules:
        zone = ZoneInfo(self.batch.workspace.time_zone)
        answers = self.answers
        return Rules(
            zone, answers.get("order", "dmy"), answers.get("decimal", "."), int(answers.get("unit", "1")),
            self.categories, people(),
        )  # fmt: skip

    def faults(self) -> list[tuple[ImportFile, str, str, str]]:
        """What keeps the import from being checked, as (file, column, reason, remedy)."""
        found = [
            (file, *fault)
            for file in self.files
            for fault in columns.faults(
                file.meant_as, {group.name: meaning for group, meaning in self.mapped(file)}
            )
            + columns.misfits(self.mapped(file))
        ]
        if self.files and not self.of_role(Role.ITEMS) and not self.of_role(Role.CHANGES):
            found.append((self.files[0], "", "None of the files holds items or changes of items.", "Say which one does."))  # fmt: skip
        if len(self.batch.usages) > statuses.MOST:
            found.append((self.files[0], "", f"The source has {len(self.batch.usages):,} different statuses; {statuses.MOST} are the most.", "Map another column to the status."))  # fmt: skip
        if sum(1 for each in self.statuses if each.status is None) > MOST_STATUSES:
            found.append((self.files[0], "", f"The import would make more than {MOST_STATUSES} statuses.", "Map some of them to statuses there are."))  # fmt: skip
        return found

    @property
    def wants_team(self) -> bool:
        """Whether sprints come with it, which are a team's."""
        return bool(self.of_role(Role.SPRINTS))


def _chosen(file: ImportFile, name: str) -> Meaning | None:
    kept = file.mapping.get(name)
    if not kept or kept["kind"] not in file.meant_as.kinds:
        return None
    return Meaning(Kind(kept["kind"]), kept.get("field", "") or name[:80])


def _proposed(text: str, rows: int, proposal: Proposal, every: dict[str, Proposal], there: list[Status]) -> StatusPlan:  # fmt: skip
    same = next((each for each in there if each.name.casefold() == text.casefold()), None)
    if same:
        return StatusPlan(text, rows, same.category, "of the same name", same)
    of_category = [each for each in there if each.category == proposal.category]
    rivals = [other for other, each in every.items() if each.category == proposal.category]
    named = {each.name.casefold() for each in there}
    if (
        len(of_category) == 1
        and rivals == [text]
        and not named & {other.casefold() for other in rivals}
    ):
        return StatusPlan(text, rows, proposal.category, proposal.reason, of_category[0])
    return StatusPlan(text, rows, proposal.category, proposal.reason, None)


def people() -> dict[str, str]:
    """Members by e-mail address and by name, unless two share a name."""
    found: dict[str, str] = {}
    shared = set()
    for member in Member.objects.select_related("user"):
        found[member.user.email.casefold()] = str(member.id)
        name = member.name.casefold()
        if name in found:
            shared.add(name)
        found.setdefault(name, str(member.id))
    return {name: key for name, key in found.items() if name not in shared}


def usages(plan: Plan) -> dict[str, list[int]]:
    """How often each status stands in the rows: [rows, with a finish, with a start]."""
    found: dict[str, list[int]] = {}
    for file in plan.files:
        for row in _sources(file, plan.places(file)):
            for text in _status_texts(file.meant_as, row):
                counts = found.setdefault(text[:80], [0, 0, 0])
                counts[0] += 1
                counts[1] += bool(row.one(Kind.FINISHED)[0])
                counts[2] += bool(row.one(Kind.STARTED)[0])
    return dict(islice(sorted(found.items(), key=lambda each: -each[1][0]), statuses.MOST + 1))


def _sources(file: ImportFile, where: Places) -> Iterator[Source]:
    if file.meant_as not in (Role.ITEMS, Role.CHANGES):
        return
    rows = ImportRow.objects.filter(file=file).order_by("number").values_list("number", "cells")
    # Statuses that come late in a long changelog are still counted: all of it is looked at.
    most = LOOKED_AT if file.meant_as is Role.ITEMS else None
    for number, cells in rows[:most].iterator(chunk_size=1_000):
        yield Source(file.name, number, cells, where)


def _status_texts(role: Role, row: Source) -> list[str]:
    if role is Role.ITEMS:
        text = row.one(Kind.STATUS)[0]
        return [text] if text else []
    if plain(row.one(Kind.CHANGED_FIELD)[0] or "status") not in STATUS_WORDS:
        return []
    told = (row.one(Kind.CHANGED_FROM)[0], row.one(Kind.CHANGED_TO)[0])
    return [text for text in told if text]


def preview(file: ImportFile, limit: int = 12) -> list[dict[str, Any]]:
    """The first rows as they were read."""
    rows = ImportRow.objects.filter(file=file).order_by("number")[:limit]
    width = len(file.columns)
    return [
        {"number": row.number, "cells": [*row.cells, *[""] * (width - len(row.cells))][:width]}
        for row in rows
    ]
