"""Words and runs of letters, and how much each says about a text."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack

from leadline_science.text.given import checked
from leadline_science.text.vectors import By, Rows, Vectors

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
RUNS = (3, 4, 5)


def by_words(texts: Sequence[str]) -> Vectors:
    """TF-IDF over words, pairs of words and runs of 3 to 5 letters: at once, for any language.

    Vectors of the same call can be compared, no others. Raises `NoData`, `NoWords`.
    """
    checked(texts)
    told = [words_of(text) for text in texts]
    parts = [_weighted(told, _terms), _weighted(told, _letters)]
    return Vectors(
        _unit(hstack(parts).tocsr()), By.WORDS,
        ("Compared by their words alone: the same said in other words is not seen.",),
    )  # fmt: skip


def words_of(text: str) -> list[str]:
    """Lower-case words and numbers."""
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def pairs_of(words: Sequence[str]) -> list[str]:
    """Each word with the one after it."""
    return [f"{one} {other}" for one, other in pairwise(words)]


def counts(bags: Iterable[Counter[str]]) -> tuple[Rows, list[str]]:
    """How often each term is in each bag (bags × terms, sparse), and the terms."""
    places: dict[str, int] = {}
    columns: list[int] = []
    values: list[int] = []
    ends = [0]
    for bag in bags:
        columns += [places.setdefault(term, len(places)) for term in bag]
        values += bag.values()
        ends.append(len(columns))
    shape = (len(ends) - 1, len(places))
    return csr_matrix((np.array(values, dtype=np.float32), columns, ends), shape=shape), list(
        places
    )


def _weighted(told: Sequence[list[str]], terms: Callable[[list[str]], Iterable[str]]) -> Rows:
    """(1 + log count) · (1 + log((1 + texts) / (1 + texts with it))), to unit length."""
    found, _ = counts(Counter(terms(words)) for words in told)
    spread = np.bincount(found.indices, minlength=found.shape[1])
    found.data = 1 + np.log(found.data)
    rarity = 1 + np.log((1 + len(told)) / (1 + spread))
    return _unit(found @ diags(rarity.astype(np.float32)))


def _terms(words: list[str]) -> list[str]:
    return words + pairs_of(words)


def _letters(words: list[str]) -> list[str]:
    return [
        padded[at : at + size]
        for padded in (f" {word} " for word in words)
        for size in RUNS
        for at in range(max(1, len(padded) - size + 1))
    ]


def _unit(rows: Rows) -> Rows:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))).ravel()
    return (diags((1 / lengths).astype(np.float32)) @ rows).tocsr()
