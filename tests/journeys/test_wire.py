"""Bytes that no browser would send, written straight to the server's socket: no answer of 5xx."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.journeys.server import Server

pytestmark = pytest.mark.django_db(transaction=True)

HOST = b"Host: localhost\r\nConnection: close\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nlogin=a"
REQUESTS = {
    "surrogate in the path": b"GET /w/%ED%A0%80 HTTP/1.1\r\n" + HOST,
    "NUL in the path": b"GET /w/%00 HTTP/1.1\r\n" + HOST,
    "bytes in the path": b"GET /w/\xff\xfe HTTP/1.1\r\n" + HOST,
    "bytes in the query": b"GET /?a=\xff HTTP/1.1\r\n" + HOST,
    "NUL in a parameter": b"GET /api/v1/x/items?a=%00 HTTP/1.1\r\n" + HOST,
    "no such charset": b"GET /?a=1 HTTP/1.1\r\n" + HOST + b"Content-Type: a/b; a*=no-such''%41\r\n",
    "charset that is no text": b"GET /?a=%C3 HTTP/1.1\r\n" + HOST + b"Content-Type: a/b; charset=hex\r\n",
    "bytes in the host": b"GET / HTTP/1.1\r\nHost: a b\xff\r\nConnection: close\r\n",
    "another host": b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n",
    "two slashes": b"GET //evil.example/ HTTP/1.1\r\n" + HOST,
    "bytes in cookies": b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: sessionid=\xff\xfe; messages=\xff; csrftoken=\x80\r\n",
    "quoted NUL in cookies": b"GET / HTTP/1.1\r\n" + HOST + b'Cookie: sessionid="a\\000b"; messages="\\000"\r\n',
    "long cookie": b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: sessionid=" + b"x" * 8_000 + b"\r\n",
    "long language": b"GET /accounts/login/ HTTP/1.1\r\n" + HOST + b"Accept-Language: " + b"x-" * 3_000 + b"\r\n",
    "odd languages": b"GET /accounts/login/ HTTP/1.1\r\n" + HOST + b"Accept-Language: \xff;q=nan, en;q=1e400\r\n",
    "bytes in the token": b"GET /api/v1/x HTTP/1.1\r\n" + HOST + b"Authorization: Bearer \xff\xfe\r\n",
    "length beyond all": b"POST /accounts/login/ HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999999999999\r\n",
    "range beyond all": b"GET /static/leadline/icons.svg HTTP/1.1\r\n" + HOST + b"Range: bytes=9999999999999999999999-1\r\n",
    "no such day": b"GET /static/leadline/icons.svg HTTP/1.1\r\n" + HOST + b"If-Modified-Since: Mon, 99 Foo 99999 99:99:99 GMT\r\n",
    "out of the static files": b"GET /static/..%2f..%2fsecret_key HTTP/1.1\r\n" + HOST,
    "NUL among the static files": b"GET /static/%00 HTTP/1.1\r\n" + HOST,
    "odd address of htmx": b"GET /accounts/login/ HTTP/1.1\r\n" + HOST + b"HX-Request: true\r\nHX-Current-URL: http://[\r\n",
    "bytes of htmx": b"GET /accounts/login/ HTTP/1.1\r\n" + HOST + b"HX-Request: true\r\nHX-Trigger-URI-AutoEncoded: true\r\nHX-Trigger: %ff%00\r\n",
    "deep event of htmx": b"GET /accounts/login/ HTTP/1.1\r\n" + HOST + b"HX-Request: true\r\nTriggering-Event: " + b"[" * 3_000 + b"\r\n",
    "odd origin": b"POST /accounts/login/ HTTP/1.1\r\n" + HOST + b"Referer: http://[::\r\nOrigin: http://[\r\n" + FORM,
    "odd forwarding": b"POST /accounts/login/ HTTP/1.1\r\n" + HOST + b"X-Forwarded-For: \xff, a, 1.2.3.4, [::1\r\n" + FORM,
    "no method": b"FOO\xff / HTTP/1.1\r\n" + HOST,
    "no address": b"GET http://[ HTTP/1.1\r\n" + HOST,
}  # fmt: skip


@pytest.mark.parametrize("name", REQUESTS)
def test_odd_bytes_are_answered_or_refused(server: Server, name: str) -> None:
    status = status_of(server, REQUESTS[name] + b"\r\n")
    server.complaints()
    assert 200 <= status < 500


def test_the_status_is_read_from_the_wire(server: Server) -> None:
    assert status_of(server, b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n") == 200
    assert status_of(server, b"no HTTP at all\r\n\r\n") == 400


def status_of(server: Server, request: bytes) -> int:
    at = urlsplit(server.url)
    with socket.create_connection((at.hostname or "", at.port or 80), 20) as wire:
        wire.sendall(request)
        line = wire.recv(400).split(b"\r\n")[0]
    return int(line.split()[1])
