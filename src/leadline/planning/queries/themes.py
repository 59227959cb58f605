"""The actual shares of themes: where the person-weeks and the money of committed bets go.

A theme belongs to a dimension; within it the shares are of all committed work, also of that which
belongs to none of its themes. Money of different currencies is not added up.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from leadline.foundation.money import Money
from leadline.planning.models import Bet, BetEffort, BetTheme
from leadline.strategy.models import Theme, ThemeShare
from leadline.strategy.models.themes import WHOLE
from leadline.workspaces.models import Member

COUNTED = (Bet.State.COMMITTED, Bet.State.DONE)


@dataclass(frozen=True)
class ActualShare:
    """What goes to a theme: likely person-weeks and costs, and its shares; None where there is nothing to share.

    `theme` is None for the work that belongs to no theme of the dimension; `intended` as a share of 1.
    """

    dimension: str
    theme: Theme | None
    bets: int
    weeks: Decimal
    share: float | None
    intended: float | None
    money: Sequence[Money]
    money_share: float | None


@dataclass
class _Sum:
    """So many bets, their likely person-weeks, and what they likely cost by currency."""

    bets: int = 0
    weeks: Decimal = Decimal(0)
    money: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Work:
    """The committed bets with what each takes, which themes they belong to, and all of it together."""

    bets: Mapping[UUID, _Sum]
    joined: Mapping[UUID, set[UUID]]
    intended: Mapping[UUID, int]

    def of(self, keys: Iterable[UUID]) -> _Sum:
        return _summed(self.bets[key] for key in keys if key in self.bets)


def actual_shares(member: Member, cycle: UUID | None = None) -> Sequence[ActualShare]:
    """Each theme with its actual and its intended share, by dimension, in five statements."""
    by_dimension: dict[str, list[Theme]] = defaultdict(list)
    for theme in Theme.objects.select_related("workspace").order_by("dimension", "name", "id"):
        by_dimension[theme.dimension].append(theme)
    work = _Work(_bets(), _joined(), _intended(cycle))
    return [each for name, themes in by_dimension.items() for each in _of_dimension(name, themes, work)]  # fmt: skip


def _of_dimension(name: str, themes: Sequence[Theme], work: _Work) -> Iterator[ActualShare]:
    whole = work.of(work.bets)
    for theme in themes:
        yield _share(name, theme, work.of(work.joined.get(theme.pk, ())), whole, work.intended.get(theme.pk))  # fmt: skip
    taken = {bet for theme in themes for bet in work.joined.get(theme.pk, ())}
    rest = work.of(work.bets.keys() - taken)
    if rest.bets:
        yield _share(name, None, rest, whole, None)


def _share(
    dimension: str, theme: Theme | None, part: _Sum, whole: _Sum, intended: int | None
) -> ActualShare:
    return ActualShare(
        dimension, theme, part.bets, part.weeks,
        share=float(part.weeks / whole.weeks) if whole.weeks else None,
        intended=None if intended is None else intended / WHOLE,
        money=[Money(minor, code) for code, minor in sorted(part.money.items())],
        money_share=_money_share(part, whole),
    )  # fmt: skip


def _money_share(part: _Sum, whole: _Sum) -> float | None:
    """The share of the money; None where there is none, or in several currencies."""
    if len(whole.money) != 1:
        return None
    ((code, all_of_it),) = whole.money.items()
    return part.money[code] / all_of_it if all_of_it else None


def _summed(parts: Iterable[_Sum]) -> _Sum:
    found = _Sum()
    for each in parts:
        found.bets += each.bets
        found.weeks += each.weeks
        found.money.update(each.money)
    return found


def _bets() -> Mapping[UUID, _Sum]:
    rows = Bet.objects.filter(state__in=COUNTED).order_by().values_list("id", "currency", "cost_likely")  # fmt: skip
    weeks = BetEffort.objects.filter(bet__trashed_at=None, bet__state__in=COUNTED).order_by()
    taken = dict(weeks.values_list("bet").annotate(Sum("likely")))
    return {
        key: _Sum(1, taken.get(key, Decimal(0)), Counter({} if cost is None else {code: cost}))
        for key, code, cost in rows
    }


def _joined() -> Mapping[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for bet, theme in BetTheme.objects.order_by().values_list("bet", "theme"):
        found[theme].add(bet)
    return found


def _intended(cycle: UUID | None) -> Mapping[UUID, int]:
    rows = ThemeShare.objects.filter(cycle=cycle) if cycle else ThemeShare.objects.none()
    return dict(rows.values_list("theme", "share"))
