"""Themes and canvases."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.strategy.models import (
    WHOLE,
    CanvasVersion,
    ThemeShare,
)
from leadline.strategy.queries.canvases import Compared, Comparison
from leadline.strategy.schemas.base import Kind, Listing, Name, Short, Text
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Id, name_up_to, text_up_to


class ThemeIn(Input):
    name: Short
    dimension: Annotated[str, name_up_to(60)]
    about: Text = ""


class ThemeChange(Input):
    """Fields that are left out stay as they are."""

    name: Short = ""
    dimension: Annotated[str, name_up_to(60)] = ""
    about: Text = ""


class DimensionIn(Input):
    """Whose usual themes are made."""

    preset: Literal["horizon", "work", "upkeep"]


class ThemeOut(Schema):
    id: UUID
    version: int
    name: str
    dimension: str
    about: str


class ShareIn(Input):
    """A share in parts of ten thousand."""

    cycle: Id
    share: Annotated[int, Field(ge=0, le=WHOLE)]


class ShareOut(Schema):
    cycle: UUID
    share: int

    @classmethod
    def of(cls, row: ThemeShare) -> "ShareOut":
        return cls(cycle=row.cycle_id, share=row.share)


class CanvasIn(Input):
    kind: Kind
    name: Name
    product: Id | None = None


class CanvasQuery(Listing):
    """Canvases of one kind, or of one product."""

    kind: Kind | None = None
    product: UUID | None = None


class CanvasChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    product: Id | None = None


class BoxIn(Input):
    box: Annotated[str, name_up_to(40)]
    text: Annotated[str, text_up_to(5_000)]


class CanvasOut(Schema):
    id: UUID
    version: int
    kind: str
    name: str
    product: UUID | None
    boxes: dict[str, str]

    @classmethod
    def of(cls, row: Any) -> "CanvasOut":
        return cls(
            id=row.id,
            version=row.version,
            kind=row.canvas_kind,
            name=row.name,
            product=row.product_id,
            boxes=row.boxes,
        )


class PublishIn(Input):
    reason: Annotated[str, name_up_to(300)]


class CanvasVersionOut(Schema):
    number: int
    boxes: dict[str, str]
    reason: str
    member: UUID
    published_at: datetime

    @classmethod
    def of(cls, row: CanvasVersion) -> "CanvasVersionOut":
        return cls(
            number=row.number,
            boxes=row.boxes,
            reason=row.reason,
            member=row.member_id,
            published_at=row.published_at,
        )


class TextPieceOut(Schema):
    """A stretch of a text that is the same in both versions, gone, or new."""

    sort: Literal["same", "gone", "new"]
    text: str


class BoxComparedOut(Schema):
    """A box in two versions; of what stayed in between, `pieces` hold a little."""

    box: str
    before: str
    after: str
    is_same: bool
    pieces: list[TextPieceOut]

    @classmethod
    def of(cls, row: Compared) -> "BoxComparedOut":
        pieces = [TextPieceOut(sort=sort, text=text) for sort, text in row.pieces]
        return cls(box=row.box.key, before=row.before, after=row.after, is_same=row.is_same, pieces=pieces)  # fmt: skip


class CanvasComparisonOut(Schema):
    """Two versions by their numbers; "now" is the canvas as it stands."""

    before: str
    after: str
    rows: list[BoxComparedOut]

    @classmethod
    def of(cls, told: Comparison) -> "CanvasComparisonOut":
        return cls(before=told.before, after=told.after, rows=[BoxComparedOut.of(row) for row in told.rows])  # fmt: skip


class ThemeList(Schema):
    rows: list[ThemeOut]


class ShareList(Schema):
    rows: list[ShareOut]


class CanvasPage(Schema):
    rows: list[CanvasOut]
    after: str


class CanvasVersionList(Schema):
    rows: list[CanvasVersionOut]
