"""What the tests of this room share: tide tables as a bet, the harbour without a signal as an opportunity."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from leadline.evidence.models import Claim, Feedback, Passage
from leadline.evidence.operations import capture_feedback, create_claim, mark_passage
from leadline.market.operations import create_customer
from leadline.metrics.models import Metric
from leadline.metrics.operations import create_metric
from leadline.planning.models import Bet, Opportunity
from leadline.planning.operations import create_bet, create_opportunity
from leadline.strategy.models import KeyResult, Objective
from leadline.strategy.operations import create_cycle, create_key_result, create_objective
from tests.world import World


def who(world: World) -> dict[str, Any]:
    """Edda, now."""
    return {"by": world.edda, "now": world.now}


def today(world: World) -> date:
    return world.workspace.today(world.now)


def bet(world: World, name: str = "Offline tide tables", **values: Any) -> Bet:
    given: dict[str, Any] = {"product": world.station, "belief": "tide tables on the station", "outcome": "let pilots enter without a signal"}  # fmt: skip
    return create_bet(**who(world), name=name, **(given | values))


def opportunity(world: World, name: str = "No signal in the harbour", **values: Any) -> Opportunity:
    return create_opportunity(**who(world), name=name, **values)


def metric(world: World, name: str = "Stations online", **values: Any) -> Metric:
    return create_metric(**who(world), name=name, metric_kind="share", decimals=1, **values)


def objective(world: World, name: str = "Pilots trust the station") -> Objective:
    start = today(world)
    cycle = create_cycle(**who(world), name=f"Cycle of {name}", starts_on=start, ends_on=start + timedelta(days=90))  # fmt: skip
    return create_objective(**who(world), name=name, cycle=cycle)


def key_result(world: World, under: Objective | None = None, name: str = "Used without signal") -> KeyResult:  # fmt: skip
    return create_key_result(
        **who(world), objective=under or objective(world, f"Aim of {name}"), name=name, baseline=Decimal(10), target=Decimal(40),
    )  # fmt: skip


def heard(world: World, text: str = "We lose the signal behind the breakwater.", customer: str = "Tromsø harbour") -> Passage:  # fmt: skip
    """A passage of what a customer said: all of it."""
    found = create_customer(**who(world), name=customer, revenue=4_800_000)
    said: Feedback = capture_feedback(
        **who(world), text=text, customer=found, heard_on=today(world)
    )
    passage, _event = mark_passage(**who(world), feedback=said, start=0, end=len(text))
    return passage


def claim(world: World, statement: str = "Pilots lose the signal", nature: str = "assumption", **values: Any) -> Claim:  # fmt: skip
    return create_claim(**who(world), statement=statement, nature=nature, observed_on=today(world), **values)  # fmt: skip


def effect(low: float = 2, likely: float = 4, high: float = 9) -> dict[str, Any]:
    """A range of an effect by the end of June."""
    return {"low": Decimal(str(low)), "likely": Decimal(str(likely)), "high": Decimal(str(high)), "by_on": date(2026, 6, 30)}  # fmt: skip


def to(world: World, name: str, **named: Any) -> str:
    """The address of a page of this room."""
    return reverse(f"planning:{name}", kwargs={"slug": world.workspace.slug, **named})
