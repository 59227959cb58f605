"""Customers, one and several at once."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema

from leadline.foundation.paging import PAGE
from leadline.market.models import Customer
from leadline.market.queries import ANY
from leadline.market.schemas.words import Currency, LongName, Minor, Text
from leadline.workspaces.doors.api import Input
from leadline.workspaces.doors.inputs import Day, Id, Ids, text_up_to


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


class CustomersChange(Input):
    """The same for all of them; what is left out stays as it is."""

    customers: Ids
    segment: Id | None = None
    tier: Id | None = None
    owner: Id | None = None


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


class CustomerPage(Schema):
    rows: list[CustomerOut]
    after: str


class CustomersDone(Schema):
    """The customers as they are after a change to several; `event` can be undone."""

    rows: list[CustomerOut]
    event: UUID | None
