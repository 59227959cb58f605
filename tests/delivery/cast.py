"""What the station crew has been through: sprints, weeks of work, items with odd dates."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model
from django.test import Client

from leadline.backlog.models import Item
from leadline.backlog.operations import change_item, move_items
from leadline.delivery.models import Sprint
from leadline.delivery.operations import add_items, plan_sprint, start_sprint
from leadline.foundation import clock
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.world import World

T = TypeVar("T", bound=Model)
DAY = timedelta(days=1)


def a_sprint(world: World, name: str = "Sprint 1", *, starts_in: int = 0, days: int = 14, **values: Any) -> Sprint:  # fmt: skip
    """A sprint of the crew that Edda plans, `starts_in` days from now."""
    first = world.now.date() + starts_in * DAY
    values = {"team": world.crew, "product": world.station} | values
    return plan_sprint(
        by=world.edda, now=world.now, name=name, starts_on=first, ends_on=first + (days - 1) * DAY, **values
    )  # fmt: skip


def sized(world: World, title: str, points: int | None) -> Item:
    return world.item(title, points=None if points is None else Decimal(points))


def fresh(world: World, row: T) -> T:
    """The row as it is in the database now."""
    with scope(world.workspace):
        found: T = type(row)._base_manager.get(pk=row.pk)
    return found


def a_running_sprint(world: World, *points: int | None, **values: Any) -> tuple[Sprint, list[Item]]:
    """A sprint of items with these points, started."""
    sprint = a_sprint(world, **values)
    items = [sized(world, f"Story {n}", size) for n, size in enumerate(points, 1)]
    add_items(by=world.edda, now=world.now, sprint=sprint, items=items)
    start_sprint(by=world.edda, now=world.later(minutes=1), sprint=sprint)
    return sprint, items


def resize(world: World, item: Item, points: int) -> None:
    change_item(by=world.otto, now=world.now, item=fresh(world, item), points=Decimal(points))


def finish(world: World, *items: Item) -> None:
    """Otto moves items to done, now."""
    rows = [fresh(world, item) for item in items]
    move_items(by=world.otto, now=world.now, items=rows, to=world.status("Done"))


def weeks_of_work(
    world: World, per_week: Sequence[int], days: int = 3, points: int = 2
) -> list[Item]:
    """In each week so many items are opened, begun and finished `days` days later.

    Ends on a Monday morning: the last week is over.
    """
    made = []
    for count in per_week:
        monday = world.now
        for n in range(count):
            item = sized(world, f"Week of {monday:%d %b}, item {n + 1}", points)
            world.move(fresh(world, item), "Doing")
            made.append(item)
        world.later(days=days)
        finish(world, *made[len(made) - count :]) if count else None
        world.now = monday + timedelta(weeks=1)
    return made


def weeks_ago(world: World, weeks: int) -> datetime:
    """Set the clock of the cast back to a Monday morning so many weeks before the workspace's real today."""
    today = world.workspace.today(clock.now())
    first = today - timedelta(days=today.weekday(), weeks=weeks)
    world.now = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
    return world.now


def with_dates(world: World, title: str, opened: date, started: date | None, finished: date | None) -> Item:  # fmt: skip
    """An item as an import may bring it, with whatever dates the other system had."""
    status = "Done" if finished else "Doing" if started else "To do"
    item = world.item(title, status=world.status(status))
    moments = {"opened_at": opened, "started_at": started, "finished_at": finished}
    at = {name: _noon(day) for name, day in moments.items()}
    with scope(world.workspace):
        Item.objects.filter(pk=item.pk).update(**at)
    return fresh(world, item)


def _noon(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None


def browser_of(member: Member) -> Client:
    """A browser in which the member is signed in."""
    client = Client()
    client.force_login(member.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def page(world: World, path: str = "") -> str:
    return f"/w/{world.workspace.slug}/{path}"
