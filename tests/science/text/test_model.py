"""MiniLM-L6 in NumPy: what its makers print, whatever the company, and nothing but the known weights."""

import socket

import numpy as np
import pytest
from scipy.special import ndtr

from leadline_science.text import (
    By,
    ModelMissing,
    ModelSpoilt,
    NoWords,
    available,
    by_meaning,
    weights,
)
from leadline_science.text import meaning as batching
from leadline_science.text.minilm import gelu, model

# Three sentences and the cosines of each two, as the model's makers quote them; recalled, not seen again on their page.
PRINTED = ("The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium.")
COSINES = (0.6660, 0.1046, 0.1411)

# By the tokenizers library 0.23.3 from the same vocabulary.
CUT = {
    "The weather is lovely today.": (101, 1996, 4633, 2003, 8403, 2651, 1012, 102),
    "Naïve CAFÉ, unaffable: 100%!": (
        *(101, 15743, 7668, 1010, 14477, 20961, 3468, 1024, 2531, 1003, 999, 102),
    ),
    "東京 is “big”": (101, 1879, 1755, 2003, 1523, 2502, 1524, 102),
    "x" * 101 + " ok": (101, 100, 7929, 102),
    "tab\tzero\u200bwidth \ufffd": (101, 21628, 5717, 9148, 11927, 2232, 102),
}


def test_cosines_are_those_that_the_makers_print() -> None:
    found = by_meaning(PRINTED).likeness_of([(0, 1), (0, 2), (1, 2)])

    assert found == pytest.approx(COSINES, abs=6e-5)


@pytest.mark.parametrize("text", CUT)
def test_texts_are_cut_as_by_the_reference(text: str) -> None:
    assert model().pieces.cut(text, 256) == CUT[text]


def test_a_vector_is_the_same_in_any_company() -> None:
    alone = by_meaning([PRINTED[0]])
    among = by_meaning([*PRINTED, "A longer one, of many more words than those.", PRINTED[0]])

    assert alone.by is By.MEANING
    assert among.rows[0] == pytest.approx(alone.rows[0], abs=1e-6)
    assert (among.rows[0] == among.rows[-1]).all()
    assert by_meaning(PRINTED, threads=1).rows == pytest.approx(by_meaning(PRINTED).rows)


def test_batches_hold_texts_of_one_length_and_no_more_pieces_than_fit() -> None:
    cut = [(1,) * length for length in (3, 300, 3, 4, 3)]
    batches = [each.tolist() for each in batching._batches(cut)]

    assert batches == [[1], [3], [0, 2, 4]]


def test_a_long_text_and_a_strange_one_are_told() -> None:
    notes = by_meaning(["word " * 400, "plain", "ᚠᚢᚦ ᚨᚱᚲ"]).notes

    assert notes == (
        "Only the beginning was read of 1 of 3 texts.",
        "The model knows hardly a word of 1 of 3 texts.",
    )


def test_gelu_is_that_of_the_normal_distribution() -> None:
    values = np.linspace(-8, 8, 40_001, dtype=np.float32)
    exact = values.astype(np.float64) * ndtr(values.astype(np.float64))

    assert abs(gelu(values) - exact).max() < 4e-7


def test_nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("A socket was asked for.")

    monkeypatch.setattr(socket, "socket", refuse)
    model.cache_clear()

    assert len(by_meaning(PRINTED)) == 3


def test_a_file_that_is_not_the_tested_one_is_refused() -> None:
    with pytest.raises(ModelSpoilt, match="compare by words"):
        weights.checked("vocab.txt", b"the\n")


def test_without_the_package_the_refusal_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert available()
    monkeypatch.setattr(weights, "PACKAGE", "no-such-package")
    model.cache_clear()

    assert not available()
    with pytest.raises(ModelMissing, match="--no-deps"):
        by_meaning(PRINTED)


def test_a_package_without_its_weights_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "FOLDER", "elsewhere")

    with pytest.raises(ModelMissing):
        weights.content("vocab.txt")


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(NoWords, match="Text 2"):
        by_meaning(["a", "?!"])
