"""What limits the choice: time, teams, money, and rules among bets."""

from dataclasses import dataclass

from leadline_science.checks import amounts, between, finite, whole, within
from leadline_science.refusals import Crossed, NotNamed, OutOfRange, TooFew


@dataclass(frozen=True)
class Horizon:
    """Quarters planned for. `discount`: by which share value shrinks per quarter of waiting."""

    quarters: int
    discount: float = 0.0
    money: str = "thousand euros"
    effort: str = "person-weeks"

    def __post_init__(self) -> None:
        whole("the number of quarters", self.quarters, 1, 40)
        finite("the discount per quarter", [self.discount])
        if not -0.5 < self.discount < 1:
            raise OutOfRange(
                f"The discount per quarter is {self.discount:g}.", "Give a share such as 0.03."
            )

    def present(self, finish: int) -> float:
        """What one unit of value of quarter `finish` is worth at the start."""
        return float((1 + self.discount) ** -finish)


@dataclass(frozen=True)
class Team:
    """A team and its capacity: person-weeks in quarter 1, 2, …"""

    name: str
    capacity: tuple[float, ...]

    def __post_init__(self) -> None:
        amounts(f"the capacity of {self.name}", self.capacity)


@dataclass(frozen=True)
class Budget:
    """Money for quarter 1, 2, … `carry`: what a quarter leaves unspent goes to the next."""

    amounts: tuple[float, ...]
    carry: bool = False

    def __post_init__(self) -> None:
        amounts("the budget", self.amounts)

    def times(self, factor: float) -> "Budget":
        """The same budget, `factor` times as large."""
        return Budget(tuple(each * factor for each in self.amounts), self.carry)


@dataclass(frozen=True)
class Exclusive:
    """At most one of these bets."""

    bets: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.bets)) < len(self.bets):
            raise NotNamed("An exclusive choice names a bet twice.", "Name each bet once.")
        if len(self.bets) < 2:
            raise TooFew("An exclusive choice has fewer than two bets.", "Name at least two.")


@dataclass(frozen=True)
class ThemeShare:
    """The share of all money spent that goes to a theme: from `least` to `most`."""

    theme: str
    least: float = 0.0
    most: float = 1.0

    def __post_init__(self) -> None:
        within(f"the least share of {self.theme}", self.least, 0, 1)
        within(f"the largest share of {self.theme}", self.most, 0, 1)
        if self.least > self.most:
            raise Crossed(
                f"The least share of {self.theme} is above the largest.", "Exchange the two."
            )


@dataclass(frozen=True)
class Limits:
    """Rules among bets. `together`: how many bets may be in progress in one quarter."""

    exclusive: tuple[Exclusive, ...] = ()
    shares: tuple[ThemeShare, ...] = ()
    together: int | None = None

    def __post_init__(self) -> None:
        if self.together is not None:
            whole("the number of bets in progress", self.together, 1)
        themes = [each.theme for each in self.shares]
        if len(set(themes)) < len(themes):
            raise NotNamed("A theme has two shares.", "Give one share per theme.")
        least = sum(each.least for each in self.shares)
        if least > 1:
            between("The sum of the least shares", least, 0, 1)
