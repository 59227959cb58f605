"""Claims, looks at them, and what they stand on."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from leadline.evidence import operations, queries
from leadline.evidence.api.rows import ground_of, with_rows
from leadline.evidence.queries import ClaimFilters
from leadline.evidence.schemas.claims import (
    ClaimChange,
    ClaimIn,
    ClaimOut,
    ClaimPage,
    ClaimQuery,
    ConfidenceOut,
    LookIn,
    LookList,
    LookOut,
    SupportIn,
    SupportList,
    SupportOut,
    strength_of,
)
from leadline.evidence.schemas.voices import ClaimVoicesOut
from leadline.foundation import clock
from leadline.foundation.refusals import Invalid
from leadline.workspaces.doors import endpoint, expected_version
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right

router = Router()
ONE = "/claims/{uuid:claim}"
MOST_VOICES = 200


@endpoint(router, "GET", "/claims", needs=Right.SEE, response=ClaimPage)
def list_claims(request: HttpRequest, asked: Query[ClaimQuery]) -> Any:
    """Claims, all of them, those due for a fresh look, or those that something contradicts."""
    by = acting(request)
    filters = ClaimFilters(by.workspace.today(clock.now()), asked.state, asked.nature, asked.q[:200])  # fmt: skip
    return queries.claims(by, filters, after=asked.after, limit=asked.limit).of(ClaimOut.of)


@endpoint(router, "POST", "/claims", needs=Right.CONTRIBUTE, response={201: ClaimOut})
def create_claim(request: HttpRequest, body: ClaimIn) -> Any:
    """Write down what the plan rests on."""
    given = body.model_dump(exclude={"observed_on"} if body.observed_on is None else set())
    fields = _plain(request, given)
    return 201, ClaimOut.of(operations.create_claim(by=acting(request), now=clock.now(), **fields))


@endpoint(router, "GET", ONE, needs=Right.SEE, response=ClaimOut)
def read_claim(request: HttpRequest, claim: UUID) -> Any:
    """One claim."""
    return ClaimOut.of(queries.claim_by_id(acting(request), claim))


@endpoint(router, "PATCH", ONE, needs=Right.CONTRIBUTE, response=ClaimOut)
def change_claim(request: HttpRequest, claim: UUID, body: ClaimChange) -> Any:
    """Correct a claim."""
    found, version = queries.claim_by_id(acting(request), claim), expected_version(request)
    fields = _plain(request, body.model_dump(exclude_unset=True))
    operations.change_claim(by=acting(request), now=clock.now(), claim=found, version=version, **fields)  # fmt: skip
    return ClaimOut.of(found)


@endpoint(router, "DELETE", ONE, needs=Right.CONTRIBUTE, response={204: None})
def remove_claim(request: HttpRequest, claim: UUID) -> Any:
    """Put a claim into the trash."""
    found, version = queries.claim_by_id(acting(request), claim), expected_version(request)
    operations.trash_claim(by=acting(request), now=clock.now(), claim=found, version=version)
    return 204, None


@endpoint(router, "GET", f"{ONE}/confidence", needs=Right.SEE, response=ConfidenceOut)
def read_confidence(request: HttpRequest, claim: UUID) -> Any:
    """How sure a claim's own source and what it stands on make us today."""
    by = acting(request)
    found = queries.claim_by_id(by, claim)
    under = queries.supports_of(by, [found.pk]).get(found.pk, [])
    return ConfidenceOut.of(queries.weighed(found, under, by.workspace.today(clock.now())))


@endpoint(router, "GET", f"{ONE}/voices", needs=Right.SEE, response=ClaimVoicesOut)
def read_voices_of_claim(request: HttpRequest, claim: UUID) -> Any:
    """The customers whose words a claim stands on, with their weight."""
    by = acting(request)
    under = queries.supports_of(by, [queries.claim_by_id(by, claim).pk]).get(claim, [])
    today = by.workspace.today(clock.now())
    behind = queries.who_stands_behind(by, under, today)[:MOST_VOICES]
    return ClaimVoicesOut.of(queries.voices_for(by, under, today), behind)


@endpoint(router, "POST", f"{ONE}/looks", needs=Right.CONTRIBUTE, response={201: LookOut})
def look_again(request: HttpRequest, claim: UUID, body: LookIn) -> Any:
    """Somebody looked again: the claim counts from that day on."""
    found, version = queries.claim_by_id(acting(request), claim), expected_version(request)
    fields = _plain(request, body.model_dump())
    look, _event = operations.look_again(by=acting(request), now=clock.now(), claim=found, version=version, **fields)  # fmt: skip
    return 201, LookOut.of(look)


@endpoint(router, "GET", f"{ONE}/looks", needs=Right.SEE, response=LookList)
def list_looks(request: HttpRequest, claim: UUID) -> Any:
    """The last looks at a claim, the newest first."""
    found = queries.claim_by_id(acting(request), claim)
    return LookList(rows=[LookOut.of(row) for row in queries.looks_at(acting(request), found)])


@endpoint(router, "GET", f"{ONE}/supports", needs=Right.SEE, response=SupportList)
def list_supports(request: HttpRequest, claim: UUID) -> Any:
    """What a claim stands on, the strongest first."""
    found = queries.claim_by_id(acting(request), claim)
    under = queries.supports_of(acting(request), [found.pk]).get(found.pk, [])
    return SupportList(rows=[SupportOut.of(row) for row in under])


@endpoint(router, "POST", f"{ONE}/supports", needs=Right.CONTRIBUTE, response={201: SupportOut})
def add_support(request: HttpRequest, claim: UUID, body: SupportIn) -> Any:
    """Let a claim stand on something, or be contradicted by it."""
    found = queries.claim_by_id(acting(request), claim)
    named = {name: getattr(body, name) for name in ("passage", "feedback", "other")}
    if sum(key is not None for key in named.values()) != 1:
        raise Invalid("It stands on one thing at a time.", field="passage", remedy="Name one of passage, feedback and other.")  # fmt: skip
    fields: dict[str, Any] = {
        "stance": body.stance,
        "strength": strength_of(body.strength),
        "note": body.note,
    }
    row, _event = operations.add_support(by=acting(request), now=clock.now(), claim=found, ground=ground_of(request, **named), **fields)  # fmt: skip
    return 201, SupportOut.of(row)


@endpoint(router, "DELETE", "/supports/{uuid:support}", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def remove_support(request: HttpRequest, support: UUID) -> Any:
    """The claim no longer stands on this."""
    found = queries.support_by_id(acting(request), support)
    operations.remove_support(by=acting(request), now=clock.now(), support=found)
    return 204, None


def _plain(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    given = with_rows(request, fields)
    if given.get("strength") is not None:
        given["strength"] = strength_of(given["strength"])
    return given
