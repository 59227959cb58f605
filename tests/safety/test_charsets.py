"""Charsets that a request states: UTF-8 is taken, all others are refused before anything is read."""

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.asgi import ASGIRequest

from leadline.foundation.input_shell import inspect
from leadline.foundation.refusals import Invalid
from leadline.wiring.asgi import Application, Request, application

KINDS = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")  # fmt: skip
CHARSETS = ("utf-7", "utf-16", "latin-1", "idna", "hex", "rot13", "unicode_escape", "no-such", "a\0b")  # fmt: skip


@pytest.mark.parametrize("charset", [*(f"charset={name}" for name in CHARSETS), "a*=no-such''%41"])
@pytest.mark.parametrize("kind", KINDS)
def test_another_charset_than_utf_8_is_refused(kind: str, charset: str) -> None:
    with pytest.raises(Invalid, match="not written in UTF-8"):
        inspect(asked(Request, f"{kind}; {charset}"))


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8"])
def test_utf_8_is_taken(charset: str) -> None:
    request = asked(Request, f"application/x-www-form-urlencoded; charset={charset}")
    inspect(request)
    assert (request.GET["q"], request.POST["a"]) == ("å+2AA-", "1")


def test_the_server_reads_requests_in_this_manner() -> None:
    assert isinstance(application, Application)
    with pytest.raises(ValueError, match="no-such"):
        asked(ASGIRequest, "application/json; a*=no-such''%41")


def asked(kind: type[ASGIRequest], content_type: str) -> Any:
    """A form sent with this content type."""
    headers = [(b"content-type", content_type.encode())]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"q=%C3%A5%2b2AA-", "headers": headers}  # fmt: skip
    return kind(scope, BytesIO(b"a=1"))
