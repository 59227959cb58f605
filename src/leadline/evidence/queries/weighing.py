"""How sure evidence makes us: rows as the science takes them, and its answer.

A claim's own source and everything that it stands on are pieces of evidence. Pieces of one customer
are one source, as are claims of one source: the second counts half, the third a third.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from leadline.evidence.models import Claim, ClaimSupport, Feedback, Passage, Stance
from leadline.workspaces.models import Member
from leadline_science.calibration.evidence import Evidence, EvidenceConfidence, confidence

OPINION_DAYS = 180
"""The half-life of what somebody said, where no claim names its own."""
PASSAGE_TIMES = 1.5
OWN = "own source"


@dataclass(frozen=True)
class Weighed:
    """The answer of the science for a claim, and of each support by its key what it counts for now.

    `own` is what the claim's own source counts for, None where it says nothing.
    """

    answer: EvidenceConfidence
    own: float | None
    counts: Mapping[UUID, float]

    @property
    def share(self) -> float:
        """The chance that the claim is true."""
        return self.answer.confidence


@dataclass(frozen=True)
class Piece:
    """A passage or a claim as evidence for something above: how often it speaks, how old, whose.

    `times` is what it says by itself (of a claim its strength, of a passage that of an opinion); who
    links it may judge otherwise. `age` and `half_life` in days.
    """

    id: UUID
    times: float
    age: float
    half_life: float | None
    source: str

    def as_evidence(self, times: float | None = None, against: bool = False) -> Evidence:
        """The piece as the science takes it, for or against."""
        said = self.times if times is None else times
        return Evidence(str(self.id), 1 / said if against else said, self.age, self.half_life, self.source)  # fmt: skip


@dataclass(frozen=True)
class Leaning:
    """Something leans on a passage or a claim: `times` by which it speaks, None for what it says by itself."""

    id: UUID
    times: float | None = None
    against: bool = False


def weighed(claim: Claim, under: Sequence[ClaimSupport], today: date) -> Weighed:
    """How sure a claim's own source and its supports make, on a day."""
    own = [Evidence(OWN, float(claim.strength), _age(claim.observed_on, today), _days(claim.half_life), claim.source)] if claim.strength > 1 else []  # fmt: skip
    answer = confidence([*own, *(_evidence(row, claim, today) for row in under)])
    counted = {each.name: each.times for each in answer.pieces}
    return Weighed(answer, counted.get(OWN), {row.pk: counted[str(row.pk)] for row in under})


def pieces_of(
    member: Member, today: date, *, passage_ids: Iterable[UUID] = (), claim_ids: Iterable[UUID] = ()
) -> Mapping[UUID, Piece]:
    """Passages and claims as pieces of evidence, by id, in two statements; those in the trash are missing."""
    passages = Passage.objects.filter(pk__in=list(passage_ids)).select_related("feedback")
    claims = Claim.objects.filter(pk__in=list(claim_ids))
    found = [Piece(row.pk, PASSAGE_TIMES, _age(row.feedback.heard_on, today), OPINION_DAYS, _voice(row.feedback)) for row in passages]  # fmt: skip
    found += [Piece(row.pk, float(row.strength), _age(row.observed_on, today), _days(row.half_life), _source(row)) for row in claims]  # fmt: skip
    return {each.id: each for each in found}


def confidence_of(
    member: Member, leanings: Sequence[Leaning], pieces: Mapping[UUID, Piece], *, prior: float = 0.5
) -> EvidenceConfidence:
    """How sure the pieces on which something leans make us of it; pieces that are missing say nothing."""
    known = [each for each in leanings if each.id in pieces]
    return confidence([pieces[each.id].as_evidence(each.times, each.against) for each in known], prior=prior)  # fmt: skip


def _evidence(row: ClaimSupport, claim: Claim, today: date) -> Evidence:
    times = float(row.strength)
    said = 1 / times if row.stance == Stance.CONTRADICTS else times
    if row.other:
        return Evidence(str(row.pk), said, _age(row.other.observed_on, today), _days(row.other.half_life), _source(row.other))  # fmt: skip
    feedback = row.passage.feedback if row.passage else row.feedback
    assert feedback is not None
    half_life = _days(claim.half_life) or OPINION_DAYS
    return Evidence(str(row.pk), said, _age(feedback.heard_on, today), half_life, _voice(feedback))


def _voice(feedback: Feedback) -> str:
    return f"customer {feedback.customer_id}" if feedback.customer_id else f"feedback {feedback.pk}"


def _source(claim: Claim) -> str:
    return claim.source or f"claim {claim.pk}"


def _age(since: date, today: date) -> float:
    return float(max((today - since).days, 0))


def _days(half_life: int | None) -> float | None:
    return None if half_life is None else float(half_life)
