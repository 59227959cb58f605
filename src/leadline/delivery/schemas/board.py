"""The board."""

from datetime import datetime
from uuid import UUID

from ninja import Schema


class CardOut(Schema):
    id: UUID
    version: int
    key: str
    title: str
    kind: str
    points: float | None
    assignee: UUID | None
    since: datetime
    blocked: bool


class BoardColumnOut(Schema):
    status: UUID
    name: str
    category: str
    limit: int | None
    over_limit: bool
    cards: list[CardOut]
    after: str


class BoardOut(Schema):
    product: UUID
    columns: list[BoardColumnOut]
