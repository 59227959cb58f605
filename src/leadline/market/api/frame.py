"""Segments and tiers."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.foundation import clock
from leadline.foundation.paging import PAGE
from leadline.market import operations, queries
from leadline.market.schemas.frame import (
    SegmentChange,
    SegmentIn,
    SegmentOut,
    SegmentPage,
    TierChange,
    TierIn,
    TierOut,
    TierPage,
    TierPlaceIn,
    VoicesOut,
    weight_of,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/segments", needs=Right.SEE, response=SegmentPage)
def list_segments(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """Segments by name."""
    return queries.segments(acting(request), after, limit).of(SegmentOut.of)


@endpoint(router, "POST", "/segments", needs=Right.PLAN, response={201: SegmentOut})
def create_segment(request: HttpRequest, body: SegmentIn) -> Any:
    """Add a part of the market."""
    made = operations.create_segment(by=acting(request), now=clock.now(), **body.model_dump())
    return 201, SegmentOut.of(made)


@endpoint(router, "GET", "/segments/{uuid:segment}", needs=Right.SEE, response=SegmentOut)
def read_segment(request: HttpRequest, segment: UUID) -> Any:
    """One segment."""
    return SegmentOut.of(queries.segment_by_id(acting(request), segment))


@endpoint(router, "GET", "/segments/{uuid:segment}/voices", needs=Right.SEE, response=VoicesOut)
def read_voices_of_segment(request: HttpRequest, segment: UUID) -> Any:
    """What the customers of a segment weigh together, and what they bring in a year."""
    by = acting(request)
    found = queries.segment_by_id(by, segment)
    return VoicesOut.of(
        queries.voices_of(by, queries.customers_in(by, found), by.workspace.today(clock.now()))
    )


@endpoint(router, "PATCH", "/segments/{uuid:segment}", needs=Right.PLAN, response=SegmentOut)
def change_segment(request: HttpRequest, segment: UUID, body: SegmentChange) -> Any:
    """Rename a segment, say what holds it together."""
    found, version = queries.segment_by_id(acting(request), segment), expected_version(request)
    fields = body.model_dump(exclude_unset=True)
    operations.change_segment(by=acting(request), now=clock.now(), segment=found, version=version, **fields)  # fmt: skip
    return SegmentOut.of(found)


@endpoint(router, "DELETE", "/segments/{uuid:segment}", needs=Right.PLAN, response={204: None})
def remove_segment(request: HttpRequest, segment: UUID) -> Any:
    """Put a segment into the trash."""
    found, version = queries.segment_by_id(acting(request), segment), expected_version(request)
    operations.trash_segment(by=acting(request), now=clock.now(), segment=found, version=version)
    return 204, None


@endpoint(router, "GET", "/tiers", needs=Right.SEE, response=TierPage)
def list_tiers(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """Tiers in their order."""
    return queries.tiers(acting(request), after, limit).of(TierOut.of)


@endpoint(router, "POST", "/tiers", needs=Right.PLAN, response={201: TierOut})
def create_tier(request: HttpRequest, body: TierIn) -> Any:
    """Add a tier below the others."""
    made = operations.create_tier(by=acting(request), now=clock.now(), **_weighed(body.model_dump()))  # fmt: skip
    return 201, TierOut.of(made)


@endpoint(router, "GET", "/tiers/{uuid:tier}", needs=Right.SEE, response=TierOut)
def read_tier(request: HttpRequest, tier: UUID) -> Any:
    """One tier."""
    return TierOut.of(queries.tier_by_id(acting(request), tier))


@endpoint(router, "PATCH", "/tiers/{uuid:tier}", needs=Right.PLAN, response=TierOut)
def change_tier(request: HttpRequest, tier: UUID, body: TierChange) -> Any:
    """Rename a tier, say what a voice of it weighs."""
    found, version = queries.tier_by_id(acting(request), tier), expected_version(request)
    fields = _weighed(body.model_dump(exclude_unset=True))
    operations.change_tier(by=acting(request), now=clock.now(), tier=found, version=version, **fields)  # fmt: skip
    return TierOut.of(found)


@endpoint(router, "POST", "/tiers/{uuid:tier}/place", needs=Right.PLAN, response=TierOut)
def rank_tier(request: HttpRequest, tier: UUID, body: TierPlaceIn) -> Any:
    """Put a tier right before another one, or at the end."""
    found = queries.tier_by_id(acting(request), tier)
    before = queries.tier_by_id(acting(request), body.before) if body.before else None
    operations.rank_tier(by=acting(request), now=clock.now(), tier=found, before=before)
    return TierOut.of(found)


@endpoint(router, "DELETE", "/tiers/{uuid:tier}", needs=Right.PLAN, response={204: None})
def remove_tier(request: HttpRequest, tier: UUID) -> Any:
    """Put a tier into the trash; its customers' voices are ordinary until it comes back."""
    found, version = queries.tier_by_id(acting(request), tier), expected_version(request)
    operations.trash_tier(by=acting(request), now=clock.now(), tier=found, version=version)
    return 204, None


def _weighed(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | ({"weight": weight_of(fields["weight"])} if "weight" in fields else {})
