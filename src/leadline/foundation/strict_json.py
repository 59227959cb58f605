"""JSON as both databases and every reader take it: one meaning, bounded, no surprises."""

import json
import re
from typing import Any, NoReturn

from leadline.foundation.refusals import Invalid

MAX_DEPTH = 64
MAX_DIGITS = 300
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]')


def loads(body: bytes | str) -> Any:
    """Parse JSON; refuse duplicate keys, NaN, infinities, NUL, lone surrogates, depth over 64.

    A whole number has 300 digits at most, so that it is a finite float as well. Raises `Invalid`, which names what is wrong.
    """
    try:
        text = body.decode("utf-8") if isinstance(body, bytes) else body
        _refuse_depth(text)
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float,
            parse_int=_int,
        )  # fmt: skip
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Invalid("The body is not JSON in UTF-8.", remedy=f"{error}.") from error
    refuse_unstorable(value)
    return value


def refuse_unstorable(value: Any) -> None:
    """Refuse text which a database cannot hold, anywhere inside `value`."""
    match value:
        case str():
            refuse_text(value)
        case dict():
            for key, inner in value.items():
                refuse_text(key)
                refuse_unstorable(inner)
        case list():
            for inner in value:
                refuse_unstorable(inner)


def refuse_text(text: str) -> None:
    """Refuse NUL and lone surrogates."""
    if "\x00" in text:
        raise Invalid("A text holds the NUL character.", remedy="Take it out.")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Invalid("A text holds half a surrogate pair.", remedy="Send whole characters.")


def _refuse_depth(text: str) -> None:
    depth = 0
    for token in _BRACKETS.finditer(text):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        if depth > MAX_DEPTH:
            raise Invalid(
                f"The body is nested deeper than {MAX_DEPTH} levels.",
                remedy="Send it flatter, or in several calls.",
            )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid(
            "The same key stands twice in one object.", field=twice, remedy="Send it once."
        )
    return found


def _int(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise Invalid(
            f"A whole number may have {MAX_DIGITS} digits.",
            remedy="Send a shorter one, or the digits as a text in quotation marks.",
        )
    return int(text)


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise Invalid(
            f"{text[:20]} is beyond the range of numbers.",
            remedy="Send a number between −1.7e308 and 1.7e308.",
        )
    return value


def _constant(name: str) -> NoReturn:
    raise Invalid(f"{name} is no number.", remedy="Send a finite number or null.")
