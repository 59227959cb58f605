"""Decisions."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from leadline.strategy import operations
from leadline.strategy.api.base import router, today, who
from leadline.strategy.models import Decision
from leadline.strategy.queries.decisions import (
    DecisionFilters,
    decision_by_id,
    decision_line,
    decision_lines,
)
from leadline.strategy.schemas.decisions import (
    DecisionChange,
    DecisionIn,
    DecisionOut,
    DecisionPage,
    DecisionQuery,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/decisions", needs=Right.SEE, response=DecisionPage)
def list_decisions(request: HttpRequest, asked: Query[DecisionQuery]) -> Any:
    """Decisions, the newest first; those due by their day."""
    filters = DecisionFilters(asked.state, asked.q)
    return decision_lines(acting(request), today(request), filters, asked.after, asked.limit).of(
        DecisionOut.of
    )


@endpoint(router, "POST", "/decisions", needs=Right.CONTRIBUTE, response={201: DecisionOut})
def create_decision(request: HttpRequest, body: DecisionIn) -> Any:
    """Ask a question that somebody has to decide."""
    return 201, told(request, operations.create_decision(**who(request), **body.model_dump()))


@endpoint(router, "GET", "/decisions/{uuid:decision}", needs=Right.SEE, response=DecisionOut)
def read_decision(request: HttpRequest, decision: UUID) -> Any:
    """One decision."""
    return told(request, decision_by_id(acting(request), decision))


@endpoint(
    router, "PATCH", "/decisions/{uuid:decision}", needs=Right.CONTRIBUTE, response=DecisionOut
)
def change_decision(request: HttpRequest, decision: UUID, body: DecisionChange) -> Any:
    """Ask it otherwise."""
    found, version = decision_by_id(acting(request), decision), expected_version(request)
    operations.change_decision(
        **who(request), decision=found, version=version, **body.model_dump(exclude_unset=True)
    )
    return told(request, found)


@endpoint(router, "DELETE", "/decisions/{uuid:decision}", needs=Right.PLAN, response={204: None})
def trash_decision(request: HttpRequest, decision: UUID) -> Any:
    """Put a decision into the trash."""
    found, version = decision_by_id(acting(request), decision), expected_version(request)
    operations.trash_decision(**who(request), decision=found, version=version)
    return 204, None


def told(request: HttpRequest, decision: Decision) -> DecisionOut:
    """A decision with what was chosen."""
    return DecisionOut.of(decision_line(acting(request), decision, today(request)))
