"""Roadmaps."""

from uuid import UUID

from ninja import Schema

from leadline.roadmap.models import Roadmap
from leadline.roadmap.schemas.words import Name, Text
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Id


class RoadmapIn(Input):
    name: Name
    about: Text = ""
    product: Id | None = None


class RoadmapChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    about: Text = ""
    product: Id | None = None


class RoadmapOut(Schema):
    id: UUID
    version: int
    name: str
    about: str
    product: UUID | None

    @classmethod
    def of(cls, row: Roadmap) -> "RoadmapOut":
        return cls(id=row.id, version=row.version, name=row.name, about=row.about, product=row.product_id)  # fmt: skip


class RoadmapPage(Schema):
    rows: list[RoadmapOut]
    after: str
