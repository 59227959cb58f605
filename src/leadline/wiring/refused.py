"""What the schemas of the API refuse, told as every refusal is: the field, the reason, the remedy."""

from collections.abc import Mapping
from typing import Any

from leadline.foundation.refusals import Problem

PLACES = ("body", "query", "path", "header")
DOCUMENT = "openapi.json tells what may stand here."
EMPTY = ("It is empty.", "Fill it in.")
TELLS: Mapping[str, tuple[str, str]] = {
    "missing": ("It is missing.", "Send it."),
    "extra_forbidden": ("There is no such field.", "Leave it out, or look in openapi.json for its name."),
    "string_type": ("It is no text.", "Send a text in quotation marks."),
    "string_too_short": ("It has fewer than {min_length} characters.", "Write more."),
    "string_too_long": ("It is longer than {max_length} characters.", "Shorten it."),
    "string_pattern_mismatch": ("It is not written as it should be.", "Write it as {pattern} says."),
    "int": ("It is no whole number.", "Send a number without a fraction and without quotation marks."),
    "float": ("It is no number.", "Send a number without quotation marks."),
    "decimal": ("It is no number.", "Send a number with a point before its fraction."),
    "finite_number": ("It is no finite number.", "Send a number."),
    "bool": ("It is neither true nor false.", "Send true or false, without quotation marks."),
    "uuid": ("It is no id.", "Send the id of a record as the API gave it."),
    "date": ("It is no date.", "Write it as in 2026-03-31."),
    "datetime": ("It is no moment.", "Write it as in 2026-03-31T09:30:00Z."),
    "literal_error": ("It is none of the words that may stand here.", "Take {expected}."),
    "enum": ("It is none of the words that may stand here.", "Take {expected}."),
    "list_type": ("It is no list.", "Send a list in square brackets."),
    "dict_type": ("It is no object.", "Send an object in curly brackets."),
    "model": ("It is no object.", "Send an object in curly brackets."),
    "too_short": ("It holds fewer than {min_length}.", "Send {min_length} or more."),
    "too_long": ("It holds more than {max_length}.", "Send {max_length} at most."),
    "greater_than": ("It is not above {gt}.", "Take more than {gt}."),
    "greater_than_equal": ("It is below {ge}.", "Take {ge} or more."),
    "less_than": ("It is not below {lt}.", "Take less than {lt}."),
    "less_than_equal": ("It is above {le}.", "Take {le} or less."),
}  # fmt: skip
"""Reason and remedy by the kind of an error, or by the beginning of its name up to an underscore."""


def problem_of(error: Mapping[str, Any]) -> Problem:
    """An error of a schema in our words; those of a kind that is not listed keep their own reason."""
    where = [str(part) for part in error["loc"] if part not in PLACES]
    reason, remedy = _told(error)
    return Problem(reason, remedy, ".".join(where[1:] or where))


def _told(error: Mapping[str, Any]) -> tuple[str, str]:
    kind, context = error["type"], {name: _plain(value) for name, value in (error.get("ctx") or {}).items()}  # fmt: skip
    if kind == "string_too_short" and context["min_length"] == "1":
        return EMPTY
    told = TELLS.get(kind) or TELLS.get(kind.partition("_")[0])
    if told is None:
        return f"{error['msg'].removeprefix('Value error, ')}.".replace("..", "."), DOCUMENT
    return told[0].format(**context), told[1].format(**context)


def _plain(value: Any) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)
