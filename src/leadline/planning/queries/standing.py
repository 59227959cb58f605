"""What a bet stands on: whether anything was heard or seen that speaks for it.

A bet has evidence when it rests on a claim that is a fact, on a claim that something supports, or
answers an opportunity for which something was heard or claimed. A bare assumption is none.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from leadline.evidence.models import Nature, Stance
from leadline.evidence.queries.claims import supports
from leadline.planning.models import (
    BetAssumption,
    BetGoal,
    BetOpportunity,
    OpportunityEvidence,
)

STANDING = Q(passage__isnull=False, passage__trashed_at=None, passage__feedback__trashed_at=None) | Q(claim__isnull=False, claim__trashed_at=None)  # fmt: skip
"""Evidence of an opportunity of which nothing lies in the trash."""


def has_evidence() -> Q:
    """A condition on bets: something speaks for them."""
    return Q(Exists(_claims())) | Q(Exists(_opportunities()))


def has_goal() -> Exists:
    """A condition on bets: a key result is served."""
    return Exists(BetGoal.objects.filter(bet=OuterRef("pk"), key_result__trashed_at=None))


def heard_for() -> "Exists":
    """A condition on opportunities: something was heard or claimed for them."""
    return Exists(_for(OuterRef("pk")))


def _for(opportunity: Any) -> Any:
    rows = OpportunityEvidence.objects.filter(opportunity=opportunity, stance=Stance.SUPPORTS)
    return rows.filter(STANDING)


def _claims() -> Any:
    supported = Exists(supports().filter(claim=OuterRef("claim"), stance=Stance.SUPPORTS))
    rows = BetAssumption.objects.filter(bet=OuterRef("pk"), claim__trashed_at=None)
    return rows.filter(Q(claim__nature=Nature.FACT) | supported)


def _opportunities() -> Any:
    rows = BetOpportunity.objects.filter(bet=OuterRef("pk"), opportunity__trashed_at=None)
    return rows.filter(Exists(_for(OuterRef("opportunity"))))
