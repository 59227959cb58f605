"""The OpenAPI document against the API: cases drawn from it, none answered with 5xx, all as documented.

Some hundred cases at each run; 10,000 with `--hypothesis-profile=deep`.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from leadline.workspaces.rights import Right
from tests.safety.doors import Asked, Way, is_deep, ways
from tests.safety.land import Land

ADDRESS = "/api/v1/openapi.json"
DEEP, EVERYDAY = 10_000, 360
CHECKED = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "response_schema_conformance",
)  # fmt: skip
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
BY_OPERATION = {str(way): way for way in ways() if way.is_api}
load_all_checks()


@pytest.fixture(scope="module")
def document(land: Land) -> Iterator[Any]:
    """The document as it is served; the land's connection stays open between the requests."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(ADDRESS, WSGIHandler())
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def secret(land: Land) -> str:
    return land.token(*Right)


def operations(document: Any) -> list[Any]:
    return [each.ok() for each in document.get_all_operations()]


def way_of(operation: Any) -> Way:
    """The way in that an operation of the document describes."""
    path = operation.path.replace("{", "<").replace("}", ">")
    found = (way for way in BY_OPERATION.values() if way.verb == operation.method and _plain(way.path) == path)  # fmt: skip
    return next(found)


def _plain(path: str) -> str:
    return path.replace("{uuidstr:", "{").replace("{", "<").replace("}", ">")


def test_the_document_is_openapi_3_1_and_names_every_way_of_the_api(document: Any) -> None:
    assert document.raw_schema["openapi"].startswith("3.1.")
    assert {str(way_of(each)) for each in operations(document)} == set(BY_OPERATION)


def test_every_case_is_answered_as_documented(land: Land, document: Any, secret: str) -> None:
    count = trial(land, document, secret)
    assert count >= _wanted() * 0.9


def test_a_breach_of_the_document_is_noticed(land: Land, document: Any, secret: str) -> None:
    needs = next(each for each in operations(document) if each.path.endswith("/needs"))
    with pytest.MonkeyPatch.context() as patch, pytest.raises(BaseExceptionGroup) as told:
        patch.setattr("leadline.home.queries.attention", lambda *_: 1 / 0)
        attempt(land, needs, secret, 3, lambda: None)
    assert "Server error" in repr(told.value.exceptions)


def trial(land: Land, document: Any, secret: str) -> int:
    """Try every operation with its share of the cases; gives how many were sent."""
    sent: list[None] = []
    every = operations(document)
    for operation in every:
        attempt(land, operation, secret, -(-_wanted() // len(every)), lambda: sent.append(None))
    return len(sent)


def _wanted() -> int:
    return DEEP if is_deep() else EVERYDAY


def attempt(land: Land, operation: Any, secret: str, cases: int, count: Callable[[], None]) -> None:
    """Send so many cases of an operation, each to the same land; raises what is not as documented."""
    good = land.own.asked(way_of(operation))
    checks = CHECKS.get_by_names(CHECKED)

    @settings(
        max_examples=cases, deadline=None, derandomize=True, database=None,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(data=st.data())
    def run(data: Any) -> None:
        mode = data.draw(st.sampled_from(MODES))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        fill(land, case, good, data)
        with land.undisturbed():
            answer = case.call(headers={"Authorization": f"Bearer {secret}"})
        count()
        case.validate_response(answer, checks=checks)

    run()


def fill(land: Land, case: Any, good: Asked, data: Any) -> None:
    """Lead the case to records that are there, as often as not, so that it comes further than 404."""
    way = way_of(case.operation)
    filled = land.own.filled(way).items()
    near = {name: value for name, value in filled if name == "workspace" or data.draw(st.booleans())}  # fmt: skip
    case.path_parameters = {**(case.path_parameters or {}), **near}
    if data.draw(st.booleans()):
        case.headers = {**(case.headers or {}), **good.headers}
    if isinstance(case.body, dict) and not way.is_upload and data.draw(st.booleans()):
        kept = data.draw(st.sets(st.sampled_from(sorted(case.body)))) if case.body else set()
        case.body = {
            **json.loads(json.dumps(good.body, default=str)),
            **{name: case.body[name] for name in kept},
        }
