"""What voices weigh.

A customer is one voice, however many of its people speak and however often. It weighs what its
tier says, and 1 without a tier. What the customers bring in a year stands beside it, for each
currency by itself; a revenue that nobody knows is told as unknown, never taken for nothing. Who
has left is still a voice, and brings nothing any more.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from leadline.foundation.money import Money
from leadline.market.models import Customer, Tier
from leadline.workspaces.models import Member

ORDINARY = Decimal(1)
K = TypeVar("K")


@dataclass(frozen=True)
class Voices:
    """So many customers, their weight together, and what they bring in a year by currency.

    `unknown_revenue` counts those of them whose revenue nobody knows.
    """

    customers: int = 0
    weight: Decimal = Decimal(0)
    revenue: tuple[Money, ...] = ()
    unknown_revenue: int = 0


SILENCE = Voices()


@dataclass(frozen=True)
class Voice:
    """A customer with its weight, and what it brings in a year; None where it has left or nobody knows."""

    customer: Customer
    weight: Decimal
    revenue: Money | None


class Alike(NamedTuple):
    """Customers of one tier who pay in one currency: how many, what they bring, how many unknown."""

    tier_id: UUID | None
    currency: str
    customers: int
    revenue: int | None
    unknown: int


def voices_of(
    member: Member, customer_ids: "Collection[UUID] | QuerySet[Any, Any]", today: date
) -> Voices:  # fmt: skip
    """What these customers weigh together, in two statements; each counts once.

    Takes up to 10,000 ids, or a query of ids of any length. Customers in the trash have no voice.
    """
    rows = _grouped(Customer.objects.filter(pk__in=customer_ids), today)
    return weighed((Alike(*row) for row in rows), _weights())


def voices_by(member: Member, column: str, today: date) -> Mapping[UUID | None, Voices]:
    """The same for all customers, by "segment" or "tier"; under None those without one."""
    groups: dict[UUID | None, list[Alike]] = defaultdict(list)
    for key, *row in _grouped(Customer.objects.all(), today, f"{column}_id"):
        groups[key].append(Alike(*row))
    weights = _weights()
    return {key: weighed(rows, weights) for key, rows in groups.items()}


def voices_each(member: Member, spoke: Mapping[K, Collection[UUID]], today: date) -> Mapping[K, Voices]:  # fmt: skip
    """What the customers under each key weigh, in two statements for all keys of a page."""
    asked = {each for customers in spoke.values() for each in customers}
    if not asked:
        return dict.fromkeys(spoke, SILENCE)
    rows = Customer.objects.filter(pk__in=asked).only("tier_id", "currency", "revenue", "left_on")
    alone = {row.pk: _alone(row, today) for row in rows}
    weights = _weights()
    return {key: weighed((alone[each] for each in set(customers) & alone.keys()), weights) for key, customers in spoke.items()}  # fmt: skip


def voices_one_by_one(member: Member, customer_ids: Collection[UUID], today: date) -> list[Voice]:
    """These customers one by one, the heaviest first, in two statements."""
    rows = list(Customer.objects.filter(pk__in=customer_ids)) if customer_ids else []
    weights = _weights() if rows else {}
    found = [Voice(row, weights.get(row.tier_id, ORDINARY), _brings(_alone(row, today))) for row in rows]  # fmt: skip
    return sorted(found, key=lambda voice: (-voice.weight, voice.customer.name, str(voice.customer.pk)))  # fmt: skip


def _brings(row: Alike) -> Money | None:
    return None if row.revenue is None else Money(row.revenue, row.currency)


def _alone(row: Customer, today: date) -> Alike:
    stays = not row.has_left(today)
    return Alike(row.tier_id, row.currency, 1, row.revenue if stays else None, int(stays and row.revenue is None))  # fmt: skip


def weighed(groups: Iterable[Alike], weights: Mapping[UUID | None, Decimal]) -> Voices:
    """The rule itself, over groups of like customers: weights add up, currencies never do."""
    rows = list(groups)
    revenue: Counter[str] = Counter()
    for row in rows:
        revenue.update({} if row.revenue is None else {row.currency: row.revenue})
    largest_first = sorted(revenue.items(), key=lambda pair: (-pair[1], pair[0]))
    return Voices(
        customers=sum(row.customers for row in rows),
        weight=sum((row.customers * weights.get(row.tier_id, ORDINARY) for row in rows), Decimal(0)),
        revenue=tuple(Money(int(minor), currency) for currency, minor in largest_first),
        unknown_revenue=sum(row.unknown for row in rows),
    )  # fmt: skip


def _grouped(customers: "QuerySet[Customer]", today: date, *by: str) -> "QuerySet[Any, Any]":
    stays = Customer.with_us(today)
    groups = customers.order_by().values_list(*by, "tier_id", "currency")
    return groups.annotate(
        voices=Count("id"),
        brings=Sum("revenue", filter=stays),
        unknown=Count("id", filter=stays & Q(revenue=None)),
    )


def _weights() -> dict[UUID | None, Decimal]:
    return dict(Tier.objects.values_list("id", "weight"))
