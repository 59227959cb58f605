"""Finding rows by the words in a column of theirs, for lists that are narrowed by typing."""

from django.db.models import Q

MOST_WORDS = 8


def says(column: str, text: str) -> Q:
    """The rows whose column holds every word of a text, whatever its case; the first eight count."""
    found = Q()
    for word in text.split()[:MOST_WORDS]:
        # SQLite folds ASCII letters only, so others are tried in the cases people type.
        cases = {word, word.lower(), word.upper(), word.capitalize()} if not word.isascii() else {word}  # fmt: skip
        found &= Q(*[Q(**{f"{column}__icontains": case}) for case in sorted(cases)], _connector=Q.OR)  # fmt: skip
    return found
