"""What the API of imports takes and gives."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from leadline.integrations.models import Import, ImportProblem, TableImport
from leadline.integrations.plans import Plan
from leadline.integrations.tables.plans import TablePlan
from leadline.workspaces.doors.api import Input


class ImportColumnOut(BaseModel):
    name: str
    times: int
    kind: str
    samples: list[str]


class FileOut(BaseModel):
    position: int
    name: str
    role: str
    rows: int
    columns: list[ImportColumnOut]


class QuestionOut(BaseModel):
    name: str
    text: str
    choices: list[str]
    answer: str
    evidence: str
    open: bool


class ImportOut(BaseModel):
    """An import: how far it is, what its files were taken to mean, what the check or the writing counted."""

    id: UUID
    title: str
    product: str
    state: str
    connection: str
    refusal: dict[str, Any]
    report: dict[str, Any]
    created_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None


class ImportFullOut(ImportOut):
    files: list[FileOut]
    statuses: dict[str, str]
    questions: list[QuestionOut]


class ImportsOut(BaseModel):
    rows: list[ImportOut]
    after: str


class ImportProblemOut(BaseModel):
    file: str
    row: int
    column: str
    severity: str
    reason: str
    remedy: str
    value: str


class ProblemsOut(BaseModel):
    rows: list[ImportProblemOut]
    after: str


class MappingIn(Input):
    """What columns, statuses and files mean; what is not named stays as it is.

    `columns` and `roles` go by the place of the file: {"0": {"Summary": "title"}}, {"1": "changes"}.
    """

    roles: dict[str, str] = Field(default_factory=dict, max_length=10)
    columns: dict[str, dict[str, str]] = Field(default_factory=dict, max_length=10)
    statuses: dict[str, Literal["to_do", "doing", "done"]] = Field(
        default_factory=dict, max_length=100
    )
    answers: dict[str, str] = Field(default_factory=dict, max_length=10)
    team_name: str = Field(default="", max_length=120)


def import_out(batch: Import) -> ImportOut:
    return ImportOut(**_own(batch))


def import_full_out(batch: Import) -> ImportFullOut:
    plan = Plan(batch)
    files = [
        FileOut(
            position=file.position, name=file.name, role=file.role, rows=file.rows,
            columns=[ImportColumnOut(name=group.name, times=len(group.positions), kind=str(meaning.kind), samples=group.profile.samples) for group, meaning in plan.mapped(file)],
        )
        for file in plan.files
    ]  # fmt: skip
    questions = [
        QuestionOut(name=each.name, text=each.text, choices=[value for value, _ in each.choices], answer=plan.answers[each.name], evidence=each.evidence, open=each.open)
        for each in plan.questions
    ]  # fmt: skip
    statuses = {each.text: each.category for each in plan.statuses}
    return ImportFullOut(**_own(batch), files=files, statuses=statuses, questions=questions)


def _own(batch: Import) -> dict[str, Any]:
    return {
        "id": batch.id, "title": batch.title, "product": batch.product.key, "state": batch.state,
        "connection": batch.connection, "refusal": batch.refusal,
        "report": {name: value for name, value in batch.report.items() if name != "begun"},
        "created_at": batch.created_at, "applied_at": batch.applied_at, "undone_at": batch.undone_at,
    }  # fmt: skip


def problem_out(row: ImportProblem) -> ImportProblemOut:
    return ImportProblemOut(
        file=row.file_name,
        row=row.number,
        column=row.column,
        severity=row.severity,
        reason=row.reason,
        remedy=row.remedy,
        value=row.value,
    )


class TableOut(BaseModel):
    """A table of records: how far it is, and what the check or the writing counted."""

    id: UUID
    of: str
    title: str
    state: str
    rows: int
    refusal: dict[str, Any]
    report: dict[str, Any]
    created_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None


class TableColumnOut(BaseModel):
    name: str
    means: str
    filled: int
    samples: list[str]


class TableFullOut(TableOut):
    """The same with its columns; `asks` names the options that the columns leave open."""

    columns: list[TableColumnOut]
    options: dict[str, Any]
    asks: list[str]


class TablesOut(BaseModel):
    rows: list[TableOut]
    after: str


class TableMappingIn(Input):
    """What columns mean, by their headers: {"Account Name": "name"}; those not named are left out.

    Without `columns` all stays as proposed. Options that are not given stay as they are.
    """

    columns: dict[str, str] = Field(default_factory=dict, max_length=500)
    order: Literal["dmy", "mdy"] | None = None
    decimal: Literal["point", "comma"] | None = None
    per: Literal["year", "month"] | None = None
    currency: str | None = Field(default=None, max_length=3)
    source: str | None = Field(default=None, max_length=30)
    make: bool | None = None

    def options(self) -> dict[str, Any]:
        """What was said of how texts are read."""
        given = self.model_dump(exclude={"columns"})
        return {name: value for name, value in given.items() if value is not None}


def table_out(batch: TableImport) -> TableOut:
    return TableOut(**_own_table(batch))


def table_full_out(batch: TableImport) -> TableFullOut:
    plan = TablePlan(batch)
    columns = [
        TableColumnOut(name=name, means=meaning, filled=profile.filled, samples=profile.samples)
        for (name, profile), meaning in zip(batch.profiles, plan.meanings, strict=True)
    ]
    asks = [name for name, is_open in (("order", plan.asks_order), ("decimal", plan.asks_decimal)) if is_open]  # fmt: skip
    return TableFullOut(**_own_table(batch), columns=columns, options=vars(plan.options), asks=asks)


def _own_table(batch: TableImport) -> dict[str, Any]:
    names = ("id", "of", "title", "state", "rows", "refusal", "report", "created_at", "applied_at", "undone_at")  # fmt: skip
    return {name: getattr(batch, name) for name in names}
