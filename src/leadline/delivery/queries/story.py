"""One sprint in full: who came in and went out, and how the work burned up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from leadline.backlog.models import Item
from leadline.delivery.models import Sprint, SprintItem
from leadline.delivery.queries.flow.scope import zone_of
from leadline.delivery.queries.sprints import Scope, SprintLine, scopes_of
from leadline.workspaces.models import Member

MOST = 500


@dataclass(frozen=True)
class ScopeChange:
    """A line of the story: what came, went or was sized anew, when, and by whom."""

    at: datetime
    what: str
    stay: SprintItem
    who: Any
    points_before: Decimal | None = None
    points: Decimal | None = None


@dataclass(frozen=True)
class BurnPoint:
    """At the end of a day of the sprint: how much was in it, and how much of that was done."""

    day: date
    scope: float
    done: float


@dataclass(frozen=True)
class SprintStory:
    """A sprint's page: its items, what happened to its scope, and its burn-up."""

    sprint: Sprint
    scope: Scope
    stays: Sequence[SprintItem]
    changes: Sequence[ScopeChange]
    burn_up: Sequence[BurnPoint]
    ideal_to: float

    @property
    def line(self) -> SprintLine:
        return SprintLine(self.sprint, self.scope)

    @property
    def inside(self) -> list[SprintItem]:
        return [stay for stay in self.stays if stay.removed_at is None]

    @property
    def unestimated(self) -> int:
        """Items without points in a sprint that counts points."""
        if self.sprint.unit != Sprint.Unit.POINTS:
            return 0
        return sum(stay.item.points is None for stay in self.inside)


def story_of(member: Member, sprint: Sprint, now: datetime) -> SprintStory:
    """The story of a sprint up to now; constant queries, `MOST` items at most."""
    zone = zone_of(member)
    stays = _stays(sprint)
    scope = scopes_of([sprint])[sprint.id]
    burn = _burn_up(sprint, stays, zone, now.astimezone(zone).date()) if sprint.started_at else []
    return SprintStory(sprint, scope, stays, _changes(sprint, stays), burn, scope.committed.of(sprint.unit))  # fmt: skip


def _stays(sprint: Sprint) -> list[SprintItem]:
    rows = SprintItem.objects.filter(sprint=sprint).select_related(
        "item__product", "item__status", "item__assignee__user", "item__workspace",
        "added_by__user", "removed_by__user", "carried_to__workspace",
    )  # fmt: skip
    return list(rows.order_by("item__status__rank", "item__rank", "id")[:MOST])


def _changes(sprint: Sprint, stays: Sequence[SprintItem]) -> list[ScopeChange]:
    if not sprint.started_at:
        return []
    added = [
        ScopeChange(
            stay.added_at, "added", stay, _name(stay.added_by), points=stay.points_committed
        )
        for stay in stays
        if not stay.was_committed
    ]
    removed = [
        ScopeChange(stay.removed_at, "removed", stay, _name(stay.removed_by), points=stay.points_committed)
        for stay in stays
        if stay.removed_at
    ]  # fmt: skip
    return sorted(added + removed + _resized(sprint, stays), key=lambda change: change.at)


def _resized(sprint: Sprint, stays: Sequence[SprintItem]) -> list[ScopeChange]:
    """Every new size during the sprint, by whom and when, as the items' histories tell."""
    inside = {stay.item_id: stay for stay in stays if stay.removed_at is None}
    sizes = {key: stay.points_committed for key, stay in inside.items()}
    found = []
    for row in _sizes_since(sprint, list(inside)):
        stay, before = inside[row["id"]], sizes[row["id"]]
        if row["points"] != before and row["history_date"] >= stay.added_at:
            sizes[row["id"]] = row["points"]
            found.append(
                ScopeChange(
                    row["history_date"],
                    "resized",
                    stay,
                    row["history_user_id"],
                    before,
                    row["points"],
                )
            )
    return _with_names(found)


def _sizes_since(sprint: Sprint, keys: list[UUID]) -> Iterable[dict[str, Any]]:
    rows = Item.history.filter(id__in=keys, history_date__gt=sprint.started_at)
    rows = rows.filter(history_date__lte=sprint.closed_at) if sprint.closed_at else rows
    columns = ("id", "points", "history_date", "history_user_id")
    sizes: Iterable[dict[str, Any]] = rows.order_by("history_date", "version").values(*columns)
    return sizes


def _with_names(changes: list[ScopeChange]) -> list[ScopeChange]:
    people = Member.with_trash.filter(pk__in={each.who for each in changes if each.who})
    names = {member.id: member.name for member in people.select_related("user")}
    return [replace(each, who=names.get(each.who, "")) for each in changes]


def _name(member: Member | None) -> str:
    return member.name if member else ""


def _burn_up(sprint: Sprint, stays: Sequence[SprintItem], zone: ZoneInfo, today: date) -> list[BurnPoint]:  # fmt: skip
    assert sprint.started_at is not None
    first = sprint.started_at.astimezone(zone).date()
    end = sprint.closed_at.astimezone(zone).date() if sprint.closed_at else today
    last = max(first, min(end, first + timedelta(days=120)))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    lives = [_Life(stay, sprint, zone) for stay in stays]
    return [
        BurnPoint(
            day,
            sum(life.size for life in lives if life.is_in(day)),
            sum(life.size for life in lives if life.is_in(day) and life.is_done(day)),
        )
        for day in days
    ]


class _Life:
    """A stay in days: from when to when, how large, done when."""

    def __init__(self, stay: SprintItem, sprint: Sprint, zone: ZoneInfo) -> None:
        is_points = sprint.unit == Sprint.Unit.POINTS
        self.size = float(stay.points_at(sprint.closed_at is not None)) if is_points else 1.0
        self.first = date.min if stay.was_committed else stay.added_at.astimezone(zone).date()
        self.last = stay.removed_at.astimezone(zone).date() if stay.removed_at else date.max
        done = stay.done_at if sprint.closed_at else stay.item.finished_at
        self.done = done.astimezone(zone).date() if done else date.max

    def is_in(self, day: date) -> bool:
        return self.first <= day < self.last

    def is_done(self, day: date) -> bool:
        return self.done <= day
