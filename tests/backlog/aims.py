"""What the tests of what items are for share: a bet, an objective, a key result."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leadline.backlog.models import Item
from leadline.planning.models import Bet
from leadline.planning.operations import create_bet
from leadline.strategy.models import KeyResult, Objective
from leadline.strategy.operations.aims import create_cycle, create_objective
from leadline.strategy.operations.results import create_key_result
from tests.world import World


@dataclass
class Aims:
    """The bet on offline tides, and the objective that it serves."""

    world: World
    bet: Bet
    objective: Objective
    result: KeyResult

    def result_called(self, name: str) -> KeyResult:
        return key_result(self.world, self.objective, name)

    def epic(self, title: str = "Tides without a net", **values: object) -> Item:
        return self.world.item(title, item_kind="epic", **({"bet": self.bet} | values))


def key_result(world: World, objective: Objective, name: str) -> KeyResult:
    return create_key_result(by=world.edda, now=world.now, objective=objective, name=name, baseline=Decimal(2), target=Decimal(8), unit="%")  # fmt: skip


def make_aims(world: World) -> Aims:
    who = {"by": world.edda, "now": world.now}
    cycle = create_cycle(**who, name="Q1 2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31))  # type: ignore[arg-type]  # fmt: skip
    objective = create_objective(**who, name="Stay with those at sea", cycle=cycle)  # type: ignore[arg-type]
    bet = create_bet(**who, name="Offline tides", product=world.station, belief="keeping tides on the device", audience="yachts beyond the coast", outcome="keep them from leaving")  # type: ignore[arg-type]  # fmt: skip
    return Aims(world, bet, objective, key_result(world, objective, "Fewer yachts leave"))
