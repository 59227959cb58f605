"""Vectors by meaning: texts of equal length together, so that nothing is padded, on every core asked for."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from leadline_science.checks import whole
from leadline_science.text.given import checked
from leadline_science.text.minilm import LONGEST, WIDTH, MiniLM, model
from leadline_science.text.pieces import UNKNOWN
from leadline_science.text.vectors import By, Places, Vectors
from leadline_science.text.weights import Numbers

# Pieces computed at once: what a layer makes of them stays near the processor.
AT_ONCE = 512

Cut = tuple[int, ...]


def by_meaning(texts: Sequence[str], *, threads: int = 2) -> Vectors:
    """Vectors of 384 by MiniLM-L6; nothing leaves the machine.

    Of a longer text the first 254 pieces of words are read. Raises `NoData`, `NoWords`,
    `ModelMissing`, `ModelSpoilt`, `OutOfRange`.
    """
    checked(texts)
    whole("the number of threads", threads, 1, 64)
    read = model()
    kinds = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    cut = [read.pieces.cut(text, LONGEST) for text in kinds]
    rows = _rows(read, cut, threads)
    return Vectors(rows[[kinds[text] for text in texts]], By.MEANING, _notes(cut))


def _rows(read: MiniLM, cut: Sequence[Cut], threads: int) -> Numbers:
    rows = np.empty((len(cut), WIDTH), dtype=np.float32)

    def fill(places: Places) -> None:
        rows[places] = read(np.array([cut[at] for at in places], dtype=np.int64))

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(fill, _batches(cut)))
    return rows


def _batches(cut: Sequence[Cut]) -> Iterator[Places]:
    """Places of texts of equal length, the longest first."""
    lengths = np.array([len(each) for each in cut])
    for length in sorted(set(lengths.tolist()), reverse=True):
        places = np.flatnonzero(lengths == length)
        most = max(1, AT_ONCE // length)
        yield from (places[at : at + most] for at in range(0, len(places), most))


def _notes(cut: Sequence[Cut]) -> tuple[str, ...]:
    long = sum(len(each) == LONGEST for each in cut)
    strange = sum(2 * each.count(UNKNOWN) >= len(each) - 2 for each in cut)
    found = {
        f"Only the beginning was read of {long} of {len(cut)} texts.": long,
        f"The model knows hardly a word of {strange} of {len(cut)} texts.": strange,
    }
    return tuple(text for text, applies in found.items() if applies)
