"""The work of a bet, from what it is to change down to its stories."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from leadline.backlog.models import Item, Scenario, ScenarioItem
from leadline.backlog.queries.serving import Progress, progress_of_bets
from leadline.planning.models import Bet
from leadline.planning.queries import Parts, parts_of
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

MOST = 1_000
"""How many items of a bet are told one by one."""


@dataclass(frozen=True)
class Piece:
    """An item of a bet with what lies below it."""

    item: Item
    below: Sequence["Piece"] = ()

    @property
    def progress(self) -> Progress:
        """How much of what lies below is done; of itself, where there is nothing."""
        ends = [piece.item for piece in self.leaves()]
        return Progress(sum(each.finished_at is not None for each in ends), len(ends))

    def leaves(self) -> Iterator["Piece"]:
        if not self.below:
            yield self
        for each in self.below:
            yield from each.leaves()

    def whole(self, depth: int = 0) -> Iterator[tuple[int, "Piece"]]:
        """It and all below it, each with its depth."""
        yield depth, self
        for each in self.below:
            yield from each.whole(depth + 1)


@dataclass(frozen=True)
class Told:
    """A scenario with the items that make it possible."""

    scenario: Scenario
    links: Sequence[ScenarioItem] = field(default_factory=list)


@dataclass(frozen=True)
class Work:
    """What a bet is to change, in which scenarios, by which work."""

    bet: Bet
    promised: Parts
    scenarios: Sequence[Told]
    pieces: Sequence[Piece]
    progress: Progress
    is_cut: bool

    @property
    def items(self) -> list[Item]:
        return [piece.item for top in self.pieces for _depth, piece in top.whole()]


def work_of_bet(member: Member, bet: Bet) -> Work:
    """The work of a bet in a constant number of statements; 1,000 items are told one by one."""
    rows = Item.of_bet(bet).select_related("workspace", "product", "status")
    items = list(rows.order_by("product__key", "rank", "id")[: MOST + 1])
    return Work(
        bet=bet,
        promised=parts_of(member, bet),
        scenarios=scenarios_of(member, bet),
        pieces=pieces_of(items[:MOST]),
        progress=progress_of_bets(member, [bet.pk]).get(bet.pk, Progress()),
        is_cut=len(items) > MOST,
    )


def scenarios_of(member: Member, bet: Bet) -> Sequence[Told]:
    """The scenarios of a bet in order, with their items, in two statements."""
    rows = list(Scenario.objects.filter(bet=bet).order_by("rank", "id"))
    links: dict[UUID, list[ScenarioItem]] = defaultdict(list)
    joined = ScenarioItem.objects.filter(scenario__in=rows, item__trashed_at=None)
    for link in joined.select_related("item__workspace", "item__product", "item__status").order_by("item__product__key", "item__number")[:MOST]:  # fmt: skip
        links[link.scenario_id].append(link)
    return [Told(row, links[row.pk]) for row in rows]


def scenario_by_id(member: Member, scenario_id: UUID) -> Scenario:
    """A scenario by its id, of a bet that is not in the trash."""
    found: Scenario = one(Scenario.objects.filter(bet__trashed_at=None).select_related("bet__workspace", "workspace"), pk=scenario_id)  # fmt: skip
    return found


def scenario_link(member: Member, scenario: Scenario, link_id: UUID) -> ScenarioItem:
    """One of the items of a scenario."""
    found: ScenarioItem = one(ScenarioItem.objects.filter(scenario=scenario), pk=link_id)
    found.scenario = scenario
    return found


def pieces_of(items: Sequence[Item]) -> list[Piece]:
    """Items as a forest, in the order given; epics come before what has none."""
    known = {item.pk for item in items}
    below: dict[UUID | None, list[Item]] = defaultdict(list)
    for item in items:
        below[item.parent_id if item.parent_id in known else None].append(item)
    tops = sorted(below[None], key=lambda item: item.item_kind != Item.Kind.EPIC)
    return [_piece(item, below) for item in tops]


def _piece(item: Item, below: dict[UUID | None, list[Item]]) -> Piece:
    return Piece(item, [_piece(each, below) for each in below[item.pk]])
