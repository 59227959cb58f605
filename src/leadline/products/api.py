"""The API of this room: products, product lines, teams."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.foundation import clock
from leadline.foundation.paging import PAGE
from leadline.products import operations, queries
from leadline.products.models import Product, ProductLine, Team
from leadline.products.schemas import (
    LineChange,
    LineIn,
    LineOut,
    LinePage,
    ProductChange,
    ProductIn,
    ProductOut,
    ProductPage,
    TeamChange,
    TeamIn,
    TeamOut,
    TeamPage,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one, people
from leadline.workspaces.rights import Right

router = Router(tags=["Products"])


@endpoint(router, "GET", "/products", needs=Right.SEE, response=ProductPage)
def list_products(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """Products by key."""
    return queries.page_by(acting(request), Product, "key", after, limit).of(ProductOut.of)


@endpoint(router, "POST", "/products", needs=Right.PLAN, response={201: ProductOut})
def create_product(request: HttpRequest, body: ProductIn) -> Any:
    """Add a product; its first statuses and lists follow by themselves."""
    fields = _with_line(request, body.model_dump())
    return 201, ProductOut.of(operations.create_product(by=acting(request), now=clock.now(), **fields))  # fmt: skip


@endpoint(router, "GET", "/products/{key}", needs=Right.SEE, response=ProductOut)
def read_product(request: HttpRequest, key: str) -> Any:
    """One product, by its key."""
    return ProductOut.of(queries.product_by_key(acting(request), key))


@endpoint(router, "PATCH", "/products/{key}", needs=Right.PLAN, response=ProductOut)
def change_product(request: HttpRequest, key: str, body: ProductChange) -> Any:
    """Rename a product, move it to another stage of life, say what it is."""
    product, version = queries.product_by_key(acting(request), key), expected_version(request)
    fields = _with_line(request, body.model_dump(exclude_unset=True))
    operations.change_product(by=acting(request), now=clock.now(), product=product, version=version, **fields)  # fmt: skip
    return ProductOut.of(product)


@endpoint(router, "DELETE", "/products/{key}", needs=Right.PLAN, response={204: None})
def remove_product(request: HttpRequest, key: str) -> Any:
    """Put a product into the trash, with its work."""
    product, version = queries.product_by_key(acting(request), key), expected_version(request)
    operations.trash_product(by=acting(request), now=clock.now(), product=product, version=version)
    return 204, None


@endpoint(router, "GET", "/lines", needs=Right.SEE, response=LinePage)
def list_lines(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """Product lines, oldest first."""
    return queries.page_by(acting(request), ProductLine, "created_at", after, limit).of(LineOut.of)


@endpoint(router, "POST", "/lines", needs=Right.PLAN, response={201: LineOut})
def create_line(request: HttpRequest, body: LineIn) -> Any:
    """Add a product line."""
    return 201, LineOut.of(operations.create_line(by=acting(request), now=clock.now(), **body.model_dump()))  # fmt: skip


@endpoint(router, "GET", "/lines/{uuid:line}", needs=Right.SEE, response=LineOut)
def read_line(request: HttpRequest, line: UUID) -> Any:
    """One product line."""
    return LineOut.of(queries.line_by_id(acting(request), line))


@endpoint(router, "PATCH", "/lines/{uuid:line}", needs=Right.PLAN, response=LineOut)
def change_line(request: HttpRequest, line: UUID, body: LineChange) -> Any:
    """Rename a product line, say what holds it together."""
    found, version = queries.line_by_id(acting(request), line), expected_version(request)
    fields = body.model_dump(exclude_unset=True)
    operations.change_line(by=acting(request), now=clock.now(), line=found, version=version, **fields)  # fmt: skip
    return LineOut.of(found)


@endpoint(router, "DELETE", "/lines/{uuid:line}", needs=Right.PLAN, response={204: None})
def remove_line(request: HttpRequest, line: UUID) -> Any:
    """Put a product line into the trash; its products stay."""
    found, version = queries.line_by_id(acting(request), line), expected_version(request)
    operations.trash_line(by=acting(request), now=clock.now(), line=found, version=version)
    return 204, None


@endpoint(router, "GET", "/teams", needs=Right.SEE, response=TeamPage)
def list_teams(request: HttpRequest, after: str = "", limit: int = PAGE) -> Any:
    """Teams with their members, oldest first."""
    page = queries.page_by(acting(request), Team, "created_at", after, limit)
    members = queries.member_ids(acting(request), [row.pk for row in page.rows])
    return page.of(lambda row: TeamOut.of(row, members[row.pk]))


@endpoint(router, "POST", "/teams", needs=Right.PLAN, response={201: TeamOut})
def create_team(request: HttpRequest, body: TeamIn) -> Any:
    """Add a team, with the people in it."""
    fields = _with_members(request, body.model_dump())
    return 201, _team(request, operations.create_team(by=acting(request), now=clock.now(), **fields))  # fmt: skip


@endpoint(router, "GET", "/teams/{uuid:team}", needs=Right.SEE, response=TeamOut)
def read_team(request: HttpRequest, team: UUID) -> Any:
    """One team."""
    return _team(request, queries.team_by_id(acting(request), team))


@endpoint(router, "PATCH", "/teams/{uuid:team}", needs=Right.PLAN, response=TeamOut)
def change_team(request: HttpRequest, team: UUID, body: TeamChange) -> Any:
    """Rename a team, say what it does, set who is in it."""
    found, version = queries.team_by_id(acting(request), team), expected_version(request)
    fields = _with_members(request, body.model_dump(exclude_unset=True))
    operations.change_team(by=acting(request), now=clock.now(), team=found, version=version, **fields)  # fmt: skip
    return _team(request, found)


@endpoint(router, "DELETE", "/teams/{uuid:team}", needs=Right.PLAN, response={204: None})
def remove_team(request: HttpRequest, team: UUID) -> Any:
    """Put a team into the trash."""
    found, version = queries.team_by_id(acting(request), team), expected_version(request)
    operations.trash_team(by=acting(request), now=clock.now(), team=found, version=version)
    return 204, None


def _team(request: HttpRequest, team: Team) -> TeamOut:
    return TeamOut.of(team, queries.member_ids(acting(request), [team.pk])[team.pk])


def _with_line(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    if fields.get("line"):
        fields["line"] = queries.line_by_id(acting(request), fields["line"])
    return fields


def _with_members(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    if "members" in fields:
        everybody = people(acting(request))
        fields["members"] = [one(everybody, pk=key) for key in fields["members"]]
    return fields
