"""What hangs on items: criteria, dependencies, values of custom fields."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from leadline.backlog import operations, queries
from leadline.backlog.models import CustomField
from leadline.backlog.queries.records import item_and_line
from leadline.backlog.schemas.items import ItemOut, ValuesIn
from leadline.backlog.schemas.parts import (
    CriterionChange,
    CriterionIn,
    CriterionOut,
    CriterionPlaceIn,
    DependencyIn,
    DependencyOut,
)
from leadline.foundation import clock
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

router = Router()


@endpoint(router, "GET", "/items/{uuid:item}/criteria", needs=Right.SEE, response=list[CriterionOut])  # fmt: skip
def list_criteria(request: HttpRequest, item: UUID) -> Any:
    """An item's acceptance criteria in order, 100 at most."""
    found = queries.item_by_id(acting(request), item)
    return [CriterionOut.of(row) for row in queries.criteria_of(acting(request), found)]


@endpoint(router, "POST", "/items/{uuid:item}/criteria", needs=Right.CONTRIBUTE, response={201: CriterionOut})  # fmt: skip
def add_criterion(request: HttpRequest, item: UUID, body: CriterionIn) -> Any:
    """Add a criterion behind those there are."""
    found = queries.item_by_id(acting(request), item)
    made = operations.add_criterion(by=acting(request), now=clock.now(), item=found, **body.model_dump())  # fmt: skip
    return 201, CriterionOut.of(made)


@endpoint(router, "PATCH", "/criteria/{uuid:criterion}", needs=Right.CONTRIBUTE, response=CriterionOut)  # fmt: skip
def change_criterion(request: HttpRequest, criterion: UUID, body: CriterionChange) -> Any:
    """Rewrite a criterion, or say whether it is met."""
    found, version = queries.criterion_by_id(acting(request), criterion), expected_version(request)
    fields = body.model_dump(exclude_unset=True)
    operations.change_criterion(by=acting(request), now=clock.now(), criterion=found, version=version, **fields)  # fmt: skip
    return CriterionOut.of(found)


@endpoint(router, "DELETE", "/criteria/{uuid:criterion}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_criterion(request: HttpRequest, criterion: UUID) -> Any:
    """Put a criterion into the trash."""
    found, version = queries.criterion_by_id(acting(request), criterion), expected_version(request)
    operations.remove_criterion(by=acting(request), now=clock.now(), criterion=found, version=version)  # fmt: skip
    return 204, None


@endpoint(router, "POST", "/criteria/{uuid:criterion}/place", needs=Right.CONTRIBUTE, response=CriterionOut)  # fmt: skip
def rank_criterion(request: HttpRequest, criterion: UUID, body: CriterionPlaceIn) -> Any:
    """Put a criterion before another one of its item."""
    found = queries.criterion_by_id(acting(request), criterion)
    before = queries.criterion_by_id(acting(request), body.before) if body.before else None
    operations.rank_criterion(by=acting(request), now=clock.now(), criterion=found, before=before)
    return CriterionOut.of(found)


@endpoint(router, "GET", "/items/{uuid:item}/dependencies", needs=Right.SEE, response=list[DependencyOut])  # fmt: skip
def list_dependencies(request: HttpRequest, item: UUID) -> Any:
    """What an item waits for and what waits for it, 200 of each at most."""
    found = queries.item_by_id(acting(request), item)
    return [DependencyOut.of(row) for row in queries.dependencies_of(acting(request), found)]


@endpoint(router, "POST", "/dependencies", needs=Right.CONTRIBUTE, response={201: DependencyOut})
def add_dependency(request: HttpRequest, body: DependencyIn) -> Any:
    """Say that one item cannot be finished before another."""
    ends = {name: queries.item_by_id(acting(request), key) for name, key in body.model_dump().items()}  # fmt: skip
    return 201, DependencyOut.of(operations.add_dependency(by=acting(request), now=clock.now(), **ends))  # fmt: skip


@endpoint(router, "DELETE", "/dependencies/{uuid:dependency}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_dependency(request: HttpRequest, dependency: UUID) -> Any:
    """Take a dependency away; it has no version, since it is never edited."""
    found = queries.dependency_by_id(acting(request), dependency)
    operations.remove_dependency(by=acting(request), now=clock.now(), dependency=found)
    return 204, None


@endpoint(router, "POST", "/items/{uuid:item}/fields", needs=Right.CONTRIBUTE, response=ItemOut)
def set_fields(request: HttpRequest, item: UUID, body: ValuesIn) -> Any:
    """Set an item's values of custom fields; the others stay as they are."""
    found = queries.item_by_id(acting(request), item)
    values: dict[CustomField, Any] = {
        one(queries.fields_of(acting(request), found.product), pk=key): value
        for key, value in body.values.items()
    }
    operations.set_fields(by=acting(request), now=clock.now(), item=found, values=values)
    return ItemOut.of(item_and_line(acting(request), found)[1])
