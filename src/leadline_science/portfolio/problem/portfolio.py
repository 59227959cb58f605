"""The whole question: bets, horizon, teams, budget and limits, checked against each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from leadline_science.checks import at_least
from leadline_science.portfolio.problem.bets import Bet
from leadline_science.portfolio.problem.limits import Budget, Horizon, Limits, Team
from leadline_science.refusals import Circular, LengthsDiffer, NotNamed


@dataclass(frozen=True)
class Portfolio:
    """Raises `NoData`, `NotNamed`, `LengthsDiffer` and `Circular`."""

    bets: tuple[Bet, ...]
    horizon: Horizon
    teams: tuple[Team, ...] = ()
    budget: Budget | None = None
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        at_least("bets", self.bets, 1)
        _once("bet", [each.name for each in self.bets])
        _once("team", [each.name for each in self.teams])
        self._check_lengths()
        self._check_names()
        _check_order(self.bets)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each bet stands in `bets`."""
        return {bet.name: at for at, bet in enumerate(self.bets)}

    def bet(self, name: str) -> Bet:
        """The bet called `name`. Raises `NotNamed`."""
        known("bet", [name], self.place)
        return self.bets[self.place[name]]

    def team(self, name: str) -> Team:
        """The team called `name`. Raises `NotNamed`."""
        teams = {team.name: team for team in self.teams}
        known("team", [name], teams)
        return teams[name]

    def with_bet(self, bet: Bet) -> "Portfolio":
        """The same with another bet of that name."""
        at = self.place[bet.name]
        return replace(self, bets=(*self.bets[:at], bet, *self.bets[at + 1 :]))

    def with_budget(self, budget: Budget | None) -> "Portfolio":
        """The same under another budget."""
        return replace(self, budget=budget)

    def with_team(self, team: Team) -> "Portfolio":
        """The same with another team of that name."""
        teams = tuple(team if each.name == team.name else each for each in self.teams)
        return replace(self, teams=teams)

    def worth(self, bet: Bet, start: int) -> float:
        """Present value of a bet that starts in quarter `start`."""
        return bet.value * self.horizon.present(bet.finish(start))

    def _check_lengths(self) -> None:
        quarters = range(self.horizon.quarters)
        rows = [(f"capacities of {team.name}", team.capacity) for team in self.teams]
        if self.budget is not None:
            rows.append(("budgets", self.budget.amounts))
        for name, row in rows:
            if len(row) != len(quarters):
                raise LengthsDiffer(
                    f"There are {len(row)} {name} for {len(quarters)} quarters.",
                    "Give one per quarter.",
                )

    def _check_names(self) -> None:
        teams = {each.name for each in self.teams}
        themes = {each.theme for each in self.bets}
        for bet in self.bets:
            known("team", [need.team for need in bet.needs], teams)
            known("bet", (*bet.after, *bet.alongside), self.place)
        for group in self.limits.exclusive:
            known("bet", group.bets, self.place)
        known("theme", [share.theme for share in self.limits.shares], themes)


def known(kind: str, names: Iterable[str], among: Iterable[object]) -> None:
    """Refuses a name that is not `among` the known ones."""
    held = among if isinstance(among, Mapping | set) else set(among)
    for name in names:
        if name not in held:
            raise NotNamed(f"No {kind} is called {name}.", f"Name a {kind} of the portfolio.")


def _once(kind: str, names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise NotNamed(f"Two {kind}s are called {name}.", f"Give each {kind} its own name.")
        seen.add(name)


def _check_order(bets: Sequence[Bet]) -> None:
    """Takes away, again and again, what waits for nothing. What stays waits in a circle through `after`."""
    order = _waiting_in_circle({each.name: set(each.after) for each in bets})
    if order:
        raise Circular(
            f"These bets wait for each other: {', '.join(order[:6])}.",
            "Take one of the prerequisites away.",
        )


def _waiting_in_circle(waits: dict[str, set[str]]) -> list[str]:
    followers: dict[str, list[str]] = {name: [] for name in waits}
    for name, before in waits.items():
        for each in before:
            followers[each].append(name)
    left = {name: len(before) for name, before in waits.items()}
    ready = [name for name, count in left.items() if count == 0]
    for name in ready:
        for follower in followers[name]:
            left[follower] -= 1
            if left[follower] == 0:
                ready.append(follower)
    return [name for name, count in left.items() if count > 0]
