"""Forecasts as they would have been asked through the last year, and how they turned out."""

from contextlib import suppress
from datetime import datetime, timedelta

from leadline.delivery.operations.forecasts import Asking, answered
from leadline.delivery.operations.scoring import score_due
from leadline.delivery.queries.forecasts.answers import CannotForecast
from leadline.delivery.queries.forecasts.inputs import inputs_of
from leadline.delivery.queries.forecasts.questions import USUAL, Inputs, Work, scope_of
from leadline.products.models import Product
from leadline.sample.ledger import Ledger
from leadline.workspaces.models import Member

WEEKS_AGO = (40, 33, 27, 22, 17, 12, 7, 2)
ITEMS, AHEAD = {"TB": 12, "BW": 20, "SL": 12}, timedelta(weeks=5)


def tell_forecasts(ledger: Ledger, people: dict[str, Member], now: datetime) -> None:
    """One forecast of each product every few weeks, from what was known on that day."""
    for product in Product.objects.order_by("key"):
        by = people["Tobias" if product.key == "BW" else "Marta"]
        for number, weeks in enumerate(WEEKS_AGO):
            at = now - timedelta(weeks=weeks, days=1)
            # A product that has just begun has no history to forecast from, and nobody asks.
            with suppress(CannotForecast):
                inputs = _inputs(by, product, number, at)
                run = answered(by, at, inputs, Asking(product, None), product.workspace)
                ledger.add(run, at)
                facts = {"run": str(run.id), "title": run.title, "final": True}
                ledger.tell(at, by, "forecast.kept", None, facts=facts)


def _inputs(by: Member, product: Product, number: int, at: datetime) -> Inputs:
    """In turn: when are the next items done, and how many are done by a day."""
    today, scope = by.workspace.today(at), scope_of(product, None, "items")
    if number % 2:
        return inputs_of(by, scope, USUAL, today, until=today + AHEAD)
    amount = ITEMS[product.key]
    return inputs_of(by, scope, USUAL, today, work=Work(f"the next {amount} items", float(amount)))


def score_forecasts(owner: Member, now: datetime) -> None:
    """Look at each statement in the week after the day it named."""
    for weeks in range(max(WEEKS_AGO), -1, -1):
        score_due(owner.workspace, now - timedelta(weeks=weeks))
