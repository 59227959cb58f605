"""Customers: one by one, and several at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from leadline.foundation.refusals import Invalid, NotFound
from leadline.market.models import Customer
from leadline.market.operations.checks import checked_customer
from leadline.workspaces.models import Event, Member
from leadline.workspaces.models.bulk import change_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

EDITABLE = frozenset({"segment", "tier", "owner"})
MOST = 1_000


@operation(needs=Right.CONTRIBUTE)
def create_customer(*, by: Member, now: datetime, name: str, **values: Any) -> Customer:
    """Add a customer; its revenue is in the workspace's currency unless another one is named."""
    values = checked_customer({"currency": by.workspace.currency} | values)
    customer, change = Customer.create(by=by, now=now, name=name, **values)
    record(by, now, "customer.created", subject=customer, changes=[change])
    return customer


@operation(needs=Right.CONTRIBUTE)
def change_customer(
    *, by: Member, now: datetime, customer: Customer, version: int | None = None, **values: Any
) -> Event | None:
    """Edit a customer's own fields."""
    values = checked_customer(values, customer)
    change = customer.change(by=by, now=now, version=version, **values)
    return record(by, now, "customer.changed", subject=customer, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def edit_customers(
    *, by: Member, now: datetime, customers: Sequence[Customer], **values: Any
) -> Event | None:
    """Give several customers the same segment, tier or owner."""
    if unknown := sorted(set(values) - EDITABLE):
        raise Invalid(
            "Several customers at once cannot be given this.",
            field=unknown[0],
            remedy=f"Several at once take {', '.join(sorted(EDITABLE))}; change the rest one by one.",
        )
    rows = _fresh(customers)
    changes = change_all(rows, [values] * len(rows), by=by, now=now)
    return record(by, now, "customers.edited", subject=_only(rows), changes=changes)


@operation(needs=Right.CONTRIBUTE)
def trash_customers(
    *, by: Member, now: datetime, customers: Sequence[Customer], version: int | None = None
) -> Event | None:
    """Put customers into the trash; their contacts are gone and back with them."""
    one = _only(customers)
    if one:
        changes = [one.trash(by=by, now=now, version=version)]
    else:
        rows = _fresh(customers)
        changes = change_all(rows, [{"trashed_at": now}] * len(rows), by=by, now=now)
    return record(by, now, "customers.trashed", subject=one, changes=changes)


def _fresh(customers: Iterable[Customer]) -> list[Customer]:
    """The customers as they are now, each once; read under the lock."""
    keys = list(dict.fromkeys(customer.pk for customer in customers))
    if len(keys) > MOST:
        raise Invalid(f"At most {MOST:,} customers change at once.", remedy="Select fewer.")
    found = Customer.objects.in_bulk(keys)
    if len(found) < len(keys):
        raise NotFound("Some of these customers are gone.", remedy="Load the list again.")
    return [found[key] for key in keys]


def _only(customers: Sequence[Customer]) -> Customer | None:
    return customers[0] if len(customers) == 1 else None
