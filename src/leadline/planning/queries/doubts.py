"""What bets rest on: how much falls without each claim, how sure it is now, and what to test first.

The test that would teach most is that of the claim with the largest `learning`:

    importance / 5  ×  4 · c · (1 − c)        c: the chance that the claim is true, as the evidence stands

It is 1 for a claim on which all depends and of which nobody knows whether it holds, and falls to 0
as it matters less or is known, one way or the other. It is no value of information in money: for
that a bet needs an investment case whose inputs are these claims.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from leadline.evidence.models import Claim
from leadline.evidence.queries import Weighed, supports_of, weighed
from leadline.planning.models import (
    MOST_IMPORTANCE,
    Bet,
    BetAssumption,
    BetOpportunity,
    KillCriterion,
    Opportunity,
)
from leadline.planning.queries.filters import OPEN
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST = 200
"""How many assumptions a map shows, the most important first."""


@dataclass(frozen=True)
class Doubt:
    """A claim that bets rest on: the most that one of them rests on it, and how sure it is now."""

    claim: Claim
    rests: Sequence[BetAssumption]
    weighed: Weighed
    is_due: bool

    @property
    def importance(self) -> int:
        return max(row.importance for row in self.rests)

    @property
    def sure(self) -> float:
        """The chance that it is true."""
        return self.weighed.share

    @property
    def learning(self) -> float:
        """How much a test would teach, 0 to 1."""
        return self.importance / MOST_IMPORTANCE * 4 * self.sure * (1 - self.sure)


def doubts_of_bet(member: Member, bet: Bet, today: date) -> Sequence[Doubt]:
    """What a bet rests on, what would teach most first."""
    return _doubts(member, _rows().filter(bet=bet), today)


def doubts_of_product(member: Member, product: UUID | None, today: date) -> Sequence[Doubt]:
    """What the open bets of a product rest on, or those of all products."""
    rows = _rows().filter(bet__trashed_at=None, bet__state__in=OPEN)
    return _doubts(member, rows.filter(bet__product=product) if product else rows, today)


def claims_of_opportunity(member: Member, opportunity: Opportunity, today: date) -> Sequence[Doubt]:
    """The claims that the bets of an opportunity rest on: what is to be tested before it is solved."""
    bets = BetOpportunity.objects.filter(opportunity=opportunity, bet__trashed_at=None)
    return _doubts(member, _rows().filter(bet__in=bets.values("bet")), today)


def assumption_by_id(member: Member, bet: Bet, assumption_id: UUID) -> BetAssumption:
    found: BetAssumption = one(_rows().filter(bet=bet), pk=assumption_id)
    found.bet = bet
    return found


def criteria_of(member: Member, bet: Bet) -> Sequence[KillCriterion]:
    """The kill criteria of a bet by the day on which they are looked at."""
    rows = KillCriterion.objects.filter(bet=bet).select_related("judged_by__user")
    return list(rows.order_by("due_on", "id")[:MOST])


def criterion_by_id(member: Member, bet: Bet, criterion_id: UUID) -> KillCriterion:
    found: KillCriterion = one(KillCriterion.objects.filter(bet=bet), pk=criterion_id)
    found.bet = bet
    return found


def _rows() -> "QuerySet[BetAssumption]":
    rows: QuerySet[BetAssumption] = BetAssumption.objects.filter(claim__trashed_at=None)
    return rows.select_related("bet__workspace", "claim__workspace")


def _doubts(member: Member, rows: "QuerySet[BetAssumption]", today: date) -> Sequence[Doubt]:
    grouped: dict[UUID, list[BetAssumption]] = {}
    for row in rows.order_by("-importance", "id")[:MOST]:
        grouped.setdefault(row.claim_id, []).append(row)
    under = supports_of(member, list(grouped))
    found = (_doubt(each, under, today) for each in grouped.values())
    return sorted(found, key=lambda each: (-each.learning, -each.importance, each.claim.statement))


def _doubt(
    rests: Sequence[BetAssumption], under: Mapping[UUID, Iterable[object]], today: date
) -> Doubt:
    claim = rests[0].claim
    return Doubt(claim, rests, weighed(claim, list(under.get(claim.pk, ())), today), claim.is_due(today))  # type: ignore[arg-type]  # fmt: skip
