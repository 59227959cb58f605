"""What people change in themes; the next run leaves it so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from leadline_science.checks import at_least, unique
from leadline_science.refusals import NotNamed
from leadline_science.text.answer import Placed, Theme, Themes


def renamed(themes: Themes, theme: int, name: str) -> Themes:
    """With a name given by people. Raises `NotNamed` for an empty one, one in use, or no such theme."""
    _known(themes, [theme])
    others = [each.name for each in themes.themes if each.id != theme]
    unique("theme", [*others, name])
    return _with(themes, themes.items, {theme: {"name": name, "named": True}})


def merged(themes: Themes, parts: Sequence[int], name: str | None = None) -> Themes:
    """All `parts` as one, which keeps the id, and unless a name is given the name, of the first.

    Raises `TooFew`, `NotNamed`.
    """
    at_least("themes to merge", parts, 2)
    _known(themes, parts)
    items = tuple(
        replace(each, theme=parts[0]) if each.theme in parts else each for each in themes.items
    )
    words = tuple(dict.fromkeys(word for part in parts for word in themes.theme(part).words[:3]))
    together = _with(themes, items, {parts[0]: {"words": words}})
    return together if name is None else renamed(together, parts[0], name)


def moved(themes: Themes, keys: Iterable[str], to: int) -> Themes:
    """With these texts in another theme, where they stay. Raises `NoData`, `NotNamed`."""
    moving = set(keys)
    at_least("texts to move", moving, 1)
    _known(themes, [to])
    unknown = moving - {each.key for each in themes.items}
    if unknown:
        raise NotNamed(f"There is no text {min(unknown)}.", "Name texts that are in the themes.")
    items = tuple(
        replace(each, theme=to, by_hand=True) if each.key in moving else each
        for each in themes.items
    )
    return _with(themes, items, {to: {}})


def _with(
    themes: Themes, items: tuple[Placed, ...], changes: dict[int, dict[str, object]]
) -> Themes:
    """The changed themes are held from now on; sizes are counted anew, empty themes left out."""
    sizes = Counter(each.theme for each in items)
    found: list[Theme] = []
    for each in themes.themes:
        change = {**changes[each.id], "held": True} if each.id in changes else {}
        found.append(replace(each, size=sizes[each.id], **change))  # type: ignore[arg-type]
    kept = sorted((each for each in found if each.size), key=lambda each: (-each.size, each.id))
    return replace(themes, themes=tuple(kept), items=items)


def _known(themes: Themes, wanted: Sequence[int]) -> None:
    known = {each.id for each in themes.themes}
    missing = next((each for each in wanted if each not in known), None)
    if missing is not None:
        raise NotNamed(f"There is no theme {missing}.", "Name one of the themes.")
    unique("theme", [str(each) for each in wanted])
