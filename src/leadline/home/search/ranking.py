"""The order of answers, computed from the texts themselves and so the same on both databases.

For each word asked, a text gets

- 8 for the word in its title, or 5 when a longer word of the title only begins with it;
- 1 + log₂ of how often the head of the text holds it (at most 4), halved for mere beginnings;

then 6 when the title holds the words one behind the other, 3 more when it begins with them, and
up to 2 for being new: 2 for the newest match, falling evenly to 0 at the end of the window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

IN_TITLE, BEGINS_IN_TITLE, MOST_FROM_TEXT = 8.0, 5.0, 4.0
PHRASE, PHRASE_AHEAD, NEWEST = 6.0, 3.0, 2.0


@dataclass(frozen=True)
class Match:
    """A text that holds all that was asked: its number and its words, folded."""

    number: int
    title: str
    text: str


def ranked(matches: Sequence[Match], words: Sequence[str]) -> list[int]:
    """Numbers of the matches, the best first; `matches` come with the newest first.

    Ties go to the newer text.
    """
    size = max(len(matches), 1)
    phrase = " ".join(words)
    scored = (
        (_score(match, words, phrase) + NEWEST * (1 - place / size), match.number)
        for place, match in enumerate(matches)
    )
    return [number for _, number in sorted(scored, reverse=True)]


def _score(match: Match, words: Sequence[str], phrase: str) -> float:
    title, text = f" {match.title} ", f" {match.text} "
    score = sum(_in_title(title, word) + _in_text(text, word) for word in words)
    if f" {phrase}" in title:
        score += PHRASE + (PHRASE_AHEAD if title.startswith(f" {phrase}") else 0)
    return score


def _in_title(title: str, word: str) -> float:
    if f" {word} " in title:
        return IN_TITLE
    return BEGINS_IN_TITLE if f" {word}" in title else 0


def _in_text(text: str, word: str) -> float:
    whole = text.count(f" {word} ")
    begun = text.count(f" {word}") - whole
    return _weight(whole) + _weight(begun) / 2


def _weight(count: int) -> float:
    return min(1 + log2(count), MOST_FROM_TEXT) if count > 0 else 0
