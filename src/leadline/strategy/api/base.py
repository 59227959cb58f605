"""What the endpoints of this room have in common."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from leadline.foundation import clock
from leadline.metrics.models import Metric
from leadline.products.models import Product
from leadline.strategy.models import Cycle, Goal
from leadline.strategy.queries.standing import reachable_objectives
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one, people

router = Router(tags=["Strategy"])


def today(request: HttpRequest) -> date:
    return acting(request).workspace.today(clock.now())


def who(request: HttpRequest) -> dict[str, Any]:
    """By whom and when, for operations."""
    return {"by": acting(request), "now": clock.now()}


def resolved(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a body with rows in the place of their ids."""
    sources: dict[str, Any] = {
        "cycle": Cycle.objects.all(),
        "goal": Goal.objects.all(),
        "parent": reachable_objectives(),
        "product": Product.objects.all(),
        "metric": Metric.objects.all(),
        "owner": people(acting(request)),
    }
    found = dict(fields)
    for name in set(sources) & set(fields):
        if fields[name] is not None:
            found[name] = one(sources[name], pk=fields[name])
    return found
