"""Fragments drawn before, kept by all that they were drawn from.

A list shows the same rows again and again, to one reader after the other, and drawing a row costs
four times as much as finding it here. What a fragment shows must be in its parts, so that another
text is another key; nothing is ever taken back.
"""

from collections.abc import Callable, Hashable
from typing import Any

from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

MOST = 2_048
"""Of some three kilobytes each."""

_drawn: dict[Hashable, str] = {}


def kept_rows() -> Callable[..., str]:
    """Draws rows for this page's reader: `kept(name, parts, macro, …)` draws the macro, unless it has from the same.

    `parts` is everything that the macro reads of what it is given; language and time zone are added.
    """
    reader = get_language(), get_current_timezone_name()

    def kept(name: str, parts: Hashable, draw: Callable[..., str], *given: Any) -> str:
        key = name, reader, parts
        found = _drawn.get(key)
        return _keep(key, draw(*given)) if found is None else found

    return kept


def _keep(key: Hashable, text: str) -> str:
    if len(_drawn) >= MOST:
        _drawn.pop(next(iter(_drawn)), None)
    _drawn[key] = text
    return text
