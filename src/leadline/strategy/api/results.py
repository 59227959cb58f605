"""Key results and check-ins."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from leadline.strategy import operations, queries
from leadline.strategy.api.base import resolved, router, today, who
from leadline.strategy.models import KeyResult
from leadline.strategy.queries.aims import check_in_by_id
from leadline.strategy.schemas.base import Listing, exact
from leadline.strategy.schemas.results import (
    CheckInIn,
    CheckInOut,
    CheckInPage,
    PointList,
    PointOut,
    ResultChange,
    ResultIn,
    ResultList,
    ResultOut,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(
    router, "GET", "/objectives/{uuid:objective}/key-results", needs=Right.SEE, response=ResultList
)
def list_results(request: HttpRequest, objective: UUID) -> Any:
    """The key results of an objective."""
    found = queries.objective_by_id(acting(request), objective)
    return {
        "rows": [
            ResultOut.of(line)
            for line in queries.results_of(acting(request), found, today(request))
        ]
    }


@endpoint(
    router,
    "POST",
    "/objectives/{uuid:objective}/key-results",
    needs=Right.PLAN,
    response={201: ResultOut},
)
def create_result(request: HttpRequest, objective: UUID, body: ResultIn) -> Any:
    """Set a key result."""
    found = queries.objective_by_id(acting(request), objective)
    fields = _exact(resolved(request, body.model_dump()))
    return 201, _told(
        request, operations.create_key_result(**who(request), objective=found, **fields)
    )


@endpoint(router, "GET", "/key-results/{uuid:result}", needs=Right.SEE, response=ResultOut)
def read_result(request: HttpRequest, result: UUID) -> Any:
    """One key result with its last value."""
    return _told(request, queries.result_by_id(acting(request), result))


@endpoint(router, "PATCH", "/key-results/{uuid:result}", needs=Right.PLAN, response=ResultOut)
def change_result(request: HttpRequest, result: UUID, body: ResultChange) -> Any:
    """Change a key result; one that leaves its metric keeps the last reading as a check-in."""
    found, version = queries.result_by_id(acting(request), result), expected_version(request)
    fields = _exact(resolved(request, body.model_dump(exclude_unset=True)))
    operations.change_key_result(**who(request), result=found, version=version, **fields)
    return _told(request, found)


@endpoint(router, "DELETE", "/key-results/{uuid:result}", needs=Right.PLAN, response={204: None})
def trash_result(request: HttpRequest, result: UUID) -> Any:
    """Put a key result into the trash."""
    found, version = queries.result_by_id(acting(request), result), expected_version(request)
    operations.trash_key_result(**who(request), result=found, version=version)
    return 204, None


@endpoint(router, "GET", "/key-results/{uuid:result}/points", needs=Right.SEE, response=PointList)
def list_points(request: HttpRequest, result: UUID) -> Any:
    """The values of a key result by day, the oldest first, from its metric or its check-ins; 1,000 at most."""
    found = queries.result_by_id(acting(request), result)
    return {"rows": [PointOut.of(point) for point in queries.points_of(acting(request), found)]}


@endpoint(
    router, "GET", "/key-results/{uuid:result}/check-ins", needs=Right.SEE, response=CheckInPage
)
def list_check_ins(request: HttpRequest, result: UUID, asked: Query[Listing]) -> Any:
    """What was said, newest first."""
    found = queries.result_by_id(acting(request), result)
    return queries.check_ins_of(acting(request), found, asked.after, asked.limit).of(CheckInOut.of)


@endpoint(
    router,
    "POST",
    "/key-results/{uuid:result}/check-ins",
    needs=Right.CONTRIBUTE,
    response={201: ResultOut},
)
def check_in(request: HttpRequest, result: UUID, body: CheckInIn) -> Any:
    """Say where a key result stands; answers it as it stands now."""
    found, fields = queries.result_by_id(acting(request), result), _exact(body.model_dump())
    operations.check_in(**who(request), result=found, **fields)
    return 201, _told(request, found)


@endpoint(
    router,
    "DELETE",
    "/key-results/{uuid:result}/check-ins/{uuid:check_in}",
    needs=Right.CONTRIBUTE,
    response={204: None},
)
def remove_check_in(request: HttpRequest, result: UUID, check_in: UUID) -> Any:
    """Take a check-in away."""
    version = expected_version(request)
    row = check_in_by_id(acting(request), queries.result_by_id(acting(request), result), check_in)
    operations.remove_check_in(**who(request), row=row, version=version)
    return 204, None


def _told(request: HttpRequest, result: KeyResult) -> ResultOut:
    return ResultOut.of(queries.result_line(acting(request), result, today(request)))


def _exact(fields: dict[str, Any]) -> dict[str, Any]:
    numbers = {
        name: exact(fields[name])
        for name in ("baseline", "target", "value")
        if fields.get(name) is not None
    }
    return fields | numbers
