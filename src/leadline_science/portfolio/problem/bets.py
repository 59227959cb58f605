"""What can be chosen: bets, what they cost and bring, quarter by quarter."""

from dataclasses import dataclass, replace

from leadline_science.checks import amounts, finite, whole
from leadline_science.refusals import Crossed, NotNamed


@dataclass(frozen=True)
class Need:
    """What a bet asks of a team: person-weeks in its first, second … quarter of work."""

    team: str
    amounts: tuple[float, ...]

    def __post_init__(self) -> None:
        amounts(f"the needs from {self.team}", self.amounts)


@dataclass(frozen=True, kw_only=True)
class Bet:
    """Something to do or to leave. Quarters count from 1.

    `value`: in the money of the horizon, as of the quarter in which the bet finishes; counted as it is,
    so take its cost off first if the plan shall earn more than it spends.
    `cost`: money in its first, second … quarter of work. Neither cost nor needs: a milestone, which
    takes no time and counts in the quarter in which it is placed.
    `after`: bets that must be finished in an earlier quarter. `alongside`: bets that must be started in the
    same quarter or earlier. `finish_by`: last quarter in which it may finish.
    Raises `NotNamed`, `NoData`, `NotFinite`, `Negative`, `OutOfRange`, `Crossed`.
    """

    name: str
    value: float
    cost: tuple[float, ...] = ()
    needs: tuple[Need, ...] = ()
    theme: str | None = None
    must: bool = False
    earliest: int = 1
    finish_by: int | None = None
    after: tuple[str, ...] = ()
    alongside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise NotNamed("A bet has no name.", "Name every bet.")
        finite(f"the value of {self.name}", [self.value])
        amounts(f"the cost of {self.name}", self.cost, 0)
        whole(f"the earliest quarter of {self.name}", self.earliest, 1)
        self._check_window()
        self._check_teams()

    @property
    def quarters(self) -> int:
        """Quarters of work; 0 for a milestone."""
        return max(len(self.cost), *(len(each.amounts) for each in self.needs), 0)

    @property
    def spend(self) -> float:
        """Money in all its quarters."""
        return float(sum(self.cost))

    def finish(self, start: int) -> int:
        """The quarter in which it finishes when started in `start`."""
        return start + max(self.quarters, 1) - 1

    def sized(self, factor: float) -> "Bet":
        """The same with `factor` times its cost and needs."""
        return replace(
            self,
            cost=tuple(each * factor for each in self.cost),
            needs=tuple(
                Need(need.team, tuple(each * factor for each in need.amounts))
                for need in self.needs
            ),
        )

    def _check_window(self) -> None:
        if self.finish_by is not None and self.finish_by < self.finish(self.earliest):
            raise Crossed(
                f"{self.name} starts in quarter {self.earliest} at the earliest, works {self.quarters} and is to "
                f"finish by quarter {self.finish_by}.",
                "Let it start earlier or finish later.",
            )

    def _check_teams(self) -> None:
        teams = [each.team for each in self.needs]
        if len(set(teams)) < len(teams):
            raise NotNamed(f"{self.name} needs a team twice.", "Give one need per team.")
