"""Which text goes into which theme, at first and when earlier themes are taken up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from leadline_science.refusals import Incompatible
from leadline_science.text.answer import Theme, Themes
from leadline_science.text.grouping import LEAVES, centres, grouped, nearest, to_middle
from leadline_science.text.refusals import TooMany
from leadline_science.text.vectors import Places
from leadline_science.text.weights import Numbers

NEW_THEME = 5
UNLIKE = 0.025


@dataclass(frozen=True, eq=False)
class Plan:
    """`group` of each text; for each group its theme's `ids`, `names` given by people, and whether `held`."""

    group: Places
    ids: tuple[int, ...]
    names: tuple[str | None, ...]
    held: tuple[bool, ...]
    sampled: bool = False
    warnings: tuple[str, ...] = ()


def fresh(rows: Numbers, count: int, seed: int) -> Plan:
    """Cut anew. Raises `TooMany`."""
    group = grouped(rows, count, seed)
    ids = tuple(range(1, count + 1))
    return Plan(group, ids, (None,) * count, (False,) * count, len(rows) > LEAVES)


def taken_up(rows: Numbers, keys: Sequence[str], count: int, before: Themes, seed: int) -> Plan:
    """From earlier themes: as they were, or cut anew where another count is asked."""
    known = {each.key: each.theme for each in before.items}
    old = np.array([known.get(key, 0) for key in keys])
    if not old.any():
        raise Incompatible(
            "None of the texts is in the earlier themes.", "Leave them out, or give the same keys."
        )
    grown = _grown(rows, old, before, seed)
    if count == before.asked:
        return grown
    return _cut_anew(rows, np.array(grown.ids)[grown.group], count, before, seed)


def _grown(rows: Numbers, old: Places, before: Themes, seed: int) -> Plan:
    """Known texts stay; new ones join the nearest theme, or are a new one where enough are unlike all."""
    themes = [each for each in before.themes if (old == each.id).any()]
    ids = [each.id for each in themes]
    known, new = np.flatnonzero(old), np.flatnonzero(old == 0)
    group = np.zeros(len(old), dtype=np.int64)
    group[known] = [ids.index(each) for each in old[known]]
    middles = centres(rows[known], group[known], len(ids))
    if new.size:
        group[new] = nearest(rows[new], middles)
    loose = _unlike(rows, group, known, new, middles)
    added = _new_themes(rows, loose, len(ids) / len(known), seed)
    for at, part in enumerate(added):
        group[part] = len(ids) + at
    return _plan(group, themes, before, len(added))


def _unlike(rows: Numbers, group: Places, known: Places, new: Places, middles: Numbers) -> Places:
    """New texts that are less like any theme than nearly all known ones are like theirs."""
    if not new.size:
        return new
    near = to_middle(rows, group, middles)
    return new[near[new] < np.quantile(near[known], UNLIKE)]


def _new_themes(rows: Numbers, loose: Places, rate: float, seed: int) -> list[Places]:
    """Groups of at least `NEW_THEME` among the loose ones, cut as finely as the earlier themes were."""
    if loose.size < NEW_THEME:
        return []
    count = max(1, round(loose.size * rate))
    group = _as_many_as_differ(rows[loose], count, seed)
    parts = [loose[group == at] for at in range(count)]
    return [each for each in parts if each.size >= NEW_THEME]


def _as_many_as_differ(rows: Numbers, count: int, seed: int) -> Places:
    try:
        return grouped(rows, count, seed)
    except TooMany:
        return np.zeros(len(rows), dtype=np.int64)


def _cut_anew(rows: Numbers, old: Places, count: int, before: Themes, seed: int) -> Plan:
    """Held themes stay whole, all other texts are cut anew and keep the ids that they share most with."""
    held = [each for each in before.themes if each.held and (old == each.id).any()]
    free = np.flatnonzero(~np.isin(old, [each.id for each in held]))
    rest = count - len(held)
    if rest < 0 or (rest == 0 and free.size):
        raise Incompatible(
            f"{count} themes are asked and people have shaped {len(held)}.",
            f"Ask for at least {len(held) + bool(free.size)}, or merge some.",
        )
    group = np.zeros(len(old), dtype=np.int64)
    for at, each in enumerate(held):
        group[old == each.id] = at
    if free.size == 0:
        return _plan(group, held, before, 0)
    if rest > free.size:
        raise TooMany(f"{rest} themes are asked of {free.size} texts.", "Ask for fewer.")
    part = grouped(rows[free], rest, seed)
    group[free] = len(held) + part
    ids = _carried(old[free], part, rest, before, {each.id for each in held})
    return _plan(group, held, before, 0, ids, sampled=free.size > LEAVES)


def _carried(old: Places, part: Places, parts: int, before: Themes, held: set[int]) -> list[int]:
    """The earlier id for each part that holds most of that theme, or mostly that theme; else a new one."""
    known = [each.id for each in before.themes if each.id not in held]
    shared = np.zeros((parts, len(known)))
    for column, each in enumerate(known):
        shared[:, column] = np.bincount(part[old == each], minlength=parts)
    sizes = np.bincount(part, minlength=parts)
    found = dict(zip(*linear_sum_assignment(-shared), strict=True))
    following = iter(range(before.following, before.following + parts))
    return [
        known[found[at]]
        if at in found
        and 2 * shared[at, found[at]] > min(sizes[at], (old == known[found[at]]).sum())
        else next(following)
        for at in range(parts)
    ]


def _plan(
    group: Places,
    themes: Sequence[Theme],
    before: Themes,
    added: int,
    ids: Sequence[int] = (),
    *,
    sampled: bool = False,
) -> Plan:
    """`themes` first, then those `added` or given by `ids`."""
    more = list(ids) or list(range(before.following, before.following + added))
    kept = {each.id for each in themes} | set(more)
    lost = [each.name for each in before.themes if each.held and each.id not in kept]
    return Plan(
        group,
        (*(each.id for each in themes), *more),
        (*(each.name if each.named else None for each in themes), *(None for _ in more)),
        (*(each.held for each in themes), *(False for _ in more)),
        sampled=sampled,
        warnings=tuple(f"The theme {name} has no texts left." for name in lost),
    )
