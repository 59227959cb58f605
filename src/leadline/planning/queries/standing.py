"""What a bet stands on: whether anything was heard or seen that speaks for it.

A bet has evidence when it rests on a claim that is a fact, on a claim that something supports, or
answers an opportunity for which something was heard or claimed. A bare assumption is none.
"""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from leadline.evidence.models import Nature, Stance
from leadline.evidence.queries.claims import supports
from leadline.planning.models import (
    BetAssumption,
    BetGoal,
    BetOpportunity,
    OpportunityEvidence,
)
from leadline.workspaces.prepared import prepared

STANDING = Q(passage__isnull=False, passage__trashed_at=None, passage__feedback__trashed_at=None) | Q(claim__isnull=False, claim__trashed_at=None)  # fmt: skip
"""Evidence of an opportunity of which nothing lies in the trash."""


def has_evidence() -> Q:
    """A condition on bets: something speaks for them."""
    return Q(Exists(_claims(bet=OuterRef("pk")))) | Q(Exists(_opportunities(bet=OuterRef("pk"))))


def with_evidence(bets: list[UUID]) -> set[UUID]:
    """Those of a page of bets for which something speaks, in two statements.

    They begin with what hangs on these bets. Asked of the bets themselves, PostgreSQL would read
    all that hangs on any.
    """
    return {*_on_claims(bets=bets), *_on_opportunities(bets=bets)}


@prepared
def _on_claims(bets: list[UUID]) -> "QuerySet[Any, UUID]":
    return _claims(bet__in=bets).order_by().values_list("bet", flat=True)


@prepared
def _on_opportunities(bets: list[UUID]) -> "QuerySet[Any, UUID]":
    return _opportunities(bet__in=bets).order_by().values_list("bet", flat=True)


def has_goal() -> Exists:
    """A condition on bets: a key result is served."""
    return Exists(BetGoal.objects.filter(bet=OuterRef("pk"), key_result__trashed_at=None))


def heard_for() -> "Exists":
    """A condition on opportunities: something was heard or claimed for them."""
    return Exists(_for(OuterRef("pk")))


def _for(opportunity: Any) -> Any:
    rows = OpportunityEvidence.objects.filter(opportunity=opportunity, stance=Stance.SUPPORTS)
    return rows.filter(STANDING)


def _claims(**bets: Any) -> "QuerySet[BetAssumption]":
    supported = Exists(supports().filter(claim=OuterRef("claim"), stance=Stance.SUPPORTS))
    rows: QuerySet[BetAssumption] = BetAssumption.objects.filter(claim__trashed_at=None, **bets)
    return rows.filter(Q(claim__nature=Nature.FACT) | supported)


def _opportunities(**bets: Any) -> "QuerySet[BetOpportunity]":
    rows: QuerySet[BetOpportunity] = BetOpportunity.objects.filter(opportunity__trashed_at=None, **bets)  # fmt: skip
    return rows.filter(Exists(_for(OuterRef("opportunity"))))
