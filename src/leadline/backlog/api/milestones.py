"""Milestones, and what they ask for."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.backlog import operations, queries
from leadline.backlog.models import Milestone
from leadline.backlog.queries.milestones import part_of
from leadline.backlog.schemas.aims import (
    MilestoneChange,
    MilestoneIn,
    MilestoneOut,
    MilestonePage,
    RequiredIn,
)
from leadline.foundation import clock
from leadline.foundation.paging import PAGE
from leadline.planning.queries import bet_by_id
from leadline.products.queries import product_by_key
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/milestones", needs=Right.SEE, response=MilestonePage)
def list_milestones(request: HttpRequest, product: str = "", after: str = "", limit: int = PAGE) -> Any:  # fmt: skip
    """The milestones of a product, or of all, by their day."""
    by = acting(request)
    of = product_by_key(by, product) if product else None
    return queries.milestones(by, _today(request), of, after, limit).of(MilestoneOut.of)


@endpoint(router, "POST", "/milestones", needs=Right.PLAN, response={201: MilestoneOut})
def create_milestone(request: HttpRequest, body: MilestoneIn) -> Any:
    """Name a day of a product."""
    product = product_by_key(acting(request), body.product)
    made = operations.create_milestone(by=acting(request), now=clock.now(), product=product, **body.model_dump(exclude={"product"}))  # fmt: skip
    return 201, _whole(request, made)


@endpoint(router, "GET", "/milestones/{uuid:milestone}", needs=Right.SEE, response=MilestoneOut)
def read_milestone(request: HttpRequest, milestone: UUID) -> Any:
    """One milestone with what it asks for."""
    return _whole(request, queries.milestone_by_id(acting(request), milestone))


@endpoint(router, "PATCH", "/milestones/{uuid:milestone}", needs=Right.PLAN, response=MilestoneOut)
def change_milestone(request: HttpRequest, milestone: UUID, body: MilestoneChange) -> Any:
    """Rename a milestone, or move its day."""
    found, version = queries.milestone_by_id(acting(request), milestone), expected_version(request)
    fields = body.model_dump(exclude_unset=True)
    operations.change_milestone(by=acting(request), now=clock.now(), milestone=found, version=version, **fields)  # fmt: skip
    return _whole(request, found)


@endpoint(router, "DELETE", "/milestones/{uuid:milestone}", needs=Right.PLAN, response={204: None})
def trash_milestone(request: HttpRequest, milestone: UUID) -> Any:
    """Put a milestone into the trash."""
    found, version = queries.milestone_by_id(acting(request), milestone), expected_version(request)
    operations.trash_milestone(by=acting(request), now=clock.now(), milestone=found, version=version)  # fmt: skip
    return 204, None


@endpoint(router, "POST", "/milestones/{uuid:milestone}/asked", needs=Right.PLAN, response=MilestoneOut)  # fmt: skip
def require(request: HttpRequest, milestone: UUID, body: RequiredIn) -> Any:
    """Say that items, or all the work of bets, must be done by a milestone."""
    by, found = acting(request), queries.milestone_by_id(acting(request), milestone)
    items, bets = queries.items_by_ids(by, body.items), [bet_by_id(by, key) for key in body.bets]
    operations.require(by=by, now=clock.now(), milestone=found, items=items, bets=bets)
    return _whole(request, found)


@endpoint(router, "DELETE", "/milestones/{uuid:milestone}/asked/{uuid:asked}", needs=Right.PLAN, response={204: None})  # fmt: skip
def drop_part(request: HttpRequest, milestone: UUID, asked: UUID) -> Any:
    """Say that a milestone does not ask for this any more."""
    found = queries.milestone_by_id(acting(request), milestone)
    operations.drop_part(by=acting(request), now=clock.now(), part=part_of(acting(request), found, asked))  # fmt: skip
    return 204, None


def _today(request: HttpRequest) -> date:
    return acting(request).workspace.today(clock.now())


def _whole(request: HttpRequest, milestone: Milestone) -> MilestoneOut:
    return MilestoneOut.of(queries.milestone_line(acting(request), _today(request), milestone))
