"""The shell around every view: what no view should ever see is refused here, with 400 or 413."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.datastructures import MultiValueDict
from django.utils.module_loading import import_string

from leadline.foundation import strict_json
from leadline.foundation.problems import problem
from leadline.foundation.refusals import Invalid, Refusal, TooLarge

MAX_PARAMETERS = 1_000
MAX_ADDRESS = 8_000
MEGABYTE = 2**20
MAX_JSON = 4 * MEGABYTE

Answer = Callable[[HttpRequest], HttpResponse]

_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class InputShell:
    """Middleware, outermost but for the security headers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            inspect(request)
        except TooLarge as refusal:
            answer: HttpResponse = import_string(settings.REFUSED)(request, refusal)
            return answer
        except Invalid as refusal:
            return plain_refusal(request, refusal)
        return self.get_response(request)


def inspect(request: HttpRequest) -> None:
    """Raise `Invalid` or `TooLarge` if any part of the request cannot be taken in."""
    _inspect_charset(request)
    _inspect_address(request)
    _inspect_fields(request.GET)
    if request.content_type == "application/json":
        _inspect_json(request)
    elif request.method in ("POST", "PUT", "PATCH", "DELETE"):
        _inspect_form(request)


def plain_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The barest answer, for requests too odd to be shown a page."""
    if request.path.startswith("/api/"):
        return problem(refusal)
    body = f"{refusal}\n"
    return HttpResponse(body, status=refusal.status, content_type="text/plain; charset=utf-8")


def _inspect_charset(request: HttpRequest) -> None:
    """Refuse all but UTF-8, by which Django would otherwise read the address as well."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    if charset.lower() != "utf-8":
        raise Invalid(
            "The request is not written in UTF-8.",
            remedy="Send it as UTF-8, and say so or say nothing of a charset.",
        )


def _inspect_address(request: HttpRequest) -> None:
    if len(request.get_full_path()) > MAX_ADDRESS:
        raise Invalid(
            "The address is too long.",
            remedy=f"Ask for less at once: {MAX_ADDRESS:,} characters are the most.",
        )
    if not _is_clean(request.path) or not _is_utf8(request.META.get("QUERY_STRING", "").encode()):
        raise Invalid(
            "The address holds characters that are not text in UTF-8.",
            remedy="Write it in UTF-8, with odd characters percent-encoded.",
        )


def _is_clean(path: str) -> bool:
    return not any(letter == "\x00" or "\ud800" <= letter <= "\udfff" or letter == "\ufffd" for letter in path)  # fmt: skip


def _is_utf8(fields: bytes) -> bool:
    try:
        unquote_to_bytes(fields).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _BAD_ESCAPE.search(fields)


def _inspect_form(request: HttpRequest) -> None:
    try:
        _inspect_fields(request.POST)
        _inspect_letters(request)
        names: Iterable[str] = (each.name or "" for files in request.FILES.lists() for each in files[1])  # fmt: skip
        for name in names:
            strict_json.refuse_text(name)
    except (TooManyFieldsSent, TooManyFilesSent) as error:
        raise Invalid(
            f"A form may send {MAX_PARAMETERS} fields.", remedy="Save fewer at a time."
        ) from error
    except RequestDataTooBig as error:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE
        raise TooLarge(f"A form may hold {most} MB beside its files; nothing was saved.", remedy="Shorten the text, or send it in parts.") from error  # fmt: skip
    except (MultiPartParserError, UnicodeDecodeError) as error:
        raise Invalid("The form could not be read.", remedy=f"{error}") from error


def _inspect_letters(request: HttpRequest) -> None:
    """Refuse bytes that are no UTF-8, in whose place Django has put U+FFFD."""
    if request.content_type == "application/x-www-form-urlencoded":
        sound = _is_utf8(request.body)
    else:
        sound = not any("\ufffd" in value for _, values in request.POST.lists() for value in values)
    if not sound:
        raise Invalid(
            "The form holds characters that are not text in UTF-8.",
            remedy="Save the text as UTF-8 and send it again.",
        )


def _inspect_fields(fields: "MultiValueDict[str, str]") -> None:
    count = 0
    for name, values in fields.lists():
        strict_json.refuse_text(name)
        for value in values:
            count += 1
            strict_json.refuse_text(value)
    if count > MAX_PARAMETERS:
        raise Invalid(
            f"A request may carry {MAX_PARAMETERS} parameters.", remedy="Send fewer at a time."
        )


def _inspect_json(request: HttpRequest) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_JSON:
        raise too_much_json()
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise too_much_json() from error
    if body:
        strict_json.loads(body)


def too_much_json() -> TooLarge:
    return TooLarge(f"A JSON body may hold {MAX_JSON // MEGABYTE} MB; nothing was saved.", remedy="Send it in several calls.")  # fmt: skip
