"""What many texts are about: themes that stay as texts are added and people correct them."""

import math
from collections.abc import Sequence

import numpy as np

from leadline_science.checks import Floats, same_length, unique, whole, within
from leadline_science.text.answer import METHOD, Placed, Theme, Themes
from leadline_science.text.carrying import Plan, fresh, taken_up
from leadline_science.text.given import checked
from leadline_science.text.grouping import LEAVES, centres, plane, to_middle
from leadline_science.text.labels import names_of, own_words
from leadline_science.text.refusals import TooMany
from leadline_science.text.steadiness import steadiness
from leadline_science.text.vectors import Places, Vectors

TYPICAL = 3
UNSTEADY = 0.6


def theme_count(texts: int, fineness: float = 0.5) -> int:
    """How many themes a granularity from 0 (two) to 1 (one for every two texts) means, by equal ratios."""
    whole("the number of texts", texts, 2, 10**9)
    within("fineness", fineness, 0.0, 1.0)
    most = max(2.0, texts / 2)
    return round(2.0 * math.pow(most / 2.0, fineness))


def find_themes(
    texts: Sequence[str],
    vectors: Vectors,
    *,
    count: int | None = None,
    keys: Sequence[str] | None = None,
    before: Themes | None = None,
    seed: int = 0,
) -> Themes:
    """`count` themes of the texts (one vector and key each), by default as `theme_count` says.

    With `before`, texts known there stay in their theme and new ones join the nearest, or make a theme
    of their own when they are unlike all; another `count` cuts anew what people have not shaped.
    Raises `NoData`, `TooFew`, `NoWords`, `LengthsDiffer`, `AllEqual`, `NotNamed`, `TooMany`.
    """
    named = _checked(texts, vectors, keys)
    wanted = _count(len(texts), count, before)
    rows = plane(vectors, seed)
    plan = (
        fresh(rows, wanted, seed) if before is None else taken_up(rows, named, wanted, before, seed)
    )
    near = to_middle(rows, plan.group, centres(rows, plan.group, len(plan.ids)))
    steady = steadiness(rows, plan.group, len(plan.ids), seed)
    themes = _themes(texts, named, plan, near, steady)
    by_hand = {each.key for each in before.items if each.by_hand} if before else set()
    placed = zip(named, plan.group.tolist(), near.tolist(), strict=True)
    return Themes(
        **METHOD.stamp,
        seed=seed,
        assumptions=(
            "Each text belongs to one theme.",
            "How many themes there are is chosen, not found.",
            *(
                (f"The tree was grown on {LEAVES:,} texts drawn at random.",)
                if plan.sampled
                else ()
            ),
        ),
        warnings=vectors.notes + plan.warnings + _warnings(themes),
        themes=themes,
        items=tuple(Placed(key, plan.ids[at], like, key in by_hand) for key, at, like in placed),
        asked=wanted,
        following=max(*plan.ids, before.following - 1 if before else 0) + 1,
        by=vectors.by,
    )


def _checked(texts: Sequence[str], vectors: Vectors, keys: Sequence[str] | None) -> tuple[str, ...]:
    checked(texts, 2)
    same_length("texts", texts, "vectors", vectors)
    named = tuple(keys) if keys is not None else tuple(str(at + 1) for at in range(len(texts)))
    same_length("texts", texts, "keys", named)
    unique("text", named)
    vectors.must_differ()
    return named


def _count(texts: int, count: int | None, before: Themes | None) -> int:
    if count is None:
        return before.asked if before else theme_count(texts)
    whole("the number of themes", count, 1)
    if count > texts:
        raise TooMany(f"{count} themes are asked of {texts} texts.", "Ask for fewer.")
    return count


def _themes(
    texts: Sequence[str],
    keys: tuple[str, ...],
    plan: Plan,
    near: Floats,
    steady: Sequence[float | None],
) -> tuple[Theme, ...]:
    """The largest first."""
    words = own_words(texts, plan.group, len(plan.ids))
    found = [
        Theme(
            id=id_,
            name=name,
            words=words[at],
            size=int((plan.group == at).sum()),
            typical=_typical(keys, plan.group, near, at),
            likeness=float(near[plan.group == at].mean()),
            steady=steady[at],
            held=plan.held[at],
            named=plan.names[at] is not None,
        )
        for at, (id_, name) in enumerate(zip(plan.ids, _names(plan, words), strict=True))
    ]
    return tuple(sorted(found, key=lambda each: (-each.size, each.id)))


def _names(plan: Plan, words: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Those given by people; the others from the theme's own words."""
    taken = [name for name in plan.names if name is not None]
    own = iter(
        names_of([each for each, name in zip(words, plan.names, strict=True) if not name], taken)
    )
    return tuple(name if name is not None else next(own) for name in plan.names)


def _typical(keys: tuple[str, ...], group: Places, near: Floats, at: int) -> tuple[str, ...]:
    inside = np.flatnonzero(group == at)
    first = inside[np.argsort(-near[inside], kind="stable")[:TYPICAL]]
    return tuple(keys[each] for each in first)


def _warnings(themes: Sequence[Theme]) -> tuple[str, ...]:
    known = [each for each in themes if each.steady is not None]
    loose = [each for each in known if each.steady is not None and each.steady < UNSTEADY]
    if not loose:
        return ()
    return (
        f"{len(loose)} of {len(themes)} themes are not found again in samples of half the texts.",
    )
