"""The marks that pictures are made of.

Across, a position is a share of the width in percent, so a picture fits any screen without a script;
down, it is in pixels. Shapes are the exception: their path runs from 0 to 1000 across and is stretched.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Anchor: TypeAlias = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a point; `minor` ones leave at phone width."""

    x: float
    y: float
    text: str
    look: str = "axis-label"
    anchor: Anchor = "start"
    dx: float = 0
    minor: bool = False
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str = "grid"
    title: str = ""
    kind: Literal["rule"] = "rule"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: `x` and `width` in percent, `y` and `height` in pixels."""

    x: float
    y: float
    width: float
    height: float
    look: str = "bar series-1"
    title: str = ""
    href: str = ""
    round: float = 1.5
    kind: Literal["box"] = "box"


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle of radius `r` pixels."""

    x: float
    y: float
    r: float = 4
    look: str = "point series-1"
    title: str = ""
    href: str = ""
    kind: Literal["dot"] = "dot"


@dataclass(frozen=True, slots=True)
class Shape:
    """A path whose coordinates run from 0 to 1000 across and in pixels down."""

    path: str
    look: str
    title: str = ""
    kind: Literal["shape"] = "shape"


Mark: TypeAlias = Text | Rule | Box | Dot | Shape


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture, `height` pixels tall and as wide as its place."""

    height: float
    marks: tuple[Mark, ...]

    @property
    def has_links(self) -> bool:
        return any(getattr(mark, "href", "") for mark in self.marks)
