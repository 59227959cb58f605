"""What a forecast of a roadmap rests on, as it is today."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from leadline.backlog.models import Dependency, Item
from leadline.delivery.queries.flow.scope import monday, zone_of
from leadline.delivery.queries.forecasts.inputs import known_weeks
from leadline.delivery.queries.forecasts.questions import Rules, scope_of
from leadline.planning.models import BetEffort
from leadline.products.models import Team
from leadline.products.queries import member_ids
from leadline.roadmap.models import Roadmap
from leadline.roadmap.queries.bars import BarLine, basis_of, by_key, plan_of
from leadline.roadmap.queries.foretelling import BarInput, Pace, PlanInputs
from leadline.workspaces.models import Member

WINDOW = 12
USUAL = Rules(window=WINDOW)
SETTLED, MOST_GROWTH = 28, 3.0
LEVELS = ("parent", "parent__parent")


@dataclass
class Found:
    """What lies under the bars of a roadmap: of each open and finished items, and those added."""

    bar_of: dict[UUID, str] = field(default_factory=dict)
    open: Counter[str] = field(default_factory=Counter)
    finished: Counter[str] = field(default_factory=Counter)
    opened: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def take(self, bar: str, key: UUID, finished_at: datetime | None, opened_at: datetime) -> None:
        """Count an item for the first bar that names it."""
        if key in self.bar_of:
            return
        self.bar_of[key] = bar
        (self.finished if finished_at else self.open)[bar] += 1
        self.opened[bar].append(opened_at)


def inputs_of(member: Member, roadmap: Roadmap, now: datetime) -> tuple[PlanInputs, str]:
    """Everything that the answer will rest on, and the digest of what the plan gave to it."""
    today = member.workspace.today(now)
    lines = plan_of(member, roadmap).lines
    found = _items(lines)
    waits = _waits(roadmap, found)
    efforts = _efforts(lines)
    bars = tuple(_bar(line, found, waits, efforts, today) for line in lines)
    inputs = PlanInputs(today.isoformat(), WINDOW, _paces(member, lines, found, today), bars)
    return inputs, basis_of(lines)


def _bar(
    line: BarLine, found: Found, waits: Mapping[str, Sequence[str]],
    efforts: Mapping[tuple[str, str], tuple[float, float, float]], today: date,
) -> BarInput:  # fmt: skip
    key = str(line.id)
    ahead = (line.from_on - today).days if line.from_on else 0
    return BarInput(
        id=key, name=line.name, team=line.team[0], open=found.open[key], finished=found.finished[key],
        effort=efforts.get((line.bet, line.team[0])),
        not_before=max(0, -(-ahead // 7)), waits=tuple(dict.fromkeys((*line.waits, *waits.get(key, ())))),
        promised_on=line.promised_on.isoformat() if line.promised_on else "",
    )  # fmt: skip


def _items(lines: Sequence[BarLine]) -> Found:
    """The items under bars: those of items first, then those of bets that no other bar names."""
    found = Found()
    of_items = {UUID(line.item): str(line.id) for line in lines if line.item}
    of_bets = {UUID(line.bet): str(line.id) for line in lines if line.bet}
    for rows, bars in ((_under_items(of_items), of_items), (_under_bets(of_bets), of_bets)):
        for top, key, finished_at, opened_at in rows:
            found.take(bars[top], key, finished_at, opened_at)
    found.bar_of.update(of_items)
    return found


def _under_items(keys: Iterable[UUID]) -> Iterable[Any]:
    wanted = list(keys)
    yield from _rows(Q(pk__in=wanted), "pk")
    for level in LEVELS:
        yield from _rows(Q(**{f"{level}__in": wanted}), f"{level}_id" if level == "parent" else "parent__parent_id")  # fmt: skip


def _under_bets(keys: Iterable[UUID]) -> Iterable[Any]:
    """The items of bets, and those below them that have no bet of their own, as `Item.of_bet` has them."""
    wanted = list(keys)
    yield from _rows(Q(bet__in=wanted), "bet_id")
    yield from _rows(Q(parent__bet__in=wanted, bet=None), "parent__bet_id")
    yield from _rows(Q(parent__parent__bet__in=wanted, parent__bet=None, bet=None), "parent__parent__bet_id")  # fmt: skip


def _rows(which: Q, top: str) -> "QuerySet[Any, Any]":
    rows = Item.objects.filter(which).exclude(item_kind=Item.Kind.EPIC).order_by("id")
    return rows.values_list(top, "id", "finished_at", "opened_at")


def _grown(lines: Sequence[BarLine], found: Found, today: date, member: Member) -> float:
    """Items that one has become which was written in the first week of its bar; older bars only."""
    zone, planned, total = zone_of(member), 0, 0
    for line in lines:
        weeks = [monday(at.astimezone(zone).date()) for at in found.opened[str(line.id)]]
        if weeks and (today - min(weeks)).days > SETTLED:
            planned, total = planned + weeks.count(min(weeks)), total + len(weeks)
    return round(min(max(total / planned, 1.0), MOST_GROWTH), 2) if planned else 1.0


def _waits(roadmap: Roadmap, found: Found) -> dict[str, list[str]]:
    """What bars wait for: as the backlog tells of their open items."""
    told: dict[str, list[str]] = defaultdict(list)
    rows = Dependency.objects.filter(blocker__finished_at=None, blocked__finished_at=None)
    alive = rows.filter(blocker__trashed_at=None, blocked__trashed_at=None).order_by("id")
    for blocker, blocked in alive.values_list("blocker_id", "blocked_id"):
        first, second = found.bar_of.get(blocker), found.bar_of.get(blocked)
        if first and second and first != second and first not in told[second]:
            told[second].append(first)
    return told


def _efforts(lines: Sequence[BarLine]) -> dict[tuple[str, str], tuple[float, float, float]]:
    """Person-weeks of a bet and a team, low to high."""
    bets = [UUID(line.bet) for line in lines if line.bet]
    rows = BetEffort.objects.filter(bet__in=bets).values_list("bet_id", "team_id", "low", "likely", "high")  # fmt: skip
    return {(str(bet), str(team)): (_plain(low), _plain(likely), _plain(high)) for bet, team, low, likely, high in rows}  # fmt: skip


def _plain(weeks: Decimal) -> float:
    return float(weeks)


def _paces(member: Member, lines: Sequence[BarLine], found: Found, today: date) -> dict[str, Pace]:
    parts = {key: rows for key, rows in by_key(lines, "team").items() if key}
    teams = list(Team.objects.filter(pk__in=[UUID(key) for key in parts]).order_by("name", "id"))
    people = member_ids(member, [team.pk for team in teams])
    return {
        str(team.pk): Pace(team.name, _weeks(member, team, today), len(people[team.pk]), _grown(parts[str(team.pk)], found, today, member))
        for team in teams
    }  # fmt: skip


def _weeks(member: Member, team: Team, today: date) -> tuple[float, ...]:
    weeks, _finished = known_weeks(member, scope_of(None, team, "items"), USUAL, today)
    return tuple(week.finished for week in weeks)
