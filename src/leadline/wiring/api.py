"""The REST API: one document, one manner of refusing, the routers of all rooms."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from leadline import __version__
from leadline.archive.api import router as archive
from leadline.backlog.api import router as backlog
from leadline.conversation.api import router as conversation
from leadline.delivery.api import router as delivery
from leadline.evidence.api import router as evidence
from leadline.foundation import strict_json
from leadline.foundation.problems import problem
from leadline.foundation.refusals import Invalid, Refusal
from leadline.home.api import router as home
from leadline.integrations.api import router as integrations
from leadline.market.api import router as market
from leadline.metrics.api import router as metrics
from leadline.outcomes.api import router as outcomes
from leadline.planning.api import router as planning
from leadline.products.api import router as products
from leadline.releases.api import router as releases
from leadline.roadmap.api import router as roadmap
from leadline.strategy.api import router as strategy
from leadline.wiring.document import Api
from leadline.wiring.refused import problem_of
from leadline.workspaces.api import router as workspaces


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        return strict_json.loads(request.body)


api = Api(
    title="Leadline",
    version=__version__,
    description="The same queries and operations that the pages use.",
    parser=StrictParser(),
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
)
for room in (
    workspaces,
    conversation,
    products,
    metrics,
    market,
    evidence,
    strategy,
    planning,
    backlog,
    delivery,
    releases,
    outcomes,
    roadmap,
    integrations,
    archive,
    home,
):
    api.add_router("", room)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problem(refusal)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(Invalid.of([problem_of(each) for each in error.errors]))


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    refusal = Refusal(str(error))
    refusal.status = error.status_code  # type: ignore[assignment]
    return problem(refusal)
