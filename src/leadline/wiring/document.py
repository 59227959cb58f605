"""The OpenAPI document: what ninja derives from the operations, and what every door adds to them."""

from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from leadline.foundation.problems import TYPE
from leadline.foundation.refusals import Problem, Refusal

_WHENEVER = (400, 401, 403, 404, 503)
REFUSALS: dict[str, tuple[int, ...]] = {
    "get": _WHENEVER,
    "post": (*_WHENEVER, 409, 412, 413, 428),
    "patch": (*_WHENEVER, 409, 412, 413, 428),
    "delete": (*_WHENEVER, 409, 412, 428),
}
MEANINGS = {
    400: "Something in the request is not right; nothing was changed.",
    401: "There is no token, or it does not work any more.",
    403: "The role or the token does not allow this.",
    404: "There is nothing here that you may see.",
    409: "It cannot be done as things stand.",
    412: "Somebody else saved the record in the meantime.",
    413: "The body is larger than is taken in at once; nothing was changed.",
    428: "The change does not say which version it starts from.",
    503: "Others write at the moment; try again after the seconds of Retry-After.",
}
TEXT = {"type": "string"}
IF_MATCH = {
    "in": "header", "name": "If-Match", "required": False, "schema": TEXT,
    "description": "The ETag of the version that the change starts from. Records that have versions ask for it.",
}  # fmt: skip
ONCE = {
    "in": "header", "name": "Idempotency-Key", "required": False,
    "schema": TEXT | {"maxLength": 200},
    "description": "A call that is sent again under the same key does nothing and gets the same answer.",
}  # fmt: skip
HEADERS: dict[str, list[dict[str, Any]]] = {"post": [ONCE, IF_MATCH], "patch": [IF_MATCH], "delete": [IF_MATCH]}  # fmt: skip


class TwoMeanings(Exception):
    """Two schemas of the API have one name, so that one would stand for both in the document."""


class Document(OpenAPISchema):
    """Ninja's document, which would let the second of two schemas of one name win in silence."""

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        for name, schema in definitions.items():
            if self.schemas.setdefault(name, schema) != schema:
                raise TwoMeanings(name)


class Api(NinjaAPI):
    """An API whose document names every status with which it answers."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        document = Document(self, prefix)
        for path in document["paths"].values():
            for verb, operation in path.items():
                _complete(verb, operation)
        document["components"]["schemas"] |= _schemas()
        document["components"]["responses"] = {str(status): _refused(status) for status in MEANINGS}
        return document


def _complete(verb: str, operation: dict[str, Any]) -> None:
    told = {status: {"$ref": f"#/components/responses/{status}"} for status in REFUSALS[verb]}
    operation["responses"] = {str(status): what for status, what in (operation["responses"] | told).items()}  # fmt: skip
    operation["parameters"] += HEADERS.get(verb, [])


def _refused(status: int) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{Refusal.__name__}"}
    return {"description": MEANINGS[status], "content": {TYPE: {"schema": schema}}}


def _schemas() -> dict[str, Any]:
    problem = _object("One thing that is wrong.", dict.fromkeys(Problem.__dataclass_fields__, TEXT))
    problems = {"type": "array", "items": {"$ref": f"#/components/schemas/{Problem.__name__}"}}
    statuses = {"type": "integer", "enum": [int(status) for status in HTTPStatus if status >= 400]}
    refusal = _object(
        "Why the request was refused, in the manner of RFC 9457.",
        {"type": TEXT, "title": TEXT, "status": statuses, "detail": TEXT, "problems": problems},
    )
    return {Problem.__name__: problem, Refusal.__name__: refusal}


def _object(description: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "description": description, "properties": properties,
        "required": list(properties), "additionalProperties": False,
    }  # fmt: skip
