"""What the tests of this room share: the share of stations online, and its values."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from leadline.metrics.models import Metric, Reading
from leadline.metrics.operations import add_readings, create_metric
from leadline.metrics.pasted import Draft
from leadline.workspaces.scope import scope
from tests.world import World

WEEK = timedelta(weeks=1)
CALM = (94, 95, 93, 96, 94, 95, 94, 93, 95, 96, 94, 95, 93, 94, 95, 96, 94, 95, 94, 93)


def online(world: World, **values: Any) -> Metric:
    """The share of stations online, made by Edda."""
    given: dict[str, Any] = {"name": "Stations online", "metric_kind": "share", "decimals": 1, "product": world.station, "owner": world.otto}  # fmt: skip
    return create_metric(by=world.edda, now=world.now, **(given | values))


def today(world: World) -> date:
    return world.workspace.today(world.now)


def drafts(values: Sequence[float], last: date, step: timedelta = WEEK) -> list[Draft]:
    """A value for each period up to the last day."""
    first = last - step * (len(values) - 1)
    return [Draft(at + 1, first + step * at, Decimal(str(value))) for at, value in enumerate(values)]  # fmt: skip


def read(
    world: World, metric: Metric, values: Sequence[float] = CALM, last: date | None = None
) -> None:
    """Otto writes down a value for each week up to the last one."""
    rows = drafts(values, last or today(world))
    add_readings(by=world.otto, now=world.now, metric=metric, drafts=rows)


def values_of(world: World, metric: Metric) -> dict[date, Decimal]:
    with scope(world.workspace):
        return dict(Reading.objects.filter(metric=metric).order_by("on").values_list("on", "value"))


def to(world: World, name: str, metric: Metric | None = None, **more: Any) -> str:
    """The address of a page of this room."""
    named = more | ({"metric": metric.pk} if metric else {})
    return reverse(f"metrics:{name}", kwargs={"slug": world.workspace.slug, **named})
