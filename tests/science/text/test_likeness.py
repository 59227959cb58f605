"""Vectors by words, what is alike, and the threshold that judged pairs set."""

import math

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from leadline_science import refusals
from leadline_science.text import (
    By,
    NoWords,
    Vectors,
    both,
    by_meaning,
    by_words,
    duplicate_threshold,
    duplicates,
    has_words,
    joined,
    similar,
)
from tests.science.text.said import ALL, EXPORT, clouds


def corner(*degrees: float) -> Vectors:
    return Vectors.of(
        [[math.cos(math.radians(each)), math.sin(math.radians(each))] for each in degrees]
    )


def test_words_weigh_as_by_hand() -> None:
    # "b" is in both texts: 1 + log(3/3) = 1; "a" and "c" in one: 1 + log(3/2). Pairs "a b", "b c" alike.
    rare = 1 + math.log(1.5)
    words = 1 / (1 + 2 * rare**2)
    # Runs of letters: " a ", " b ", " c ", with the same weights and no pairs.
    letters = 1 / (1 + rare**2)

    (found,) = by_words(["a b", "b c"]).likeness_of([(0, 1)])

    assert found == pytest.approx((words + letters) / 2, rel=1e-5)


def test_the_most_alike_comes_first_by_words_and_by_meaning() -> None:
    for vectors in (by_words(ALL), by_meaning(ALL), both(by_words(ALL), by_meaning(ALL))):
        found = similar(vectors, 0, most=3)

        assert {each.at for each in found.matches} <= set(range(len(EXPORT)))
        assert found.by is vectors.by
    assert "words alone" in similar(by_words(ALL), 0).warnings[0]


def test_both_is_the_mean_of_the_two() -> None:
    words, meaning = by_words(ALL), by_meaning(ALL)
    (mean,) = both(words, meaning).likeness_of([(0, 7)])

    assert mean == pytest.approx(
        (words.likeness_of([(0, 7)])[0] + meaning.likeness_of([(0, 7)])[0]) / 2, abs=1e-6
    )


def test_duplicates_are_pairs_at_the_threshold_or_above() -> None:
    # 0-20 and 20-40 degrees are .940 alike, 0-40 .766; 180 is like none.
    found = duplicates(corner(0, 20, 40, 180), 0.9)

    assert [(each.one, each.other) for each in found.pairs] == [(0, 1), (1, 2)]
    assert found.groups == ((0, 1, 2),)
    assert "chains" in found.warnings[0]
    assert duplicates(corner(0, 0, 90), 1.0).groups == ((0, 1),)
    assert duplicates(corner(0, 10, 20), 0.9, most=1).more == 2


def test_blocks_find_what_one_table_finds() -> None:
    vectors = clouds(8, 90)
    table = np.triu(vectors.likeness(vectors) >= 0.93, 1)

    assert len(duplicates(vectors, 0.93, most=20_000).pairs) == table.sum()


def judged(seed: int, count: int = 120) -> tuple[list[float], list[bool]]:
    """A third of the pairs are the same; the likenesses of the two kinds overlap."""
    random = np.random.Generator(np.random.PCG64(seed))
    same = np.arange(count) % 3 == 0
    likeness = np.clip(random.normal(np.where(same, 0.75, 0.5), 0.1), -1, 1)
    return likeness.tolist(), same.tolist()


def test_a_clean_cut_is_half_way() -> None:
    found = duplicate_threshold([0.9, 0.8, 0.4, 0.3], [True, True, False, False])

    assert found.threshold == pytest.approx(0.6)
    assert (found.precision.hits, found.recall.of) == (2, 2)


def test_the_wanted_precision_asks_for_a_higher_threshold() -> None:
    likeness, same = judged(1, 600)
    plain = duplicate_threshold(likeness, same)
    strict = duplicate_threshold(likeness, same, precision=0.97)

    assert strict.threshold > plain.threshold
    assert strict.recall.hits < plain.recall.hits
    assert strict.precision.share is not None
    assert strict.precision.share > 0.9


def test_the_limits_hold_for_pairs_to_come_and_those_of_the_chosen_ones_would_not() -> None:
    later, truth = judged(10_000, 60_000)
    held = [0, 0]
    for seed in range(60):
        found = duplicate_threshold(*judged(seed), precision=0.95, seed=seed)
        called = np.array(later) >= found.threshold
        true = np.array(truth)[called].mean()
        held[0] += found.precision.low <= true <= found.precision.high
        held[1] += true >= 0.95
    assert held[0] >= 54
    assert held[1] < 40


def test_few_judged_pairs_are_told() -> None:
    assert any("30" in text for text in duplicate_threshold(*judged(0, 30)).warnings)


NAN = float("nan")


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: by_words([]), refusals.NoData),
        (lambda: by_words(["", "a"]), NoWords),
        (lambda: Vectors.of([[NAN, 1]]), refusals.NotFinite),
        (lambda: Vectors.of([[0, 0]]), refusals.OutOfRange),
        (lambda: Vectors.of([]), refusals.LengthsDiffer),
        (lambda: Vectors(csr_matrix((0, 3)), By.WORDS), refusals.NoData),
        (lambda: Vectors(np.array([[3.0, 4.0]]), By.MEANING), refusals.OutOfRange),
        (lambda: similar(corner(0), 0), refusals.TooFew),
        (lambda: similar(corner(0, 1), 2), refusals.OutOfRange),
        (lambda: similar(corner(0, 1), 0, most=0), refusals.OutOfRange),
        (lambda: duplicates(corner(0), 0.5), refusals.TooFew),
        (lambda: duplicates(corner(0, 1), 0), refusals.OutOfRange),
        (lambda: corner(0, 1).likeness(clouds(2, 2)), refusals.Incompatible),
        (lambda: corner(0, 1).likeness_of([(0, 2)]), refusals.OutOfRange),
        (lambda: both(corner(0), corner(0)), refusals.Incompatible),
        (lambda: joined([]), refusals.NoData),
        (lambda: joined([corner(0), clouds(2, 2)]), refusals.Incompatible),
        (lambda: duplicate_threshold([], []), refusals.NoData),
        (lambda: duplicate_threshold([0.5], [True, False]), refusals.LengthsDiffer),
        (lambda: duplicate_threshold([0.5, 0.6], [True, True]), refusals.AllEqual),
        (lambda: duplicate_threshold([0.5, 0.6, 0.7], [True, False, True]), refusals.TooFew),
        (lambda: duplicate_threshold([NAN, 0.6], [True, False]), refusals.NotFinite),
        (lambda: duplicate_threshold([5, 0.6], [True, False]), refusals.OutOfRange),
        (
            lambda: duplicate_threshold(
                [0.5, 0.5, 0.6, 0.6], [True, True, False, False], precision=1
            ),
            refusals.Unreachable,
        ),
    ],
)
def test_bad_input_is_refused(ask: object, refusal: type[refusals.Refused]) -> None:
    assert callable(ask)
    with pytest.raises(refusal):
        ask()


def test_vectors_are_joined_in_order() -> None:
    assert joined([corner(0, 10), corner(20)]).rows == pytest.approx(corner(0, 10, 20).rows)
    assert len(joined([by_words(ALL), by_words(ALL)])) == 2 * len(ALL)


def test_a_text_has_words_when_it_has_a_letter_or_a_digit() -> None:
    assert [has_words(each) for each in ("7", "né", "東", "_!", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]
