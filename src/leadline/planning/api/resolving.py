"""Keys in bodies as rows of the workspace."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.evidence.models import Claim, Passage
from leadline.market.models import Persona, Segment
from leadline.metrics.models import Metric
from leadline.planning.models import Bet, Opportunity
from leadline.planning.queries import bet_by_id, opportunity_by_id
from leadline.products.models import Product, Team
from leadline.strategy.models import KeyResult, Objective, Theme
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MODELS: dict[str, Any] = {
    "product": Product, "segment": Segment, "persona": Persona, "owner": Member, "metric": Metric, "team": Team, "theme": Theme,
    "key_result": KeyResult, "opportunity": Opportunity, "claim": Claim, "passage": Passage, "objective": Objective, "parent": Opportunity,
}  # fmt: skip


def resolved(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with rows in the place of keys; raises `NotFound` for those that are not there."""
    return {name: one(MODELS[name].objects.all(), pk=value) if name in MODELS and value else value for name, value in fields.items()}  # fmt: skip


def bet_of(request: HttpRequest, bet: UUID) -> Bet:
    return bet_by_id(acting(request), bet)


def opportunity_of(request: HttpRequest, opportunity: UUID) -> Opportunity:
    return opportunity_by_id(acting(request), opportunity)
