"""Which items a flow figure is about, and which are left out of it and why."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from leadline.backlog.models import Item
from leadline.delivery.models import FlowExclusion
from leadline.products.models import Product, Team
from leadline.workspaces.models import Member, Workspace

PERIODS = (3, 6, 12)
MOST_EXCLUDED = 10_000
IMPOSSIBLE = Q(finished_at__lt=F("started_at")) | Q(finished_at__lt=F("opened_at"))


@dataclass(frozen=True)
class FlowScope:
    """What is looked at: of one product or team or both, of a kind, over the last months.

    `kind` empty: everything but epics, which are made of items. `months` None: all there is.
    """

    product: Product | None = None
    team: Team | None = None
    kind: str = ""
    months: int | None = 6
    unit: str = "items"

    @property
    def in_points(self) -> bool:
        return self.unit == "points"

    @property
    def name(self) -> str:
        """How headings call it."""
        return " · ".join(str(each) for each in (self.product, self.team) if each) or "All products"

    def since(self, today: date) -> date | None:
        """The Monday at which the period begins; None for all there is."""
        return None if self.months is None else monday(today - timedelta(days=self.months * 30))

    def of_all_time(self) -> "FlowScope":
        return replace(self, months=None)


def monday(day: date) -> date:
    """The first day of the week that `day` lies in."""
    return day - timedelta(days=day.weekday())


def zone_of(member: Member) -> ZoneInfo:
    return zone_of_workspace(member.workspace)


def zone_of_workspace(workspace: Workspace) -> ZoneInfo:
    return ZoneInfo(workspace.time_zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day of the workspace's calendar begins."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def in_scope(scope: FlowScope) -> "QuerySet[Item]":
    """Every item that the scope names, the left-out ones too."""
    return items_of(**chosen(scope))


def items_of(product: Any, team: Any, kind: Any) -> "QuerySet[Item]":
    """The same from keys, as `chosen` gives them; of None, all."""
    wanted = {"product": product, "team": team, "item_kind": kind}
    given = {name: value for name, value in wanted.items() if value is not None}
    rows: QuerySet[Item] = Item.objects.filter(**given)
    return rows.exclude(item_kind=Item.Kind.EPIC) if kind is None else rows


def counted(scope: FlowScope) -> "QuerySet[Item]":
    """The items that figures count: with dates that can be, and not excluded by hand."""
    return counting(in_scope(scope))


def counting(rows: "QuerySet[Item]") -> "QuerySet[Item]":
    """Those of `rows` that figures count."""
    return rows.exclude(IMPOSSIBLE).filter(~by_hand())


def by_hand() -> Exists:
    """Whether somebody excluded the item."""
    return Exists(FlowExclusion.objects.filter(item=OuterRef("pk")))


def chosen(scope: FlowScope) -> dict[str, Any]:
    """What a scope names, by keys, as prepared queries take it."""
    product, team = scope.product, scope.team
    return {"product": product and product.pk, "team": team and team.pk, "kind": scope.kind or None}


@dataclass(frozen=True)
class LeftOut:
    """How many items are kept out of the figures, over all time: none is out of sight for a period."""

    impossible: int
    by_hand: int

    @property
    def total(self) -> int:
        return self.impossible + self.by_hand


def excluded(scope: FlowScope) -> "QuerySet[FlowExclusion]":
    """What was left out by hand, found from its own few rows and not from the many items."""
    keys = list(FlowExclusion.objects.values_list("item_id", flat=True)[:MOST_EXCLUDED])
    inside = list(in_scope(scope).filter(pk__in=keys).values_list("pk", flat=True)) if keys else []
    rows: QuerySet[FlowExclusion] = FlowExclusion.objects.filter(item__in=inside)
    return rows
