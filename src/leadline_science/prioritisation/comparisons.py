"""Comparisons of two, counted by pair, and whether they hang together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leadline_science.checks import Floats, finite, not_negative
from leadline_science.refusals import AllEqual, Disconnected, NoData, NotNamed


@dataclass(frozen=True)
class Duel:
    """How often `one` was preferred to `other`, the other way round, and neither."""

    one: str
    other: str
    wins: float = 1.0
    losses: float = 0.0
    ties: float = 0.0

    def __post_init__(self) -> None:
        not_negative("counts", finite("counts", (self.wins, self.losses, self.ties)))
        if self.one == self.other:
            raise NotNamed(f"{self.one} is compared with itself.", "Name two items.")


@dataclass(frozen=True)
class Table:
    """Items sorted by name; `wins[i, j]`: i over j; `ties` symmetric."""

    names: tuple[str, ...]
    wins: Floats
    ties: Floats

    @property
    def met(self) -> Floats:
        """How often each pair was compared."""
        return np.asarray(self.wins + self.wins.T + self.ties)

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The groups of items that comparisons link, the one with the first name first."""
        left, found = set(range(len(self.names))), []
        while left:
            part = reach(self.met > 0, min(left))
            left -= part
            found.append(tuple(self.names[at] for at in sorted(part)))
        return tuple(found)


def counted(duels: Iterable[Duel], items: Iterable[str] = ()) -> Table:
    """All duels by pair, among `items` and those compared. Raises `AllEqual` when all are ties."""
    given = [duel for duel in duels if duel.wins + duel.losses + duel.ties > 0]
    names = tuple(sorted({*items, *(name for duel in given for name in (duel.one, duel.other))}))
    place = {name: at for at, name in enumerate(names)}
    wins, ties = np.zeros((2, len(names), len(names)))
    for duel in given:
        i, j = place[duel.one], place[duel.other]
        wins[i, j] += duel.wins
        wins[j, i] += duel.losses
        ties[i, j] += duel.ties
        ties[j, i] += duel.ties
    if given and not wins.any():
        raise AllEqual("Every comparison is a tie.", "Ask until something is preferred.")
    return Table(names, wins, ties)


def connected(table: Table) -> Table:
    """`table` when comparisons link all items. Raises `NoData`, `Disconnected`."""
    if not table.names:
        raise NoData("There is no comparison.", "Give at least one.")
    parts = table.parts
    if len(parts) > 1:
        raise Disconnected(
            f"Nothing compares {_listed(parts[1])} with {parts[0][0]}, not even by way of others.",
            f"Compare {parts[1][0]} with {parts[0][0]}.",
        )
    return table


def reach(linked: NDArray[np.bool_], start: int = 0) -> set[int]:
    """The places reached from `start` along `linked[i, j]`."""
    reached, frontier = {start}, [start]
    while frontier:
        for other in np.flatnonzero(linked[frontier.pop()]).tolist():
            if other not in reached:
                reached.add(other)
                frontier.append(other)
    return reached


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
