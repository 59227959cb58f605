"""Scenarios of a bet, and the items that make them possible."""

from datetime import datetime

from leadline.backlog.models import Item, Scenario, ScenarioItem
from leadline.backlog.models.aims import MOST_SCENARIOS
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.planning.models import Bet
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


@operation(needs=Right.CONTRIBUTE)
def add_scenario(*, by: Member, now: datetime, bet: Bet, name: str, story: str = "") -> Scenario:
    """Add a scenario behind those that the bet has; 50 at most."""
    there = list(Scenario.objects.filter(bet=bet).order_by("rank").values_list("rank", flat=True))
    if len(there) >= MOST_SCENARIOS:
        raise Invalid(f"A bet has {MOST_SCENARIOS} scenarios at most.", remedy="Make it two bets.")
    (rank,) = ranks_between(there[-1] if there else None, None)
    scenario, change = Scenario.create(by=by, now=now, bet=bet, name=name, story=story, rank=rank)
    record(by, now, "scenario.added", subject=scenario, changes=[change])
    return scenario


@operation(needs=Right.CONTRIBUTE)
def change_scenario(
    *, by: Member, now: datetime, scenario: Scenario, version: int | None = None, **values: str
) -> Event | None:
    """Rewrite the name or the story."""
    change = scenario.change(by=by, now=now, version=version, **values)
    return record(by, now, "scenario.changed", subject=scenario, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def trash_scenario(
    *, by: Member, now: datetime, scenario: Scenario, version: int | None = None
) -> Event | None:
    """Put a scenario into the trash; its items stay."""
    change = scenario.trash(by=by, now=now, version=version)
    return record(by, now, "scenario.trashed", subject=scenario, changes=[change])


@operation(needs=Right.CONTRIBUTE)
def put_into_scenario(*, by: Member, now: datetime, scenario: Scenario, item: Item) -> Event | None:
    """Say that an item makes a scenario possible."""
    return record(by, now, "scenario.item_added", subject=scenario, changes=link(by, now, scenario, item))  # fmt: skip


@operation(needs=Right.CONTRIBUTE)
def take_out_of_scenario(*, by: Member, now: datetime, link: ScenarioItem) -> Event | None:
    """Take an item out of a scenario."""
    return record(by, now, "scenario.item_removed", subject=link.scenario, changes=[link.remove()])


def link(by: Member, now: datetime, scenario: Scenario, item: Item) -> list[Change]:
    """Put an item into a scenario, unless it stands there."""
    if ScenarioItem.objects.filter(scenario=scenario, item=item).exists():
        return []
    return [ScenarioItem.create(by=by, now=now, scenario=scenario, item=item)[1]]
