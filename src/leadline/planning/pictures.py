"""The pictures of this room."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from leadline.design.charts.marks import Dot, Mark, Picture, Rule, Text
from leadline.design.numbers import percent
from leadline.evidence.models import Nature
from leadline.planning.models import MOST_IMPORTANCE
from leadline.planning.queries.doubts import Doubt

HEIGHT, TOP, BOTTOM = 300.0, 14.0, 262.0
LEFT, RIGHT = 9.0, 97.0
CROWD = 1.6
"""How far apart points of one place are drawn, in percent of the width."""


def assumption_map(doubts: Sequence[Doubt]) -> Picture:
    """Claims by how sure they are (across) and how much rests on them (up); numbered as in the table."""
    marks: list[Mark] = [*_frame()]
    taken: dict[tuple[int, int], int] = {}
    for number, doubt in enumerate(doubts, 1):
        place = (doubt.importance, round(doubt.sure * 40))
        nth = taken[place] = taken.get(place, -1) + 1
        marks += _point(number, doubt, nth)
    return Picture(HEIGHT, tuple(marks))


def _x(sure: float) -> float:
    return LEFT + sure * (RIGHT - LEFT)


def _y(importance: int) -> float:
    return BOTTOM - 20 - (importance - 1) / (MOST_IMPORTANCE - 1) * (BOTTOM - TOP - 40)


def _frame() -> list[Mark]:
    lines: list[Mark] = [Rule(LEFT, _y(each), RIGHT, _y(each)) for each in range(1, MOST_IMPORTANCE + 1)]  # fmt: skip
    lines += [Rule(_x(share), TOP, _x(share), BOTTOM) for share in (0, 0.25, 0.5, 0.75, 1)]
    lines += [Text(LEFT - 1, _y(each) + 4, str(each), anchor="end") for each in range(1, MOST_IMPORTANCE + 1)]  # fmt: skip
    lines += [Text(_x(share), BOTTOM + 16, percent(share), anchor="middle", minor=share in (0.25, 0.75)) for share in (0, 0.25, 0.5, 0.75, 1)]  # fmt: skip
    lines.append(Text(LEFT, TOP - 3, _("importance ↑"), anchor="start"))
    lines.append(Text(RIGHT, HEIGHT - 4, _("how sure the evidence makes us →"), anchor="end"))
    lines.append(Text(_x(0.5), TOP - 3, _("test first"), look="axis-label", anchor="middle"))
    return lines


def _point(number: int, doubt: Doubt, nth: int) -> list[Mark]:
    x = min(_x(doubt.sure) + nth * CROWD, RIGHT)
    y = _y(doubt.importance)
    hollow = doubt.claim.nature == Nature.ASSUMPTION
    look = f"point {'hollow ' if hollow else ''}{'series-quiet' if doubt.is_due else 'series-accent'}"  # fmt: skip
    words = _("%(n)d. %(claim)s: importance %(importance)d, sure %(sure)s") % {
        "n": number, "claim": doubt.claim.statement, "importance": doubt.importance, "sure": percent(doubt.sure),
    }  # fmt: skip
    return [
        Dot(x, y, 6, look, words, f"#doubt-{doubt.claim.pk}"),
        Text(x, y - 10, str(number), look="axis-label", anchor="middle"),
    ]
