"""What items stand in: statuses, lists, labels and custom fields."""

from typing import Annotated, Any
from uuid import UUID

from ninja import Schema

from leadline.backlog.models import BacklogList, CustomField, Label, SavedView, Status
from leadline.backlog.schemas.words import Category, FieldType, Key, Limit, Name, Names
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Id, text_up_to


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


class FramePlaceIn(Input):
    """Which one of the product it goes before; none for the end."""

    before: Id | None = None


class ViewIn(Input):
    """A view of the backlog; `query` as it stands in the address of the page: `kind=bug&sort=-points`."""

    name: Name
    query: Annotated[str, text_up_to(4_000)] = ""
    is_shared: bool = False


class ViewOut(Schema):
    id: UUID
    version: int
    name: str
    query: dict[str, Any]
    is_shared: bool
    member: UUID

    @classmethod
    def of(cls, row: SavedView) -> "ViewOut":
        same = ("id", "version", "name", "query", "is_shared")
        return cls(member=row.member_id, **{name: getattr(row, name) for name in same})


class ViewList(Schema):
    rows: list[ViewOut]


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
