"""The ASGI application that the server runs."""

import gc
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.wiring.settings")

import django
from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.template import engines
from django.urls import get_resolver

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


def settle() -> None:
    """Load every page, address and template engine now, then let the collector overlook what stays for good.

    Else the first visit waits for all of them, and each full round of the collector walks all modules, for 170 ms
    of somebody's request.
    """
    assert get_resolver().reverse_dict
    assert engines.all()
    gc.collect()
    gc.freeze()


application = Application()
settle()
