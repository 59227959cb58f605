"""Segments, tiers, and what voices weigh."""

from decimal import Decimal
from uuid import UUID

from ninja import Schema

from leadline.market.models import Segment, Tier
from leadline.market.queries import Voices
from leadline.market.schemas.words import Name, Text, Weight
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Id
from leadline.workspaces.doors.outputs import MoneyOut


class SegmentIn(Input):
    name: Name
    about: Text = ""


class SegmentChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    about: Text = ""


class SegmentOut(Schema):
    id: UUID
    version: int
    name: str
    about: str

    @classmethod
    def of(cls, row: Segment) -> "SegmentOut":
        return cls.from_orm(row)


class TierIn(Input):
    """`weight` is what a voice of it weighs; 1 is an ordinary voice."""

    name: Name
    weight: Weight = 1
    about: Text = ""


class TierChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    weight: Weight = 1
    about: Text = ""


class TierPlaceIn(Input):
    """Which tier it goes before; none for the end."""

    before: Id | None = None


class TierOut(Schema):
    id: UUID
    version: int
    name: str
    weight: float
    about: str

    @classmethod
    def of(cls, row: Tier) -> "TierOut":
        return cls(id=row.id, version=row.version, name=row.name, weight=float(row.weight), about=row.about)  # fmt: skip


class VoicesOut(Schema):
    """Customers as voices: how many, their weight, what they bring in a year for each currency."""

    customers: int
    weight: float
    revenue: list[MoneyOut]
    unknown_revenue: int

    @classmethod
    def of(cls, voices: Voices) -> "VoicesOut":
        return cls(
            customers=voices.customers, weight=float(voices.weight),
            revenue=[MoneyOut.of(each) for each in voices.revenue],
            unknown_revenue=voices.unknown_revenue,
        )  # fmt: skip


class SegmentPage(Schema):
    rows: list[SegmentOut]
    after: str


class TierPage(Schema):
    rows: list[TierOut]
    after: str


def weight_of(number: float) -> Decimal:
    """A weight as operations take it."""
    return round(Decimal(str(number)), 2)
