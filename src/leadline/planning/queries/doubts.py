"""What bets rest on: how much falls without each claim, how sure it is now, and what to test first.

The test that would teach most is that of the claim with the largest `learning`:

    importance / 5  ×  4 · c · (1 − c)        c: the chance that the claim is true, as the evidence stands

It is 1 for a claim on which all depends and of which nobody knows whether it holds, and falls to 0
as it matters less or is known, one way or the other. It is no value of information in money: for
that a bet needs an investment case whose inputs are these claims.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from leadline.evidence.models import Claim, ClaimSupport, Nature
from leadline.evidence.queries import Weighed, grounds_of, weighed
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
from leadline.workspaces.prepared import prepared
from leadline.workspaces.queries import one

MOST = 200
"""How many assumptions a map shows, the most important first."""
DRAWN = (
    "bet_id", "claim_id", "importance", "bet__name", "claim__statement", "claim__nature", "claim__source",
    "claim__observed_on", "claim__strength", "claim__half_life", "claim__due_on",
)  # fmt: skip


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
    def nature(self) -> str:
        """Whether somebody looked, or only believes, in words."""
        return str(Nature(self.claim.nature).label)

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
    return _doubts(member, _of_bet(bet=bet.pk), today)


def doubts_of_product(member: Member, product: UUID | None, today: date) -> Sequence[Doubt]:
    """What the open bets of a product rest on, or those of all products."""
    return _doubts(member, _of_product(product=product), today)


def claims_of_opportunity(member: Member, opportunity: Opportunity, today: date) -> Sequence[Doubt]:
    """The claims that the bets of an opportunity rest on: what is to be tested before it is solved."""
    return _doubts(member, _of_opportunity(opportunity=opportunity.pk), today)


@prepared
def _of_bet(bet: UUID) -> "QuerySet[BetAssumption]":
    return _most_important(_resting().filter(bet=bet))


@prepared
def _of_product(product: UUID | None) -> "QuerySet[BetAssumption]":
    rows = _resting().filter(bet__trashed_at=None, bet__state__in=OPEN)
    return _most_important(rows.filter(bet__product=product) if product else rows)


@prepared
def _of_opportunity(opportunity: UUID) -> "QuerySet[BetAssumption]":
    bets = BetOpportunity.objects.filter(opportunity=opportunity, bet__trashed_at=None)
    return _most_important(_resting().filter(bet__in=bets.values("bet")))


def _most_important(rows: "QuerySet[BetAssumption]") -> "QuerySet[BetAssumption]":
    """What maps and tables draw of them; to read all columns takes longer than to find the rows."""
    return rows.select_related("bet", "claim").only(*DRAWN).order_by("-importance", "id")[:MOST]


def assumption_by_id(member: Member, bet: Bet, assumption_id: UUID) -> BetAssumption:
    rows = _resting().filter(bet=bet).select_related("bet__workspace", "claim__workspace")
    found: BetAssumption = one(rows, pk=assumption_id)
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


def _resting() -> "QuerySet[BetAssumption]":
    rows: QuerySet[BetAssumption] = BetAssumption.objects.filter(claim__trashed_at=None)
    return rows


def _doubts(member: Member, rows: Iterable[BetAssumption], today: date) -> Sequence[Doubt]:
    grouped: dict[UUID, list[BetAssumption]] = {}
    for row in rows:
        row.bet.workspace = row.claim.workspace = member.workspace
        grouped.setdefault(row.claim_id, []).append(row)
    under = grounds_of(member, list(grouped))
    found = (_doubt(each, under.get(key, ()), today) for key, each in grouped.items())
    return sorted(found, key=lambda each: (-each.learning, -each.importance, each.claim.statement))


def _doubt(rests: Sequence[BetAssumption], under: Sequence[ClaimSupport], today: date) -> Doubt:
    claim = rests[0].claim
    return Doubt(claim, rests, weighed(claim, under, today), claim.is_due(today))
