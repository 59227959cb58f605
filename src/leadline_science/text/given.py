"""What is asked of texts before they are compared."""

import re
from collections.abc import Sequence

from leadline_science.checks import at_least
from leadline_science.text.refusals import NoWords

WORDY = re.compile(r"[^\W_]")


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit."""
    return WORDY.search(text) is not None


def checked(texts: Sequence[str], least: int = 1) -> None:
    """Refuses too few texts, and one without words. Raises `NoData`, `TooFew`, `NoWords`."""
    at_least("texts", texts, least)
    silent = next((at for at, text in enumerate(texts) if not has_words(text)), None)
    if silent is not None:
        raise NoWords(f"Text {silent + 1} has no words.", "Leave it out.")
