"""Bets of Nordlys Instruments with what is said about each."""

from dataclasses import dataclass
from typing import Any

from leadline.foundation import clock, jobs
from leadline.planning.models import Bet, Ranking
from leadline.planning.operations.bets import create_bet
from leadline.planning.operations.rankings import rank_bets, say_inputs
from leadline.planning.queries.rankings.asking import Asked
from leadline.planning.queries.rankings.pieces import Line
from leadline.planning.queries.rankings.runs import all_lines
from leadline.workspaces.scope import scope
from tests.world import World


def work() -> None:
    """Do every job that is due by the clock of the pages."""
    while job := jobs.do_next(clock.now(), "the test"):
        job.refresh_from_db()
        assert not job.trouble, job.trouble


@dataclass
class Rankings:
    """Otto says numbers, Edda ranks."""

    world: World

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.world.otto, "now": self.world.now}

    def bet(self, name: str, said: dict[str, str] | None = None, **values: Any) -> Bet:
        """A bet on the weather station, with numbers as they are typed."""
        made = create_bet(**self.who, name=name, **({"product": self.world.station} | values))
        if said:
            say_inputs(**self.who, bet=made, said=said)
        return made

    def rice(self, name: str, reach: str, impact: str, effort: str, confidence: str = "") -> Bet:
        """A bet with the four numbers of RICE."""
        said = {"rice.reach": reach, "rice.impact": impact, "effort": effort, "confidence": confidence}  # fmt: skip
        return self.bet(name, {key: typed for key, typed in said.items() if typed})

    def rank(self, framework: str = "rice", **asked: Any) -> Ranking:
        return rank_bets(
            by=self.world.edda, now=self.world.now, asked=Asked(framework, **asked), product=self.world.station
        )  # fmt: skip

    def lines(self, ranking: Ranking, part: str = "placed") -> list[Line]:
        with scope(self.world.workspace):
            return list(all_lines(ranking, part))

    def order(self, ranking: Ranking) -> list[str]:
        return [line.name for line in self.lines(ranking)]
