"""Themes and duplicates on texts that people wrote; see benchmarks/science/text.py for all figures."""

import numpy as np
import pytest

from benchmarks.science.text import (
    DATA,
    banking,
    kept,
    ranks_of,
    seamonkey,
    threshold_of,
    v_measure,
)
from leadline_science.text import by_meaning, by_words, find_themes

QUERIES, REPORTS = DATA / "banking77-queries", DATA / "duplicates-gitbugs"


@pytest.mark.slow
@pytest.mark.skipif(
    not QUERIES.is_dir(), reason="the public questions are not beside the repository"
)
def test_themes_of_customer_questions_agree_with_their_intents() -> None:
    texts, intents = banking(QUERIES)
    part = np.arange(0, len(texts), 5)
    some = [texts[at] for at in part]
    found = find_themes(some, by_meaning(some), count=77)
    agreement = v_measure(np.array([each.theme - 1 for each in found.items]), intents[part])
    print(f"V of {len(some)} questions: {agreement:.3f}")

    assert agreement >= 0.79


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the public reports are not beside the repository")
def test_words_alone_find_most_known_duplicates_and_the_threshold_says_what_it_is_worth() -> None:
    texts, pairs = seamonkey(REPORTS)
    vectors = by_words(texts)
    recall = (ranks_of(vectors, pairs) < 10).mean()
    found = threshold_of(vectors, pairs)
    print(f"recall@10 {recall:.3f}; from {found.threshold:.3f}: {kept(found.precision)}")

    assert recall > 0.8
    assert found.precision.low < found.precision.high < 0.9
