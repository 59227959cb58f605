"""Segments and tiers: how the market is cut, and what a voice weighs."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.market.models import Segment, Tier
from leadline.market.operations.checks import checked_weight, refuse_taken_name
from leadline.workspaces.models import Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.PLAN)
def create_segment(*, by: Member, now: datetime, name: str, about: str = "") -> Segment:
    """Add a part of the market."""
    refuse_taken_name(Segment, name)
    segment, change = Segment.create(by=by, now=now, name=name, about=about)
    record(by, now, "segment.created", subject=segment, changes=[change])
    return segment


@operation(needs=Right.PLAN)
def change_segment(
    *, by: Member, now: datetime, segment: Segment, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a segment, say what holds it together."""
    if "name" in values:
        refuse_taken_name(Segment, values["name"], segment)
    change = segment.change(by=by, now=now, version=version, **values)
    return record(by, now, "segment.changed", subject=segment, changes=[change])


@operation(needs=Right.PLAN)
def trash_segment(
    *, by: Member, now: datetime, segment: Segment, version: int | None = None
) -> Event | None:
    """Put a segment into the trash; its customers and personas show none until it comes back."""
    change = segment.trash(by=by, now=now, version=version)
    return record(by, now, "segment.trashed", subject=segment, changes=[change])


@operation(needs=Right.PLAN)
def create_tier(
    *, by: Member, now: datetime, name: str, weight: Decimal = Decimal(1), about: str = ""
) -> Tier:
    """Add a tier below the others."""
    refuse_taken_name(Tier, name)
    last = Tier.with_trash.order_by("-rank").values_list("rank", flat=True).first()
    (rank,) = ranks_between(last, None)
    tier, change = Tier.create(by=by, now=now, name=name, weight=checked_weight(weight), about=about, rank=rank)  # fmt: skip
    record(by, now, "tier.created", subject=tier, changes=[change])
    return tier


@operation(needs=Right.PLAN)
def change_tier(
    *, by: Member, now: datetime, tier: Tier, version: int | None = None, **values: Any
) -> Event | None:
    """Rename a tier, say what a voice of it weighs; figures that count voices follow at once."""
    if "name" in values:
        refuse_taken_name(Tier, values["name"], tier)
    if "weight" in values:
        values["weight"] = checked_weight(values["weight"])
    change = tier.change(by=by, now=now, version=version, **values)
    return record(by, now, "tier.changed", subject=tier, changes=[change])


@operation(needs=Right.PLAN)
def rank_tier(*, by: Member, now: datetime, tier: Tier, before: Tier | None) -> Event | None:
    """Put a tier right before another one; None for the end."""
    if before and before.pk == tier.pk:
        raise Invalid("A tier stands before another one.", field="before", remedy="Choose another.")
    others = Tier.with_trash.exclude(pk=tier.pk)
    ahead = others.filter(rank__lt=before.rank) if before else others
    lower = ahead.order_by("-rank").values_list("rank", flat=True).first()
    (rank,) = ranks_between(lower, before.rank if before else None)
    change = tier.change(by=by, now=now, rank=rank)
    return record(by, now, "tier.ranked", subject=tier, changes=[change])


@operation(needs=Right.PLAN)
def trash_tier(
    *, by: Member, now: datetime, tier: Tier, version: int | None = None
) -> Event | None:  # fmt: skip
    """Put a tier into the trash; its customers' voices are ordinary until it comes back."""
    change = tier.trash(by=by, now=now, version=version)
    return record(by, now, "tier.trashed", subject=tier, changes=[change])
