"""What the tests of this room share: offline tide tables, promised to move the share of stations online."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from leadline.metrics.models import Metric
from leadline.metrics.operations import add_reading, create_metric
from leadline.outcomes.models import OutcomeReview
from leadline.outcomes.operations import change_review, close_review, open_review
from leadline.outcomes.queries import review_by_id
from leadline.planning.models import Bet
from leadline.planning.operations import commit_bet, create_bet, set_effect, set_effort
from leadline.workspaces.scope import scope
from tests.world import World

DUE = date(2026, 6, 30)
LEARNED = "Pilots use the tables where there is no signal."


def who(world: World) -> dict[str, Any]:
    """Edda, now."""
    return {"by": world.edda, "now": world.now}


def today(world: World) -> date:
    return world.workspace.today(world.now)


def metric(world: World, name: str = "Stations online", **values: Any) -> Metric:
    return create_metric(**who(world), name=name, decimals=1, **values)


def read(world: World, of: Metric, on: date, value: float) -> None:
    add_reading(**who(world), metric=of, on=on, value=Decimal(str(value)))


def draft(world: World, name: str = "Offline tide tables", of: Metric | None = None, said: tuple[float, float, float] = (2, 4, 9), **values: Any) -> Bet:  # fmt: skip
    """A bet that says +2 to +9 on a metric by the end of June, with six weeks of the crew."""
    given: dict[str, Any] = {"product": world.station, "owner": world.otto}
    made = create_bet(**who(world), name=name, **(given | values))
    low, likely, high = (Decimal(str(each)) for each in said)
    set_effect(
        **who(world),
        bet=made,
        metric=of or metric(world),
        by_on=DUE,
        low=low,
        likely=likely,
        high=high,
    )
    set_effort(**who(world), bet=made, team=world.crew, low=Decimal(4), likely=Decimal(6), high=Decimal(9))  # fmt: skip
    return made


def committed(world: World, name: str = "Offline tide tables", **values: Any) -> Bet:
    made = draft(world, name, **values)
    commit_bet(**who(world), bet=made, despite="The season begins.")
    return made


def measured(world: World, actual: float | None = 5, **values: Any) -> tuple[Bet, Metric]:
    """A committed bet whose metric stood at 20 before, and by `actual` higher on its day, which is today."""
    of = values.pop("of", None) or metric(world)
    read(world, of, today(world) - timedelta(days=3), 20)
    made = committed(world, of=of, **values)
    world.later(days=(DUE - today(world)).days + 1)
    if actual is not None:
        read(world, of, DUE, 20 + actual)
    return made, of


def review(world: World, bet: Bet) -> OutcomeReview:
    return fresh(world, open_review(**who(world), bet=bet))


def fresh(world: World, found: OutcomeReview) -> OutcomeReview:
    with scope(world.workspace):
        return review_by_id(world.edda, found.pk)


def closed(world: World, bet: Bet, **values: Any) -> OutcomeReview:
    """A review that is decided, has taught something, and is closed."""
    found = review(world, bet)
    change_review(
        **who(world), review=found, **({"decision": "keep", "learning": LEARNED} | values)
    )
    close_review(**who(world), review=found)
    return fresh(world, found)


def to(world: World, name: str, **named: Any) -> str:
    """The address of a page of this room."""
    return reverse(f"outcomes:{name}", kwargs={"slug": world.workspace.slug, **named})
