"""What asks for a hand, and what was put aside."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from leadline.foundation import clock
from leadline.home import operations, queries
from leadline.home.api.base import MOST, router
from leadline.home.schemas.needs import DismissalIn, DismissalList, NeedOut
from leadline.workspaces.doors import endpoint
from leadline.workspaces.doors.inputs import acting
from leadline.workspaces.rights import Right


@endpoint(router, "GET", "/needs", needs=Right.SEE, response=list[NeedOut])
def list_needs(request: HttpRequest) -> Any:
    """What asks for a hand, the dearest to leave first; fifty at most."""
    return [
        NeedOut.of(need) for need in queries.attention(acting(request), clock.now(), MOST).needs
    ]


@endpoint(router, "POST", "/needs/{kind}/{uuid:key}/dismissal", needs=Right.CONTRIBUTE, response={204: None})  # fmt: skip
def dismiss_need(request: HttpRequest, kind: str, key: UUID, body: DismissalIn) -> Any:
    """Leave a need as it is, with the reason, for as long as it gets no worse."""
    need = queries.need_called(acting(request), clock.now(), kind, key)
    operations.dismiss_need(by=acting(request), now=clock.now(), need=need, reason=body.reason)
    return 204, None


@endpoint(router, "GET", "/dismissals", needs=Right.SEE, response=DismissalList)
def list_dismissals(request: HttpRequest) -> Any:
    """What was put aside, the latest first; the twenty newest."""
    return {"rows": queries.attention(acting(request), clock.now()).dismissed}


@endpoint(router, "DELETE", "/dismissals/{uuid:key}", needs=Right.CONTRIBUTE, response={204: None})
def undismiss_need(request: HttpRequest, key: UUID) -> Any:
    """Take a need up again."""
    row = queries.dismissal_of(acting(request), key)
    operations.undismiss_need(by=acting(request), now=clock.now(), dismissal=row)
    return 204, None
