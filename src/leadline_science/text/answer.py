"""Themes as an answer that people may edit and that the next run takes up."""

from dataclasses import dataclass

from leadline_science.answers import Answer, Method
from leadline_science.text.vectors import By


@dataclass(frozen=True)
class Theme:
    """`id` stays through later runs; `held` means that people shaped it, so later runs leave it whole.

    `words` set it apart; `typical` are keys of the texts nearest to its middle; `likeness` is the mean
    cosine of its texts to that middle. `steady` (0-1) is how much of it is found again in samples of
    half the texts; None where it is too small for that.
    """

    id: int
    name: str
    words: tuple[str, ...]
    size: int
    typical: tuple[str, ...]
    likeness: float
    steady: float | None
    held: bool = False
    named: bool = False


@dataclass(frozen=True)
class Placed:
    """In which theme a text is, and its cosine to the theme's middle; `by_hand` when people put it there."""

    key: str
    theme: int
    likeness: float
    by_hand: bool = False


@dataclass(frozen=True, kw_only=True)
class Themes(Answer):
    """`themes` by size, `items` in the order of the texts. Hand it to the next run as `before`.

    `asked` is the number of themes that the texts were cut into, `following` the next free id.
    """

    themes: tuple[Theme, ...]
    items: tuple[Placed, ...]
    asked: int
    following: int
    by: By

    def theme(self, id: int) -> Theme:  # noqa: A002
        """Raises `KeyError`."""
        return {each.id: each for each in self.themes}[id]

    def keys(self, id: int) -> tuple[str, ...]:  # noqa: A002
        """The keys of the texts in a theme."""
        return tuple(each.key for each in self.items if each.theme == id)


METHOD = Method("text.themes", "1", "What are all these texts about?", Themes)
