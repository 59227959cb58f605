"""What a 30-row page costs in CPU on the server, beside a page with nothing on it.

    python -m benchmarks.page_cost

Prints the whole request (session, rights, statements, drawing) and the template's part alone,
in turns, so that other work on the machine counts as little as it can.
"""

import argparse
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from benchmarks.scratch import scratch
from benchmarks.timing import processor_ms

ROWS, ROUNDS = 30, 200


def main() -> None:
    argparse.ArgumentParser(prog="python -m benchmarks.page_cost").parse_args()
    with scratch(items=ROWS) as place:
        from leadline.wiring.asgi import settle
        from leadline.workspaces.queries import member_of

        slug = place.member.workspace.slug
        client, url = place.client, place.backlog
        drawn = _contexts(lambda: client.get(url))
        settle()
        _compare("whole request", lambda: client.get(place.null), lambda: client.get(url))
        page, full = drawn
        bare = full | {"page": type(full["page"])([])}
        (gate,) = processor_ms(lambda: member_of(place.member.user, slug), rounds=ROUNDS)
        print(f"of it {gate:.2f} ms for who is asking and what they may do")
        _compare("template only", lambda: _draw(page, bare), lambda: _draw(page, full))


def _contexts(ask: Callable[[], Any]) -> tuple[Any, dict[str, Any]]:
    """The template and the context with which a page was drawn."""
    from django.shortcuts import render

    seen: list[Any] = []

    def keep(request: Any, template: str, context: Any, **more: Any) -> Any:
        seen.append((request, template, context))
        return render(request, template, context, **more)

    with patch("leadline.workspaces.doors.pages.render", keep):
        ask()
    request, template, context = seen[-1]
    return (request, template), context


def _draw(page: Any, context: dict[str, Any]) -> None:
    from django.template.loader import render_to_string

    request, template = page
    render_to_string(template, context, request)


def _compare(name: str, null: Callable[[], Any], full: Callable[[], Any]) -> None:
    least, most = processor_ms(null, full, rounds=ROUNDS)
    print(f"{name}: {most:.2f} ms of CPU, {least:.2f} ms with no rows; {most - least:.2f} ms for {ROWS} rows")  # fmt: skip


if __name__ == "__main__":
    main()
