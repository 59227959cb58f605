"""Computing a kept ranking again, to see whether it still says the same."""

from collections.abc import Sequence
from datetime import datetime
from math import isclose
from typing import Any

from leadline.foundation.replayed import Replayed
from leadline.planning.models import Ranking
from leadline.planning.queries.rankings.computing import Computed, computed
from leadline.planning.queries.rankings.pieces import Line
from leadline.planning.queries.rankings.runs import (
    all_lines,
    candidates_kept,
    head_of,
    kept,
    shortened,
)
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right
from leadline_science.prioritisation import Ranking as Order

NEAR = 1e-9


@operation(needs=Right.SEE)
def replay_ranking(*, by: Member, now: datetime, ranking: Ranking) -> Replayed[Ranking]:
    """Compute a kept ranking again; nothing is written but that it was done."""
    asked, lines = kept(ranking).asked, list(all_lines(ranking))
    bets = candidates_kept(lines)
    again = computed(asked, bets, ranking.top, ranking.seed or 0)
    same = (
        _alike(head_of(again.answer), ranking.answer)
        and _alike(shortened(again.lessons, bets), ranking.lessons)
        and _alike_lines(again, lines)
    )
    record(by, now, "ranking.replayed", facts={"ranking": str(ranking.pk), "same": same, "final": True})  # fmt: skip
    return Replayed(ranking, same, again.answer.version)


def _alike_lines(again: Computed, lines: Sequence[Line]) -> bool:
    if not isinstance(again.answer, Order):
        return True
    return len(again.answer.items) == len(lines) and all(
        line.standing is not None and _alike(vars(line.standing), vars(each))
        for line, each in zip(lines, again.answer.items, strict=True)
    )


def _alike(one: Any, other: Any) -> bool:
    """Equal but for the last digits of a sum, which may differ from processor to processor."""
    if isinstance(one, float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=NEAR, abs_tol=NEAR)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(one == other)
