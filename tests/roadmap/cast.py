"""What the tests of this room share: the roadmap of the weather station, and its bars."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from leadline.planning.models import Bet, BetEffort
from leadline.roadmap.models import Bar, Roadmap
from leadline.roadmap.operations import create_bar, create_roadmap
from leadline.roadmap.queries import BarLine, Plan, plan_of
from leadline.workspaces.scope import scope
from tests.world import World

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


def station(world: World, **values: Any) -> Roadmap:
    """The roadmap of the weather station, opened by Edda."""
    given: dict[str, Any] = {"name": "Station plan", "product": world.station}
    return create_roadmap(by=world.edda, now=world.now, **(given | values))


def bar(world: World, roadmap: Roadmap, name: str, first: int = 0, weeks: int = 4, **values: Any) -> Bar:  # fmt: skip
    """A bar planned from so many weeks ahead, for so many weeks."""
    start = today(world) + first * WEEK
    days: dict[str, Any] = {"from_on": start, "until_on": start + weeks * WEEK}
    return create_bar(by=world.edda, now=world.now, roadmap=roadmap, name=name, **(days | values))


def bet(world: World, name: str, **values: Any) -> Bet:
    with scope(world.workspace):
        return Bet.create(by=world.edda, now=world.now, name=name, currency="EUR", **values)[0]


def effort(world: World, of: Bet, weeks: tuple[float, float, float]) -> None:
    """What the crew puts into a bet, in person-weeks, low to high."""
    low, likely, high = weeks
    with scope(world.workspace):
        BetEffort.create(by=world.edda, now=world.now, bet=of, team=world.crew, low=low, likely=likely, high=high)  # fmt: skip


def today(world: World) -> date:
    return world.workspace.today(world.now)


def plan(world: World, roadmap: Roadmap | None) -> Plan:
    with scope(world.workspace):
        return plan_of(world.edda, roadmap)


def line(world: World, roadmap: Roadmap, name: str) -> BarLine:
    return next(each for each in plan(world, roadmap).lines if each.name == name)


def again(world: World, of: Bar) -> Bar:
    """The bar as the database has it now."""
    with scope(world.workspace):
        found: Bar = Bar.with_trash.select_related("workspace", "roadmap", "bet", "item", "product").get(pk=of.pk)  # fmt: skip
    return found


def to(world: World, name: str, key: UUID | None = None, **more: Any) -> str:
    """The address of a page of this room."""
    slots = {"bar": ("bar", "bar_editing", "bar_moving", "bar_trashing", "waits"), "run": ("run", "replay"), "baseline": ("baseline",), "publication": ("publication", "publication_csv", "publication_md", "publication_html")}  # fmt: skip
    slot = next((each for each, names in slots.items() if name in names), "roadmap")
    named = more | ({slot: key} if key else {})
    return reverse(f"roadmap:{name}", kwargs={"slug": world.workspace.slug, **named})
