"""Marks as SVG, written here and not in a template: a page of pictures has a thousand of them."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from leadline.design.charts.marks import Box, Dot, Mark, Rule, Shape, Text


def svg(mark: Mark, height: float) -> Markup:
    """One mark of a picture `height` pixels tall."""
    return Markup(_WRITERS[mark.kind](mark, height))  # noqa: S704 - each writer escapes its texts


def _dot(mark: Dot, height: float) -> str:
    circle = f'<circle class="{mark.look}" cx="{mark.x}%" cy="{mark.y}" r="{mark.r}">{_told(mark)}</circle>'
    if not mark.href:
        return circle
    title = escape(mark.title)
    said = f' data-tip="{title}" aria-label="{title}"' if mark.title else ""
    return f'<a href="{escape(mark.href)}" tabindex="-1"{said}>{circle}</a>'


def _box(mark: Box, height: float) -> str:
    place = f'x="{round(mark.x, 2)}%" y="{mark.y}" width="{round(mark.width, 2)}%" height="{round(mark.height, 2)}" rx="{mark.round}"'
    rect = f'<rect class="{mark.look}" {place}>{_told(mark)}</rect>'
    if not mark.href:
        return rect
    title = escape(mark.title)
    return f'<a href="{escape(mark.href)}" tabindex="-1" data-tip="{title}" aria-label="{title}">{rect}</a>'


def _text(mark: Text, height: float) -> str:
    look = f"{mark.look} minor" if mark.minor else mark.look
    shift = f' dx="{mark.dx}"' if mark.dx else ""
    return f'<text class="{look}" x="{round(mark.x, 2)}%" y="{mark.y}" text-anchor="{mark.anchor}"{shift}>{escape(mark.text)}</text>'


def _rule(mark: Rule, height: float) -> str:
    across = f'x1="{round(mark.x1, 2)}%" x2="{round(mark.x2, 2)}%"'
    return f'<line class="{mark.look}" {across} y1="{mark.y1}" y2="{mark.y2}"/>'


def _shape(mark: Shape, height: float) -> str:
    title = f"<title>{escape(mark.title)}</title>" if mark.title else ""
    return (
        f'<svg width="100%" height="{height}" viewBox="0 0 1000 {height}" preserveAspectRatio="none" overflow="visible">'
        f'<path class="{mark.look}" d="{mark.path}">{title}</path></svg>'
    )


def _told(mark: Dot | Box) -> str:
    """Its title as a child; a link carries it as an attribute."""
    return f"<title>{escape(mark.title)}</title>" if mark.title and not mark.href else ""


_WRITERS: dict[str, Callable[[Any, float], str]] = {
    "dot": _dot,
    "box": _box,
    "text": _text,
    "rule": _rule,
    "shape": _shape,
}
