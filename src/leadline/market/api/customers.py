"""Customers."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from leadline.foundation import clock
from leadline.market import operations, queries
from leadline.market.queries import CustomerFilters
from leadline.market.schemas.customers import (
    CustomerChange,
    CustomerIn,
    CustomerOut,
    CustomerPage,
    CustomerQuery,
    CustomersChange,
    CustomersDone,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one, people
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/customers", needs=Right.SEE, response=CustomerPage)
def list_customers(request: HttpRequest, asked: Query[CustomerQuery]) -> Any:
    """Customers, filtered, sorted, page by page."""
    by = acting(request)
    filters = CustomerFilters(
        by.workspace.today(clock.now()), asked.state, tuple(asked.segment[:50]), tuple(asked.tier[:50]),
        tuple(asked.owner[:50]), asked.q[:200],
    )  # fmt: skip
    page = queries.customers(by, filters, sort=asked.sort, after=asked.after, limit=asked.limit)
    return page.of(CustomerOut.of)


@endpoint(router, "POST", "/customers", needs=Right.CONTRIBUTE, response={201: CustomerOut})
def create_customer(request: HttpRequest, body: CustomerIn) -> Any:
    """Add a customer."""
    given = body.model_dump(exclude={"currency"} if body.currency is None else set())
    fields = _with_rows(request, given)
    return 201, CustomerOut.of(operations.create_customer(by=acting(request), now=clock.now(), **fields))  # fmt: skip


@endpoint(router, "GET", "/customers/{uuid:customer}", needs=Right.SEE, response=CustomerOut)
def read_customer(request: HttpRequest, customer: UUID) -> Any:
    """One customer."""
    return CustomerOut.of(queries.customer_by_id(acting(request), customer))


@endpoint(router, "PATCH", "/customers/{uuid:customer}", needs=Right.CONTRIBUTE, response=CustomerOut)  # fmt: skip
def change_customer(request: HttpRequest, customer: UUID, body: CustomerChange) -> Any:
    """Edit a customer."""
    found, version = queries.customer_by_id(acting(request), customer), expected_version(request)
    fields = _with_rows(request, body.model_dump(exclude_unset=True))
    operations.change_customer(by=acting(request), now=clock.now(), customer=found, version=version, **fields)  # fmt: skip
    return CustomerOut.of(found)


@endpoint(router, "DELETE", "/customers/{uuid:customer}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_customer(request: HttpRequest, customer: UUID) -> Any:
    """Put a customer into the trash, with its contacts."""
    found, version = queries.customer_by_id(acting(request), customer), expected_version(request)
    operations.trash_customers(by=acting(request), now=clock.now(), customers=[found], version=version)  # fmt: skip
    return 204, None


@endpoint(router, "POST", "/customers/edits", needs=Right.CONTRIBUTE, response=CustomersDone)
def edit_customers(request: HttpRequest, body: CustomersChange) -> Any:
    """Give several customers the same segment, tier or owner."""
    by, picked = acting(request), queries.customers_by_ids(acting(request), body.customers)
    fields = _with_rows(request, body.model_dump(exclude_unset=True, exclude={"customers"}))
    event = operations.edit_customers(by=by, now=clock.now(), customers=picked, **fields)
    rows = queries.customers_by_ids(by, body.customers)
    return CustomersDone(rows=[CustomerOut.of(row) for row in rows], event=event.pk if event else None)  # fmt: skip


def _with_rows(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    by = acting(request)
    readers: dict[str, Any] = {
        "segment": lambda key: queries.segment_by_id(by, key),
        "tier": lambda key: queries.tier_by_id(by, key),
        "owner": lambda key: one(people(by), pk=key),
    }
    rows = {name: read(fields[name]) for name, read in readers.items() if fields.get(name)}
    return fields | rows
