"""Themes and their shares."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.strategy import operations
from leadline.strategy.api.base import router, who
from leadline.strategy.kinds import DIMENSIONS
from leadline.strategy.queries import cycle_by_id
from leadline.strategy.queries.themes import shares_of, theme_by_id, themes
from leadline.strategy.schemas.sheets import (
    DimensionIn,
    ShareIn,
    ShareList,
    ShareOut,
    ThemeChange,
    ThemeIn,
    ThemeList,
    ThemeOut,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/themes", needs=Right.SEE, response=ThemeList)
def list_themes(request: HttpRequest) -> Any:
    """Themes by dimension and name; 500 at most."""
    return {"rows": themes(acting(request))}


@endpoint(router, "POST", "/themes", needs=Right.PLAN, response={201: ThemeOut})
def create_theme(request: HttpRequest, body: ThemeIn) -> Any:
    """Add a theme."""
    return 201, operations.create_theme(**who(request), **body.model_dump())


@endpoint(router, "POST", "/themes/dimensions", needs=Right.PLAN, response={201: ThemeList})
def create_usual_themes(request: HttpRequest, body: DimensionIn) -> Any:
    """Add the usual themes of a dimension; those that are there stay. Answers all themes."""
    preset = DIMENSIONS[body.preset]
    names = [str(each) for each in preset.themes]
    operations.create_themes(**who(request), dimension=str(preset.name), names=names)
    return 201, {"rows": themes(acting(request))}


@endpoint(router, "GET", "/themes/{uuid:theme}", needs=Right.SEE, response=ThemeOut)
def read_theme(request: HttpRequest, theme: UUID) -> Any:
    """One theme."""
    return theme_by_id(acting(request), theme)


@endpoint(router, "PATCH", "/themes/{uuid:theme}", needs=Right.PLAN, response=ThemeOut)
def change_theme(request: HttpRequest, theme: UUID, body: ThemeChange) -> Any:
    """Say a theme otherwise."""
    found, version = theme_by_id(acting(request), theme), expected_version(request)
    operations.change_theme(
        **who(request), theme=found, version=version, **body.model_dump(exclude_unset=True)
    )
    return found


@endpoint(router, "DELETE", "/themes/{uuid:theme}", needs=Right.PLAN, response={204: None})
def trash_theme(request: HttpRequest, theme: UUID) -> Any:
    """Put a theme into the trash."""
    found, version = theme_by_id(acting(request), theme), expected_version(request)
    operations.trash_theme(**who(request), theme=found, version=version)
    return 204, None


@endpoint(router, "GET", "/themes/{uuid:theme}/shares", needs=Right.SEE, response=ShareList)
def list_shares(request: HttpRequest, theme: UUID) -> Any:
    """The shares of a theme by cycle, in parts of ten thousand."""
    found = theme_by_id(acting(request), theme)
    return {"rows": [ShareOut.of(row) for row in shares_of(acting(request), found)]}


@endpoint(router, "POST", "/themes/{uuid:theme}/shares", needs=Right.PLAN, response={204: None})
def set_share(request: HttpRequest, theme: UUID, body: ShareIn) -> Any:
    """Say which part of ten thousand a theme should have in a cycle."""
    found, cycle = theme_by_id(acting(request), theme), cycle_by_id(acting(request), body.cycle)
    operations.set_share(**who(request), theme=found, cycle=cycle, share=body.share)
    return 204, None
