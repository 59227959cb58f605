"""Cells that a spreadsheet would run as formulas, made harmless, and back again."""

from typing import Any

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
MARK = "'"


def neutral(value: Any) -> Any:
    """The cell with a mark before it if a spreadsheet would compute it.

    >>> neutral("=1+1"), neutral(-5)
    ("'=1+1", -5)
    """
    if isinstance(value, str) and value.startswith((*DANGEROUS, MARK)):
        return MARK + value
    return value


def original(text: str) -> str:
    """What `neutral` was given.

    >>> original("'=1+1"), original("it's")
    ('=1+1', "it's")
    """
    marked = text.startswith(MARK) and text[1:].startswith((*DANGEROUS, MARK))
    return text[1:] if marked else text
