"""What the API of this room takes in and gives out."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.products.models import Product, ProductLine, Team
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to, text_up_to

Stage = Literal["concept", "qualification", "growth", "maturity", "retirement", "retired"]
Name = Annotated[str, name_up_to(120)]
Text = Annotated[str, text_up_to(20_000)]
Key = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,9}$")]


class ProductIn(Input):
    name: Name
    key: Key
    stage: Stage = "concept"
    line: Id | None = None
    born_on: Day | None = None
    description: Text = ""


class ProductChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    key: Key = ""
    stage: Stage = "concept"
    line: Id | None = None
    born_on: Day | None = None
    description: Text = ""


class ProductOut(Schema):
    id: UUID
    version: int
    key: str
    name: str
    stage: str
    line: UUID | None
    born_on: date | None
    description: str

    @classmethod
    def of(cls, row: Product) -> "ProductOut":
        return cls(
            id=row.id, version=row.version, key=row.key, name=row.name, stage=row.stage,
            line=row.line_id, born_on=row.born_on, description=row.description,
        )  # fmt: skip


class LineIn(Input):
    name: Name
    description: Text = ""


class LineChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    description: Text = ""


class LineOut(Schema):
    id: UUID
    version: int
    name: str
    description: str

    @classmethod
    def of(cls, row: ProductLine) -> "LineOut":
        return cls.from_orm(row)


class TeamIn(Input):
    name: Name
    description: Text = ""
    members: Annotated[list[Id], Field(max_length=500)] = []


class TeamChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    description: Text = ""
    members: Annotated[list[Id], Field(max_length=500)] = []


class TeamOut(Schema):
    id: UUID
    version: int
    name: str
    description: str
    members: list[UUID]

    @classmethod
    def of(cls, row: Team, members: list[UUID]) -> "TeamOut":
        return cls(id=row.id, version=row.version, name=row.name, description=row.description, members=members)  # fmt: skip


class ProductPage(Schema):
    rows: list[ProductOut]
    after: str


class LinePage(Schema):
    rows: list[LineOut]
    after: str


class TeamPage(Schema):
    rows: list[TeamOut]
    after: str
