"""The table in which people say numbers about bets: fifty bets a page, with what counts for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.planning.models import Bet, RankingInput
from leadline.planning.queries.rankings.asking import Asked
from leadline.planning.queries.rankings.candidates import (
    TYPED,
    Cell,
    Gaps,
    bets_asked,
    cells_of,
)
from leadline.planning.queries.rankings.frameworks import Asks
from leadline.planning.queries.rankings.ranges import typed
from leadline.workspaces.models import Member


@dataclass(frozen=True)
class GridCell:
    """One input of a bet: what counts, what was typed into it (0 and empty for nothing)."""

    asks: Asks
    cell: Cell | None
    typed: str
    version: int

    @property
    def is_derived(self) -> bool:
        """Whether the number that counts was not typed."""
        return self.cell is not None and self.cell.source != TYPED


@dataclass(frozen=True)
class GridRow:
    """A bet with its inputs; `gap` says why it cannot be ranked yet."""

    bet: Bet
    cells: Sequence[GridCell]
    gap: str


def grid(member: Member, asked: Asked, today: date, after: str = "") -> "Slice[GridRow]":
    """A page of bets by name with their inputs, in a constant number of statements."""
    page = page_of(bets_asked(member, asked), ["name", "id"], after, PAGE)
    return Slice(rows_of(member, asked, page.rows, today), page.after)


def rows_of(member: Member, asked: Asked, bets: Sequence[Bet], today: date) -> list[GridRow]:
    """The rows of these bets."""
    keys = [bet.pk for bet in bets]
    within: QuerySet[Bet] = Bet.objects.filter(pk__in=keys)
    cells, said = cells_of(asked, keys, within, today), _said(asked, keys)
    for bet in bets:
        bet.workspace = member.workspace
    asks, gaps = asked.asks, Gaps(asked)
    return [
        GridRow(bet, _cells(asks, cells[bet.pk], said.get(bet.pk, {})), gaps.of(cells[bet.pk]))
        for bet in bets
    ]


def _cells(asks: Sequence[Asks], cells: Mapping[str, Cell], said: Mapping[str, RankingInput]) -> list[GridCell]:  # fmt: skip
    return [_cell(each, cells.get(each.name), said.get(each.name)) for each in asks]


def _cell(asks: Asks, cell: Cell | None, said: RankingInput | None) -> GridCell:
    if said is None:
        return GridCell(asks, cell, "", 0)
    return GridCell(asks, cell, typed(said.low, said.likely, said.high), said.version)


def _said(asked: Asked, keys: Sequence[UUID]) -> dict[UUID, dict[str, RankingInput]]:
    found: dict[UUID, dict[str, RankingInput]] = {}
    names = [each.name for each in asked.asks]
    for row in RankingInput.objects.filter(bet__in=keys, name__in=names):
        found.setdefault(row.bet_id, {})[row.name] = row
    return found
