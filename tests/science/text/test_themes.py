"""Themes: what is said together, what stays, and what people change."""

import json
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from leadline_science import refusals
from leadline_science.catalogue import restore
from leadline_science.text import (
    Themes,
    TooMany,
    Vectors,
    by_meaning,
    by_words,
    find_themes,
    grouping,
    joined,
    merged,
    moved,
    renamed,
    theme_count,
)
from leadline_science.text.labels import names_of, own_words
from leadline_science.text.ward import ward
from tests.science.text.said import ALL, KEYS, clouds, v_measure

TRUTH = np.repeat(np.arange(3), 6)


def three(by: Vectors | None = None) -> Themes:
    return find_themes(ALL, by or by_meaning(ALL), count=3, keys=KEYS)


def groups_of(themes: Themes) -> np.ndarray:
    return np.array([each.theme for each in themes.items])


@pytest.fixture(scope="module")
def found() -> Themes:
    return three()


def id_of(themes: Themes, key: str) -> int:
    return next(each.theme for each in themes.items if each.key == key)


def numbered(count: int) -> list[str]:
    return [f"text {at}" for at in range(count)]


# ── The tree ────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 40), st.integers(0, 10**6))
def test_the_tree_is_that_of_scipy(count: int, seed: int) -> None:
    points = np.random.Generator(np.random.PCG64(seed)).standard_normal((count, 3))
    squares = ((points[:, None] - points) ** 2).sum(-1).astype(np.float32)
    tree, known = ward(squares, np.ones(count)), linkage(points, "ward")

    assert tree.heights == pytest.approx(known[:, 2], rel=1e-3)
    for groups in {1, 2, count // 2 + 1, count}:
        pairs = set(zip(tree.cut(groups), fcluster(known, groups, "maxclust"), strict=True))
        assert len(pairs) == groups


def test_weights_stand_for_equal_points() -> None:
    points = np.array([0.0, 1.0, 5.0, 5.5])
    sizes = np.array([3.0, 1.0, 2.0, 1.0])
    many = np.repeat(points, sizes.astype(int))
    light = ward(((points[:, None] - points) ** 2).astype(np.float32), sizes)
    full = ward(((many[:, None] - many) ** 2).astype(np.float32), np.ones(len(many)))

    assert light.heights == pytest.approx(full.heights[-3:], rel=1e-5)


def test_a_coarser_cut_only_joins() -> None:
    tree = ward(grouping.distances(clouds(5, 8).rows), np.ones(40))
    for fine in range(2, 40):
        pairs = set(zip(tree.cut(fine), tree.cut(fine - 1), strict=True))
        assert len(pairs) == fine


# ── Themes ──────────────────────────────────────────────────────────────────────────────────────


def test_three_matters_are_three_themes_with_their_own_words(found: Themes) -> None:
    assert v_measure(groups_of(found) - 1, TRUTH) == pytest.approx(1)
    named = {id_of(found, f"{kind}0"): kind for kind in ("export", "password", "dark")}
    for each in found.themes:
        assert named[each.id] in " ".join(each.words)
        assert set(each.typical) <= set(found.keys(each.id))
        assert not each.held


def test_words_alone_find_them_at_once() -> None:
    themes = three(by_words(ALL))

    assert v_measure(groups_of(themes) - 1, TRUTH) > 0.7
    assert "words alone" in themes.warnings[0]


def test_many_are_cut_by_a_sample_and_large_sparse_ones_by_a_projection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grouping, "LEAVES", 200)
    monkeypatch.setattr(grouping, "EXACT", 0)
    vectors = clouds(6, 100)
    themes = find_themes(numbered(600), vectors, count=6)

    assert v_measure(groups_of(themes) - 1, np.repeat(np.arange(6), 100)) > 0.99
    assert grouping.plane(by_words(ALL), 0).shape == (18, 768)


def test_texts_that_fall_apart_steadily_and_those_that_do_not_are_told_apart() -> None:
    clear = find_themes(numbered(120), clouds(4, 30), count=4)
    random = np.random.Generator(np.random.PCG64(3))
    noise = find_themes(
        numbered(120), Vectors.of(random.standard_normal((120, 16)).tolist()), count=4
    )

    assert all(each.steady is not None and each.steady > 0.95 for each in clear.themes)
    assert all(each.steady is not None and each.steady < 0.6 for each in noise.themes)
    assert "4 of 4 themes are not found again" in noise.warnings[0]
    assert clear.warnings == ()


@pytest.mark.parametrize(
    ("texts", "fineness", "count"), [(200, 0, 2), (200, 0.5, 14), (200, 1, 100), (2, 1, 2)]
)
def test_fineness_is_a_ratio(texts: int, fineness: float, count: int) -> None:
    assert theme_count(texts, fineness) == count


def test_names_differ() -> None:
    words = (("a", "b", "c", "d"), ("a", "b", "c", "e"), ("a", "b", "c"), ())

    assert names_of(words) == ("a, b, c", "a, b, c, e", "a, b, c 2", "unnamed")


def test_a_word_that_all_share_names_nothing() -> None:
    texts = ["card lost", "card lost abroad", "card fee", "card fee high"]

    assert own_words(texts, np.array([0, 0, 1, 1]), 2) == (("lost",), ("fee",))


def test_words_of_equal_worth_come_as_they_were_written() -> None:
    texts = ["zeta alpha beta", "zeta alpha beta", "lost card", "lost card"]

    assert own_words(texts, np.array([0, 0, 1, 1]), 2) == (
        ("zeta", "alpha", "beta"),
        ("lost", "card"),
    )


# ── What stays ──────────────────────────────────────────────────────────────────────────────────


def test_new_texts_join_and_nothing_known_moves(found: Themes) -> None:
    texts = ("A PDF of the report, please", "My password is forgotten", *ALL)
    keys = ("new1", "new2", *KEYS)
    later = find_themes(texts, by_meaning(texts), keys=keys, before=found)

    assert [id_of(later, key) for key in KEYS] == [id_of(found, key) for key in KEYS]
    assert id_of(later, "new1") == id_of(found, "export0")
    assert id_of(later, "new2") == id_of(found, "password0")


def test_enough_new_texts_unlike_all_become_a_theme_of_their_own() -> None:
    before = find_themes(numbered(60), clouds(3, 20), count=3)
    four = clouds(4, 20)
    later = find_themes(numbered(80), four, before=before)

    assert [each.theme for each in later.items[:60]] == [each.theme for each in before.items]
    assert {each.theme for each in later.items[60:]} == {before.following}


def test_themes_by_words_are_taken_up_by_meaning_once_that_is_there() -> None:
    early = three(by_words(ALL))
    later = find_themes(ALL, by_meaning(ALL), keys=KEYS, before=early)

    assert groups_of(later).tolist() == groups_of(early).tolist()
    assert later.warnings == ()


def test_gone_texts_are_forgotten(found: Themes) -> None:
    left = [at for at in range(18) if at != 3]
    later = find_themes(
        [ALL[at] for at in left],
        by_meaning(ALL).take(left),
        keys=[KEYS[at] for at in left],
        before=found,
    )

    assert sum(each.size for each in later.themes) == 17


def test_names_merges_and_moves_stay_in_every_later_run(found: Themes) -> None:
    export, dark, password = (id_of(found, f"{kind}0") for kind in ("export", "dark", "password"))
    edited = moved(found, ["password3"], export)
    edited = renamed(merged(edited, [export, dark]), export, "Looks and output")
    vectors = joined([by_meaning(ALL), by_meaning(["A dark theme, please"])])
    for count in (None, 4):
        later = find_themes(
            [*ALL, "A dark theme, please"], vectors, keys=[*KEYS, "new"], before=edited, count=count
        )

        assert later.theme(export).name == "Looks and output"
        assert id_of(later, "new") == export
        assert {"password3", *KEYS[:6], *KEYS[12:]} <= set(later.keys(export))
        assert next(each for each in later.items if each.key == "password3").by_hand
        assert later.theme(export).held
        assert id_of(later, "password0") == password or count == 4
        edited = later


def test_another_grain_keeps_ids_where_most_is_shared() -> None:
    vectors = clouds(6, 20)
    coarse = find_themes(numbered(120), vectors, count=5)
    fine = find_themes(numbered(120), vectors, count=6, before=coarse)
    shared = {each.id for each in coarse.themes} & {each.id for each in fine.themes}

    assert len(fine.themes) == 6
    assert len(shared) == 5
    assert fine.following > max(each.id for each in fine.themes)


def test_edited_themes_are_kept_and_read_back(found: Themes) -> None:
    edited = renamed(found, 1, "Ours")

    assert restore(json.loads(json.dumps(edited.to_dict()))) == edited


def test_a_held_theme_without_texts_is_told(found: Themes) -> None:
    gone = id_of(found, "dark0")
    edited = renamed(found, gone, "Night")
    later = find_themes(ALL[:12], by_meaning(ALL[:12]), keys=KEYS[:12], before=edited)

    assert "The theme Night has no texts left." in later.warnings


# ── Refusals ────────────────────────────────────────────────────────────────────────────────────

FOUR = clouds(2, 2)
TEXTS = numbered(4)


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (lambda: find_themes([], FOUR), refusals.NoData),
        (lambda: find_themes(["a"], FOUR.take([0])), refusals.TooFew),
        (lambda: find_themes(TEXTS[:3], FOUR), refusals.LengthsDiffer),
        (lambda: find_themes(TEXTS, FOUR, keys=["a"]), refusals.LengthsDiffer),
        (lambda: find_themes(TEXTS, FOUR, keys=["a"] * 4), refusals.NotNamed),
        (lambda: find_themes(TEXTS, FOUR, count=5), TooMany),
        (lambda: find_themes(TEXTS, FOUR.take([0, 0, 1, 1]), count=3), TooMany),
        (lambda: find_themes(TEXTS, FOUR.take([0] * 4)), refusals.AllEqual),
        (lambda: find_themes(TEXTS, FOUR, count=0), refusals.OutOfRange),
        (lambda: theme_count(10, 2), refusals.OutOfRange),
        (lambda: theme_count(1), refusals.OutOfRange),
    ],
)
def test_bad_input_is_refused(ask: object, refusal: type[refusals.Refused]) -> None:
    assert callable(ask)
    with pytest.raises(refusal):
        ask()


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        (lambda themes: renamed(themes, 9, "x"), refusals.NotNamed),
        (lambda themes: renamed(themes, 1, " "), refusals.NotNamed),
        (lambda themes: renamed(themes, 1, themes.theme(2).name), refusals.NotNamed),
        (lambda themes: merged(themes, [1]), refusals.TooFew),
        (lambda themes: merged(themes, [1, 1]), refusals.NotNamed),
        (lambda themes: moved(themes, [], 1), refusals.NoData),
        (lambda themes: moved(themes, ["nobody"], 1), refusals.NotNamed),
    ],
)
def test_edits_of_what_is_not_there_are_refused(
    found: Themes, edit: Callable[[Themes], Themes], refusal: type[refusals.Refused]
) -> None:
    with pytest.raises(refusal):
        edit(found)


def test_fewer_themes_than_people_shaped_are_refused(found: Themes) -> None:
    edited = renamed(renamed(found, 1, "One"), 2, "Two")

    with pytest.raises(refusals.Incompatible, match="at least 3"):
        find_themes(ALL, by_words(ALL), keys=KEYS, before=edited, count=2)
    with pytest.raises(refusals.Incompatible, match="same keys"):
        find_themes(ALL, by_words(ALL), before=found)
