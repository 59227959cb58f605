"""Every door of the house as a request that can be sent: read from the registry, never listed by hand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from leadline.wiring.api import api
from leadline.workspaces.doors import DOORS, Door
from leadline.workspaces.doors.registry import routes
from leadline.workspaces.rights import Right

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\{(?:\w+:)?(\w+)\}")


@dataclass(frozen=True)
class Way:
    """One verb at one address: `path` holds its parameters in angle brackets."""

    door: Door
    verb: str
    path: str
    body: tuple[str, ...] = field(default=())

    @property
    def right(self) -> Right | None:
        return self.door.needs[self.verb]

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(first or second for first, second in PARAMETER.findall(self.path))

    def address(self, values: Mapping[str, Any]) -> str:
        return PARAMETER.sub(lambda match: str(values[match[1] or match[2]]), self.path)

    def send(self, client: Client, values: Mapping[str, Any], body: Any = None, **headers: str) -> Any:
        """The answer of the test client; an API body goes as JSON, a form as a form."""
        address = self.address(values)
        if self.verb == "get":
            return client.get(address, headers=headers)
        if self.door.kind == "api":
            content: Any = body if body is not None else {}
            return getattr(client, self.verb)(address, content, content_type="application/json", headers=headers)
        return getattr(client, self.verb)(address, body or {}, headers=headers)

    def __str__(self) -> str:
        return f"{self.verb.upper()} {self.path}"


def ways() -> list[Way]:
    """All ways in, pages and API operations, in a fixed order."""
    found = [*_pages(), *_endpoints()]
    return sorted(found, key=str)


def _pages() -> Iterator[Way]:
    for path, view in routes():
        door = getattr(getattr(view, "view_class", None), "door", None)
        for verb in door.needs if door else ():
            yield Way(door, verb, "/" + path.lstrip("/"), door.writes.get(verb, ()))


def _endpoints() -> Iterator[Way]:
    root = reverse("api:openapi-json").removesuffix("openapi.json").rstrip("/")
    for _, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                door = DOORS[f"{operation.view_func.__module__}.{operation.view_func.__name__}"]
                for method in operation.methods:
                    verb = method.lower()
                    yield Way(door, verb, root + path, door.writes.get(verb, ()))
