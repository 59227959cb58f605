"""What the API of this room takes in and gives out."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from leadline.foundation.money import Money
from leadline.foundation.paging import PAGE
from leadline.market.models import MOST_REVENUE, Contact, Customer, Persona, Segment, Tier
from leadline.market.queries import ANY, Voices
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, name_up_to, text_up_to

Name = Annotated[str, name_up_to(120)]
LongName = Annotated[str, name_up_to(200)]
Text = Annotated[str, text_up_to(20_000)]
Weight = Annotated[float, Field(ge=0, le=9_999)]
Minor = Annotated[int, Field(ge=0, le=MOST_REVENUE)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


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


class PersonaIn(Input):
    name: Name
    segment: Id | None = None
    quote: Annotated[str, text_up_to(300)] = ""
    about: Text = ""
    goals: Text = ""
    pains: Text = ""


class PersonaChange(Input):
    """Fields that are left out stay as they are."""

    name: Name = ""
    segment: Id | None = None
    quote: Annotated[str, text_up_to(300)] = ""
    about: Text = ""
    goals: Text = ""
    pains: Text = ""


class PersonaOut(Schema):
    id: UUID
    version: int
    name: str
    segment: UUID | None
    quote: str
    about: str
    goals: str
    pains: str

    @classmethod
    def of(cls, row: Persona) -> "PersonaOut":
        return cls(
            id=row.id, version=row.version, name=row.name, segment=row.segment_id, quote=row.quote,
            about=row.about, goals=row.goals, pains=row.pains,
        )  # fmt: skip


class CustomerIn(Input):
    """`revenue` is what it brings in a year, in minor units of `currency`; null is unknown.

    Without a currency it is the workspace's.
    """

    name: LongName
    segment: Id | None = None
    tier: Id | None = None
    revenue: Minor | None = None
    currency: Currency | None = None
    website: Annotated[str, text_up_to(290)] = ""
    since_on: Day | None = None
    left_on: Day | None = None
    owner: Id | None = None
    notes: Text = ""
    source_key: Annotated[str, text_up_to(200)] = ""


class CustomerChange(Input):
    """Fields that are left out stay as they are."""

    name: LongName = ""
    segment: Id | None = None
    tier: Id | None = None
    revenue: Minor | None = None
    currency: Currency = ""
    website: Annotated[str, text_up_to(290)] = ""
    since_on: Day | None = None
    left_on: Day | None = None
    owner: Id | None = None
    notes: Text = ""
    source_key: Annotated[str, text_up_to(200)] = ""


class CustomerOut(Schema):
    id: UUID
    version: int
    name: str
    segment: UUID | None
    tier: UUID | None
    revenue: int | None
    currency: str
    website: str
    since_on: date | None
    left_on: date | None
    owner: UUID | None
    notes: str
    source_key: str

    @classmethod
    def of(cls, row: Customer) -> "CustomerOut":
        return cls(
            id=row.id, version=row.version, name=row.name, segment=row.segment_id, tier=row.tier_id,
            revenue=row.revenue, currency=row.currency, website=row.website, since_on=row.since_on,
            left_on=row.left_on, owner=row.owner_id, notes=row.notes, source_key=row.source_key,
        )  # fmt: skip


class CustomerQuery(Schema):
    """What a list of customers is narrowed to. `state` is any, active or left; `sort` is name,
    revenue or since, with - for falling. Amounts of different currencies are not compared.
    """

    state: str = ANY
    segment: list[UUID] = []
    tier: list[UUID] = []
    owner: list[UUID] = []
    q: str = ""
    sort: str = "name"
    after: str = ""
    limit: int = PAGE


class ContactIn(Input):
    customer: Id
    name: LongName
    email: Annotated[str, text_up_to(254)] = ""
    job_title: Annotated[str, text_up_to(120)] = ""
    persona: Id | None = None
    notes: Text = ""


class ContactChange(Input):
    """Fields that are left out stay as they are; a contact stays with its customer."""

    name: LongName = ""
    email: Annotated[str, text_up_to(254)] = ""
    job_title: Annotated[str, text_up_to(120)] = ""
    persona: Id | None = None
    notes: Text = ""


class ContactOut(Schema):
    id: UUID
    version: int
    customer: UUID
    name: str
    email: str
    job_title: str
    persona: UUID | None
    notes: str

    @classmethod
    def of(cls, row: Contact) -> "ContactOut":
        return cls(
            id=row.id, version=row.version, customer=row.customer_id, name=row.name, email=row.email,
            job_title=row.job_title, persona=row.persona_id, notes=row.notes,
        )  # fmt: skip


class MoneyOut(Schema):
    """Whole minor units of one currency."""

    minor: int
    currency: str

    @classmethod
    def of(cls, money: Money) -> "MoneyOut":
        return cls(minor=money.minor, currency=money.currency)


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


class PersonaPage(Schema):
    rows: list[PersonaOut]
    after: str


class CustomerPage(Schema):
    rows: list[CustomerOut]
    after: str


class ContactPage(Schema):
    rows: list[ContactOut]
    after: str


def weight_of(number: float) -> Decimal:
    """A weight as operations take it."""
    return round(Decimal(str(number)), 2)
