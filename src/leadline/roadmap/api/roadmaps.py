"""Roadmaps."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.foundation.paging import PAGE
from leadline.roadmap import operations, queries
from leadline.roadmap.api.base import resolved, roadmap_of, who
from leadline.roadmap.schemas.roadmaps import RoadmapChange, RoadmapIn, RoadmapOut, RoadmapPage
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/roadmaps", needs=Right.SEE, response=RoadmapPage)
def list_roadmaps(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """Roadmaps by name."""
    return queries.roadmap_page(acting(request), after, limit).of(RoadmapOut.of)


@endpoint(router, "POST", "/roadmaps", needs=Right.PLAN, response={201: RoadmapOut})
def create_roadmap(request: HttpRequest, body: RoadmapIn) -> Any:
    """Open a roadmap."""
    fields = resolved(body.model_dump())
    return 201, RoadmapOut.of(operations.create_roadmap(**who(request), **fields))


@endpoint(router, "GET", "/roadmaps/{uuid:roadmap}", needs=Right.SEE, response=RoadmapOut)
def read_roadmap(request: HttpRequest, roadmap: UUID) -> Any:
    """One roadmap."""
    return RoadmapOut.of(roadmap_of(request, roadmap))


@endpoint(router, "PATCH", "/roadmaps/{uuid:roadmap}", needs=Right.PLAN, response=RoadmapOut)
def change_roadmap(request: HttpRequest, roadmap: UUID, body: RoadmapChange) -> Any:
    """Change what a roadmap is."""
    found, version = roadmap_of(request, roadmap), expected_version(request)
    fields = resolved(body.model_dump(exclude_unset=True))
    operations.edit_roadmap(**who(request), roadmap=found, version=version, **fields)
    return RoadmapOut.of(found)


@endpoint(router, "DELETE", "/roadmaps/{uuid:roadmap}", needs=Right.PLAN, response={204: None})
def trash_roadmap(request: HttpRequest, roadmap: UUID) -> Any:
    """Put a roadmap into the trash, with its bars."""
    found, version = roadmap_of(request, roadmap), expected_version(request)
    operations.trash_roadmap(**who(request), roadmap=found, version=version)
    return 204, None
