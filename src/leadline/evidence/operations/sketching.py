"""Marks of a text's words: texts that share many words share a mark (Broder 1997)."""

from hashlib import blake2b

from leadline_science.text.counting import words_of

MARKS = ("first", "second", "third", "fourth")
STEP = 8
Marks = tuple[int, ...]


def marks_of(text: str) -> Marks | None:
    """Four marks of 64 bits, each the least of its hash over all words; None for a text without words."""
    words = set(words_of(text))
    if not words:
        return None
    hashed = [blake2b(word.encode(), digest_size=STEP * len(MARKS)).digest() for word in words]
    return tuple(_least(hashed, at * STEP) for at in range(len(MARKS)))


def _least(hashed: list[bytes], at: int) -> int:
    return int.from_bytes(min(each[at : at + STEP] for each in hashed), signed=True)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of all their words that both have."""
    return len(one & other) / max(len(one | other), 1)
