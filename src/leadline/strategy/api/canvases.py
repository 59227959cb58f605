"""Canvases and their versions."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from leadline.strategy import operations
from leadline.strategy.api.base import resolved, router, who
from leadline.strategy.kinds import KINDS
from leadline.strategy.queries.canvases import (
    NOW,
    canvas_by_id,
    canvases,
    comparison,
    versions_of,
)
from leadline.strategy.schemas.sheets import (
    BoxIn,
    CanvasChange,
    CanvasComparisonOut,
    CanvasIn,
    CanvasOut,
    CanvasPage,
    CanvasQuery,
    CanvasVersionList,
    CanvasVersionOut,
    PublishIn,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/canvases", needs=Right.SEE, response=CanvasPage)
def list_canvases(request: HttpRequest, asked: Query[CanvasQuery]) -> Any:
    """Canvases by kind and name, vision and positioning too."""
    kinds = (asked.kind,) if asked.kind else tuple(KINDS)
    page = canvases(acting(request), asked.after, asked.product, kinds, asked.limit)
    return page.of(CanvasOut.of)


@endpoint(router, "POST", "/canvases", needs=Right.PLAN, response={201: CanvasOut})
def create_canvas(request: HttpRequest, body: CanvasIn) -> Any:
    """Begin an empty canvas."""
    fields = resolved(request, body.model_dump())
    return 201, CanvasOut.of(
        operations.create_canvas(**who(request), canvas_kind=fields.pop("kind"), **fields)
    )


@endpoint(router, "GET", "/canvases/{uuid:canvas}", needs=Right.SEE, response=CanvasOut)
def read_canvas(request: HttpRequest, canvas: UUID) -> Any:
    """One canvas with its boxes."""
    return CanvasOut.of(canvas_by_id(acting(request), canvas))


@endpoint(router, "PATCH", "/canvases/{uuid:canvas}", needs=Right.PLAN, response=CanvasOut)
def change_canvas(request: HttpRequest, canvas: UUID, body: CanvasChange) -> Any:
    """Rename a canvas, or give it to another product."""
    found, version = canvas_by_id(acting(request), canvas), expected_version(request)
    fields = resolved(request, body.model_dump(exclude_unset=True))
    operations.change_canvas(**who(request), canvas=found, version=version, **fields)
    return CanvasOut.of(found)


@endpoint(router, "DELETE", "/canvases/{uuid:canvas}", needs=Right.PLAN, response={204: None})
def trash_canvas(request: HttpRequest, canvas: UUID) -> Any:
    """Put a canvas into the trash, with its versions."""
    found, version = canvas_by_id(acting(request), canvas), expected_version(request)
    operations.trash_canvas(**who(request), canvas=found, version=version)
    return 204, None


@endpoint(
    router, "PATCH", "/canvases/{uuid:canvas}/box", needs=Right.CONTRIBUTE, response=CanvasOut
)
def fill_box(request: HttpRequest, canvas: UUID, body: BoxIn) -> Any:
    """Write what stands in one box."""
    found, version = canvas_by_id(acting(request), canvas), expected_version(request)
    operations.fill_box(**who(request), canvas=found, version=version, **body.model_dump())
    return CanvasOut.of(found)


@endpoint(
    router, "GET", "/canvases/{uuid:canvas}/versions", needs=Right.SEE, response=CanvasVersionList
)
def list_canvas_versions(request: HttpRequest, canvas: UUID) -> Any:
    """What was published, newest first; 200 at most."""
    found = canvas_by_id(acting(request), canvas)
    return {"rows": [CanvasVersionOut.of(row) for row in versions_of(acting(request), found)]}


@endpoint(
    router,
    "POST",
    "/canvases/{uuid:canvas}/versions",
    needs=Right.PLAN,
    response={201: CanvasVersionOut},
)
def publish_canvas(request: HttpRequest, canvas: UUID, body: PublishIn) -> Any:
    """Keep the canvas as it stands, with the reason."""
    found = canvas_by_id(acting(request), canvas)
    return 201, CanvasVersionOut.of(
        operations.publish_canvas(**who(request), canvas=found, reason=body.reason)
    )


@endpoint(router, "GET", "/canvases/{uuid:canvas}/comparison", needs=Right.SEE, response=CanvasComparisonOut)  # fmt: skip
def compare_canvas_versions(request: HttpRequest, canvas: UUID, before: str = "", after: str = NOW) -> Any:  # fmt: skip
    """What differs between two versions, box by box: the newest one and the canvas as it stands, unless told."""
    found = canvas_by_id(acting(request), canvas)
    return CanvasComparisonOut.of(comparison(acting(request), found, before, after))
