"""Counts by day of the workspace's calendar: live for most products, kept for large ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, DateField, F, Func, QuerySet, Sum
from django.db.models.functions import Coalesce, Least

from leadline.backlog.models import Item, ItemNumber
from leadline.delivery.models import FlowCount, FlowDay
from leadline.delivery.queries.flow.scope import (
    IMPOSSIBLE,
    FlowScope,
    LeftOut,
    counted,
    excluded,
    in_scope,
    zone_of,
)
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

LIVE = 2_000
"""Up to so many items the counting costs less than drawing the page."""

MOMENTS = {
    "opened": Least("opened_at", Coalesce("started_at", "finished_at", "opened_at")),
    "started": Coalesce("started_at", "finished_at"),
    "finished": F("finished_at"),
}


class Day(Func):
    """The day of a calendar on which an instant falls, computed inside the database.

    Django's own truncation calls Python for every row on SQLite, ten times slower than its
    built-in `date` with the shift of the zone, which `shifts` gives for each stretch of time.
    """

    output_field = DateField()
    arity = 1

    def __init__(self, moment: Any, zone: str = "UTC", **extra: Any) -> None:
        super().__init__(moment, zone=zone, **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        moment, values = compiler.compile(self.source_expressions[0])
        shifts = zone_shifts(self.extra["zone"])
        return f"date({moment}, {_shift(moment, shifts)})", [*values] * len(shifts)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        moment, values = compiler.compile(self.source_expressions[0])
        return f"(({moment}) AT TIME ZONE %s)::date", (*values, self.extra["zone"])


def _shift(moment: str, shifts: Sequence[tuple[datetime, int]]) -> str:
    """A tree of CASE, so that seventy years of summer times cost six comparisons."""
    if len(shifts) == 1:
        return f"'{shifts[0][1]} minutes'"
    half = len(shifts) // 2
    early, late = _shift(moment, shifts[:half]), _shift(moment, shifts[half:])
    return f"CASE WHEN {moment} < '{shifts[half - 1][0]:%Y-%m-%d %H:%M:%S}' THEN {early} ELSE {late} END"


@cache
def zone_shifts(key: str, first: int = 1995, last: int = 2045) -> list[tuple[datetime, int]]:
    """Minutes that a zone is ahead of UTC, each until an instant, from year `first` to `last`."""
    zone, start = ZoneInfo(key), datetime(first, 1, 1, tzinfo=UTC)
    days = [start + timedelta(days=n) for n in range((last - first) * 366)]
    turns = [
        (_turn(before, after, zone), _minutes(before, zone))
        for before, after in pairwise(days)
        if _minutes(before, zone) != _minutes(after, zone)
    ]
    return [*turns, (days[-1], _minutes(days[-1], zone))]


def _minutes(at: datetime, zone: ZoneInfo) -> int:
    shift = at.astimezone(zone).utcoffset() or timedelta()
    return int(shift.total_seconds() // 60)


def _turn(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    before = _minutes(low, zone)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if _minutes(middle, zone) == before else (low, middle)
    return high.replace(second=0, microsecond=0)


@dataclass(frozen=True)
class DayCount:
    """What was opened, started and finished on a day, in items or points."""

    day: date
    opened: float
    started: float
    finished: float


@dataclass(frozen=True)
class Counts:
    """All that is counted of a scope. `at`: when kept counts were made, None where they are live."""

    days: list[DayCount]
    left_out: LeftOut
    at: datetime | None


def counts_of(member: Member, scope: FlowScope) -> Counts:
    at = _counted_at(scope)
    kept = at is not None
    return Counts(_days(member, scope, kept), _left_out(scope, kept), at)


def daily(member: Member, scope: FlowScope) -> list[DayCount]:
    """Every day on which something happened, oldest first, over all time."""
    return _days(member, scope, _counted_at(scope) is not None)


def _days(member: Member, scope: FlowScope, kept: bool) -> list[DayCount]:
    found = dict(_summed(scope)) if kept else _live(member, scope)
    return [DayCount(day, *found[day]) for day in sorted(found)]


def _left_out(scope: FlowScope, kept: bool) -> LeftOut:
    """How many items no figure counts."""
    if kept:
        impossible = _rows(scope).aggregate(sum=Sum("impossible"))["sum"] or 0
    else:
        impossible = in_scope(scope).filter(IMPOSSIBLE).count()
    return LeftOut(impossible, excluded(scope).count())


def _counted_at(scope: FlowScope) -> datetime | None:
    """When the oldest of the kept counts was made; None where there are none, or too few items to need them."""
    of = scope.product.pk if scope.product else None
    sizes = dict(_sizes(product=of))
    if sum(sizes.values()) <= LIVE:
        return None
    found = dict(_moments(product=of))
    return min(found.values()) if sizes.keys() <= found.keys() else None


@prepared
def _sizes(product: UUID | None) -> "QuerySet[ItemNumber, tuple[UUID, int]]":
    rows = ItemNumber.objects.filter(last__gt=0)
    rows = rows if product is None else rows.filter(product=product)
    return rows.values_list("product_id", "last")


@prepared
def _moments(product: UUID | None) -> "QuerySet[FlowCount, tuple[UUID, datetime]]":
    rows = FlowCount.objects.all()
    rows = rows if product is None else rows.filter(product=product)
    return rows.values_list("product_id", "counted_at")


def _product(scope: FlowScope) -> dict[str, Any]:
    return {"product": scope.product} if scope.product else {}


def _live(member: Member, scope: FlowScope) -> dict[date, list[float]]:
    found: dict[date, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    amount = Sum("points") if scope.in_points else Count("id")
    for at, name in enumerate(MOMENTS):
        rows: Any = _of_days(counted(scope), name, zone_of(member))
        each_day = rows.values("day").order_by().annotate(amount=amount)
        for day, number in each_day.values_list("day", "amount"):
            found[day][at] += float(number or 0)
    return found


def by_day(
    items: "QuerySet[Item]", moment: str, zone: ZoneInfo, *also: str
) -> Iterable[dict[str, Any]]:
    """Items and points per day (and per columns `also`) by the day of a moment of MOMENTS."""
    grouped = _of_days(items, moment, zone).values("day", *also).order_by()
    counts: Iterable[dict[str, Any]] = grouped.annotate(items=Count("id"), points=Sum("points"))
    return counts


def _of_days(items: "QuerySet[Item]", moment: str, zone: ZoneInfo) -> "QuerySet[Item]":
    rows = items.annotate(moment=MOMENTS[moment]).filter(moment__isnull=False)
    return rows.annotate(day=Day("moment", zone.key))


def _rows(scope: FlowScope) -> "QuerySet[FlowDay]":
    rows: QuerySet[FlowDay] = FlowDay.objects.filter(**_product(scope))
    rows = rows.filter(team=scope.team) if scope.team else rows
    return rows.filter(item_kind=scope.kind) if scope.kind else rows.exclude(item_kind=Item.Kind.EPIC)  # fmt: skip


def _summed(scope: FlowScope) -> Iterator[tuple[date, list[float]]]:
    rows = _rows(scope)
    names = [f"{name}_points" if scope.in_points else name for name in MOMENTS]
    sums = {f"sum_{name}": Sum(name) for name in names}
    for day, *amounts in rows.order_by("day").values("day").annotate(**sums).values_list("day", *sums):  # fmt: skip
        yield day, [float(amount) for amount in amounts]
