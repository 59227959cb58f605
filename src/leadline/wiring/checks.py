"""What must hold before the server starts."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from leadline.foundation import guards, sqlite
from leadline.workspaces.doors import undeclared_routes


@register
def every_route_is_declared(**_: Any) -> Sequence[CheckMessage]:
    return [
        Error(
            f"The route {route} stands in no registry.",
            hint="Make its view a Page or an endpoint.",
            id="leadline.E001",
        )
        for route in undeclared_routes()
    ]


@register(Tags.database)
def the_database_keeps_what_it_acknowledges(
    databases: Sequence[str] | None = None, **_: Any
) -> Sequence[CheckMessage]:
    return [
        Error(failing, id="leadline.E002")
        for name in databases or ()
        if connections[name].vendor == "sqlite"
        for failing in sqlite.failings(connections[name])
    ]


@register(Tags.database)
def the_database_holds_its_guards(
    databases: Sequence[str] | None = None, **_: Any
) -> Sequence[CheckMessage]:
    missing = [
        guard
        for name in databases or ()
        for guard in sorted(guards.missing_guards(connections[name]))
    ]
    if not missing:
        return []
    named = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if missing[3:] else "")
    return [Error(f"The database lacks guards: {named}.", hint="Run `leadline migrate`.", id="leadline.E003")]  # fmt: skip
