"""What the API of imports takes and gives."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from leadline.integrations.models import Import, ImportProblem
from leadline.integrations.plans import Plan
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
