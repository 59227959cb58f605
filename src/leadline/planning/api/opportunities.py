"""The API of opportunities, of the map of assumptions, and of the actual shares of themes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from leadline.foundation import clock
from leadline.foundation.paging import PAGE
from leadline.planning import operations, queries
from leadline.planning.api.resolving import opportunity_of, resolved
from leadline.planning.schemas.bets import exact
from leadline.planning.schemas.doubts import DoubtList, DoubtOut
from leadline.planning.schemas.opportunities import (
    ActualList,
    ActualOut,
    EvidenceIn,
    EvidenceOut,
    EvidencePage,
    NodeOut,
    NodePage,
    OpportunityChange,
    OpportunityIn,
    OpportunityOut,
    OpportunityPage,
    OpportunityQuery,
    PlaceIn,
)
from leadline.strategy.models import Objective
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/opportunities", needs=Right.SEE, response=OpportunityPage)
def list_opportunities(request: HttpRequest, asked: Query[OpportunityQuery]) -> Any:
    """Opportunities by name."""
    page = queries.opportunities(acting(request), asked.q, asked.objective, asked.after, asked.limit)  # fmt: skip
    return page.of(OpportunityOut.of)


@endpoint(router, "POST", "/opportunities", needs=Right.CONTRIBUTE, response={201: OpportunityOut})
def create_opportunity(request: HttpRequest, body: OpportunityIn) -> Any:
    """Add an opportunity."""
    fields = resolved(body.model_dump())
    return 201, OpportunityOut.of(operations.create_opportunity(by=acting(request), now=clock.now(), **fields))  # fmt: skip


@endpoint(router, "GET", "/opportunities/tree", needs=Right.SEE, response=NodePage)
def read_roots(request: HttpRequest, objective: UUID | None = None, after: str = "") -> Any:
    """The uppermost opportunities of an objective, or those that stand nowhere yet."""
    found = one(Objective.objects.all(), pk=objective) if objective else None
    return queries.roots_of(acting(request), found, _today(request), after).of(NodeOut.of_node)


@endpoint(router, "GET", "/opportunities/{uuid:opportunity}", needs=Right.SEE, response=OpportunityOut)  # fmt: skip
def read_opportunity(request: HttpRequest, opportunity: UUID) -> Any:
    """One opportunity."""
    return OpportunityOut.of(opportunity_of(request, opportunity))


@endpoint(router, "PATCH", "/opportunities/{uuid:opportunity}", needs=Right.CONTRIBUTE, response=OpportunityOut)  # fmt: skip
def change_opportunity(request: HttpRequest, opportunity: UUID, body: OpportunityChange) -> Any:
    """Change what an opportunity says, and where it stands."""
    found, version = opportunity_of(request, opportunity), expected_version(request)
    fields = resolved(body.model_dump(exclude_unset=True))
    operations.edit_opportunity(by=acting(request), now=clock.now(), opportunity=found, version=version, **fields)  # fmt: skip
    return OpportunityOut.of(found)


@endpoint(router, "DELETE", "/opportunities/{uuid:opportunity}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def trash_opportunity(request: HttpRequest, opportunity: UUID) -> Any:
    """Put an opportunity into the trash."""
    found, version = opportunity_of(request, opportunity), expected_version(request)
    operations.trash_opportunity(by=acting(request), now=clock.now(), opportunity=found, version=version)  # fmt: skip
    return 204, None


@endpoint(router, "POST", "/opportunities/{uuid:opportunity}/place", needs=Right.CONTRIBUTE, response=OpportunityOut)  # fmt: skip
def move_opportunity(request: HttpRequest, opportunity: UUID, body: PlaceIn) -> Any:
    """Put an opportunity with all below it elsewhere."""
    found, version = opportunity_of(request, opportunity), expected_version(request)
    operations.move_opportunity(by=acting(request), now=clock.now(), opportunity=found, version=version, **resolved(body.model_dump()))  # fmt: skip
    return OpportunityOut.of(found)


@endpoint(router, "GET", "/opportunities/{uuid:opportunity}/branch", needs=Right.SEE, response=NodePage)  # fmt: skip
def read_branch(request: HttpRequest, opportunity: UUID, after: str = "") -> Any:
    """What stands right below an opportunity, with what was heard in each branch."""
    found = opportunity_of(request, opportunity)
    return queries.children_of(acting(request), found, _today(request), after).of(NodeOut.of_node)


@endpoint(router, "GET", "/opportunities/{uuid:opportunity}/evidence", needs=Right.SEE, response=EvidencePage)  # fmt: skip
def list_evidence(request: HttpRequest, opportunity: UUID, after: str = "", limit: int = PAGE) -> Any:  # fmt: skip
    """What was heard and claimed about an opportunity, the newest first."""
    found = opportunity_of(request, opportunity)
    return queries.evidence_of(acting(request), found, after, limit).of(EvidenceOut.of)


@endpoint(router, "POST", "/opportunities/{uuid:opportunity}/evidence", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def link_evidence(request: HttpRequest, opportunity: UUID, body: EvidenceIn) -> Any:
    """Link a passage or a claim, or say anew how strongly it speaks."""
    fields = resolved(body.model_dump()) | {"strength": exact(body.strength)}
    operations.link_evidence(by=acting(request), now=clock.now(), opportunity=opportunity_of(request, opportunity), **fields)  # fmt: skip
    return 204, None


@endpoint(router, "DELETE", "/opportunities/{uuid:opportunity}/evidence/{uuid:evidence}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def unlink_evidence(request: HttpRequest, opportunity: UUID, evidence: UUID) -> Any:
    """Take a passage or a claim off an opportunity."""
    row = queries.evidence_by_id(acting(request), opportunity_of(request, opportunity), evidence)
    operations.unlink_evidence(by=acting(request), now=clock.now(), evidence=row)
    return 204, None


@endpoint(router, "GET", "/assumptions", needs=Right.SEE, response=DoubtList)
def list_doubts(request: HttpRequest, product: UUID | None = None) -> Any:
    """What the open bets rest on, of a product or of all, what would teach most first."""
    found = queries.doubts_of_product(acting(request), product, _today(request))
    return {"rows": [DoubtOut.of(each) for each in found]}


@endpoint(router, "GET", "/themes/actual", needs=Right.SEE, response=ActualList)
def read_actual_shares(request: HttpRequest, cycle: UUID | None = None) -> Any:
    """Where the effort and the money of committed bets go, theme by theme."""
    return {"rows": [ActualOut.of(each) for each in queries.actual_shares(acting(request), cycle)]}


def _today(request: HttpRequest) -> date:
    return acting(request).workspace.today(clock.now())
