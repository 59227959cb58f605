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
from leadline.foundation import strict_json
from leadline.foundation.problems import problem
from leadline.foundation.refusals import Invalid, Problem, Refusal
from leadline.home.api import router as home
from leadline.integrations.api import router as integrations
from leadline.market.api import router as market
from leadline.metrics.api import router as metrics
from leadline.products.api import router as products
from leadline.wiring.document import Api
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
    backlog,
    delivery,
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
    return problem(Invalid.of([_problem_of(each) for each in error.errors]))


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    refusal = Refusal(str(error))
    refusal.status = error.status_code  # type: ignore[assignment]
    return problem(refusal)


def _problem_of(error: dict[str, Any]) -> Problem:
    where = [str(part) for part in error["loc"] if part not in ("body", "query", "path", "header")]
    return Problem(f"{error['msg']}.", field=".".join(where[1:] or where))
