"""Opportunities and their place in the tree."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from leadline.design.numbers import number
from leadline.evidence.models import MOST_STRENGTH, Claim, Passage, Stance
from leadline.foundation.refusals import Invalid, Refusal
from leadline.planning.models import MOST_POINTS, Opportunity, OpportunityEvidence
from leadline.planning.queries.places import Places, places
from leadline.planning.queries.thread import UNDER
from leadline.strategy.models import Objective
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

DEEPEST = 20
MOST_EVIDENCE = 10_000


class OpportunityCircle(Refusal):
    """An opportunity cannot stand under itself, nor under what stands under it."""


class StillAbove(Refusal):
    """Other opportunities stand under it."""


@operation(needs=Right.CONTRIBUTE)
def create_opportunity(*, by: Member, now: datetime, name: str, **values: Any) -> Opportunity:
    """Add an opportunity under an objective, under another one, or nowhere yet."""
    _refuse_odd_points(values)
    _refuse_odd_place(None, values.get("objective"), values.get("parent"), places(by))
    opportunity, change = Opportunity.create(by=by, now=now, name=name, **values)
    record(by, now, "opportunity.created", subject=opportunity, changes=[change])
    return opportunity


@operation(needs=Right.CONTRIBUTE)
def edit_opportunity(
    *, by: Member, now: datetime, opportunity: Opportunity, version: int | None = None, **values: Any
) -> Event | None:  # fmt: skip
    """Change what an opportunity says, and where it stands."""
    _refuse_odd_points(values)
    objective = values.get("objective", opportunity.objective)
    parent = values.get("parent", opportunity.parent)
    _refuse_odd_place(opportunity, objective, parent, places(by))
    change = opportunity.change(by=by, now=now, version=version, **values)
    return record(by, now, "opportunity.changed", subject=opportunity, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def move_opportunity(
    *, by: Member, now: datetime, opportunity: Opportunity, objective: Objective | None = None,
    parent: Opportunity | None = None, version: int | None = None,
) -> Event | None:  # fmt: skip
    """Put an opportunity with all that stands under it under an objective, another one, or nowhere."""
    _refuse_odd_place(opportunity, objective, parent, places(by))
    change = opportunity.change(by=by, now=now, version=version, objective=objective, parent=parent)
    return record(by, now, "opportunity.moved", subject=opportunity, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def trash_opportunity(
    *, by: Member, now: datetime, opportunity: Opportunity, version: int | None = None
) -> Event | None:
    """Put an opportunity into the trash; raises `StillAbove` while others stand under it."""
    under = Opportunity.objects.filter(parent=opportunity).count()
    if under:
        raise StillAbove(_("“%(name)s” cannot go yet: %(why)s.") % {"name": opportunity.name, "why": UNDER.says(under)}, remedy=str(UNDER.first))  # fmt: skip
    change = opportunity.trash(by=by, now=now, version=version)
    return record(by, now, "opportunity.trashed", subject=opportunity, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def link_evidence(
    *, by: Member, now: datetime, opportunity: Opportunity, passage: Passage | None = None,
    claim: Claim | None = None, stance: str = Stance.SUPPORTS, strength: Decimal = Decimal("1.5"), note: str = "",
) -> Event | None:  # fmt: skip
    """Link a passage or a claim to an opportunity, or say anew how strongly it speaks and which way."""
    if (passage is None) == (claim is None):
        raise Invalid("Evidence is a passage or a claim.", field="passage", remedy="Name one of them.")  # fmt: skip
    values = {"stance": _checked_stance(stance), "strength": checked_strength(strength), "note": note}  # fmt: skip
    of = {"passage": passage, "claim": claim}
    row: Any = OpportunityEvidence.objects.filter(opportunity=opportunity, **of).first()
    if row is None:
        _refuse_one_too_many(opportunity)
        _row, change = OpportunityEvidence.create(by=by, now=now, opportunity=opportunity, **of, **values)  # fmt: skip
    else:
        change = row.change(by=by, now=now, **values)
    return record(by, now, "opportunity.evidence_linked", subject=opportunity, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def unlink_evidence(*, by: Member, now: datetime, evidence: OpportunityEvidence) -> Event | None:
    """Take a passage or a claim off an opportunity."""
    return record(by, now, "opportunity.evidence_unlinked", subject=evidence.opportunity, changes=[evidence.remove()])  # fmt: skip


def checked_strength(strength: Decimal) -> Decimal:
    """A strength with two decimals; raises `Invalid` below 1 and beyond 1,000."""
    if not strength.is_finite() or not 1 <= strength <= MOST_STRENGTH:
        raise Invalid("A strength is a number from 1 to 1,000.", field="strength", remedy="1 says nothing, 3 a little, 10 much.")  # fmt: skip
    return round(strength, 2)


def _checked_stance(stance: str) -> str:
    if stance not in Stance.values:
        raise Invalid(f"“{stance[:20]}” is no way to speak.", field="stance", remedy=f"Take one of: {', '.join(Stance.values)}.")  # fmt: skip
    return stance


def _refuse_one_too_many(opportunity: Opportunity) -> None:
    if OpportunityEvidence.objects.filter(opportunity=opportunity).count() >= MOST_EVIDENCE:
        raise Invalid(f"An opportunity has {number(MOST_EVIDENCE)} pieces of evidence at most.", remedy="Cut it into several.")  # fmt: skip


def _refuse_odd_points(values: Mapping[str, Any]) -> None:
    for name in ("importance", "satisfaction"):
        value = values.get(name)
        if value is not None and not 0 <= value <= MOST_POINTS:
            raise Invalid("These are points from 0 to 10.", field=name, remedy="Leave it empty while nobody has asked.")  # fmt: skip


def _refuse_odd_place(
    opportunity: Opportunity | None, objective: Objective | None, parent: Opportunity | None, tree: Places
) -> None:  # fmt: skip
    """Raise for two places at once, for a circle, and for a tree that grows too deep."""
    if objective is not None and parent is not None:
        raise Invalid("An opportunity stands under an objective or under another opportunity, not under both.", field="parent", remedy="Leave one of them empty: it serves the objective of the one above it.")  # fmt: skip
    if parent is None:
        return
    above = [parent.pk, *tree.above(parent.pk)]
    if opportunity is not None and opportunity.pk in above:
        raise OpportunityCircle(f"“{parent.name}” stands under “{opportunity.name}”, or is the same.", field="parent", remedy="Choose one outside its branch.")  # fmt: skip
    if len(above) + (tree.height(opportunity.pk) if opportunity else 1) > DEEPEST:
        raise Invalid(f"A tree of opportunities has {DEEPEST} levels at most.", field="parent", remedy="Choose one nearer to the objective.")  # fmt: skip
