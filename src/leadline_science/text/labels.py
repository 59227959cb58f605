"""What a group of texts is about, in its own words."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from leadline_science.checks import Floats
from leadline_science.text.counting import counts, pairs_of, words_of
from leadline_science.text.plainest import PLAINEST
from leadline_science.text.vectors import Places

IN_NAME = 3
PAIR_WORTH = 0.7
SHORT_WORTH = 0.1
PLAIN_WORTH = 0.02
TOO_LITTLE = 0.05


def own_words(
    texts: Sequence[str], group: Places, groups: int, most: int = 6
) -> tuple[tuple[str, ...], ...]:
    """For each group the words, and pairs of words, that set its texts apart from all others.

    A word's score is p · log(p / q): p the share of the group's texts with it, q that of all texts
    (class-based TF-IDF that counts texts). What stands in one text alone names a group of one only.
    """
    found, terms = counts(_bag(words_of(text)) for text in texts)
    found.data[:] = 1
    everywhere = np.bincount(found.indices, minlength=len(terms)) / len(texts)
    ones = np.ones(len(texts), dtype=np.float32)
    inside = csr_matrix((ones, (group, np.arange(len(texts)))), (groups, len(texts))) @ found
    inside.sort_indices()
    sizes = np.bincount(group, minlength=groups)
    worth = np.array([_worth(term) for term in terms])
    rows = [inside[at] for at in range(groups)]
    scored = [
        _scores(row.indices, row.data, int(size), everywhere, worth)
        for row, size in zip(rows, sizes, strict=True)
    ]
    return tuple(
        _best(row.indices, scores, terms, most) for row, scores in zip(rows, scored, strict=True)
    )


def names_of(words: Sequence[tuple[str, ...]], taken: Sequence[str] = ()) -> tuple[str, ...]:
    """A name for each from its first words: longer where two would be the same, and numbered at last."""
    used = set(taken)
    found: list[str] = []
    for each in words:
        found.append(_free(each, used))
        used.add(found[-1])
    return tuple(found)


def _bag(words: list[str]) -> Counter[str]:
    return Counter(dict.fromkeys([*words, *pairs_of(words)], 1))


def _scores(columns: Places, times: Floats, size: int, everywhere: Floats, worth: Floats) -> Floats:
    share = times / max(size, 1)
    scores = share * np.log(share / everywhere[columns]) * worth[columns]
    # Rounded, so that equal ones are equal on every processor.
    return np.where(times < min(2, size), 0.0, np.round(scores, 6))


def _best(columns: Places, scores: Floats, terms: Sequence[str], most: int) -> tuple[str, ...]:
    first = np.argsort(-scores, kind="stable")[: 8 * most]
    first = first[scores[first] >= TOO_LITTLE * scores[first[0]]]
    return _apart([terms[columns[at]] for at in first], most)


def _worth(term: str) -> float:
    """A pair must say more than its words; a number, a single letter and a plain word say little."""
    if not PLAINEST.isdisjoint(term.split()):
        return PLAIN_WORTH
    if " " in term:
        return PAIR_WORTH
    return SHORT_WORTH if len(term) < 3 or term.isdigit() else 1.0


def _apart(ranked: Sequence[str], most: int) -> tuple[str, ...]:
    """The first ones that do not repeat a word, or its beginning, of one before."""
    found: list[str] = []
    for term in ranked:
        if len(found) < most and not any(_alike(term, other) for other in found):
            found.append(term)
    return tuple(found)


def _alike(term: str, other: str) -> bool:
    return any(one[:4] == two[:4] for one in term.split() for two in other.split())


def _free(words: tuple[str, ...], used: set[str]) -> str:
    names = [", ".join(words[:length]) for length in range(IN_NAME, len(words) + 1)]
    first = ", ".join(words[:IN_NAME]) or "unnamed"
    numbered = (f"{first} {at}" for at in range(2, len(used) + 3))
    return next(each for each in (first, *names, *numbered) if each not in used)
