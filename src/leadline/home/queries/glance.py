"""The products at a glance: what is open, what is under way, how fast it goes, when it ends."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek

from leadline.backlog.models import Item, Status
from leadline.delivery.models import ForecastRun
from leadline.delivery.queries.flow.scope import midnight, monday, zone_of
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

MOST = 24
WEEKS = 12


@dataclass(frozen=True)
class ProductGlance:
    """A product in numbers. `weekly`: items finished in each of the last twelve whole weeks."""

    product: Product
    open_items: int
    doing: int
    weekly: Sequence[int]
    forecast: ForecastRun | None

    @property
    def per_week(self) -> float:
        return sum(self.weekly[-4:]) / 4


def products_at_a_glance(member: Member, now: datetime) -> list[ProductGlance]:
    """The products by name, 24 at most, from four statements."""
    products = _products()
    keys = [each.id for each in products]
    counts = {key: (every, doing) for key, every, doing in _counts(products=keys)}
    weekly = _weekly(member, keys, member.workspace.today(now))
    forecasts = _newest(keys)
    return [
        ProductGlance(each, *counts.get(each.id, (0, 0)), weekly[each.id], forecasts.get(each.id))
        for each in products
    ]


@prepared
def _products() -> "QuerySet[Product]":
    return Product.objects.order_by("name", "id")[:MOST]


@prepared
def _counts(products: list[UUID]) -> "QuerySet[Item, tuple[UUID, int, int]]":
    rows = Item.objects.filter(product__in=products, finished_at=None).order_by()
    doing = Count("id", filter=Q(status__category=Status.Category.DOING))
    counts: QuerySet[Item, tuple[UUID, int, int]] = rows.values_list("product").annotate(Count("id"), doing=doing)  # fmt: skip
    return counts


def _weekly(member: Member, products: list[UUID], today: date) -> dict[UUID, list[int]]:
    zone, this = zone_of(member), monday(today)
    first = this - timedelta(weeks=WEEKS)
    finished = _finished(zone)(products=products, since=midnight(first, zone), until=midnight(this, zone))  # fmt: skip
    found: dict[UUID, list[int]] = defaultdict(lambda: [0] * WEEKS)
    for product, week, count in finished:
        found[product][(week.date() - first).days // 7] += count
    return found


@cache
def _finished(zone: ZoneInfo) -> Callable[..., list[tuple[UUID, datetime, int]]]:
    """How many items each product finished week by week; the zone stands in the text of the query."""

    @prepared
    def finished(products: list[UUID], since: datetime, until: datetime) -> "QuerySet[Any, Any]":
        rows = Item.objects.filter(product__in=products, finished_at__gte=since, finished_at__lt=until)  # fmt: skip
        rows = rows.exclude(item_kind=Item.Kind.EPIC).order_by()
        weeks: QuerySet[Any, Any] = rows.values_list("product", TruncWeek("finished_at", tzinfo=zone)).annotate(Count("id"))  # fmt: skip
        return weeks

    return finished


def _newest(products: list[UUID]) -> dict[UUID, ForecastRun]:
    """The newest answer to “when” for each product as a whole."""
    found: dict[UUID, ForecastRun] = {}
    for run in _forecasts(products=products):
        found.setdefault(run.product_id, run)
    return found


@prepared
def _forecasts(products: list[UUID]) -> "QuerySet[ForecastRun]":
    rows: QuerySet[ForecastRun] = ForecastRun.objects.filter(product__in=products, team=None, question=ForecastRun.Question.WHEN, p85_on__isnull=False)  # fmt: skip
    return rows.select_related("workspace").defer("inputs", "answer").order_by("-at", "-id")[:200]
