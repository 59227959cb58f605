"""Walking the thread from records: one statement for each step, in both directions at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, FloatField, IntegerField, Value
from django.db.models.functions import Cast

from leadline.foundation.threads import Line

MOST = 600
"""Lines of one kind that are followed in one step; beyond them the thread is told as cut."""
STEPS = 6
Knots = dict[str, set[UUID]]


@dataclass(frozen=True)
class Strand:
    """A line that was walked: the upper record stands on the lower one."""

    below: tuple[str, UUID]
    above: tuple[str, UUID]
    weight: float | None


@dataclass
class Walk:
    """Keys by kind of all that lies beneath and above the records it began with, and the lines between them.

    `cut` names kinds of which more is there than was followed.
    """

    below: Knots = field(default_factory=lambda: defaultdict(set))
    above: Knots = field(default_factory=lambda: defaultdict(set))
    strands: set[Strand] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)


def walk(lines: Sequence[Line], kind: str, ids: Collection[UUID], steps: int = STEPS) -> Walk:
    """Follow the lines both ways from records of a kind, at most so many steps, each one statement."""
    found = Walk()
    starts = {(kind, key) for key in ids}
    down: Knots = {kind: set(ids)}
    up: Knots = {kind: set(ids)}
    for _ in range(steps):
        arms = [*_arms(lines, down, False), *_arms(lines, up, True)]
        if not arms:
            break
        down, up = _step(found, lines, arms, starts)
    return found


def _arms(lines: Sequence[Line], front: Knots, upwards: bool) -> Iterator[Any]:
    for place, line in enumerate(lines):
        if keys := front.get(line.below if upwards else line.above):
            yield _arm(line, place, upwards, keys)


def _arm(line: Line, place: int, upwards: bool, keys: set[UUID]) -> Any:
    end = line.below_id if upwards else line.above_id
    rows = line.rows().filter(**{f"{end}__in": sorted(keys)}).order_by("-pk")
    first = line.rows().filter(pk__in=rows.values("pk")[: MOST + 1]).order_by()
    weight = F(line.weight) if line.weight else Value(None, FloatField())
    return first.annotate(
        _line=Value(place, IntegerField()), _up=Value(int(upwards), IntegerField()),
        _below=F(line.below_id), _above=F(line.above_id), _weighs=Cast(weight, FloatField()),
    ).values_list("_line", "_up", "_below", "_above", "_weighs")  # fmt: skip


def _step(found: Walk, lines: Sequence[Line], arms: Sequence[Any], starts: set[tuple[str, UUID]]) -> tuple[Knots, Knots]:  # fmt: skip
    rows: Iterable[Any] = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
    down: Knots = defaultdict(set)
    up: Knots = defaultdict(set)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for place, upwards, below, above, weight in rows:
        line = lines[place]
        counts[place, upwards] += 1
        if below is None or above is None:
            continue
        if counts[place, upwards] > MOST:
            found.cut.add(line.above if upwards else line.below)
            continue
        found.strands.add(Strand((line.below, below), (line.above, above), weight))
        kind, key, known, front = (line.above, above, found.above, up) if upwards else (line.below, below, found.below, down)  # fmt: skip
        if key not in known[kind] and (kind, key) not in starts:
            known[kind].add(key)
            front[kind].add(key)
    return down, up
