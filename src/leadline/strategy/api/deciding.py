"""What belongs to a decision: its alternatives, the choice among them, later looks, and what it is about."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.strategy import operations
from leadline.strategy.api.base import router, who
from leadline.strategy.api.decisions import told
from leadline.strategy.models import Decision
from leadline.strategy.queries.decisions import (
    alternative_by_id,
    alternatives_of,
    decision_by_id,
    link_by_id,
    links_of,
    reviews_of,
)
from leadline.strategy.schemas.decisions import (
    AlternativeChange,
    AlternativeIn,
    AlternativeList,
    AlternativeOut,
    ChoiceIn,
    DecisionLinkList,
    DecisionLinkOut,
    DecisionOut,
    DecisionReviewIn,
    DecisionReviewList,
    DecisionReviewOut,
    LaterIn,
    LinkIn,
)
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

DECISION = "/decisions/{uuid:decision}"
ALTERNATIVES, LINKS, REVIEWS = (f"{DECISION}/{name}" for name in ("alternatives", "links", "reviews"))  # fmt: skip
ALTERNATIVE, LINK = f"{ALTERNATIVES}/{{uuid:alternative}}", f"{LINKS}/{{uuid:link}}"


@endpoint(router, "GET", ALTERNATIVES, needs=Right.SEE, response=AlternativeList)
def list_alternatives(request: HttpRequest, decision: UUID) -> Any:
    """The answers to choose from."""
    rows = alternatives_of(acting(request), _decision(request, decision))
    return {"rows": [AlternativeOut.of(row) for row in rows]}


@endpoint(router, "POST", ALTERNATIVES, needs=Right.CONTRIBUTE, response={201: AlternativeOut})
def add_alternative(request: HttpRequest, decision: UUID, body: AlternativeIn) -> Any:
    """Add an answer to choose from."""
    found = _decision(request, decision)
    operations.add_alternative(**who(request), decision=found, **body.model_dump())
    return 201, AlternativeOut.of(alternatives_of(acting(request), found)[-1])


@endpoint(router, "PATCH", ALTERNATIVE, needs=Right.CONTRIBUTE, response=AlternativeOut)
def change_alternative(
    request: HttpRequest, decision: UUID, alternative: UUID, body: AlternativeChange
) -> Any:
    """Say an answer otherwise, with what speaks for it and against it."""
    version, found = expected_version(request), _decision(request, decision)
    row = alternative_by_id(acting(request), found, alternative)
    fields = body.model_dump(exclude_unset=True)
    operations.change_alternative(**who(request), alternative=row, version=version, **fields)
    return AlternativeOut.of(row)


@endpoint(router, "DELETE", ALTERNATIVE, needs=Right.CONTRIBUTE, response={204: None})
def remove_alternative(request: HttpRequest, decision: UUID, alternative: UUID) -> Any:
    """Take an answer away; the chosen one stays."""
    version, found = expected_version(request), _decision(request, decision)
    row = alternative_by_id(acting(request), found, alternative)
    operations.remove_alternative(**who(request), alternative=row, version=version)
    return 204, None


@endpoint(router, "POST", f"{DECISION}/choice", needs=Right.PLAN, response=DecisionOut)
def decide(request: HttpRequest, decision: UUID, body: ChoiceIn) -> Any:
    """Choose an answer, with the reason."""
    found, fields = _decision(request, decision), body.model_dump()
    chosen = alternative_by_id(acting(request), found, fields.pop("alternative"))
    operations.decide(**who(request), decision=found, alternative=chosen, **fields)
    return told(request, found)


@endpoint(router, "GET", REVIEWS, needs=Right.SEE, response=DecisionReviewList)
def list_decision_reviews(request: HttpRequest, decision: UUID) -> Any:
    """The looks that were taken again, newest first; 200 at most."""
    rows = reviews_of(acting(request), _decision(request, decision))
    return {"rows": [DecisionReviewOut.of(row) for row in rows]}


@endpoint(router, "POST", REVIEWS, needs=Right.CONTRIBUTE, response=DecisionOut)
def review_decision(request: HttpRequest, decision: UUID, body: DecisionReviewIn) -> Any:
    """Say that a decision still stands, and when to look again, if ever."""
    found = _decision(request, decision)
    operations.review_decision(**who(request), decision=found, **body.model_dump())
    return told(request, found)


@endpoint(router, "POST", f"{DECISION}/superseding", needs=Right.PLAN, response=DecisionOut)
def supersede(request: HttpRequest, decision: UUID, body: LaterIn) -> Any:
    """Say which later decision took the place of this one."""
    found, later = _decision(request, decision), _decision(request, body.later)
    operations.supersede(**who(request), decision=found, later=later)
    return told(request, found)


@endpoint(router, "GET", LINKS, needs=Right.SEE, response=DecisionLinkList)
def list_decision_links(request: HttpRequest, decision: UUID) -> Any:
    """The records that a decision is about; 200 at most."""
    rows = links_of(acting(request), _decision(request, decision))
    return {"rows": [DecisionLinkOut.of(row) for row in rows]}


@endpoint(router, "POST", LINKS, needs=Right.CONTRIBUTE, response={204: None})
def link_decision(request: HttpRequest, decision: UUID, body: LinkIn) -> Any:
    """Say which record a decision is about."""
    found = _decision(request, decision)
    operations.link_decision(**who(request), decision=found, kind=body.kind, key=body.id)
    return 204, None


@endpoint(router, "DELETE", LINK, needs=Right.CONTRIBUTE, response={204: None})
def unlink_decision(request: HttpRequest, decision: UUID, link: UUID) -> Any:
    """Take a record away from a decision."""
    row = link_by_id(acting(request), _decision(request, decision), link)
    operations.unlink_decision(**who(request), link=row)
    return 204, None


def _decision(request: HttpRequest, key: UUID) -> Decision:
    return decision_by_id(acting(request), key)
