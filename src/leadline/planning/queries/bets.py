"""Bets as lists show them, and one by one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from leadline.foundation.money import Money
from leadline.foundation.paging import PAGE, Slice, page_of
from leadline.foundation.refusals import Invalid
from leadline.planning.models import TURN, Bet, BetEffect, BetEffort, BetGoal
from leadline.planning.queries.filters import BetFilters
from leadline.planning.queries.standing import with_evidence
from leadline.workspaces.models import Member
from leadline.workspaces.queries import one

SORTS = {"state": ("turn", "name", "id"), "name": ("name", "id"), "changed": ("updated_at", "id")}
NO_FILTERS = BetFilters()


@dataclass(frozen=True)
class BetLine:
    """A bet with the first of its effects, the person-weeks it likely takes, and what it stands on."""

    bet: Bet
    effects: tuple[BetEffect, ...]
    weeks: Decimal | None
    goals: int
    has_evidence: bool

    @property
    def effect(self) -> BetEffect | None:
        return self.effects[0] if self.effects else None

    @property
    def cost(self) -> Money | None:
        """What it likely costs."""
        return self.bet.cost[1] if self.bet.cost else None


def bet_lines(
    member: Member, filters: BetFilters = NO_FILTERS, *, sort: str = "name", after: str = "", limit: int = PAGE
) -> "Slice[BetLine]":  # fmt: skip
    """A page of bets in six statements; `-` before the sort for falling."""
    rows = filters.narrow(Bet.objects.select_related("product", "owner__user")).annotate(turn=TURN)
    page = page_of(rows, _order(sort), after, limit)
    for row in page.rows:
        row.workspace = member.workspace
    return Slice(_lines(page.rows), page.after)


def lines_of(member: Member, bets: "QuerySet[Bet]", limit: int = 200) -> Sequence[BetLine]:
    """Lines of the bets of a query, by name; 200 at most."""
    return _lines(list(bets.select_related(*TIED).order_by("name", "id")[:limit]))


def bet_by_id(member: Member, bet_id: UUID) -> Bet:
    """One bet with what it is tied to; `NotFound` for those in the trash."""
    found: Bet = one(_bets(), pk=bet_id)
    return found


TIED = ("workspace", "product", "segment", "persona", "owner__user")


def _bets() -> "QuerySet[Bet]":
    rows: QuerySet[Bet] = Bet.objects.select_related(*TIED)
    return rows


def _order(sort: str) -> list[str]:
    name, sign = sort.lstrip("-"), "-" if sort.startswith("-") else ""
    if name not in SORTS:
        raise Invalid("There is no such order.", field="sort", remedy=f"Sort by one of: {', '.join(SORTS)}.")  # fmt: skip
    return [f"{sign}{column}" for column in SORTS[name]]


def _lines(rows: Sequence[Bet]) -> list[BetLine]:
    keys = [row.pk for row in rows]
    effects, weeks, goals, standing = (
        effects_of(keys),
        _weeks(keys),
        _goals(keys),
        with_evidence(keys),
    )
    return [
        BetLine(row, tuple(effects.get(row.pk, ())), weeks.get(row.pk), goals.get(row.pk, 0), row.pk in standing)
        for row in rows
    ]  # fmt: skip


def effects_of(bets: Iterable[UUID]) -> Mapping[UUID, Sequence[BetEffect]]:
    """The effects of bets with their metrics, in the order in which they were said."""
    found: dict[UUID, list[BetEffect]] = defaultdict(list)
    for row in BetEffect.objects.filter(bet__in=list(bets)).select_related("metric").order_by("id"):
        found[row.bet_id].append(row)
    return found


def _weeks(bets: Sequence[UUID]) -> Mapping[UUID, Decimal]:
    rows = BetEffort.objects.filter(bet__in=bets).order_by().values_list("bet")
    return dict(rows.annotate(Sum("likely")))


def _goals(bets: Sequence[UUID]) -> Mapping[UUID, int]:
    rows = BetGoal.objects.filter(bet__in=bets, key_result__trashed_at=None)
    return dict(rows.order_by().values_list("bet").annotate(Count("id")))
