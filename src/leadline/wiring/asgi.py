"""The ASGI application that the server runs."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.wiring.settings")

import django
from django.core.handlers.asgi import ASGIHandler, ASGIRequest

django.setup(set_prefix=False)

UNREADABLE = ("", {"charset": "unknown"})


class Request(ASGIRequest):
    """A request whose content type cannot be read comes as far as the input shell, which refuses it.

    Django's own breaks on it before the first middleware runs.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except (LookupError, ValueError):
            self.content_type, self.content_params = UNREADABLE


class Application(ASGIHandler):
    request_class = Request


application = Application()
