"""How sure the linked evidence makes us of a bet, with every piece that counts.

Under a bet lie the claims it rests on (their own source, and what supports or contradicts them) and
what was heard about the opportunities it answers. A claim counts by its importance, a fifth for each
point; what one customer or one source said several times counts less each time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import log
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from leadline.evidence.models import Claim, ClaimSupport
from leadline.planning.models import (
    MOST_IMPORTANCE,
    Bet,
    BetAssumption,
    BetOpportunity,
    OpportunityEvidence,
)
from leadline.workspaces.models import Member
from leadline_science.calibration.evidence import (
    Counted,
    Evidence,
    EvidenceConfidence,
    confidence,
)

HEARD_HALF_LIFE = 180
"""Days after which what was heard counts half; a claim says its own."""
BOUND = 1_000.0


@dataclass(frozen=True)
class Piece:
    """One piece under a bet: the record that says it, and as it counts."""

    record: Any
    source: str
    times: float
    on: date
    half_life: int | None

    def as_evidence(self, name: str, today: date) -> Evidence:
        age = max((today - self.on).days, 0)
        return Evidence(name, self.times, age, self.half_life, self.source)


def confidences(bets: "QuerySet[Any]", today: date) -> dict[UUID, EvidenceConfidence]:
    """The confidence of each bet that has something under it, in five statements."""
    return {bet: confidence_in(pieces, today) for bet, pieces in pieces_of(bets).items()}


def confidence_in(pieces: Iterable[Piece], today: date) -> EvidenceConfidence:
    """The pieces put together; named by their places."""
    return confidence([each.as_evidence(str(at), today) for at, each in enumerate(pieces)])


@dataclass(frozen=True)
class Told:
    """The confidence of a bet and what it was computed from, piece by piece."""

    bet: Bet
    pieces: tuple[Piece, ...]
    answer: EvidenceConfidence

    @property
    def counted(self) -> list[tuple[Piece, Counted]]:
        """Each piece beside what it counts for, the weightiest first."""
        pairs = [(piece, self.answer.pieces[at]) for at, piece in enumerate(self.pieces)]
        return sorted(pairs, key=lambda pair: -abs(log(pair[1].times)))


def confidence_of(member: Member, bet: Bet, today: date) -> Told:
    """The confidence of one bet, opened."""
    found = tuple(pieces_of(Bet.objects.filter(pk=bet.pk).values("id")).get(bet.pk, ()))
    return Told(bet, found, confidence_in(found, today))


def pieces_of(bets: "QuerySet[Any]") -> dict[UUID, list[Piece]]:
    """What lies under each of the bets; those with nothing are left out."""
    found: dict[UUID, list[Piece]] = defaultdict(list)
    rests = list(BetAssumption.objects.filter(bet__in=bets, claim__trashed_at=None).values_list("bet", "claim", "importance"))  # fmt: skip
    answers = list(BetOpportunity.objects.filter(bet__in=bets, opportunity__trashed_at=None).values_list("bet", "opportunity"))  # fmt: skip
    of_claims = _under_claims(BetAssumption.objects.filter(bet__in=bets).values("claim")) if rests else {}  # fmt: skip
    of_needs = _under_opportunities(BetOpportunity.objects.filter(bet__in=bets).values("opportunity")) if answers else {}  # fmt: skip
    for bet, claim, importance in rests:
        found[bet] += (_weighed(each, importance) for each in of_claims.get(claim, ()))
    for bet, opportunity in answers:
        found[bet] += of_needs.get(opportunity, ())
    return {bet: pieces for bet, pieces in found.items() if pieces}


def _weighed(piece: Piece, importance: int) -> Piece:
    return replace(piece, times=piece.times ** (importance / MOST_IMPORTANCE))


def _under_claims(claims: "QuerySet[Any]") -> Mapping[UUID, list[Piece]]:
    found: dict[UUID, list[Piece]] = defaultdict(list)
    for claim in Claim.objects.filter(pk__in=claims).select_related("workspace"):
        if claim.source and claim.strength > 1:
            found[claim.pk].append(_of_claim(claim, claim.strength))
    related = ("passage__feedback__workspace", "feedback__workspace", "other__workspace")
    for support in ClaimSupport.objects.filter(claim__in=claims).select_related(*related):
        piece = _of_link(support, support.other)
        if piece:
            found[support.claim_id].append(piece)
    return found


def _under_opportunities(opportunities: "QuerySet[Any]") -> Mapping[UUID, list[Piece]]:
    found: dict[UUID, list[Piece]] = defaultdict(list)
    related = ("passage__feedback__workspace", "claim__workspace")
    for row in OpportunityEvidence.objects.filter(opportunity__in=opportunities).select_related(*related):  # fmt: skip
        piece = _of_link(row, row.claim)
        if piece:
            found[row.opportunity_id].append(piece)
    return found


def _of_claim(claim: Claim, strength: Decimal, stance: str = "supports") -> Piece:
    return Piece(claim, claim.source or str(claim.pk), _times(strength, stance), claim.observed_on, claim.half_life)  # fmt: skip


def _of_link(link: Any, claim: Claim | None) -> Piece | None:
    """What a link brings: what was heard, or another claim; nothing while that lies in the trash."""
    if claim is not None:
        return None if claim.trashed_at else _of_claim(claim, link.strength, link.stance)
    heard = link.passage.feedback if link.passage else link.feedback
    said = link.passage or heard
    if heard.trashed_at or said.trashed_at:
        return None
    source = str(heard.customer_id or heard.pk)
    return Piece(said, source, _times(link.strength, link.stance), heard.heard_on, HEARD_HALF_LIFE)


def _times(strength: Decimal, stance: str) -> float:
    """How many times it counts: below 1 where it contradicts."""
    times = min(max(float(strength), 1.0), BOUND)
    return times if stance == "supports" else 1 / times
