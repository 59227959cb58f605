"""The items behind a bar, a point or a band."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from leadline.backlog.models import Item, Status
from leadline.delivery.models import FlowExclusion
from leadline.delivery.queries.flow.scope import (
    IMPOSSIBLE,
    FlowScope,
    by_hand,
    counted,
    in_scope,
    midnight,
    zone_of,
)
from leadline.foundation.paging import Slice, page_of
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Member

STANDINGS = ("to_do", "doing", "done")


@dataclass(frozen=True)
class ItemChoice:
    """Which part of a picture was opened; all of the scope's finished items where nothing is set.

    `week`: its Monday. `day` with `standing`: who stood there at the end of that day. `least_days`:
    took so long or longer. `which`: impossible, excluded or doing.
    """

    week: date | None = None
    day: date | None = None
    standing: str = ""
    least_days: int | None = None
    which: str = ""


@dataclass(frozen=True)
class FlowItem:
    """One line: the item, its days, and why it is left out, where it is."""

    item: Item
    days: int | None
    why: str
    exclusion_id: Any

    @property
    def is_impossible(self) -> bool:
        return self.why != "" and self.exclusion_id is None


def flow_items(
    member: Member, scope: FlowScope, choice: ItemChoice, today: date, after: str = ""
) -> "Slice[FlowItem]":
    """The chosen items, page by page. Raises `Invalid` for a day that no item can be of."""
    _refuse_far_days(choice)
    rows, order = _chosen(member, scope, choice, today)
    # Fetched beside the page: joined, a database may begin with the few products and sort all.
    page = page_of(rows.prefetch_related("product", "status", "workspace"), order, after)
    left_out = {line.item_id: line for line in FlowExclusion.objects.filter(item__in=page.rows)}
    zone = zone_of(member)
    return page.of(lambda item: _line(item, left_out.get(item.id), zone, today))


def _refuse_far_days(choice: ItemChoice) -> None:
    for name in ("week", "day"):
        day = getattr(choice, name)
        if day and not 1900 <= day.year <= 2999:
            raise Invalid("The day lies out of reach.", field=name, remedy="Choose one between 1900 and 2999.")  # fmt: skip


def _chosen(
    member: Member, scope: FlowScope, choice: ItemChoice, today: date
) -> tuple["QuerySet[Item]", list[str]]:
    if choice.which == "impossible":
        return in_scope(scope).filter(IMPOSSIBLE), ["-opened_at", "-id"]
    if choice.which == "excluded":
        return in_scope(scope).filter(by_hand()), ["-opened_at", "-id"]
    if choice.which == "doing":
        doing = counted(scope).filter(status__category=Status.Category.DOING, started_at__isnull=False)  # fmt: skip
        return doing, ["started_at", "id"]
    if choice.day and choice.standing in STANDINGS:
        return counted(scope).filter(_stood(member, choice)), ["opened_at", "id"]
    return _finished(member, scope, choice, today), ["-finished_at", "-id"]


def _finished(
    member: Member, scope: FlowScope, choice: ItemChoice, today: date
) -> "QuerySet[Item]":
    zone = zone_of(member)
    rows = counted(scope).filter(finished_at__isnull=False)
    if choice.week:
        end = midnight(choice.week + timedelta(days=7), zone)
        return rows.filter(finished_at__gte=midnight(choice.week, zone), finished_at__lt=end)
    since = scope.since(today)
    rows = rows.filter(finished_at__gte=midnight(since, zone)) if since else rows
    if choice.least_days:
        least = timedelta(days=choice.least_days - 1)
        rows = rows.filter(finished_at__gte=F("started_at") + least)
    return rows


def _stood(member: Member, choice: ItemChoice) -> Q:
    assert choice.day is not None
    over = midnight(choice.day + timedelta(days=1), zone_of(member))
    begun = Q(started_at__lt=over) | Q(started_at__isnull=True, finished_at__lt=over)
    done = Q(finished_at__lt=over)
    not_begun = Q(started_at__isnull=True, finished_at__isnull=True) | Q(started_at__gte=over) | Q(started_at__isnull=True, finished_at__gte=over)  # fmt: skip
    not_done = Q(finished_at__isnull=True) | Q(finished_at__gte=over)
    return {"to_do": Q(opened_at__lt=over) & not_begun, "doing": begun & not_done, "done": done}[choice.standing]  # fmt: skip


def _line(item: Item, left_out: FlowExclusion | None, zone: ZoneInfo, today: date) -> FlowItem:
    why = left_out.reason if left_out else _impossible(item)
    days = None if why else _days(item.started_at, item.finished_at, zone, today)
    return FlowItem(item, days, why, left_out.id if left_out else None)


def _impossible(item: Item) -> str:
    if item.finished_at and item.started_at and item.finished_at < item.started_at:
        return "finished before it was started"
    if item.finished_at and item.finished_at < item.opened_at:
        return "finished before it was opened"
    return ""


def _days(
    started: datetime | None, finished: datetime | None, zone: Any, today: date
) -> int | None:
    if started is None:
        return None
    end = finished.astimezone(zone).date() if finished else today
    return max((end - started.astimezone(zone).date()).days + 1, 1)
