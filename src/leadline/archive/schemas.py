"""What the API of this room gives out."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from leadline.archive.models import Package


class PackageProblemOut(Schema):
    reason: str
    remedy: str


class PackageOut(Schema):
    """An export or a restore; `state` is working, done or failed."""

    id: UUID
    state: str
    file: str
    size: int
    rows: dict[str, int]
    by: str
    asked_at: datetime
    goes_at: datetime
    problem: PackageProblemOut | None
    workspace: str
    version: int

    @classmethod
    def of(cls, row: Package) -> "PackageOut":
        return cls(
            id=row.id, state=row.state, file=row.name, size=row.size, rows=row.counts,
            by=row.member.name, asked_at=row.created_at, goes_at=row.goes_at,
            problem=PackageProblemOut(**row.refusal) if row.refusal else None,
            workspace=row.restored_to, version=row.version,
        )  # fmt: skip


class PackagesOut(Schema):
    rows: list[PackageOut]
    after: str
