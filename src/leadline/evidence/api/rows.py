"""Rows that bodies name by id."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.evidence import queries
from leadline.market.queries import contact_by_id, customer_by_id
from leadline.products.models import Product
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one, people


def with_rows(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with the rows that they name in the place of their ids."""
    by = acting(request)
    readers: dict[str, Any] = {
        "customer": lambda key: customer_by_id(by, key),
        "contact": lambda key: contact_by_id(by, key),
        "product": lambda key: one(Product.objects.all(), pk=key),
        "owner": lambda key: one(people(by), pk=key),
    }
    return fields | {name: read(fields[name]) for name, read in readers.items() if fields.get(name)}


def ground_of(request: HttpRequest, passage: UUID | None, feedback: UUID | None, other: UUID | None) -> Any:  # fmt: skip
    """What stands under a claim: the one that is named."""
    by = acting(request)
    if passage:
        return queries.passage_by_id(by, passage)
    return queries.feedback_by_id(by, feedback) if feedback else other and queries.claim_by_id(by, other)  # fmt: skip
