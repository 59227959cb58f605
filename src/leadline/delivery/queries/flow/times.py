"""Items with how long they took, how old they are, and where their time went."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from leadline.backlog.models import Item, Status, StatusChange
from leadline.delivery.queries.flow.scope import (
    FlowScope,
    chosen,
    counting,
    items_of,
    midnight,
    zone_of,
)
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared
from leadline_science import flow
from leadline_science.flow import CycleTimes, FlowEfficiency, Little, Move, Spans, TimeInState
from leadline_science.refusals import Refused

NEWEST = 500
OLDEST = 200
PATHS = 300
LITTLE_WEEKS = (4, 12)
LITTLE_MOST = 2_000


@dataclass(frozen=True)
class TimedItem:
    """An item with the days it took, or has taken so far: both its first and last day count."""

    id: UUID
    product_key: str
    number: int
    title: str
    started_on: date
    finished_on: date | None
    days: int
    status: str = ""

    @property
    def key(self) -> str:
        return f"{self.product_key}-{self.number}"


@dataclass(frozen=True)
class Taken:
    """Cycle times of the newest finished items; `all_of_them` False: there are more."""

    items: Sequence[TimedItem]
    all_of_them: bool
    times: CycleTimes | None

    def days_of(self, share: float) -> float | None:
        """The percentile at `share`; None where nothing is finished."""
        found = (each.days for each in (self.times.percentiles if self.times else ()))
        shares = (each.share for each in (self.times.percentiles if self.times else ()))
        return next((days for at, days in zip(shares, found, strict=True) if at == share), None)


def taken(member: Member, scope: FlowScope, today: date) -> Taken:
    """The newest finished items of the period that were seen in progress, and their percentiles."""
    zone, since = zone_of(member), scope.since(today)
    rows = _newest(**chosen(scope), since=midnight(since, zone) if since else None)
    found = _timed(rows, zone, today)
    newest = found[:NEWEST]
    times = flow.cycle_times([float(each.days) for each in newest]) if newest else None
    return Taken(newest, len(found) <= NEWEST, times)


def in_progress(member: Member, scope: FlowScope, today: date) -> list[TimedItem]:
    """Items begun and not finished, oldest first, `OLDEST` at most."""
    return _timed(_doing(**chosen(scope)), zone_of(member), today)


COLUMNS = ("id", "product_id", "number", "title", "started_at", "finished_at", "status_id")


@prepared
def _newest(product: UUID | None, team: UUID | None, kind: str | None, since: datetime | None) -> "QuerySet[Item, Any]":  # fmt: skip
    rows = counting(items_of(product, team, kind))
    rows = rows.filter(started_at__isnull=False, finished_at__isnull=False)
    rows = rows if since is None else rows.filter(finished_at__gte=since)
    return rows.order_by("-finished_at", "-id").values_list(*COLUMNS)[: NEWEST + 1]


@prepared
def _doing(product: UUID | None, team: UUID | None, kind: str | None) -> "QuerySet[Item, Any]":
    rows = counting(items_of(product, team, kind))
    rows = rows.filter(status__category=Status.Category.DOING, started_at__isnull=False)
    return rows.order_by("started_at", "id").values_list(*COLUMNS)[:OLDEST]


def _timed(found: Sequence[Any], zone: ZoneInfo, today: date) -> list[TimedItem]:
    """Names are fetched beside the rows: joined, a database may begin with them and sort all."""
    keys = dict(_products(keys=list({row[1] for row in found})))
    names = dict(_statuses(keys=list({row[6] for row in found})))
    return [_timed_item(row, keys.get(row[1], ""), names.get(row[6], ""), zone, today) for row in found]  # fmt: skip


@prepared
def _products(keys: list[UUID]) -> "QuerySet[Product, tuple[UUID, str]]":
    return Product.objects.filter(pk__in=keys).values_list("id", "key")


@prepared
def _statuses(keys: list[UUID]) -> "QuerySet[Status, tuple[UUID, str]]":
    return Status.objects.filter(pk__in=keys).values_list("id", "name")


def _timed_item(row: tuple[Any, ...], product: str, status: str, zone: ZoneInfo, today: date) -> TimedItem:  # fmt: skip
    key, _product, number, title, started, finished, _status = row
    start = started.astimezone(zone).date()
    end = finished.astimezone(zone).date() if finished else None
    days = max(((end or today) - start).days + 1, 1)
    return TimedItem(key, product, number, title, start, end, days, status)


@dataclass(frozen=True)
class Aged:
    """An item in progress with its chance to finish within the expectation, and its limits."""

    item: TimedItem
    chance: float | None
    low: float | None
    high: float | None
    older_than: float


@dataclass(frozen=True)
class Ageing:
    """Work in progress against a service level: `expectation` days, which `share` of items kept."""

    expectation: float
    items: Sequence[Aged]
    warnings: Sequence[str]

    @property
    def at_risk(self) -> list[Aged]:
        """Those less likely than not to make it."""
        return [each for each in self.items if each.chance is not None and each.chance < 0.5]


def ageing(finished: Taken, open_items: Sequence[TimedItem], share: float = 0.85) -> Ageing | None:
    """The chance of each open item to finish within the `share` percentile of the finished ones.

    None where nothing is open or nothing is finished.
    """
    expectation = finished.days_of(share)
    if not open_items or expectation is None:
        return None
    first = len(finished.items)
    spans = Spans(
        (*(0.0 for _ in finished.items), *(1.0 - each.days for each in open_items)),
        (*(float(each.days) for each in finished.items), *(None for _ in open_items)),
    )
    answer = flow.ageing(spans, today=0.0, expectation=expectation)
    aged = [
        Aged(open_items[each.item - first], each.chance, each.low, each.high, each.older_than)
        for each in answer.items
    ]
    return Ageing(expectation, aged, answer.warnings)


def littles_law(member: Member, scope: FlowScope, today: date) -> Little | None:
    """Both sides of Little's law over the last twelve weeks, four where those hold too many items.

    None without a finish in them.
    """
    zone, of = zone_of(member), chosen(scope)
    end = midnight(today, zone)
    doing = _spans(**of, end=end, start=None)
    law = None
    for weeks in LITTLE_WEEKS:
        start = midnight(today - timedelta(weeks=weeks), zone)
        found = [*_spans(**of, end=end, start=start), *doing]
        if len(found) > LITTLE_MOST:
            break
        law = found, start, end
        if len(found) * LITTLE_WEEKS[-1] > LITTLE_MOST * weeks:
            break
    return _littles_law(*law) if law else None


@prepared
def _spans(product: UUID | None, team: UUID | None, kind: str | None, end: datetime, start: datetime | None) -> "QuerySet[Item, Any]":  # fmt: skip
    """When items were begun, before `end`, and finished: behind `start`, or not at all where that is None.

    More than `LITTLE_MOST` are not read.
    """
    rows = counting(items_of(product, team, kind))
    over = {"finished_at__isnull": True} if start is None else {"finished_at__gt": start}
    rows = rows.filter(started_at__isnull=False, started_at__lt=end, **over)
    return rows.values_list("started_at", "finished_at")[: LITTLE_MOST + 1]


def _littles_law(found: Sequence[tuple[datetime, datetime | None]], start: datetime, end: datetime) -> Little | None:  # fmt: skip
    if not any(over is None or over > begun for begun, over in found):
        return None
    spans = Spans(
        tuple(_days(begun, start) for begun, _ in found),
        tuple(None if over is None else _days(over, start) for _, over in found),
    )
    try:
        return flow.littles_law(spans, start=0.0, end=_days(end, start))
    except Refused:
        return None


def _days(at: datetime, origin: datetime) -> float:
    return (at - origin).total_seconds() / 86_400


@dataclass(frozen=True)
class States:
    """Where the time of the newest finished items went, state by state in the order of the board."""

    times: TimeInState
    efficiency: FlowEfficiency | None
    items: int
    waiting: Sequence[str]


@prepared
def _moves(item: Sequence[UUID]) -> "QuerySet[StatusChange, tuple[UUID, datetime, UUID, UUID]]":
    rows = StatusChange.objects.filter(item__in=item)
    return rows.values_list("item_id", "at", "to_status_id", "id")


@prepared
def _entered(statuses: list[UUID]) -> "QuerySet[Status, Any]":
    rows = Status.with_trash.filter(pk__in=statuses)
    return rows.values_list("id", "name", "category", "rank")


def states(scope: FlowScope, finished: Taken) -> States | None:
    """Time in state of the newest `PATHS` finished items; None without a trace of their moves."""
    newest = [each.id for each in finished.items[:PATHS]]
    moves = sorted(_moves(item=newest), key=itemgetter(1, 3)) if newest else []
    if not moves:
        return None
    entered = {status for _, _, status, _ in moves}
    told = _entered(statuses=list(entered))
    names = {key: name for key, name, _, _ in told}
    order = {name: (("to_do", "doing", "done").index(category), rank) for _, name, category, rank in told}  # fmt: skip
    origin = moves[0][1]
    path = [Move(str(item), _days(at, origin), names[status]) for item, at, status, _ in moves]
    kinds = {name: category for _, name, category, _ in told}
    return _states(path, kinds, order, len(newest))


def _states(path: list[Move], kinds: dict[str, str], order: dict[str, Any], count: int) -> States:
    answer = flow.time_in_state(path, until=path[-1].at)
    lines = [each for each in answer.states if kinds[each.state] != Status.Category.DONE]
    lines.sort(key=lambda each: order[each.state])
    doing = [name for name in sorted(kinds, key=order.__getitem__) if kinds[name] == Status.Category.DOING]  # fmt: skip
    waiting = [name for name in doing if is_waiting(name)]
    return States(
        replace(answer, states=tuple(lines)),
        _efficiency(path, kinds, doing, waiting),
        count,
        waiting,
    )


def is_waiting(name: str) -> bool:
    """Whether a state of doing is a queue, told by its name: flow efficiency needs both kinds."""
    words = name.lower()
    return any(word in words for word in ("wait", "block", "ready", "queue", "hold", "to review"))


def _efficiency(path: list[Move], kinds: dict[str, str], doing: list[str], waiting: list[str]) -> FlowEfficiency | None:  # fmt: skip
    active = [name for name in doing if name not in waiting]
    over = [name for name, kind in kinds.items() if kind == Status.Category.DONE]
    if not waiting or not active:
        return None
    try:
        return flow.flow_efficiency(path, active=active, waiting=waiting, done=over)
    except Refused:
        return None
