"""What claims stand on, and what contradicts them."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from leadline.evidence.models import Claim, ClaimSupport, Feedback, Passage, Stance
from leadline.evidence.operations.checks import checked_strength
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

OPINION = Decimal("1.5")
MOST_SUPPORTS = 1_000
Ground = Passage | Feedback | Claim


@operation(needs=Right.CONTRIBUTE)
def add_support(
    *, by: Member, now: datetime, claim: Claim, ground: Ground, stance: str = Stance.SUPPORTS,
    strength: Decimal = OPINION, note: str = "",
) -> tuple[ClaimSupport, Event | None]:  # fmt: skip
    """Let a claim stand on a passage, a piece of feedback or another claim, or be contradicted by it.

    What was said of the same ground before is replaced. Raises `Invalid` for a circle.
    """
    if stance not in Stance.values:
        raise Invalid("Evidence supports or contradicts.", field="stance", remedy=f"Take one of: {', '.join(Stance.values)}.")  # fmt: skip
    where = {_column(ground): ground}
    _refuse_circle(claim, ground)
    values = {"stance": stance, "strength": checked_strength(strength), "note": note}
    known = ClaimSupport.objects.filter(claim=claim, **where).first()
    if known:
        return known, record(by, now, "claim.support_changed", subject=claim, changes=[known.change(by=by, now=now, **values)])  # fmt: skip
    if ClaimSupport.objects.filter(claim=claim).count() >= MOST_SUPPORTS:
        raise Invalid(f"A claim stands on {MOST_SUPPORTS:,} pieces at most.", remedy="Let several be one claim of their own.")  # fmt: skip
    made, change = ClaimSupport.create(by=by, now=now, claim=claim, added_by=by, **where, **values)
    return made, record(by, now, "claim.supported", subject=claim, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def remove_support(*, by: Member, now: datetime, support: ClaimSupport) -> Event | None:
    """The claim no longer stands on this."""
    claim = support.claim
    return record(by, now, "claim.support_removed", subject=claim, changes=[support.remove()])


def _column(ground: Ground) -> str:
    return "other" if isinstance(ground, Claim) else ground.kind()


def _refuse_circle(claim: Claim, ground: Ground) -> None:
    """A claim must not stand on what stands on itself, however far down."""
    seen: set[UUID] = set()
    level = {ground.pk} if isinstance(ground, Claim) else set()
    while level:
        if claim.pk in level:
            raise Invalid(f"“{ground}” rests on this claim itself.", field="other", remedy="Choose evidence that does not.")  # fmt: skip
        seen |= level
        below = ClaimSupport.objects.filter(claim__in=level, other__isnull=False)
        level = set(below.values_list("other_id", flat=True)) - seen
