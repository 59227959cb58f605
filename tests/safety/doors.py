"""Every door of the house as a request that can be sent: read from the registry, never listed by hand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import settings

from leadline.wiring.api import api
from leadline.workspaces.doors import DOORS, Door
from leadline.workspaces.doors.registry import routes
from leadline.workspaces.rights import Right

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\{(?:\w+:)?(\w+)\}")


@dataclass(frozen=True)
class Slot:
    """A parameter of an address, told apart by what stands before and behind it."""

    name: str
    before: str
    behind: str

    @property
    def names(self) -> tuple[str, ...]:
        """What an example may be filed under, the closest first."""
        return (f"{self.before}/{self.name}/{self.behind}", f"{self.before}/{self.name}")


@dataclass(frozen=True)
class Asked:
    """A request: where, with which fields, parameters and headers."""

    address: str
    body: Any = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Way:
    """One verb at one address: `path` holds its parameters in brackets."""

    door: Door
    verb: str
    path: str
    fields: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    is_upload: bool = False

    @property
    def right(self) -> Right | None:
        return self.door.needs[self.verb]

    @property
    def is_api(self) -> bool:
        return self.door.kind == "api"

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(_slot(self.path, match) for match in PARAMETER.finditer(self.path))

    @property
    def uuids(self) -> tuple[str, ...]:
        """The slots that take a UUID and nothing else, as the route declares them."""
        return tuple(re.findall(r"[<{]uuid(?:str)?:(\w+)", self.path))

    @property
    def place(self) -> str:
        """The last word of the address: what tells its fields from those of another."""
        return self.places[-1]

    @property
    def places(self) -> tuple[str, str, str]:
        """The last three words of the address, as `backlog/picked/trash`, the last two, and the last."""
        words = ["", "", "", *_words(self.path)]
        return "/".join(words[-3:]), "/".join(words[-2:]), words[-1]

    def address(self, values: Mapping[str, Any]) -> str:
        """The address with each slot filled by what `values` holds under its name."""
        return PARAMETER.sub(lambda match: str(values[match[1] or match[2]]), self.path)

    def send(self, client: Client, asked: Asked) -> Any:
        """The answer of the test client; an API body goes as JSON, a form as a form."""
        address = asked.address + (f"?{urlencode(asked.query, doseq=True)}" if asked.query else "")
        if self.verb == "get":
            return client.get(address, headers=asked.headers)
        send = getattr(client, self.verb)
        if self.is_api and not self.is_upload:
            return send(address, asked.body, content_type="application/json", headers=asked.headers)
        return send(address, asked.body, headers=asked.headers)

    def __str__(self) -> str:
        return f"{self.verb.upper()} {self.path}"


def ways() -> list[Way]:
    """All ways in, pages and API operations, in a fixed order."""
    return sorted([*_pages(), *_endpoints()], key=str)


def _pages() -> Iterator[Way]:
    for path, view in routes():
        door: Door | None = getattr(getattr(view, "view_class", None), "door", None)
        if door is None:
            continue
        for verb in door.needs:
            yield Way(door, verb, "/" + path.lstrip("/"), door.writes.get(verb, ()))


def _endpoints() -> Iterator[Way]:
    root = reverse("api:openapi-json").removesuffix("/openapi.json")
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield from _ways_of(operation, "/".join((root, *_parts(prefix + path))))


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _ways_of(operation: Any, path: str) -> Iterator[Way]:
    function = operation.view_func
    door = DOORS[f"{function.__module__}.{function.__name__}"]
    query, upload = _named(operation, "query"), _named(operation, "form", "file")
    for method in operation.methods:
        verb = method.lower()
        yield Way(door, verb, path, (*door.writes.get(verb, ()), *upload), query, bool(upload))


def _named(operation: Any, *sources: str) -> tuple[str, ...]:
    """The parameters of an API operation that come from these places."""
    models = [model for model in operation.models if model.__ninja_param_source__ in sources]
    flat = (getattr(model, "__ninja_flatten_map__", None) or model.model_fields for model in models)
    return tuple(name for names in flat for name in names)


def _slot(path: str, match: re.Match[str]) -> Slot:
    before, behind = _words(path[: match.start()]), _words(path[match.end() :])
    return Slot(match[1] or match[2], before[-1] if before else "", behind[0] if behind else "")


def _words(path: str) -> list[str]:
    return [part for part in path.split("/") if part and not PARAMETER.search(part) and "<" not in part and "{" not in part]  # fmt: skip


def is_deep() -> bool:
    """Whether the long run was asked for, that leaves nothing out."""
    return settings.get_current_profile_name() == "deep"


def half(every: Sequence[Way]) -> Sequence[Way]:
    """Every second one, since a browser is slow: the one half beside SQLite, the other beside PostgreSQL; all in the long run."""
    return every if is_deep() else every[connection.vendor == "sqlite" :: 2]
