"""What the parts of this API share."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.backlog.models import Item
from leadline.foundation import clock
from leadline.planning.models import Bet
from leadline.products.models import Product, Team
from leadline.roadmap import queries
from leadline.roadmap.models import Bar, Roadmap
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one

ROWS = {"bet": Bet, "item": Item, "product": Product, "team": Team}


def who(request: HttpRequest) -> dict[str, Any]:
    return {"by": acting(request), "now": clock.now()}


def roadmap_of(request: HttpRequest, key: UUID) -> Roadmap:
    return queries.roadmap_by_id(acting(request), key)


def bar_of(request: HttpRequest, key: UUID) -> Bar:
    return queries.bar_by_id(acting(request), key)


def resolved(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a body with rows in the place of their ids."""
    for name, model in ROWS.items():
        if fields.get(name):
            fields[name] = one(model.objects.all(), pk=fields[name])
    return fields
