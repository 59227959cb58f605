"""What programs and the command line call the meanings of columns and the kinds of files."""

from collections.abc import Iterable

from leadline.foundation.refusals import Invalid
from leadline.integrations.understanding.kinds import Kind, Role


def kind_called(text: str, field: str) -> Kind:
    """The meaning of a column; raises `Invalid` for `field` with all there are."""
    try:
        return Kind(text)
    except ValueError as error:
        raise _unknown(text, "column", field, Kind) from error


def role_called(text: str, field: str) -> Role:
    """The kind of a file; raises `Invalid` for `field` with all there are."""
    try:
        return Role(text)
    except ValueError as error:
        raise _unknown(text, "file", field, Role) from error


def _unknown(text: str, noun: str, field: str, known: Iterable[str]) -> Invalid:
    return Invalid(
        f"“{text[:40]}” is no kind of {noun}.",
        field=field,
        remedy=f"Take one of: {', '.join(known)}.",
    )
