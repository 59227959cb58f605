"""What items stand in: statuses, lists, labels and custom fields."""

from uuid import UUID

from ninja import Schema

from leadline.backlog.models import BacklogList, CustomField, Label, Status
from leadline.backlog.schemas.words import Category, FieldType, Key, Limit, Name, Names
from leadline.workspaces.doors.api import Input


class StatusIn(Input):
    name: Name
    category: Category
    wip_limit: Limit | None = None


class StatusChangeIn(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    category: Category = "to_do"
    wip_limit: Limit | None = None


class StatusOut(Schema):
    id: UUID
    version: int
    name: str
    category: str
    wip_limit: int | None

    @classmethod
    def of(cls, row: Status) -> "StatusOut":
        return cls.from_orm(row)


class NameIn(Input):
    name: Name


class ListOut(Schema):
    id: UUID
    version: int
    name: str

    @classmethod
    def of(cls, row: BacklogList) -> "ListOut":
        return cls.from_orm(row)


class LabelOut(Schema):
    id: UUID
    version: int
    name: str

    @classmethod
    def of(cls, row: Label) -> "LabelOut":
        return cls.from_orm(row)


class LabelPage(Schema):
    rows: list[LabelOut]
    after: str


class FieldIn(Input):
    """A new field, of one product (its key) or of all."""

    name: Name
    type: FieldType
    choices: Names = []
    product: Key | None = None


class FieldChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    choices: Names = []


class FieldOut(Schema):
    id: UUID
    version: int
    name: str
    type: str
    choices: list[str]
    product: UUID | None

    @classmethod
    def of(cls, row: CustomField) -> "FieldOut":
        return cls(
            id=row.id, version=row.version, name=row.name, type=row.type, choices=row.choices,
            product=row.product_id,
        )  # fmt: skip
