"""Every place in which a value can be sent: slots, parameters, fields and headers of every way in."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote_plus, urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils.datastructures import MultiValueDict

from tests.safety.doors import Way
from tests.safety.hostile import BODIES, IN_ADDRESSES, IN_FORMS, IN_JSON, UNFIT, Value
from tests.safety.land import Land

Kind = Literal["slot", "query", "field", "json", "body", "header"]
HERE = "~here~"
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
HEADERS = ("If-Match", "Idempotency-Key")
VALUES: dict[Kind, Sequence[Value]] = {
    "slot": IN_ADDRESSES, "query": IN_ADDRESSES, "field": IN_FORMS, "json": IN_JSON,
    "body": BODIES, "header": [*UNFIT, *(value for value in IN_ADDRESSES if len(value.quoted) < 9_000)],
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One parameter of a way in, into which a value may be put; all others stay good."""

    way: Way
    kind: Kind
    name: str

    def __str__(self) -> str:
        return f"{self.way} · {self.kind} {KEY.sub('…', self.name)}"

    def send(self, land: Land, client: Client, value: Value) -> Any:
        return _SENDERS[self.kind](self, land, client, value)


def places(land: Land, way: Way, read: Sequence[str]) -> Iterator[Place]:
    """Every place of a way; `read` are the parameters that its page was seen to ask for."""
    yield from (Place(way, "slot", slot.name) for slot in way.slots)
    yield from (Place(way, "query", name) for name in dict.fromkeys((*way.query, *read)))
    if way.verb == "get":
        return
    if way.is_api:
        yield from (Place(way, "header", name) for name in HEADERS)
    if way.is_api and not way.is_upload:
        yield Place(way, "body", "as a whole")
    fields = dict.fromkeys((*way.fields, *land.own.body(way), "version", "undeclared"))
    kind: Kind = "json" if way.is_api and not way.is_upload else "field"
    yield from (Place(way, kind, name) for name in fields)


@contextmanager
def parameters_read() -> Iterator[list[str]]:
    """The names of the parameters that are asked for inside, in the order of their asking."""
    names: dict[str, None] = {}
    with pytest.MonkeyPatch.context() as patch:
        for method in ("get", "getlist", "__getitem__", "__contains__"):
            patch.setattr(MultiValueDict, method, _noting(method, names), raising=False)
        found: list[str] = []
        yield found
        found += names


def _noting(method: str, names: dict[str, None]) -> Any:
    ask = getattr(MultiValueDict, method)

    def noted(self: Any, name: str, *rest: Any) -> Any:
        if isinstance(self, QueryDict):
            names[name] = None
        return ask(self, name, *rest)

    return noted


def _slot(place: Place, land: Land, client: Client, value: Value) -> Any:
    asked = land.own.asked(place.way, **{place.name: HERE})
    return _ordinary(place, land, client, asked.address.replace(HERE, value.quoted))


def _query(place: Place, land: Land, client: Client, value: Value) -> Any:
    asked = land.own.asked(place.way)
    others = [f"{urlencode({name: good}, doseq=True)}&" for name, good in asked.query.items() if name != place.name]  # fmt: skip
    query = f"{''.join(others)}{quote_plus(place.name)}={value.quoted}"
    return _ordinary(place, land, client, f"{asked.address}?{query}")


def _ordinary(place: Place, land: Land, client: Client, address: str, **headers: str) -> Any:
    asked = land.own.asked(place.way)
    own = {**asked.headers, **headers}
    if place.way.verb == "get":
        return client.generic("GET", address, headers=own)
    if place.way.is_upload:
        return client.post(address, asked.body, headers=own)
    if place.way.is_api:
        body, kind = json.dumps(asked.body, default=str), JSON
    else:
        body, kind = urlencode(asked.body, doseq=True), FORM
    return client.generic(place.way.verb.upper(), address, body, kind, headers=own)


def _json(place: Place, land: Land, client: Client, value: Value) -> Any:
    asked = land.own.asked(place.way)
    body = json.dumps({**asked.body, place.name: HERE}, default=str)
    return _written(place, client, asked, body.replace(f'"{HERE}"', value.written))


def _body(place: Place, land: Land, client: Client, value: Value) -> Any:
    return _written(place, client, land.own.asked(place.way), value.written)


def _written(place: Place, client: Client, asked: Any, body: str) -> Any:
    data = body.encode("utf-8", "surrogatepass")
    return client.generic(place.way.verb.upper(), asked.address, data, JSON, headers=asked.headers)


def _field(place: Place, land: Land, client: Client, value: Value) -> Any:
    asked = land.own.asked(place.way)
    if place.way.is_upload:
        return _part(place, client, asked, value)
    others = {name: good for name, good in asked.body.items() if name != place.name}
    pairs = [*urlencode(others, doseq=True).split("&"), f"{quote_plus(place.name)}={value.quoted}"]
    body = "&".join(filter(None, pairs))
    return client.generic(place.way.verb.upper(), asked.address, body, FORM, headers=asked.headers)


def _part(place: Place, client: Client, asked: Any, value: Value) -> Any:
    """The value as a part of a form with files: a text, or a text where a file is due."""
    body = encode_multipart(BOUNDARY, {**asked.body, place.name: HERE})
    sent = body.replace(HERE.encode(), json.loads(value.written).encode("utf-8", "surrogatepass"))
    return client.generic("POST", asked.address, sent, MULTIPART_CONTENT, headers=asked.headers)


def _header(place: Place, land: Land, client: Client, value: Value) -> Any:
    asked = land.own.asked(place.way)
    plain = json.loads(value.written).encode("utf-8", "surrogatepass").decode("latin-1")
    return _ordinary(place, land, client, asked.address, **{place.name: plain})


_SENDERS = {
    "slot": _slot, "query": _query, "field": _field, "json": _json, "body": _body, "header": _header,
}  # fmt: skip
