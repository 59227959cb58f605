"""Checking: from staged rows to items as they shall be, and every problem on the way. Nothing is written yet."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef

from leadline.backlog.models import CustomField
from leadline.foundation.keys import new_key
from leadline.foundation.refusals import Invalid, Problem
from leadline.integrations.models import (
    Import,
    ImportDraft,
    ImportedItem,
    ImportProblem,
    ImportRow,
    Outcome,
    Severity,
    State,
)
from leadline.integrations.operations import keying
from leadline.integrations.operations.course import Progress, move_on, refuse_stopped, silent
from leadline.integrations.operations.deciding import decide
from leadline.integrations.operations.framing import takes_more
from leadline.integrations.operations.oddities import (
    flaws,
    keyless,
    lost_sprints,
    problem_of,
    repeats,
    totals,
    trouble,
)
from leadline.integrations.operations.pasts import sprints_of, stays_of
from leadline.integrations.plans import Plan
from leadline.integrations.understanding.drafts import Drafting, fingerprint
from leadline.integrations.understanding.kinds import Role
from leadline.integrations.understanding.sources import Source, Trouble
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope

KEYS = 300
FILE_STEP = 10_000_000
LONGEST_KEY = 80
BEGUN = "begun"


def check_import(
    *, by: Member, now: datetime, batch: Import, progress: Progress = silent
) -> Import:
    """The dry run: what the import would do, counted, and every problem by row.

    Drafts are committed in chunks, so a run that was killed goes on where it was. Raises
    `Invalid` for a mapping that lacks something, `Stopped` when stopped.
    """
    with scope(by.workspace_id):
        plan = Plan(batch)
        _refuse_faults(plan)
        if not batch.report.get(BEGUN):
            _start_anew(batch)
            batch = move_on(batch, by, now, State.CHECKING, report={BEGUN: True})
        keying.rekey(plan, progress)
        Check(plan, by, now).run(progress)
        _note_lost_parents(plan, now)
        return move_on(
            batch,
            by,
            now,
            State.CHECKING,
            state=State.CHECKED,
            checked_at=now,
            report=report_of(plan),
        )


def _refuse_faults(plan: Plan) -> None:
    found = [Problem(reason, remedy, f"{file.name}: {column}" if column else file.name) for file, column, reason, remedy in plan.faults()]  # fmt: skip
    if found:
        raise Invalid.of(found)


def _start_anew(batch: Import) -> None:
    with transaction.atomic():
        ImportDraft.objects.filter(batch=batch).delete()
        ImportProblem.objects.filter(batch=batch).delete()


class Check:
    """Walks through the staged rows key by key, whatever file they are in."""

    def __init__(self, plan: Plan, by: Member, now: datetime) -> None:
        self.plan, self.by, self.now = plan, by, now
        self.rules = plan.rules()
        self.files = {file.id: file for file in plan.files}
        self.places = {file.id: plan.places(file) for file in plan.files}
        self.sprints, self.sprint_troubles = sprints_of(
            plan, self.rules, plan.batch.workspace.today(now)
        )
        self.fields = {field.name.casefold(): field for field in CustomField.objects.all()}
        self.seq: int = (
            ImportProblem.objects.filter(batch=plan.batch).aggregate(last=Max("seq"))["last"] or 0
        )
        self.done = 0

    def run(self, progress: Progress) -> None:
        total = sum(file.rows for file in self.plan.files)
        last: str = (
            ImportDraft.objects.filter(batch=self.plan.batch).aggregate(last=Max("key"))["last"]
            or ""
        )
        if not last:
            self._keep([], [*self.sprint_troubles, *self._keyless()])
        while keys := self._keys_after(last):
            rows = self._rows(keys[0], keys[-1])
            drafts, troubles = [], []
            for key, group in groupby(rows, key=lambda row: row.key):
                draft, found = self._item(key, list(group))
                drafts += [draft] if draft else []
                troubles += found
            troubles += self._compare(drafts)
            self._keep(drafts, troubles)
            self.done += len(rows)
            last = keys[-1]
            progress("Checking", self.done, total)
            refuse_stopped(self.plan.batch, State.CHECKING)

    def _keys_after(self, last: str) -> list[str]:
        rows = ImportRow.objects.filter(batch=self.plan.batch.id, key__gt=last)
        return list(rows.order_by("key").values_list("key", flat=True).distinct()[:KEYS])

    def _rows(self, first: str, last: str) -> list[ImportRow]:
        rows = ImportRow.objects.filter(batch=self.plan.batch.id, key__gte=first, key__lte=last)
        return list(rows.order_by("key", "file", "number"))

    def _keyless(self) -> list[Trouble]:
        """Rows without a key where the others have one: totals, notes, half rows."""
        rows = ImportRow.objects.filter(batch=self.plan.batch.id, key="").order_by("file", "number")
        found = (self._source(row) for row in rows.iterator(chunk_size=1_000))
        return [totals(row) or keyless(row) for row in found if row and self._is_asked(row)]

    def _is_asked(self, row: Source) -> bool:
        file = next(each for each in self.plan.files if each.name == row.file_name)
        return file.meant_as in (Role.ITEMS, Role.CHANGES, Role.SPRINT_ITEMS)

    def _source(self, row: ImportRow) -> Source | None:
        file = self.files.get(row.file_id)
        return Source(file.name, row.number, row.cells, self.places[file.id]) if file else None

    def _item(
        self, key: str, rows: Sequence[ImportRow]
    ) -> tuple[ImportDraft | None, list[Trouble]]:
        sources: dict[Role, list[Source]] = {role: [] for role in Role}
        for row in rows:
            if source := self._source(row):
                sources[self.files[row.file_id].meant_as].append(source)
        items, changes = sources[Role.ITEMS], sources[Role.CHANGES]
        lead = items or changes or sources[Role.SPRINT_ITEMS]
        if not lead:
            return None, []
        if sums := next((each for row in lead if (each := totals(row))), None):
            return None, [sums]
        if len(key) > LONGEST_KEY:
            return None, [trouble(lead[0], Severity.LEFT_OUT, f"The key has more than {LONGEST_KEY} characters.", "Shorten it, or map another column to the key.", value=key)]  # fmt: skip
        return self._draft(key, rows, lead, sources)

    def _draft(self, key: str, rows: Sequence[ImportRow], lead: Sequence[Source], sources: dict[Role, list[Source]]) -> tuple[ImportDraft, list[Trouble]]:  # fmt: skip
        drafting = Drafting(self.rules)
        told = sources[Role.ITEMS] or sources[Role.SPRINT_ITEMS]
        stays = stays_of(sources[Role.SPRINT_ITEMS], sources[Role.ITEMS], self.sprints, self.rules)
        body = drafting.body(told, sources[Role.CHANGES], stays)
        self._settle_sprints(body)
        troubles = [
            *drafting.troubles,
            *self._fit_fields(body, lead[-1]),
            *flaws(rows, self.files),
            *lost_sprints(sources[Role.SPRINT_ITEMS], self.sprints),
        ]
        repeated = repeats(sources[Role.ITEMS], key) if not stays else []
        draft = ImportDraft(
            id=new_key(self.now), workspace_id=self.by.workspace_id, batch=self.plan.batch, key=key,
            position=self.files[rows[0].file_id].position * FILE_STEP + lead[0].number, number=lead[0].number,
            file_name=lead[0].file_name, parent=body.get("parent", ""), body=body, fingerprint=fingerprint(body, self.plan.targets),
        )  # fmt: skip
        return draft, [*troubles, *repeated]

    def _settle_sprints(self, body: dict[str, Any]) -> None:
        """Sprints that are known by their days are records; of the others the name is kept as a field."""
        names = [name for name in body.pop("sprints", []) if name.casefold() not in self.sprints]
        if names:
            body.setdefault("fields", {})["Sprint"] = ", ".join(names)

    def _fit_fields(self, body: dict[str, Any], row: Source) -> list[Trouble]:
        """Take out values that a field which is here already cannot hold."""
        troubles = []
        for name, text in list(body.get("fields", {}).items()):
            field = self.fields.get(name.casefold())
            try:
                if field and not self._is_new_choice(field, text):
                    field.columns(text)
            except Invalid as refusal:
                problem = refusal.problems[0]
                troubles.append(
                    trouble(
                        row, Severity.VALUE, problem.reason, problem.remedy, value=text, column=name
                    )
                )
                del body["fields"][name]
        return troubles

    def _is_new_choice(self, field: CustomField, text: str) -> bool:
        """Whether the field does not know this choice yet, and will."""
        wanted = self.plan.own_fields.get(field.name.casefold())
        return wanted is not None and text in wanted.choices and takes_more(field, wanted)

    def _compare(self, drafts: Sequence[ImportDraft]) -> list[Trouble]:
        """Say of each draft whether it is new, changed, unchanged or edited here since."""
        troubles: list[Trouble] = []
        for each in decide(self.plan, drafts):
            each.draft.outcome = each.outcome
            each.draft.item_id = each.item.id if each.item else new_key(self.now)
            each.draft.version = None if each.item else 1
            troubles += each.troubles()
        return troubles

    def _keep(self, drafts: list[ImportDraft], troubles: Sequence[Trouble]) -> None:
        problems = []
        for each in troubles:
            self.seq += 1
            problems.append(problem_of(each, self.plan.batch, self.seq, self.now))
        with transaction.atomic():
            ImportDraft.objects.bulk_create(drafts, batch_size=500)
            ImportProblem.objects.bulk_create(problems, batch_size=500)


def _note_lost_parents(plan: Plan, now: datetime) -> None:
    """Say which parents are neither in these files nor here."""
    batch = plan.batch
    seq = ImportProblem.objects.filter(batch=batch).aggregate(last=Max("seq"))["last"] or 0
    there = ImportDraft.objects.filter(batch=batch, key=OuterRef("parent"))
    here = ImportedItem.objects.filter(
        product=batch.product, connection=batch.connection, key=OuterRef("parent")
    )
    lost = ImportDraft.objects.filter(~Exists(there), ~Exists(here), batch=batch).exclude(parent="")
    found = []
    for at, draft in enumerate(
        lost.only("number", "parent", "file_name").iterator(chunk_size=500), 1
    ):
        reason = f"Its parent “{draft.parent[:60]}” is neither in these files nor here."
        trouble = Trouble(draft.number, str(Severity.NOTE), reason, "Bring it as well.", value=draft.parent, file_name=draft.file_name)  # fmt: skip
        found.append(problem_of(trouble, batch, seq + at, now))
    ImportProblem.objects.bulk_create(found, batch_size=500)


def report_of(plan: Plan) -> dict[str, Any]:
    """Counts for people: rows, items by outcome, problems by severity, what comes along."""
    drafts = ImportDraft.objects.filter(batch=plan.batch)
    problems = ImportProblem.objects.filter(batch=plan.batch)
    outcomes = dict(drafts.order_by().values_list("outcome").annotate(Count("id")))
    severities = dict(problems.order_by().values_list("severity").annotate(Count("id")))
    counts = Counter({str(each): outcomes.get(each, 0) for each in Outcome})
    return {
        "rows": sum(file.rows for file in plan.files),
        "items": sum(counts.values()),
        **counts,
        "left_out": severities.get("left_out", 0),
        "problems": {str(each): severities.get(each, 0) for each in Severity},
        "statuses": sum(1 for each in plan.statuses if each.status is None),
        "sprints": sum(file.rows for file in plan.of_role(Role.SPRINTS)),
    }
