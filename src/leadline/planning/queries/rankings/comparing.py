"""Two kept rankings beside each other: what moved, and which inputs differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leadline.foundation.refusals import Invalid
from leadline.planning.models import Ranking
from leadline.planning.queries.rankings.candidates import Cell
from leadline.planning.queries.rankings.pieces import Line
from leadline.planning.queries.rankings.runs import all_lines

SHOWN = 100


@dataclass(frozen=True)
class Differs:
    """An input that was not the same; None where nothing was said."""

    name: str
    before: Cell | None
    after: Cell | None


@dataclass(frozen=True)
class Move:
    """A bet in both rankings. `by`: places up, negative for down."""

    name: str
    before: Line
    after: Line
    differs: Sequence[Differs]

    @property
    def by(self) -> int:
        if self.before.standing is None or self.after.standing is None:
            return 0
        return self.before.standing.rank - self.after.standing.rank

    @property
    def within_doubt(self) -> bool:
        """Whether each place lies in the span of places the other ranking gave."""
        before, after = self.before.standing, self.after.standing
        if before is None or after is None:
            return True
        return before.rank_low <= after.rank <= before.rank_high and after.rank_low <= before.rank <= after.rank_high  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """`moves` that moved furthest or were said differently; `unmoved` are as they were."""

    before: Ranking
    after: Ranking
    moves: Sequence[Move]
    unshown: int
    unmoved: int
    gone: Sequence[str]
    new: Sequence[str]


def compared(before: Ranking, after: Ranking) -> Compared:
    """What changed from one ranking to another. Raises `Invalid` for different frameworks."""
    if before.framework != after.framework or before.is_moscow:
        raise Invalid("These two cannot be compared.", field="with", remedy="Choose another ranking by the same framework.")  # fmt: skip
    old, new = _by_bet(all_lines(before)), _by_bet(all_lines(after))
    both = [_move(old[key], new[key]) for key in old if key in new]
    moved = sorted((each for each in both if each.by or each.differs), key=lambda each: (-abs(each.by), each.after.standing.rank if each.after.standing else 0))  # fmt: skip
    return Compared(
        before=before,
        after=after,
        moves=moved[:SHOWN],
        unshown=len(moved[SHOWN:]),
        unmoved=len(both) - len(moved),
        gone=[line.name for key, line in old.items() if key not in new][:SHOWN],
        new=[line.name for key, line in new.items() if key not in old][:SHOWN],
    )


def _by_bet(lines: Iterable[Line]) -> Mapping[str, Line]:
    return {line.bet: line for line in lines}


def _move(before: Line, after: Line) -> Move:
    names = dict.fromkeys([*before.cells, *after.cells])
    differs = [
        Differs(name, before.cells.get(name), after.cells.get(name))
        for name in names
        if before.cells.get(name) != after.cells.get(name)
    ]
    return Move(after.name, before, after, differs)
