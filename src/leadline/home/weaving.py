"""The thread as it is drawn: a column of cards for each stage of the loop, and the lines between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from leadline.home.queries.thread import Gap, Knot, Stage, Thread

SHOWN = 6
HIGH, GAP, WIDE, INSET = 96, 8, 100, 6
"""A card and what lies between two, in pixels; a column and the air beside its cards, in parts of its width."""
Key = tuple[str, UUID]


@dataclass(frozen=True)
class More:
    """So many knots of a stage that are told in the list only."""

    count: int
    stage: str


@dataclass(frozen=True)
class Column:
    """A stage with its cards from the top down: knots, how many more, what lacks."""

    stage: Stage
    cards: Sequence[Knot | More | Gap]


@dataclass(frozen=True)
class Curve:
    """A line from card to card; `thick` is 1 to 3 by what it weighs, `is_soft` where it is only assumed."""

    path: str
    thick: int
    is_soft: bool


@dataclass(frozen=True)
class Weave:
    """Columns and curves; the picture is `width` parts wide, stretched over its columns, and `height` pixels high."""

    columns: Sequence[Column]
    curves: Sequence[Curve]
    width: int
    height: int


def weave(thread: Thread) -> Weave:
    """Lay the thread out; the heaviest knots of each stage have a card of their own."""
    columns = [Column(stage, _cards(stage, knots, gaps)) for stage, knots, gaps in thread.columns]
    places = _places(thread, columns)
    height = max((len(column.cards) for column in columns), default=0) * (HIGH + GAP)
    return Weave(columns, _curves(thread, places), WIDE * len(columns), height)


def _cards(stage: Stage, knots: Sequence[Knot], gaps: Sequence[Gap]) -> list[Knot | More | Gap]:
    first = sorted(knots, key=lambda knot: knot.side != "self")
    shown = first if len(first) <= SHOWN + 1 else first[:SHOWN]
    rest = len(first) - len(shown)
    return [*shown, *([More(rest, stage.name)] if rest else []), *gaps]


def _places(thread: Thread, columns: Sequence[Column]) -> dict[Key, tuple[int, int]]:
    """The column and row of each knot; those without a card stand at the one that counts them."""
    found: dict[Key, tuple[int, int]] = {}
    for at, ((_stage, knots, _gaps), column) in enumerate(zip(thread.columns, columns, strict=True)):  # fmt: skip
        rows = {card.key: row for row, card in enumerate(column.cards) if isinstance(card, Knot)}
        more = next((row for row, card in enumerate(column.cards) if isinstance(card, More)), 0)
        found |= {knot.key: (at, rows.get(knot.key, more)) for knot in knots}
    return found


def _curves(thread: Thread, places: dict[Key, tuple[int, int]]) -> list[Curve]:
    soft = {knot.key for knot in thread.knots if knot.is_soft}
    heaviest: dict[tuple[str, str], float] = {}
    for strand in thread.strands:
        pair = strand.below[0], strand.above[0]
        heaviest[pair] = max(heaviest.get(pair, 0.0), strand.weight or 0.0)
    found: dict[tuple[tuple[int, int], tuple[int, int]], tuple[int, bool]] = {}
    for strand in thread.strands:
        ends = places[strand.below], places[strand.above]
        if ends[0][0] == ends[1][0]:
            continue
        most = heaviest[strand.below[0], strand.above[0]]
        thick, firm = found.get(ends, (1, False))
        found[ends] = max(thick, _thickness(strand.weight, most)), firm or strand.below not in soft
    return [Curve(_path(*ends), thick, not firm) for ends, (thick, firm) in found.items()]


def _thickness(weight: float | None, most: float) -> int:
    return 1 if not weight or not most else 1 + min(2, int(3 * weight / most))


def _path(start: tuple[int, int], end: tuple[int, int]) -> str:
    back = end[0] < start[0]
    x1 = start[0] * WIDE + (INSET if back else WIDE - INSET)
    x2 = end[0] * WIDE + (WIDE - INSET if back else INSET)
    y1, y2 = ((HIGH + GAP) * row + HIGH // 2 for row in (start[1], end[1]))
    bend = (x1 + x2) / 2
    return f"M{x1} {y1}C{bend:g} {y1} {bend:g} {y2} {x2} {y2}"
