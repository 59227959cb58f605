"""The API door: token or session, then the same gate as a page; versions and repeats."""

import hashlib
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from ninja import Router, Status
from ninja.security.base import AuthBase
from pydantic import BaseModel, ConfigDict

from leadline.foundation import clock
from leadline.foundation.patience import patience
from leadline.foundation.refusals import Invalid, NotAllowed, NotFound, Refusal, VersionMissing
from leadline.workspaces.doors.registry import Door, register
from leadline.workspaces.models import IdempotentAnswer, Member
from leadline.workspaces.queries import member_by_token, member_of
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

PREFIX = "/{workspace}"
View = Callable[..., Any]


class Unauthorised(Refusal):
    """Sign in, or send a token."""

    status = HTTPStatus.UNAUTHORIZED


class Input(BaseModel):
    """A body: strict, with no field that it does not declare."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


def endpoint(
    router: Router, verb: str, path: str, *, needs: Right, once_only: Sequence[str] = (),
    **options: Any,
) -> Callable[[View], View]:  # fmt: skip
    """Declare an API operation below `/api/v1/{workspace}`.

    The view gets `request` with `request.member`, in scope, and the path and body that it
    declares. POST honours `Idempotency-Key`; fields named in `once_only` are secrets, which
    are not kept, so the answer to a repeated call holds them empty. An answer with a
    `version` carries it as ETag.
    """

    def declare(view: View) -> View:
        name = f"{view.__module__}.{view.__name__}"
        register(Door(name, "api", {verb.lower(): needs}, {verb.lower(): _writes(view)}))
        options.setdefault("operation_id", view.__name__)
        options.setdefault("summary", (view.__doc__ or view.__name__).splitlines()[0])
        gate = BearerToken(needs)
        route = router.api_operation([verb.upper()], PREFIX + path, auth=gate, **options)
        route(_gated(view, once_only, options.get("response")))
        return view

    return declare


class BearerToken(AuthBase):
    """The gate: who is asking, and may they; before anything of what they sent is read.

    Pages of ours come with their session instead of a token.
    """

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, needs: Right) -> None:
        super().__init__()
        self.needs = needs

    def __call__(self, request: HttpRequest) -> Member:
        assert request.resolver_match is not None
        member = resolve(request, request.resolver_match.kwargs["workspace"])
        member.must(self.needs)
        request.member = member  # type: ignore[attr-defined]
        return member


def _gated(view: View, once_only: Sequence[str], declared: Any) -> View:
    parameters = list(inspect.signature(view).parameters.values())
    takes_response = any(each.annotation is HttpResponse for each in parameters)

    @wraps(view)
    def gated(request: HttpRequest, workspace: str, response: HttpResponse, **named: Any) -> Any:
        named |= {"response": response} if takes_response else {}
        member = request.member  # type: ignore[attr-defined]
        with scope(member.workspace_id), patience():
            answer = _once(
                request,
                member,
                lambda: _Answered(view(request, **named), declared, request),
                once_only,
            )
        _tag(response, answer)
        return Status(*answer) if isinstance(answer, tuple) else answer

    own = [_parameter("workspace", str)]
    own += [] if takes_response else [_parameter("response", HttpResponse)]
    every = sorted([parameters[0], *own, *parameters[1:]], key=lambda each: each.default is not inspect.Parameter.empty)  # fmt: skip
    gated.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]
    gated.__annotations__ = view.__annotations__ | {each.name: each.annotation for each in own}
    return gated


def _parameter(name: str, kind: type) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=kind)


def _tag(response: HttpResponse, answer: Any) -> None:
    body = answer[1] if isinstance(answer, tuple) else answer
    version = body.get("version") if isinstance(body, dict) else getattr(body, "version", None)
    if isinstance(version, int):
        response.headers["ETag"] = f'"{version}"'


def resolve(request: HttpRequest, slug: str) -> Member:
    """Who is asking: the owner of the bearer token, or the person of the session."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        member = member_by_token(secret.strip(), clock.now())
        if member is None:
            raise Unauthorised("This token does not work any more.", remedy="Issue a new one.")
        if member.workspace.slug != slug:
            raise NotFound
        return member
    if not request.user.is_authenticated:
        raise Unauthorised(remedy="Send “Authorization: Bearer …” with a token of the workspace.")
    _refuse_forged(request)
    return member_of(request.user, slug)


def _refuse_forged(request: HttpRequest) -> None:
    # ninja exempts its views, and a session cookie is sent by any page on the web.
    check = CsrfViewMiddleware(lambda _: HttpResponse())
    check.process_request(request)
    request.csrf_processing_done = False  # type: ignore[attr-defined]
    if check.process_view(request, HttpResponse, (), {}) is not None:
        raise NotAllowed("The request carries no valid CSRF token.", remedy="Send the header X-CSRFToken.")  # fmt: skip


def expected_version(request: HttpRequest) -> int:
    """The version in If-Match; 428 without one."""
    given = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if not given:
        raise VersionMissing(remedy="Send If-Match with the ETag you read.")
    if not given.isdecimal() or len(given) > 9:
        raise Invalid("If-Match holds no ETag of this record.", field="If-Match", remedy="Send the ETag you read.")  # fmt: skip
    return int(given)


def _once(
    request: HttpRequest, member: Member, run: "Callable[[], _Answered]", once_only: Sequence[str]
) -> Any:
    key = request.headers.get("Idempotency-Key", "")
    if not key or request.method != "POST":
        return run().answer
    if len(key) > 200 or not key.isprintable():
        raise Invalid(
            "The key has more than 200 characters or odd ones.",
            field="Idempotency-Key",
            remedy="Send a short name of your own for the call, such as a UUID.",
        )
    fingerprint = _fingerprint(request)
    with transaction.atomic():
        return _first_or_same(member, key, fingerprint, run, once_only)


def _fingerprint(request: HttpRequest) -> str:
    digest = hashlib.sha256(request.get_full_path().encode())
    is_read = request.content_type == "multipart/form-data"
    for part in _uploaded(request) if is_read else [request.body]:
        digest.update(part)
    return digest.hexdigest()


def _uploaded(request: HttpRequest) -> Iterator[bytes]:
    """What a form with files holds: its body has gone by already."""
    yield repr(sorted(request.POST.lists())).encode()
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield repr((name, file.name, file.size)).encode()
            yield from file.chunks()


def _first_or_same(
    member: Member,
    key: str,
    fingerprint: str,
    run: "Callable[[], _Answered]",
    once_only: Sequence[str],
) -> Any:
    from leadline.workspaces.operations.base import lock

    lock(member.workspace_id)
    known = IdempotentAnswer.objects.filter(member=member, key=key).first()
    if known is None:
        status, body = run().plain()
        IdempotentAnswer(
            workspace_id=member.workspace_id, member=member, key=key, fingerprint=fingerprint,
            status=status, body=_without(body, once_only), at=clock.now(),
        ).save(force_insert=True)  # fmt: skip
        return status, body
    if known.fingerprint != fingerprint:
        raise Invalid("This key was used for another request.", field="Idempotency-Key", remedy="Take a new key.")  # fmt: skip
    return known.status, known.body


def _without(body: Any, names: Sequence[str]) -> Any:
    return body | dict.fromkeys(names, "") if names else body


@dataclass(frozen=True)
class _Answered:
    """What a view answered, and the schemas that it declares for it."""

    answer: Any
    declared: Any
    request: HttpRequest

    def plain(self) -> tuple[int, Any]:
        """Status and body as JSON values, as they are kept for a repeated call."""
        status, body = self.answer if isinstance(self.answer, tuple) else (200, self.answer)
        schema = self.declared.get(status) if isinstance(self.declared, Mapping) else self.declared
        if isinstance(schema, type) and issubclass(schema, BaseModel) and not isinstance(body, BaseModel):  # fmt: skip
            body = schema.model_validate(body, context={"request": self.request, "response_status": status})  # fmt: skip
        return status, body.model_dump(mode="json") if isinstance(body, BaseModel) else body


def _writes(view: View) -> tuple[str, ...]:
    annotations = inspect.get_annotations(view, eval_str=True)
    bodies = (each for each in annotations.values() if isinstance(each, type))
    return tuple(name for each in bodies if issubclass(each, Input) for name in each.model_fields)
