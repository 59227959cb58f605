"""Customers and their contacts: lists page by page, and one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import Invalid, NotFound
from leadline.foundation.wording import says
from leadline.market.models import MOST_REVENUE, Contact, Customer, Persona, Segment
from leadline.market.queries.frame import Frame
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

Ids = tuple[UUID | None, ...]
ACTIVE, LEFT, ANY = "active", "left", "any"
STATES = (ACTIVE, LEFT, ANY)
SORTS = {"name": ("name_order",), "revenue": ("currency", "revenue_order"), "since": ("since_order",)}  # fmt: skip


@dataclass(frozen=True)
class CustomerFilters:
    """Conditions that all hold; an empty one asks for nothing. None among ids means "has none"."""

    today: date
    state: str = ANY
    segments: Ids = ()
    tiers: Ids = ()
    owners: Ids = ()
    text: str = ""

    def narrow(self, rows: "QuerySet[Customer]") -> "QuerySet[Customer]":
        """The rows that fit; raises `Invalid` for a state that there is not."""
        rows = rows.filter(self._state())
        for column, ids in (
            ("segment", self.segments),
            ("tier", self.tiers),
            ("owner", self.owners),
        ):
            rows = rows.filter(_among(column, ids)) if ids else rows
        return rows.filter(says("name", self.text) | says("website", self.text)) if self.text.strip() else rows  # fmt: skip

    def _state(self) -> Q:
        if self.state not in STATES:
            raise Invalid(f"“{self.state[:40]}” is no state of a customer.", field="state", remedy=f"Take one of: {', '.join(STATES)}.")  # fmt: skip
        with_us = Customer.with_us(self.today)
        return {ACTIVE: with_us, LEFT: ~with_us, ANY: Q()}[self.state]


@dataclass(frozen=True)
class CustomerLine:
    """A customer as lists show it, with the names of what it is tied to; empty for none."""

    customer: Customer
    url: str
    segment: str
    tier: str
    owner: str
    has_left: bool


def customers(
    member: Member, filters: CustomerFilters, *, sort: str = "name", after: str = "", limit: int = PAGE
) -> "Slice[Customer]":  # fmt: skip
    """A page of customers in one statement; `-` before the sort for falling.

    Customers without a value come last. Amounts of different currencies are not compared: by
    revenue the customers stand in groups of one currency.
    """
    rows, columns = _ordered(filters.narrow(Customer.objects.all()), sort)
    return page_of(rows, columns, after, limit)


def lines_of(member: Member, frame: Frame, rows: Iterable[Customer], today: date) -> "Sequence[CustomerLine]":  # fmt: skip
    """The lines of customers, in one more statement for those who look after them."""
    rows = list(rows)
    segments = {row.pk: row.name for row in frame.segments}
    tiers = {row.pk: row.name for row in frame.tiers}
    people = _names_of({row.owner_id for row in rows if row.owner_id})
    for row in rows:
        row.workspace = member.workspace
    return [
        CustomerLine(
            row, row.page_url(), segments.get(row.segment_id, ""), tiers.get(row.tier_id, ""),
            people.get(row.owner_id, ""), row.has_left(today),
        )
        for row in rows
    ]  # fmt: skip


def customer_by_id(member: Member, customer_id: UUID) -> Customer:
    """One customer with what it is tied to."""
    rows = Customer.objects.select_related("workspace", "segment", "tier", "owner__user")
    found: Customer = one(rows, pk=customer_id)
    return found


def customers_by_ids(member: Member, ids: Sequence[UUID]) -> list[Customer]:
    """The customers of these ids, in their order; `NotFound` where one is gone."""
    found = Customer.objects.in_bulk(list(ids))
    if len(found) < len(set(ids)):
        raise NotFound("Some of these customers are gone.", remedy="Load the list again.")
    return list(found.values())


def contacts(
    member: Member, *, customer: Customer | None = None, persona: Persona | None = None,
    after: str = "", limit: int = PAGE,
) -> "Slice[Contact]":  # fmt: skip
    """A page of contacts by name: of a customer, like a persona, or all."""
    wanted = {"customer": customer, "persona": persona}
    narrowed = Contact.objects.filter(**{name: row for name, row in wanted.items() if row})
    rows = narrowed.select_related("workspace", "customer", "persona")
    return page_of(rows.annotate(name_order=Lower("name")), ["name_order", "id"], after, limit)


def contact_by_id(member: Member, contact_id: UUID) -> Contact:
    """One contact with customer and persona."""
    found: Contact = one(Contact.objects.select_related("workspace", "customer__workspace", "persona"), pk=contact_id)  # fmt: skip
    return found


def customers_in(member: Member, segment: Segment) -> "QuerySet[Any, Any]":
    """The ids of a segment's customers, as a query."""
    return Customer.objects.filter(segment=segment).order_by().values("id")


def _ordered(rows: "QuerySet[Customer]", sort: str) -> "tuple[QuerySet[Customer], list[str]]":
    name, falls = sort.lstrip("-"), sort.startswith("-")
    if name not in SORTS:
        raise Invalid("There is no such order.", field="sort", remedy=f"Sort by one of: {', '.join(SORTS)}.")  # fmt: skip
    orders: dict[str, Any] = {
        "name_order": Lower("name"),
        "revenue_order": Coalesce(F("revenue"), Value(-1 if falls else MOST_REVENUE + 1)),
        "since_order": Coalesce(F("since_on"), Value(date.min if falls else date.max)),
    }
    *groups, last = SORTS[name]
    sign = "-" if falls else ""
    return rows.annotate(**{last: orders[last]}), [*groups, f"{sign}{last}", f"{sign}id"]


def _among(column: str, ids: Ids) -> Q:
    found = Q(**{f"{column}__in": [each for each in ids if each]})
    if None not in ids:
        return found
    return found | Q(**{column: None}) | Q(**{f"{column}__trashed_at__isnull": False})


def _names_of(people: set[UUID]) -> dict[UUID | None, str]:
    rows = Member.with_trash.filter(pk__in=people).select_related("user")
    return {row.pk: row.name for row in rows}
