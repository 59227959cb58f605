"""The registry: each door with its kind, the right that each verb needs, and its fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.urls import URLPattern, URLResolver, get_resolver

from leadline.workspaces.rights import Right

Kind = Literal["page", "person", "public", "api"]


@dataclass(frozen=True)
class Door:
    """One way in. `needs` maps verbs to rights; None is for whoever comes, or is signed in."""

    name: str
    kind: Kind
    needs: Mapping[str, Right | None]
    writes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reads: tuple[str, ...] = ()


DOORS: dict[str, Door] = {}
FOREIGN: set[str] = set()
"""Views of libraries that wiring has looked at and let in, by module prefix."""


def register(door: Door) -> Door:
    if door.name in DOORS and DOORS[door.name] != door:
        raise ValueError(f"Two doors are called {door.name}.")
    DOORS[door.name] = door
    return door


def undeclared_routes() -> list[str]:
    """Routes whose view stands in no registry; the server does not start with any."""
    return [f"{route} → {view!r}" for route, view in routes() if not _is_declared(view)]


def routes(
    patterns: "list[URLPattern | URLResolver] | None" = None, prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    """Every route of the house with its view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        else:
            yield path, pattern.callback


def _is_declared(view: Any) -> bool:
    page = getattr(view, "view_class", None)
    if getattr(page, "door", None) is not None:
        return True
    module = (page or getattr(view, "func", view)).__module__
    return any(module.startswith(prefix) for prefix in FOREIGN)
