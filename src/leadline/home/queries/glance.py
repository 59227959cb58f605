"""The products at a glance: what is open, what is under way, how fast it goes, when it ends."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncWeek

from leadline.backlog.models import Item, Status
from leadline.delivery.models import ForecastRun
from leadline.delivery.queries.flow.scope import midnight, monday, zone_of
from leadline.products.models import Product
from leadline.workspaces.models import Member

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
    products = list(Product.objects.order_by("name", "id")[:MOST])
    counts = _counts(products)
    weekly = _weekly(member, products, member.workspace.today(now))
    forecasts = _forecasts(products)
    return [
        ProductGlance(each, *counts.get(each.id, (0, 0)), weekly[each.id], forecasts.get(each.id))
        for each in products
    ]


def _counts(products: Sequence[Product]) -> dict[UUID, tuple[int, int]]:
    rows = Item.objects.filter(product__in=products, finished_at=None).values("product").order_by()
    doing = Count("id", filter=Q(status__category=Status.Category.DOING))
    return {row["product"]: (row["all"], row["doing"]) for row in rows.annotate(all=Count("id"), doing=doing)}  # fmt: skip


def _weekly(member: Member, products: Sequence[Product], today: date) -> dict[UUID, list[int]]:
    zone, this = zone_of(member), monday(today)
    first = this - timedelta(weeks=WEEKS)
    rows: Any = Item.objects.filter(
        product__in=products, finished_at__gte=midnight(first, zone), finished_at__lt=midnight(this, zone)
    ).exclude(item_kind=Item.Kind.EPIC)  # fmt: skip
    weeks = rows.values(week=TruncWeek("finished_at", tzinfo=zone)).order_by()
    found: dict[UUID, list[int]] = defaultdict(lambda: [0] * WEEKS)
    for row in weeks.values("product", "week").annotate(count=Count("id")):
        found[row["product"]][(row["week"].date() - first).days // 7] += row["count"]
    return found


def _forecasts(products: Sequence[Product]) -> dict[UUID, ForecastRun]:
    """The newest answer to “when” for each product as a whole."""
    rows = ForecastRun.objects.filter(product__in=products, team=None, question=ForecastRun.Question.WHEN, p85_on__isnull=False)  # fmt: skip
    found: dict[UUID, ForecastRun] = {}
    for run in rows.select_related("workspace").defer("inputs", "answer").order_by("-at", "-id")[:200]:  # fmt: skip
        found.setdefault(run.product_id, run)
    return found
