"""Headers as words to compare, whatever their case, accents and separators."""

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WRAPPED = re.compile(
    r"^(?:custom field|benutzerdefiniertes feld|champ personnalisé|campo personalizado)\s*\((.+)\)$",
    re.IGNORECASE,
)


def plain(name: str) -> str:
    """A header as words: "Custom field (Story Points)", "storyPoint" → "story points", "story point"."""
    name = name.rpartition(" / ")[2] or name
    if wrapped := _WRAPPED.match(name.strip()):
        name = wrapped[1]
    spaced = re.sub(r"[\s._\-/:#()\[\]]+", " ", _CAMEL.sub(" ", name))
    letters = unicodedata.normalize("NFKD", spaced.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip()
